"""Several names that are expected are one list, with a comma or `and` between them; what is under readings is an expectation of its own."""

from __future__ import annotations

import pytest

from dsl.load import load_text
from solver.ask import ask

# By hand: at 100 shares Ada and Bob own enough; Kim owns enough where more counts than 10 shares.
PLAN = """plan "Lists" from "lists" dated July 30, 2010.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "b"]
reading Count is
    High (base, because "c"), "d"; or
    Low, "e".
[assume "f"]
Owner means a Person whose Shares Held is at least (100 shares where Count reads High, otherwise 10 shares).
[assume "g"]
duty Note: "the Company notes it" on or after the first Purchase.
[assume "h"]
duty Letter: "the Company writes" on or after the first Purchase.
[assume "i"]
duty Call: "the Company calls" on or after the first Purchase.
scenario "Three buy"
    people Ada is a Person, Bob is a Person, Kim is a Person.
    September 1, 2010: Ada buys 100 shares.
    September 1, 2010: Bob buys 100 shares.
    September 1, 2010: Kim buys 20 shares.
question "Q" in "Three buy"
    {asked}?
    expect {expected}.
"""
LOW = "given Count reads Low. who is an Owner"


@pytest.mark.parametrize(("asked", "expected", "is_met"), [
    (LOW, "Ada, Bob and Kim", True),
    (LOW, "Ada, Bob, and Kim", True),
    (LOW, "Kim, Ada, Bob", True),
    (LOW, "Ada and Bob and Kim", True),
    (LOW, "Ada, Bob", False),
    (LOW, "Ada and Bob", False),
    ("who is an Owner", "Ada, Bob and Kim under Count reads Low, Ada and Bob under Count reads High", True),
    ("who is an Owner", "Ada and Bob under Count reads High, Ada, Bob and Kim under Count reads Low", True),
    ("who is an Owner", "Ada, Bob and Kim under Count reads Low, Ada under Count reads High", False),
    ("who is an Owner", "Ada, Bob and Kim", False),
    ("what is owed", "Call, Letter and Note", True),
    ("what is owed", "Call, Letter", False),
    ("is Kim an Owner", "no, yes", False),  # a verdict is no name: two expectations at odds
])  # fmt: skip
def test_names_are_one_list(asked: str, expected: str, is_met: bool) -> None:
    library = load_text(PLAN.format(asked=asked, expected=expected))
    answer = ask(library.plan, library.asked[0])
    assert (not answer.missed) is is_met, answer.missed
