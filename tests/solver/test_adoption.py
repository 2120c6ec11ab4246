"""Whether an amendment is allowed, on which dates and with which figure; every answer derived by hand from the summary."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hemacare_amendments import FOLDER, opened

from dsl.amendment import Amendment
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, CLOSE, START, Instant, instant
from dsl.load import Library, load_text
from dsl.ranges import Range
from solver.adoption import LinesBear, figures_permitted, permitted, windows_permitted
from solver.answer import Answer
from solver.ask import ask

CLOSES, BEGINS, ENDS = "Business Close", "Day Begins", "Day Ends"
MARCH_10 = dt.date(2008, 3, 10)


@pytest.fixture(scope="module")
def of_2008() -> tuple[Library, Amendment]:
    library = opened("2008")
    (amendment,) = library.amendments
    return library, amendment


def by_hour(answer: Answer) -> dict[str, str]:
    """The verdict under each reading of the hour of expiry; no other reading matters."""
    if len(answer.rows) == 1:
        return dict.fromkeys((CLOSES, BEGINS, ENDS), answer.rows[0].finding.verdict)
    assert all([name for name, _ in row.under] == ["Expiration Hour"] for row in answer.rows)
    return {row.under[0][1]: row.finding.verdict for row in answer.rows}


# p.3: the Rights "will expire on March 10, 2008": what has expired is neither extended nor amended, and the hour of that
# day is the reading. p.5: nobody has triggered, so that nothing else stands in the way on any day before.
@pytest.mark.parametrize(("day", "part", "allowed"), [
    (dt.date(2008, 3, 9), AFTER_CLOSE, {CLOSES: "yes", BEGINS: "yes", ENDS: "yes"}),
    (MARCH_10, BEFORE_CLOSE, {CLOSES: "yes", BEGINS: "not allowed", ENDS: "yes"}),  # "as of March 10, 2008"
    (MARCH_10, AFTER_CLOSE, {CLOSES: "not allowed", BEGINS: "not allowed", ENDS: "yes"}),
    (dt.date(2008, 3, 11), BEFORE_CLOSE, {CLOSES: "not allowed", BEGINS: "not allowed", ENDS: "not allowed"}),
    (dt.date(2008, 3, 19), BEFORE_CLOSE, {CLOSES: "not allowed", BEGINS: "not allowed", ENDS: "not allowed"}),  # as reported
])  # fmt: skip
def test_whether_the_amendment_of_2008_was_adopted_while_the_rights_lived(
    of_2008: tuple[Library, Amendment], day: dt.date, part: int, allowed: dict[str, str]
) -> None:
    library, amendment = of_2008
    assert by_hour(permitted(library.plan, amendment, instant(day, part))) == allowed


def test_the_refusal_names_the_window_of_the_power_to_extend(of_2008: tuple[Library, Amendment]) -> None:
    """p.3: "unless the Final Expiration Date is extended", which is done before the Rights expire."""
    library, amendment = of_2008
    finding = permitted(library.plan, amendment, instant(dt.date(2008, 3, 19), BEFORE_CLOSE)).headline
    assert finding.forbidden is not None
    assert [str(label) for label in finding.forbidden.labels] == ["Extension window"]


def test_until_when_it_could_be_adopted(of_2008: tuple[Library, Amendment]) -> None:
    """p.3: until the Rights expire, at whatever hour of March 10, 2008; from the beginning of the story on."""
    library, amendment = of_2008
    ends = {row.under[0][1]: row.finding.openings[0].stretches for row in windows_permitted(library.plan, amendment).rows}
    begin = instant(dt.date(1998, 2, 23), START)
    assert ends == {
        CLOSES: ((begin, instant(MARCH_10, CLOSE)),), BEGINS: ((begin, instant(MARCH_10, START)),),
        ENDS: ((begin, instant(dt.date(2008, 3, 11), START)),),
    }  # fmt: skip


# p.5: "lower ... from 15%": less than 15%; "to not less than the greater of (i) 11% or (ii) any percentage greater than the
# largest percentage ... then known": 1,021,122 of 7,191,000 is 14.2%, 791,009 is less than 11%.
@pytest.mark.parametrize(("title", "allowed", "figures"), [
    ("To 12%, with nobody known", "yes", Range(Fraction(11, 100), True, Fraction(15, 100), False)),
    ("To 14.2%, with a holder of as much known", "not allowed", Range(Fraction(142, 1000), False, Fraction(15, 100), False)),
    ("To 11%, with a holder of one share less known", "yes", Range(Fraction(11, 100), True, Fraction(15, 100), False)),
])  # fmt: skip
def test_the_figures_with_which_the_threshold_may_be_lowered(title: str, allowed: str, figures: Range) -> None:
    library = opened("floor")
    amendment = next(one for one in library.amendments if one.title == title)
    assert permitted(library.plan, amendment).headline.verdict == allowed
    (found,) = figures_permitted(library.plan, amendment, 20.0)
    assert found.hole == "New Threshold"
    assert {row.finding.ranges for row in found.answer.rows} == {(figures,)}


def test_after_a_trigger_it_turns_on_harm_that_nobody_stated() -> None:
    """p.6: no amendment that "would adversely affect the interests of the holders"; Vega and the public hold Rights, Orion's do not count."""
    library = opened("after-a-trigger")
    (amendment,) = library.amendments
    finding = permitted(library.plan, amendment).headline
    assert finding.verdict == "not determined"
    assert finding.turns_on == ("Amendment Harm of Vega", "Public Amendment Harm")
    before = instant(dt.date(1998, 4, 30), BEFORE_CLOSE)
    assert permitted(library.plan, amendment, before).headline.verdict == "yes"


