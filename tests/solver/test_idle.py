"""A reading by which a line of the story is not allowed turns every answer, however little it bears on what is asked.

`Lid reads Tight` lets nobody open the jar; that has nothing to do with coins.
By hand: where it reads Loose, Ada goes on earning; where it reads Tight, the
line of March 9 cannot happen, and there is nothing to go on from.
"""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dsl.load import Library, load_text
from solver.answer import Answer
from solver.ask import ask
from solver.recheck import Check
from solver.recheck_paths import of_paths, of_refusals

PLAN = """plan "Jar" from "jar" dated March 2, 1998.

[p.1: "x"]
unit coins, whole.
[p.1: "x"]
reading Lid is
    Loose (base, because "a lid that is not said to hold does not"), "whoever wants opens the jar"; or
    Tight, "nobody opens the jar".
[p.1: "x"]
Coins of a Person starts at 0 coins.
[p.1: "x"]
Open of a Person starts at no.
[p.1: "x"]
event Earning: "{Who: Person} earns a coin"
    effect Coins of Who increases by 1 coins.
[p.1: "x"]
event Opening: "{Who: Person} opens the jar"
    provided Lid reads Loose
    effect Who becomes Open.

scenario "The jar was opened"
    people Ada is a Person.
    March 9, 1998: Ada opens the jar.

scenario "The jar is shut"
    people Ada is a Person.
"""
ASKED = {
    "can it be that Coins of Ada is at least 1 coins by April 1, 1998?": "possible",
    "is it certain that Coins of Ada is at least 0 coins by April 1, 1998?": "holds",
    "can it be that Coins of Ada is less than 0 coins by April 1, 1998?": "impossible",
    "what is the least that Coins of Ada can be by April 1, 1998?": "value",
    "when may Earning happen?": "windows",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_text(PLAN)


def answer(library: Library, question: str) -> Answer:
    return ask(library.plan, library.ask(question, "The jar was opened"))


@pytest.mark.parametrize(("question", "verdict"), ASKED.items())
def test_each_form_has_a_row_for_it(library: Library, question: str, verdict: str) -> None:
    rows = {row.under: row.finding.verdict for row in answer(library, question).rows}
    assert rows == {(("Lid", "Loose"),): verdict, (("Lid", "Tight"),): "not allowed"}


def test_ways_are_said_to_come_out_where_the_story_does(library: Library) -> None:
    found = answer(library, "in every way can Coins of Ada be at least 1 coins by April 1, 1998?")
    assert [way.under for way in found.ways] == [((("Lid", "Loose"),),)]
    assert found.headline.proved == "on the base readings"


def test_a_claim_that_keeps_silent_about_it_is_not_verified(library: Library) -> None:
    """As answers were given before this was seen: of one row, for all readings."""
    found = answer(library, "can it be that Coins of Ada is at least 1 coins by April 1, 1998?")
    silent = replace(found, rows=(replace(found.rows[0], under=()),))
    assert not _failed(library, found)
    assert len(_failed(library, silent)) == 2


def _failed(library: Library, claimed: Answer) -> list[Check]:
    checks = [*of_refusals(library.plan, claimed), *of_paths(library.plan, claimed)]
    return [check for check in checks if check.found != "so"]


def test_without_such_a_line_no_row_names_the_reading(library: Library) -> None:
    (row,) = ask(library.plan, library.ask("can it be that Coins of Ada is at least 1 coins by April 1, 1998?", "The jar is shut")).rows
    assert (row.under, row.finding.verdict) == ((), "possible")
