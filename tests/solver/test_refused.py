"""A story of which a line cannot happen is answered so by every form of question over paths, with the line and what forbids it."""

from __future__ import annotations

import pytest

from dsl.load import load_text
from solver.ask import ask

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
