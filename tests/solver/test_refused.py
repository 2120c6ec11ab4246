"""A story of which a line cannot happen is answered so by every form of question over paths, with the line and what forbids it."""

from __future__ import annotations

import pytest

from dsl.load import load_text
from solver.ask import ask
from solver.impossible import impossible

# Nobody can sell more than he has (the vocabulary), so that the one line of the story cannot happen, whatever is asked of it.
TEXT = """use "hemacare".

scenario "Sells too much"
    people Orion is a Stockholder.
    at the start: Shares Held of Orion is 500,000 shares.
    May 1, 1998: Orion sells 600,000 shares.

question "It"
    in "Sells too much"
    {asked} by June 1, 1998?
    expect not allowed.
"""
ASKED = (
    "can the Rights be Redeemed",
    "is it certain that the Rights are not Redeemed",
    "in every way can the Rights be Redeemed",
    "what is the most that Shares Held of Orion can be",
    "what is the earliest that the Distribution Date can be",
)


@pytest.mark.parametrize("asked", ASKED)
def test_every_form_says_which_line_cannot_happen(asked: str) -> None:
    library = load_text(TEXT.format(asked=asked))
    (question,) = library.asked
    answer = ask(library.plan, question)
    (row,) = answer.rows
    assert row.finding.verdict == "not allowed"
    assert not answer.missed
    assert answer.question.form == question.form
    assert row.finding.forbidden is not None
    assert (row.finding.forbidden.line.event, row.finding.forbidden.labels[0].clause) == ("Sale", "Sale")


EITHER_WAY = """plan "G" from "g" dated May 7, 2001.
use "rights".
[assume "x"]
Outstanding Shares starts at 1,000 shares.
[assume "x"]
input Harm as yes or no.
[assume "x"]
power Lowering: "the Board lowers it to {{Figure: percent}}"
    provided (not Harm or Figure is more than 18%)
    and {other}
    and no Person has Shares Held of at least Figure of Outstanding Shares.
scenario "S"
    people Orion is a Stockholder.
    June 4, 2001: Orion buys 150 shares.
    June 11, 2001: the Board lowers it to 13%.
"""


@pytest.mark.parametrize(("other", "never_possible"), [
    # Orion has 15%, whatever Harm is; that Harm forbids it too is so only if there is any, as is that it was never possible
    ("Figure is more than 5%", False),
    # there is Harm, or there is none: either forbids it, and nobody has stated which
    ("(Harm or Figure is more than 18%)", True),
])  # fmt: skip
def test_what_forbids_a_line_is_so_whatever_nobody_stated(other: str, never_possible: bool) -> None:
    library = load_text(EITHER_WAY.format(other=other))
    finding = ask(library.plan, library.ask("what is Shares Held of Orion?", "S")).headline
    assert finding.forbidden is not None
    assert [str(label) for label in finding.forbidden.labels] == ["Lowering proviso [3]"]
    assert finding.forbidden.others == ()
    assert finding.forbidden.possible == (() if never_possible else None)


def test_where_one_thing_or_another_forbids_a_line_both_are_said() -> None:
    library = load_text(EITHER_WAY.format(other="(Harm or Figure is more than 18%)").replace("buys 150 shares", "buys 100 shares"))
    forbidden = ask(library.plan, library.ask("what is Shares Held of Orion?", "S")).headline.forbidden
    assert forbidden is not None
    assert [str(label) for one in (forbidden, *forbidden.others) for label in one.labels] == ["Lowering proviso", "Lowering proviso [2]"]


def test_so_it_is_of_a_story_that_is_warned_of() -> None:
    library = load_text(EITHER_WAY.format(other="Figure is more than 5%"))
    (one,) = impossible(library.plan, library.scenarios.values(), [])
    assert [str(label) for label in one.labels] == ["Lowering proviso [3]"]
