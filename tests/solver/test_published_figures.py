"""Dilution by a rights plan comes out as published: a / (1 + (1 - a) n) for n new shares a right."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dsl.load import load_text
from solver.ask import ask

PLAN = """
plan "A rights plan" from "published figures" dated January 2, 2007.

use "rights".

[assume "as published"]
Outstanding Shares starts at {outstanding} shares.

[assume "as published"]
New Shares is {new} shares per right.

[assume "one right a share, and none that counts with the acquirer"]
Rights Exercised is 1 right per share times ({outstanding} shares minus {held} shares).

[assume "the acquirer's part of all shares, old and new"]
Stake Afterwards of a Person means
    Shares Held of such Person divided by (Outstanding Shares plus New Shares times Rights Exercised).

scenario "All others exercise"
    people Acquirer is a Stockholder.
    at the start: Shares Held of Acquirer is {held} shares.

question "What is left"
    in "All others exercise"
    what is Stake Afterwards of Acquirer?
    expect {expected}.
"""


@pytest.mark.parametrize(
    ("outstanding", "held", "new", "expected", "published"),
    [
        # The usual example: 20% and one new share a right, 11.11%.
        ("10,000,000", "2,000,000", 1, "11 1/9%", "11.11"),
        # Bull-Dog Sauce 2007: 10.52% and three new shares a right, 2.86%; 1,052 / 36,844 = 263 / 9,211.
        ("10,000", "1,052", 3, "2 7878/9211%", "2.86"),
    ],
)
def test_a_published_figure(outstanding: str, held: str, new: int, expected: str, published: str) -> None:
    library = load_text(PLAN.format(outstanding=outstanding, held=held, new=new, expected=expected), "a figure")
    (question,) = library.asked
    answer = ask(library.plan, question)
    assert not answer.missed
    (found,) = answer.rows[0].finding.values
    part = Fraction(int(held.replace(",", "")), int(outstanding.replace(",", "")))
    assert found == part / (1 + (1 - part) * new)
    assert f"{float(found) * 100:.2f}" == published
