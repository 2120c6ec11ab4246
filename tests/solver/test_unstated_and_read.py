"""Readings and what nobody stated, both at once: what one of them settles by itself is not said of the other.

By hand. *Gap*: "Gap, or Lid reads Loose" is so wherever Lid reads Loose; where it reads Tight, only if there
is a Gap, which the plan leaves open. *Two*: the Board may act if Harm goes with Loose, or no Harm with Firm:
on Loose and Firm in any case, on Tight and Weak in none, else by Harm. *Pool*: 5 shares, and 5 more each time
the Board raises it, at most to 15, which it may unless there is Harm. *Closed Day*: it may lie before the
story begins, and then is over from the first. *Locking*: where Lid reads Loose, others can keep it and shut that out;
where it reads Tight, nobody can. *Fitting* waits on the Company's not being fit, which nobody stated. *Bar*: nothing may happen where Seal reads Weak, be it as little
about coins as it will.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from dsl.load import Library, load_text
from solver.answer import Answer, Finding, Row
from solver.ask import ask
from solver.recheck import of_rows
from solver.recheck_paths import of_paths
from solver.recheck_windows import of_windows

PLAN = """plan "Both" from "both" dated March 2, 1998.

[p.1: "x"]
organ the Board.
[p.1: "x"]
thing the Rights.
[p.1: "x"]
unit shares, singular share, whole.
[p.1: "x"]
reading Lid is Loose (base, because "x"), "x"; or Tight, "y".
[p.1: "x"]
reading Seal is Firm (base, because "x"), "x"; or Weak, "y".
[p.1: "x"]
open Gap as yes or no, because "x".
[p.1: "x"]
input Harm as yes or no.
[p.1: "x"]
open Closed Day as a day, because "x".
[p.1: "x"]
Done of the Rights starts at no.
[p.1: "x"]
power Two: "the Board acts" provided any of (i) Harm and Lid reads Loose; or (ii) not Harm and Seal reads Firm effect the Rights become Done.
[p.1: "x"]
Pool starts at 5 shares.
[p.1: "x"]
power Raising: "the Board raises the pool" provided Pool is less than 15 shares and not Harm effect Pool increases by 5 shares.
[p.1: "x"]
Kept of a Person starts at no.
[p.1: "x"]
event Keeping: "{Who: Person} keeps it" provided Lid reads Loose effect Who becomes Kept.

[p.1: "x"]
Locked of the Rights starts at no.
[p.1: "x"]
power Locking: "the Board locks it" provided no Person is Kept effect the Rights become Locked.
[p.1: "x"]
power Redoing: "the Board does it again" effect the Rights become Locked.
[p.1: "x"]
person the Company.
[p.1: "x"]
input Fit of a Person as yes or no.
[p.1: "x"]
Fitted of the Rights starts at no.
[p.1: "x"]
power Fitting: "the Board fits it" provided not Fit of the Company effect the Rights become Fitted.

scenario "Open"
    people Ada is a Person.

scenario "Kept" extends "Open"
    March 9, 1998: Ada keeps it.

scenario "Harmful" extends "Open"
    given Harm is yes.
"""
BARRED = PLAN.replace('scenario "Open"', """[p.1: "x"]
always (Seal reads Firm) or (some Keeping has happened).

scenario "Open\"""", 1)
LOOSE, TIGHT, FIRM, WEAK = ("Lid", "Loose"), ("Lid", "Tight"), ("Seal", "Firm"), ("Seal", "Weak")


@pytest.fixture(scope="module")
def library() -> Library:
    return load_text(PLAN)


def asked(library: Library, text: str, story: str = "Open") -> Answer:
    return ask(library.plan, library.ask(text, story))


def findings(answer: Answer) -> dict[tuple[tuple[str, str], ...], str]:
    return {row.under: row.finding.verdict for row in answer.rows}


def test_what_a_reading_settles_is_said_of_that_reading_alone(library: Library) -> None:
    can = asked(library, "can it be that (any of (i) Gap; or (ii) Lid reads Loose)?")
    assert findings(can) == {(LOOSE,): "possible", (TIGHT,): "the plan does not say"}
    assert {check.found for check in of_paths(library.plan, can)} == {"so"}
    least = asked(library, "what is the least that (Pool where (Gap or Lid reads Loose)) can be?")
    assert findings(least) == {(LOOSE,): "value", (TIGHT,): "the plan does not say"}


