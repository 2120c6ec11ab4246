"""The nth open day from a day that is not yet known, as a formula: it is what the calendar says of every day."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import Any, Literal

import pytest

from dsl import core as c
from dsl.calendars import Calendar
from dsl.load import load_text
from solver.ask import ask
from solver.formula import and_, equal, not_, or_, whole
from solver.induction import Induction
from solver.symbolic_days import about_nth_open, nth_open
from solver.z3_solver import Solver

# September 11 to 14, 2001, closed one after the other, and the holidays of that half-year.
CLOSED = ("2001-07-04", "2001-09-03", "2001-09-11", "2001-09-12", "2001-09-13", "2001-09-14", "2001-11-22", "2001-12-25", "2002-01-01", "2002-01-21")
OPENED = ("2001-09-15", "2001-09-16", "2001-12-29")  # a weekend and a Saturday
CALENDAR = Calendar(
    "Exchange", frozenset(map(dt.date.fromisoformat, CLOSED)), dt.date(2001, 1, 1), dt.date(2002, 12, 31), frozenset(map(dt.date.fromisoformat, OPENED))
)
FIRST, LAST = dt.date(2001, 6, 30).toordinal(), dt.date(2002, 2, 3).toordinal()


class OfNoStory:
    """A run in which a day may be any of some."""

    first_day, last_day = FIRST, LAST

    def __init__(self) -> None:
        self.definitions: list[Any] = []
        self.put_off: list[Callable[[], Any]] | None = None

    def fresh(self, word: str, low: int | None, high: int | None) -> Any:
        """A new whole number."""
        return whole(word, low, high)


SIDES_AND_COUNTS = [(side, count, is_bounded) for side in ("after", "before") for count in (1, 4, 10, 31) for is_bounded in (True, False)]


def counted_from(side: Literal["after", "before"], count: int) -> tuple[c.CountDays, dict[int, int]]:
    """The form, and the nth open day of each day as the calendar says."""
    nth = CALENDAR.nth_after if side == "after" else CALENDAR.nth_before
    form = c.CountDays(count, c.CalendarIs(CALENDAR.name), side, c.DayIs(dt.date.fromordinal(FIRST)))
    return form, {day: nth(dt.date.fromordinal(day), count).toordinal() for day in range(FIRST, LAST + 1)}


def any_base(is_bounded: bool) -> Any:
    return whole("base", *((FIRST, LAST) if is_bounded else (None, None)))


@pytest.mark.parametrize(("side", "count", "is_bounded"), SIDES_AND_COUNTS)
def test_every_day_has_the_nth_open_day_of_the_calendar(side: Literal["after", "before"], count: int, is_bounded: bool) -> None:
    base, run = any_base(is_bounded), OfNoStory()
    form, expected = counted_from(side, count)
    nth = nth_open(run, CALENDAR, form, base)
    solver = Solver(time.monotonic() + 60)
    solver.add(*run.definitions)
    assert_it_is(solver, base, nth, expected)


@pytest.mark.parametrize(("side", "count", "is_bounded"), SIDES_AND_COUNTS)
def test_about_the_nth_open_day_leaves_it_possible_from_every_day_and_is_it_in_full(side: Literal["after", "before"], count: int, is_bounded: bool) -> None:
    base, run = any_base(is_bounded), OfNoStory()
    run.put_off = []
    form, expected = counted_from(side, count)
    about = about_nth_open(run, CALENDAR, form, base)
    solver = Solver(time.monotonic() + 60)
    solver.add(*run.definitions)
    apart = [open_day - day for day, open_day in expected.items()]
    for day, open_day in expected.items():
        for possible in {open_day, day + min(apart), day + max(apart)}:
            assert verdict(solver, equal(base, day), equal(about, possible)) == "sat", (day, possible)
        for beyond in (day + min(apart) - 1, day + max(apart) + 1):
            assert verdict(solver, equal(base, day), equal(about, beyond)) == "unsat", (day, beyond)
    in_full = run.put_off[0]()
    solver.add(in_full, *run.definitions)
    assert_it_is(solver, base, about, expected)


def assert_it_is(solver: Solver, base: Any, nth: Any, expected: dict[int, int]) -> None:
    """Something is possible, and nothing by which a day has another one than is expected of it."""
    assert solver.check() == "sat"
    solver.add(or_(and_([equal(base, day), not_(equal(nth, open_day))]) for day, open_day in expected.items()))
    assert solver.check() == "unsat"


def verdict(solver: Solver, *conditions: Any) -> str:
    solver.push()
    solver.add(*conditions)
    found = solver.check()
    solver.pop()
    return found


PLAN = """
plan "Acme" from "acme" dated July 30, 2010.
use "rights".
[assume "a"]
calendar Bank Calendar:
    holidays "US" as they fall;
    but open on August 7, 2010;
    but open on September 6, 2010;
    from January 1, 2010 to December 31, 2012.
[assume "a"]
business day means Bank Calendar.
[assume "a"]
Outstanding Shares starts at 1,000 shares.
"""


@pytest.mark.parametrize(("day", "expected"), [
    ("August 6, 2010", "August 7, 2010"),  # a Friday, and the Saturday that is opened
    ("September 3, 2010", "September 6, 2010"),  # a Friday, and Labor Day, which is opened
    ("August 13, 2010", "August 16, 2010"),  # a Friday, and the Monday
])  # fmt: skip
def test_a_day_that_is_opened_counts(day: str, expected: str) -> None:
    library = load_text(PLAN + f"""
[assume "a"]
Start Day is {day}.
[assume "a"]
Next Day means the 1st business day after Start Day.
question "Q"
    when is Next Day?
    expect {expected}.
""")
    assert not ask(library.plan, library.asked[0]).missed


NOTICE = """
plan "Acme" from "acme" dated July 30, 2010.
use "rights".
[assume "a"]
calendar Bank Calendar:
    holidays "US" as they fall;
    from January 1, 2010 to December 31, 2025.
[assume "a"]
business day means Bank Calendar.
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
event Notice: "{Giver: Person} gives notice"
    provided not (some Notice has happened)
    effect Outstanding Shares increases by 1 share.
[assume "a"]
Notice Day means the day of the first Notice.
[assume "a"]
Last Day means the 10th business day after Notice Day.
question "Q"
"""


@pytest.mark.parametrize(("asked", "expected", "takes_it_in_full"), [
    # Ten business days are two weeks, of which a notice on a Sunday loses the first two days: never less than 12 days.
    ("before the 12th day after Notice Day", "proved", False),
    ("before the 13th day after Notice Day", "possible", None),
    # A Saturday, a Sunday, and the Monday after them.
    ("April 2, 2011", "proved", True), ("April 3, 2011", "proved", True), ("April 4, 2011", "possible", None),
])  # fmt: skip
def test_a_proof_takes_open_days_in_full_where_it_must(asked: str, expected: str, takes_it_in_full: bool | None, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[bool] = []
    in_full = Induction.in_full

    def recorded(induction: Induction) -> bool:
        taken.append(in_full(induction))
        return taken[-1]

    monkeypatch.setattr(Induction, "in_full", recorded)
    library = load_text(f"{NOTICE}    can Last Day be {asked}?\n    expect {expected}.")
    assert not ask(library.plan, library.asked[0]).missed
    assert takes_it_in_full is None or any(taken) == takes_it_in_full
