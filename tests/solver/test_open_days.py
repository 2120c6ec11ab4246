"""The nth open day from a day that is not yet known, as a formula: it is what the calendar says of every day."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any, Literal

import pytest

from dsl import core as c
from dsl.calendars import Calendar
from dsl.load import load_text
from solver.ask import ask
from solver.formula import and_, equal, not_, or_, whole
from solver.symbolic_days import nth_open
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

    def fresh(self, word: str, low: int | None, high: int | None) -> Any:
        """A new whole number."""
        return whole(word, low, high)


@pytest.mark.parametrize("side", ["after", "before"])
@pytest.mark.parametrize("count", [1, 4, 10, 31])
@pytest.mark.parametrize("is_bounded", [True, False])
def test_every_day_has_the_nth_open_day_of_the_calendar(side: Literal["after", "before"], count: int, is_bounded: bool) -> None:
    base, run = whole("base", *((FIRST, LAST) if is_bounded else (None, None))), OfNoStory()
    nth = nth_open(run, CALENDAR, c.CountDays(count, c.CalendarIs(CALENDAR.name), side, c.DayIs(dt.date.fromordinal(FIRST))), base)
    solver = Solver(time.monotonic() + 60)
    solver.add(*run.definitions)
    assert solver.check() == "sat"
    counted = CALENDAR.nth_after if side == "after" else CALENDAR.nth_before
    solver.add(or_(
        and_([equal(base, day), not_(equal(nth, counted(dt.date.fromordinal(day), count).toordinal()))]) for day in range(FIRST, LAST + 1)
    ))  # fmt: skip
    assert solver.check() == "unsat"


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
