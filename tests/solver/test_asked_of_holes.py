"""A number that an event names keeps to what the event asks of it, up to the edge and no closer."""

from __future__ import annotations

import pytest

from dsl.load import load_text
from solver.ask import ask

PLAN = """plan "Acme" from "acme" dated May 7, 2001.

use "rights".

[assume "for the test"]
Outstanding Shares starts at 10,000,000 shares.

[assume "for the test"]
Ceiling is 75 shares.

[assume "for the test"]
Lot starts at 60 shares.

[assume "for the test"]
Threshold starts at 15%.

[assume "for the test"]
Marked of the Rights starts at no.

[assume "for the test"]
reading Cap is
    Tight (base, because "for the test"), "the cap binds"; or
    Loose, "it does not".

[assume "for the test"]
power Setting: "the Board sets the lot to {{Amount: shares}}"
    provided {of_lots}
    effect Lot becomes Amount.

[assume "for the test"]
power Lowering: "the Board lowers the threshold to {{New Threshold: percent}}"
    provided {of_thresholds}
    effect Threshold becomes New Threshold.

[assume "for the test"]
power Marking: "the Board marks the Rights" effect the Rights become Marked.

scenario "Nothing yet"
    people Orion is a Stockholder.

question "Asked"
    in "Nothing yet"
    {asked}
    expect {expected}.
"""

LOTS, THRESHOLDS = "Amount is at least 50 shares", "New Threshold is at least 11%"


@pytest.mark.parametrize(("of_lots", "asked", "expected"), [
    ("Amount is at least 49 shares\n    and Amount is less than 75 shares", "what is the most that Lot can be?", "74 shares"),
    ("Amount is at least 49 shares\n    and Amount is less than 75 shares", "what is the least that Lot can be?", "49 shares"),
    ("Amount is more than 49 shares\n    and Amount is at most Ceiling", "what is the most that Lot can be?", "75 shares"),
    ("Amount is more than 49 shares\n    and Amount is at most Ceiling", "what is the least that Lot can be?", "50 shares"),
    ("49 shares is at most Amount\n    and Ceiling is more than Amount", "what is the most that Lot can be?", "74 shares"),
    ("Ceiling is at least Amount\n    and 49 shares is less than Amount", "what is the most that Lot can be?", "75 shares"),
    ("Ceiling is at least Amount\n    and 49 shares is less than Amount", "what is the least that Lot can be?", "50 shares"),
    ("all of (i) Amount is at least 50 shares; and (ii) Amount is at most 70 shares", "what is the most that Lot can be?", "70 shares"),
    ("any of (i) Amount is at most 70 shares; or (ii) Amount is at most 80 shares", "what is the most that Lot can be?", "80 shares"),
    ("Amount is at most 90 shares\n    and any of (i) Cap reads Loose; or (ii) Amount is at most 70 shares", "what is the most that Lot can be?",
     "70 shares under Cap reads Tight, 90 shares under Cap reads Loose"),
    ("Amount is at most Lot", "what is the most that Lot can be?", "60 shares"),
    ("Amount is at least 90 shares\n    and Amount is less than 30 shares", "can it be that some Setting has happened?", "impossible"),
    ("Amount is at least 90 shares\n    and Amount is less than 30 shares", "can it be that (the Rights are Marked) and (Lot is at least 60 shares)?", "possible"),
])  # fmt: skip
def test_a_whole_number_may_be_all_that_its_event_allows(of_lots: str, asked: str, expected: str) -> None:
    check(PLAN.format(of_lots=of_lots, of_thresholds=THRESHOLDS, asked=asked, expected=expected))


@pytest.mark.parametrize(("of_thresholds", "asked", "expected"), [
    ("New Threshold is at least 11%", "what is the least that Threshold can be?", "11%"),
    ("New Threshold is more than 11%", "what is the least that Threshold can be?", "more than 11%"),
    ("New Threshold is more than 11%", "is it certain that Threshold is more than 11%?", "holds"),
    ("New Threshold is at least 11%", "is it certain that Threshold is more than 11%?", "no"),
    ("New Threshold is less than 20%", "can it be that Threshold is at least 20%?", "impossible"),
    ("New Threshold is at least 11%\n    and the Rights are Marked", "can it be that Threshold is less than 12%?", "possible"),
])  # fmt: skip
def test_a_number_that_need_not_be_whole_may_be_all_that_its_event_allows(of_thresholds: str, asked: str, expected: str) -> None:
    check(PLAN.format(of_lots=LOTS, of_thresholds=of_thresholds, asked=asked, expected=expected))


def check(text: str) -> None:
    """The expected answers are what the conditions say, at the edge."""
    library = load_text(text)
    answer = ask(library.plan, library.asked[0], 60)
    assert not answer.missed, answer.missed