PAPER = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
Allowance of the Rights starts at no.
[assume "a"]
Count starts at 0 shares.
[assume "a"]
power Opening: "the Board opens the way" effect the Rights become Allowance.
[assume "a"]
power Amending: "the Board amends the plan" {guard} effect Count becomes 1 share.
scenario "A story"
    people Orion is a Stockholder.
    May 8, 2001: Orion buys 100 shares.
amendment "On the way" under Opening and Amending
    in "A story"
    May 9, 2001: the Board opens the way.
    May 9, 2001: the Board amends the plan.
add input Price in dollars per share.
"""


def test_where_one_line_opens_the_way_for_the_next_no_window_is_guessed() -> None:
    """The provisos are read before all lines, and only the telling knows that the first line makes the second possible."""
    library = load_text(PAPER.format(guard="from May 8, 2001 to and including May 9, 2001 provided (the Rights are Allowance or now is on May 8, 2001)"))
    (amendment,) = library.amendments
    assert permitted(library.plan, amendment).headline.verdict == "yes"
    with pytest.raises(LinesBear):
        windows_permitted(library.plan, amendment)


def test_a_window_of_two_days() -> None:
    library = load_text(PAPER.format(guard="from May 9, 2001 to and including May 10, 2001"))
    (amendment,) = library.amendments
    (row,) = windows_permitted(library.plan, amendment).rows
    assert row.finding.openings[0].stretches == ((instant(dt.date(2001, 5, 9), START), Instant(instant(dt.date(2001, 5, 11), START))),)


FLOORS = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
Threshold starts at 20%.
[assume "a"]
Floor starts at 10%.
[assume "a"]
input Harm as yes or no.
[assume "a"]
reading Way is Wide (base, because "x"), "y"; or Narrow, "z".
[assume "a"]
{always}
[assume "a"]
power Floor Change: "the Board sets the floor at {{Figure: percent}}"
    provided (Way reads Wide or Figure is more than 10%)
    effect Floor becomes Figure.
[assume "a"]
power Lowering: "the Board lowers the threshold to {{Figure: percent}}" {guard} effect Threshold becomes Figure.
scenario "A story"
    people Orion is a Stockholder.
    June 1, 2001: the Board sets the floor at 18%.
    September 3, 2001: the Board sets the floor at 10%.
amendment "Lower" under Lowering in "A story"
    December 4, 2001: the Board lowers the threshold to 15%.
"""


def test_no_window_is_said_to_be_open_over_what_must_always_be_so() -> None:
    """15% would be under the floor from June to September: the provisos alone do not say so, nor the ends of the window."""
    library = load_text(FLOORS.format(always="always Threshold is at least Floor.", guard=""))
    (amendment,) = library.amendments
    at = instant(dt.date(2001, 7, 2), BEFORE_CLOSE)
    assert [permitted(library.plan, amendment, moment).headline.verdict for moment in (None, at)] == ["yes", "not allowed"]
    with pytest.raises(LinesBear):
        windows_permitted(library.plan, amendment)


def test_windows_have_a_row_for_a_reading_by_which_the_story_cannot_happen() -> None:
    """Where Way reads Narrow the floor is never set at 10%, so that no dates are said; where it reads Wide nothing stands in the way."""
    library = load_text(FLOORS.format(always="always Floor is at least 1%.", guard=""))
    (amendment,) = library.amendments
    rows = windows_permitted(library.plan, amendment).rows
    assert [(row.under, row.finding.verdict) for row in rows] == [((("Way", "Wide"),), "windows"), ((("Way", "Narrow"),), "not allowed")]


@pytest.mark.parametrize("file", sorted(path.stem for path in FOLDER.glob("*.plan")))
def test_what_comes_with_an_amendment_is_answered_as_expected(file: str) -> None:
    library = opened(file)
    questions = [question for question in library.questions if question.expected]
    assert questions
    for question in questions:
        assert not ask(library.plan, question).missed, question.title
