"""A story whose own facts break what must always hold: nothing happens but what mends it, however little the two have to do with one another."""

from __future__ import annotations

import pytest

from dsl.load import load_text
from solver.ask import ask

PLAN = """plan "B" from "b" dated May 7, 2001.
use "rights".
[assume "x"]
Outstanding Shares starts at 1,000 shares.
[assume "x"]
Safe of the Rights starts at no.
[assume "x"]
power Saving: "the Board saves the Rights"
    effect the Rights become Safe.

scenario "More than there are"
    people Orion is a Stockholder.
    at the start: Shares Held of Orion is 2,000 shares.

"""


@pytest.mark.parametrize("form", ["can", "in every way can"])
def test_what_is_broken_at_first_is_mended_first(form: str) -> None:
    """Of 1,000 shares Orion holds 2,000: the vocabulary's rule on the sum bars the Board until it has sold 1,000."""
    library = load_text(f'{PLAN}question "Q"\n    in "More than there are"\n    {form} it be that the Rights are Safe?\n')
    (question,) = library.questions
    answer = ask(library.plan, question, 60)
    path = answer.rows[0].path or answer.ways[0].path
    assert [line.sentence for line in path.lines] == ["Orion sells 1,000 shares", "the Board saves the Rights"]


def test_what_nobody_mends_bars_everything() -> None:
    library = load_text(f'{PLAN}question "Q"\n    in "More than there are"\n    can it be that the Rights are Safe, without Orion, without the Company?\n')
    (question,) = library.questions
    assert ask(library.plan, question, 60).headline.verdict == "impossible"