@pytest.mark.parametrize(("under", "verdict"), [((LOOSE, FIRM), "possible"), ((LOOSE, WEAK), "not determined"), ((TIGHT, FIRM), "not determined"), ((TIGHT, WEAK), "impossible")])
def test_what_two_readings_settle_together_is_said_of_no_other(library: Library, under: tuple[tuple[str, str], ...], verdict: str) -> None:
    (row,) = [row for row in asked(library, "can the Rights be Done?").rows if set(row.under) <= set(under)]
    assert row.finding.verdict in (verdict, "undecided")


@pytest.mark.parametrize(("under", "found"), [((LOOSE, FIRM), {"so"}), ((LOOSE,), {"so", "not so"}), ((FIRM,), {"so", "not so"}), ((), {"so", "not so"})])
def test_a_path_of_two_readings_together_shows_it_for_both_alone(library: Library, under: tuple[tuple[str, str], ...], found: set[str]) -> None:
    can, shown = asked(library, "can the Rights be Done?"), asked(library, "can the Rights be Done?", "Harmful").rows[0]
    assert shown.path is not None
    path = replace(can.question.scenario, lines=shown.path.lines)
    said = replace(can, rows=(Row(under, Finding("possible"), path, shown.moment),), untried=())
    assert {check.found for check in of_paths(library.plan, said)} == found


def test_a_most_that_turns_on_what_nobody_stated_is_not_said_to_be_it(library: Library) -> None:
    finding = asked(library, "what is the most that Pool can be?").headline
    assert (finding.verdict, finding.turns_on) == ("not determined", ("Harm",))
    assert [way.values for way in finding.ways] == [(Fraction(15),), (Fraction(5),)]
    assert asked(library, "what is the most that Pool can be?", "Harmful").headline.values == (Fraction(5),)
    assert asked(library, "what is the least that Pool can be?").headline.values == (Fraction(5),)


def test_a_bare_fact_that_nobody_stated_does_not_come_about_by_itself(library: Library) -> None:
    assert asked(library, "when does it first hold that Harm?").headline.turns_on == ("Harm",)
    assert asked(library, "when does it first hold that Harm?", "Harmful").headline.verdict == "value"


def test_a_day_that_nobody_named_may_lie_before_the_story(library: Library) -> None:
    finding = asked(library, "is it certain that (now is after Closed Day)?").headline
    assert (finding.verdict, finding.turns_on) == ("the plan does not say", ("Closed Day",))


def test_a_continuation_that_a_reading_refuses_shuts_nothing(library: Library) -> None:
    may = asked(library, "when may Locking happen?")
    assert {row.under: bool(row.finding.openings[1].stretches) for row in may.rows} == {(LOOSE,): False, (TIGHT,): True}
    assert {check.found for check in of_windows(library.plan, may)} == {"so"}
    silent = replace(may, rows=(replace(may.rows[0], under=()),))
    assert "not so" in {check.found for check in of_windows(library.plan, silent)}


def test_a_window_begins_with_the_end_of_the_story_of_its_own_row() -> None:
    """Where Lid reads Tight, as it does by default, the story stops at its line."""
    library = load_text(PLAN.replace('Loose (base, because "x"), "x"; or Tight, "y"', 'Tight (base, because "x"), "x"; or Loose, "y"'))
    may = asked(library, "when may Redoing happen?", "Kept")
    assert {row.under: row.finding.verdict for row in may.rows}[(TIGHT,)] == "not allowed"
    assert "not so" not in {check.found for check in of_windows(library.plan, may)}


def test_a_way_says_what_it_takes_for_granted_of_whom_the_plan_names(library: Library) -> None:
    (way,) = asked(library, "in every way can the Rights be Fitted?").ways
    assert way.given == ("Fit of Company",)


def test_rows_that_overlap_and_say_the_same_do_not_gainsay_each_other(library: Library) -> None:
    """By hand: it fails at once on Loose, and on Weak, whatever the other is."""
    certain = asked(library, "is it certain that (Lid reads Tight and Seal reads Firm)?")
    assert len({row.finding.verdict for row in certain.rows}) == 2
    assert {check.found for check in of_rows(library.plan, certain)} == {"so"}
    gainsaid = replace(certain, rows=(*certain.rows, replace(certain.rows[0], under=())))
    assert "not so" in {check.found for check in of_rows(library.plan, gainsaid)}


def test_what_must_always_hold_bars_what_has_nothing_to_do_with_it() -> None:
    """By hand: where Seal reads Weak, only somebody's keeping it makes it hold, and Tight does not let anybody; without Harm the pool may be raised then."""
    found = findings(asked(load_text(BARRED), "can it be that Pool is at least 10 shares?"))
    assert {verdict for under, verdict in found.items() if {TIGHT, WEAK} >= set(under)} == {"impossible"}
    assert {verdict for under, verdict in found.items() if not {TIGHT, WEAK} >= set(under)} == {"not determined"}
