"""Proofs over several steps in a row: what one step does not prove, and the traps of such proofs."""

from __future__ import annotations

import time

import pytest
from test_proofs import disputed

import solver.prove
from dsl.load import load_text
from solver.answer import Kept, ProvedCase
from solver.ask import ask
from solver.choices import reading_as
from solver.prove import prove, prove_in_a_row
from solver.replay import tell
from solver.search import Task, search
from solver.tasks import task_of
from solver.z3_solver import Budget, forget

HEAD = """plan "Tranches" from "nowhere" dated May 7, 2001.

use "rights".

[assume "nothing is released as it begins"]
Released starts at 0 shares.

[assume "a tranche is 40,000 shares, and there are two"]
power Release: "the Board releases a tranche"
    provided Released is at most 40,000 shares
    effect Released increases by 40,000 shares.
"""
RECALL = """
[assume "all are taken back together"]
power Recall: "the Board recalls the tranches"
    provided Released is at least 80,000 shares
    effect Released becomes 0 shares.
"""
STORY = """
scenario "Nothing yet"
    people Orion is a Stockholder, Vega is a Stockholder.

question "Asked"
    in "Nothing yet"
    {asked}
"""
BETWEEN = "Released is more than 50,000 shares and Released is less than 70,000 shares"
HALVES = HEAD.replace("Released increases by 40,000 shares", "Released increases by 40,000 shares where Pace reads Whole, otherwise 20,000 shares") + RECALL + """
[assume "it is not said how much is released at once"]
reading Pace is
    Whole (base, because "a tranche is one"), "a whole tranche"; or
    Half, "half a tranche".
"""
ENTITLED = HEAD + RECALL + """
[assume "as far as it goes"]
Entitled Holder means a Stockholder for whom (Released is more than 50,000 shares and Released is less than 70,000 shares).

[assume "there is an end to it"]
Barred Holder means a Stockholder for whom (Released is more than 100,000 shares).

[assume "the shares there are"]
Outstanding Shares starts at 1,000 shares.
"""
LAPSES = HEAD + """
[assume "no tranche is kept as it begins"]
Kept of the Rights starts at no.

[assume "nothing has lapsed as it begins"]
Lapsed of the Rights starts at no.

[assume "what was released can be kept"]
power Keeping: "the Board keeps the tranches"
    provided Released is at least 40,000 shares
    effect the Rights become Kept.

[assume "what was released lapses unless it is kept"]
on close of business on June 1, 2001: the Rights become Lapsed if (Released is at least 40,000 shares and the Rights are not Kept).
"""


def within() -> Budget:
    return Budget(time.monotonic() + 60)


def task_for(plan: str, asked: str) -> Task:
    forget()
    library = load_text(plan + STORY.format(asked=asked))
    (question,) = library.questions
    readings = library.plan.base_readings
    return task_of(library.plan, question, readings, tell(library.plan, question.scenario, reading_as(readings)))


def test_two_steps_prove_what_one_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """60,000 comes of 20,000, and 20,000 of less than nothing only; released are 0, 40,000 or 80,000."""
    task = task_for(HEAD + RECALL, f"can it be that {BETWEEN}?")
    assert prove(task, within()) is None
    proof = prove_in_a_row(task, within())
    assert proof is not None
    (case,) = proof.cases
    assert (case.steps, [lemma.says for lemma in case.invariant]) == (2, ["Released is never negative"])
    monkeypatch.setattr(solver.prove, "MOST_IN_A_ROW", 1)
    assert prove_in_a_row(task, within()) is None


def claimed(steps: int, *invariant: str) -> ProvedCase:
    return ProvedCase(None, (), tuple(Kept(says, says, (), False) for says in invariant), steps)


def test_fewer_steps_from_the_story_are_no_way_round() -> None:
    """40,000 comes of nothing, and nothing of less only: no two releases bring it about where one did not, yet the first does."""
    task = task_for(HEAD, "can it be that Released is 40,000 shares?")
    assert prove_in_a_row(task, within()) is None
    found = search(task, time.monotonic() + 60)
    assert found.lines is not None
    assert len(found.lines) == 1
    assert disputed(task, claimed(2, "Released is never negative")) == "no row of just 1 step after the told story comes to what is sought"


def test_the_last_state_is_looked_at() -> None:
    """80,000 are released with the second tranche: none does before it."""
    task = task_for(HEAD, "can it be that Released is 80,000 shares?")
    assert prove_in_a_row(task, within()) is None
    said = disputed(task, claimed(2, "Released is never negative"))
    assert said == "where the invariant holds and no state before did so, no row of 2 steps comes to what is sought"


def test_what_a_later_event_saves_has_come_about() -> None:
    """The first release brings it about, and lapses on June 1 unless it is kept: there is a path of two events and none of one.

    No two steps bring it about where one did not, and no path has fewer than two: that would be a proof, if of one step only whole paths counted.
    """
    asked = "can it be that Released is 40,000 shares by May 31, 2001, and at no time the Rights are Lapsed?"
    task = task_for(LAPSES, asked)
    assert prove(task, within()) is None
    assert prove_in_a_row(task, within()) is None
    found = search(task, time.monotonic() + 60)
    assert found.lines is not None
    assert [line.event for line in found.lines] == ["Release", "Keeping"]
    assert disputed(task, claimed(2, "Released is never negative")) == "no row of just 1 step after the told story comes to what is sought"


def test_it_is_proved_where_no_path_was_found() -> None:
    """Half a tranche thrice is 60,000; whole ones never are."""
    library = load_text(HALVES + STORY.format(asked=f"can it be that {BETWEEN}?"))
    answer = ask(library.plan, library.questions[0], 60)
    assert [(row.under, row.finding.verdict, row.finding.proved) for row in answer.rows] == [
        ((("Pace", "Whole"),), "impossible", "under all of these readings"), ((("Pace", "Half"),), "possible", ""),
    ]  # fmt: skip
    assert [case.steps for case in answer.rows[0].finding.proof] == [2]


def test_each_person_who_may_be_meant_has_a_case() -> None:
    """Orion has bought, so that neither stands for the other; the Company is no Stockholder."""
    asked = "can some Stockholder be an Entitled Holder, with such Stockholder at no time a Barred Holder?"
    plan = ENTITLED + STORY.format(asked=asked).replace("\n\nquestion", "\n    May 8, 2001: Orion buys 10 shares.\n\nquestion")
    library = load_text(plan)
    answer = ask(library.plan, library.questions[0], 60)
    assert [(case.who, case.steps) for case in answer.headline.proof] == [("Orion", 2), ("Vega", 2), ("Company", 0)]
    assert answer.one_more == "same"
