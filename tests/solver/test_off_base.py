"""Where the base readings are proved to have no path, it is sought off them, beside the proof or after it: the answer is one."""

from __future__ import annotations

import math

import pytest

import solver.paths
from dsl.load import load_text
from solver.ask import ask
from solver.beside import PROCESSES

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
reading Leave is None (base, because "a"), "there is none"; or Short, "by the Board"; or Long, "by the Board and the bank".
[assume "a"]
reading Writing is Needed (base, because "a"), "in writing"; or Waived, "by word of mouth".
[assume "a"]
Asked of the Rights starts at no.
[assume "a"]
Granted of the Rights starts at no.
[assume "a"]
Confirmed of the Rights starts at no.
[assume "a"]
event Asking: "{Asking Person: Person} asks for leave"
    effect the Rights become Asked.
[assume "a"]
power Grant: "the Board gives leave"
    provided the Rights are Asked
    and not (Leave reads None)
    effect the Rights become Granted.
[assume "a"]
event Confirmation: "{Confirming Person: Person} confirms the leave"
    provided the Rights are Granted
    effect the Rights become Confirmed.
[assume "a"]
Open of the Rights means any of
    (i) Leave reads Short and the Rights are Granted; or
    (ii) Leave reads Long and the Rights are Confirmed.
scenario "As it was"
    people Orion is a Stockholder.
"""


@pytest.mark.parametrize(("processes", "hard"), [("1", math.inf), ("2", 0.0), ("2", math.inf)])
def test_rows_off_the_base_are_those_of_each_reading(processes: str, hard: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """With leave of the Board alone it takes two events, with the bank's three; writing plays no part."""
    monkeypatch.setenv(PROCESSES, processes)
    monkeypatch.setattr(solver.paths, "HARD", hard)
    library = load_text(PLAN)
    answer = ask(library.plan, library.ask("can the Rights be Open?", "As it was"))
    found = {row.under: (row.finding.verdict, row.path and len(row.path.lines)) for row in answer.rows}
    assert found == {(("Leave", "None"),): ("impossible", None), (("Leave", "Short"),): ("possible", 2), (("Leave", "Long"),): ("possible", 3)}
    assert all(row.finding.proved for row in answer.rows if row.finding.verdict == "impossible")
