"""A power is not open where no amount and no date could meet what it asks of them."""

from __future__ import annotations

import pytest

from dsl.dates import START, Instant, instant
from dsl.load import Library, load_text
from solver.asks import asks_of
from solver.choices import reading_as
from solver.replay import horizon, run_on, tell
from solver.windows_of_powers import window

PLAN = """plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "for the test"]
Outstanding Shares starts at 1,000 shares.
[assume "for the test"]
Floor is 10%.
[assume "for the test"]
Rate starts at {rate}.
[assume "for the test"]
Last Day is June 1, 2001.
[assume "for the test"]
power Move: "the Board moves to {{New: percent}} on {{Later: day}}"
    provided {wanted}
    effect Rate becomes New.
scenario "Quiet"
    people Orion is a Stockholder.
    May 8, 2001: Orion buys 1 share.
"""


def is_open(library: Library, title: str, power: str) -> bool:
    plan, scenario = library.plan, library.scenarios[title]
    story = tell(plan, scenario, reading_as(plan.base_readings))
    since, end = Instant(story.history[-1].tick), instant(horizon(plan, scenario), START)
    run_on(story, end)
    return bool(window(story, asks_of(plan, scenario, plan.events[power]), since, end).stretches)


@pytest.mark.parametrize(
    ("wanted", "rate", "opens"),
    [
        ("New is less than Rate and New is at least Floor", "10%", False),
        ("New is less than Rate and New is at least Floor", "10.1%", True),
        ("New is at most Rate and New is at least Floor", "10%", True),
        ("New is at most Rate and New is at least Floor", "9%", False),
        ("New is at most Rate and New is more than Floor", "10%", False),
        ("Rate is more than New and Floor is at most New", "10%", False),
        ("New is less than Rate and New is less than Floor", "5%", True),
        ("New is less than Rate or New is at least Floor", "10%", True),
        ("now is before Later and Later is before May 8, 2001", "10%", False),
        ("now is before Later and Last Day is after Later", "10%", True),
        ("Later is after Last Day and Later is before Last Day", "10%", False),
        ("Later is on or after Last Day and Later is on or before Last Day", "10%", True),
        ("Later is after May 30, 2001 and Later is before Last Day", "10%", True),  # May 31 alone
        ("Later is after May 31, 2001 and Later is before Last Day", "10%", False),  # no day lies between
        ("Later is after Last Day and (Later is before Last Day or Rate is 10%)", "10%", True),
        ("Later is after Last Day and (Later is before Last Day or Rate is 10%)", "9%", False),
        ("New is at least 20% and any of (i) New is less than Rate; or (ii) all of (A) New is at most 15%; and (B) Rate is 10%", "10%", False),
        ("New is at least 20% and any of (i) New is less than Rate; or (ii) all of (A) New is at most 25%; and (B) Rate is 10%", "10%", True),
        ("New is at least 20% and any of (i) New is less than Rate; or (ii) all of (A) New is at most 25%; and (B) Rate is 10%", "9%", False),
        ("New is at least 20% and any of (i) New is less than Rate; or (ii) all of (A) New is at most 25%; and (B) Rate is 10%", "21%", True),
        ("(New is less than 5% or New is more than 20%) and (New is at most 8% or Rate is 9%) and New is at least 5%", "9%", True),
        ("(New is less than 5% or New is more than 20%) and (New is at most 8% or Rate is 9%) and New is at least 5%", "10%", False),
    ],
)
def test_a_choice_needs_room(wanted: str, rate: str, opens: bool) -> None:
    library = load_text(PLAN.format(wanted=wanted, rate=rate))
    assert is_open(library, "Quiet", "Move") == opens


@pytest.mark.parametrize(
    ("wanted", "opens"),
    [
        ("Count is more than 33.5% of 100 shares and Count is less than 34 shares", False),
        ("Count is more than 33.5% of 100 shares and Count is at most 34 shares", True),
        ("Count is at least 33.5% of 100 shares and Count is at most 33.9% of 100 shares", False),
        ("Count is more than 33 shares and Count is less than 33.5% of 100 shares", False),
        ("Count is more than 33 shares and Count is less than 34.5% of 100 shares", True),
        ("Count is more than 33 shares and Count is less than 34 shares", False),
        ("Count is more than 33 shares and Count is less than 35 shares", True),
        ("(1 share divided by 2 shares) times Count is more than 33 shares and Count minus 1 share is less than 66 shares", False),
        ("Count is less than 0 shares", False),
        ("Count is at most 0 shares", True),
        ("Count is more than Other and Other is more than Count", True),  # two at once are not looked into
        ("(Count is at most 0 shares or Count is more than 9 shares) and Count is more than 3 shares", True),
    ],
)
def test_a_whole_number_needs_room_for_one(wanted: str, opens: bool) -> None:
    power = 'power Count Up: "the Board counts {Count: shares} and {Other: shares}"\n    provided ' + wanted.replace(" and (", "\n    and (") + "\n    effect Rate becomes 10%."
    library = load_text(PLAN.format(wanted="New is less than Rate", rate="10%").replace("scenario", f'[assume "for the test"]\n{power}\nscenario', 1))
    assert is_open(library, "Quiet", "Count Up") == opens


def test_powers_of_the_plan(hemacare: Library) -> None:
    """p.5: not less than 11%; an exchange of Rights that are all void, or gone, is of none."""
    assert not is_open(hemacare, "Down to the floor", "Lower Threshold")
    assert is_open(hemacare, "Lowered twice", "Lower Threshold")
    assert not is_open(hemacare, "All in parts", "Part Exchange")
    assert is_open(hemacare, "One Right exchanged", "Part Exchange")
