"""Whom `some Person other than ...` excepts is an exception of a way, wherever the sentence stands."""

from __future__ import annotations

import pytest

from dsl.load import load_text
from solver.ask import ask

PLAN = '''plan "Clock" from "clock" dated May 7, 2001.

use "rights".

[p.1: "x"]
kinds of Person: Broker.
[p.1: "x"]
Outstanding Shares starts at 1,000 shares.
[p.1: "x"]
Redeemed of the Rights starts at no.
[p.1: "x"]
{trigger}
[p.1: "x"]
power Redemption: "the Board redeems the Rights"
    provided the Rights are not Redeemed
    effect the Rights become Redeemed.
[p.1: "x"]
Exercisable of the Rights means that all of
    (i) {counted}; and
    (ii) the Rights are not Redeemed.

scenario "Two"
    people Orion is a Stockholder, Vega is a Broker.
'''
QUESTION = (
    "in every way can some Person have Shares Held of at least 20% of Outstanding Shares by June 1, 2001, "
    "with the Rights at no time Exercisable, without the Company?"
)
LARGE = "some Person other than a Broker has Shares Held of at least 20% of Outstanding Shares"


@pytest.mark.parametrize(
    ("trigger", "counted"),
    [
        (f"Trigger means the end of the 10th day after the first time that ({LARGE}).", "now is on or after Trigger"),
        (f"Trigger of the Rights means that {LARGE}.", "the Rights are Trigger"),
        (f"Trigger of the Rights means that {LARGE}.", "the Rights have become Trigger"),
    ],
)
def test_a_broker_is_excepted(trigger: str, counted: str) -> None:
    """By hand: the Broker holds 200 shares, as whom the sentence excepts; anybody else does, and the Board redeems."""
    library = load_text(PLAN.format(trigger=trigger, counted=counted))
    found = ask(library.plan, library.ask(QUESTION, "Two"), 60)
    first = found.ways[0]
    assert (first.who, first.powers, [name for name, _ in first.excuses]) == (("Vega",), (), ["Trigger other than"])
    assert all(way.excuses for way in found.ways)
    assert any(way.who == ("Orion",) and [power for power, _ in way.powers] == ["Redemption"] for way in found.ways)
