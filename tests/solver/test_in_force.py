"""What is done under a plan is done from its date on, also where nobody has told it yet; what anyone may do is done before."""

from __future__ import annotations

import datetime as dt

import pytest

from dsl.dates import START, instant
from dsl.load import load_text
from solver.ask import ask

PLAN = """
plan "Early" from "early" dated July 30, 2010.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
Redeemed of the Rights starts at no.
[assume "a"]
power Redemption: "the Board redeems the Rights"
    provided the Rights are not Redeemed
    effect the Rights become Redeemed.
scenario "Early"
    people Orion is a Stockholder.
    July 1, 2010: Orion buys 98 shares.
"""


@pytest.mark.parametrize(("asked", "expected"), [
    ("can the Rights be Redeemed by July 29, 2010?", "proved"),
    ("can the Rights be Redeemed by July 30, 2010?", "possible"),
    ("can Orion have Shares Held of at least 99 shares by July 1, 2010?", "possible"),  # a purchase is anyone's to make
    ("is it certain that the Rights are not Redeemed by July 29, 2010?", "proved"),
    ("in every way can the Rights be Redeemed by July 29, 2010?", "proved"),
    ("what is the earliest that the first Redemption can be?", "July 30, 2010"),
])  # fmt: skip
def test_a_power_is_the_boards_from_the_plans_date_on(asked: str, expected: str) -> None:
    library = load_text(PLAN + f'question "Q"\n    in "Early"\n    {asked}\n    expect {expected}.\n')
    assert not ask(library.plan, library.asked[0]).missed


def test_a_power_is_open_from_the_plans_date_on_in_every_sense() -> None:
    library = load_text(PLAN)
    answer = ask(library.plan, library.ask("when may Redemption happen?", "Early"))
    assert [opening.stretches for opening in answer.headline.openings] == [((instant(dt.date(2010, 7, 30), START), instant(dt.date(2011, 7, 30), START)),)] * 3
