"""Candidates for an invariant, each with a plan of which nothing is proved in one step without it."""

from __future__ import annotations

import pytest
from test_in_a_row import HEAD, task_for, within

import solver.lemmas
from solver.prove import prove

PAID = """
[assume "nothing is paid as it begins"]
Paid of the Rights starts at no.

[assume "on a condition"]
power Payment: "the Board pays"
    provided {condition}
    effect the Rights become Paid.
"""
AFTER = """
[assume "no day is set as it begins"]
Later Day starts unset as a day.

[assume "each release sets it"]
with each Release
    effect Later Day becomes January 28, 2002.
"""
ASKED = "can the Rights be Paid?"


def invariant_of(plan: str) -> list[str]:
    proof = prove(task_for(plan, ASKED), within())
    assert proof is not None
    return [lemma.says for case in proof.cases for lemma in case.invariant if not lemma.is_plain]


def test_the_least_so_far_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is released as it begins, so that the least so far is never more than nothing."""
    plan = HEAD + PAID.format(condition="(the least Released so far) is more than 0 shares")
    assert "the least Released so far is at most 0 shares" in invariant_of(plan)
    monkeypatch.setattr(solver.lemmas, "so_far", lambda told: [])
    assert prove(task_for(plan, ASKED), within()) is None


def test_what_goes_with_an_event_names_figures_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one day that is ever set is January 28, 2002."""
    plan = HEAD + AFTER + PAID.format(condition="Later Day is after February 1, 2002")
    assert "Later Day is on or before January 28, 2002" in invariant_of(plan)
    monkeypatch.setattr(solver.lemmas, "changes_beside", lambda told: [])
    assert prove(task_for(plan, ASKED), within()) is None
