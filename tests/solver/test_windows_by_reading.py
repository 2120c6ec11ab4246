"""A window that some reading alone opens to what others do, or closes, is told apart by that reading, and by no other."""

from __future__ import annotations

from dsl.load import load_text
from solver.ask import ask

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
reading Asker is Anyone (base, because "a"), "whoever asks"; or Nobody, "it takes no asking".
[assume "a"]
reading Writing is Needed (base, because "a"), "in writing"; or Waived, "by word of mouth".
[assume "a"]
Asked of the Rights starts at no.
[assume "a"]
event Asking: "{Asking Person: Person} asks for leave"
    provided Writing reads Waived or Asker reads Nobody
    effect the Rights become Asked if Asker reads Anyone.
[assume "a"]
power Leave: "the Board gives leave"
    provided the Rights are Asked.
scenario "As it was"
    people Orion is a Stockholder.
"""


def test_a_reading_that_opens_a_window_at_best_has_a_row_of_its_own() -> None:
    """Nobody can ask as it is read at the base; where Writing is waived, anyone can, and is heard where Asker reads Anyone."""
    library = load_text(PLAN)
    answer = ask(library.plan, library.ask("when may Leave happen?", "As it was"))
    open_at_best = {row.under for row in answer.rows if row.finding.openings[2].stretches}
    closed = {row.under for row in answer.rows if not row.finding.openings[2].stretches}
    assert all(dict(under)["Writing"] == "Waived" and dict(under).get("Asker", "Anyone") == "Anyone" for under in open_at_best)
    assert open_at_best
    assert all(dict(under).get("Writing") != "Waived" or dict(under)["Asker"] == "Nobody" for under in closed)
