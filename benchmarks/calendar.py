"""Bank holidays, and the tenth business day, for the models written by hand.

A business day is one on which banks are open: no Saturday, no Sunday, no bank
holiday. A holiday on a Sunday is kept on the Monday; one on a Saturday is not
moved. Days are ordinals, of which Monday, January 1 of the year 1, is 1.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

FIXED = ((1, 1), (7, 4), (11, 11), (12, 25))  # New Year, Independence Day, Veterans Day, Christmas
NTH_MONDAYS = ((1, 3), (2, 3), (9, 1), (10, 2))  # King, Washington, Labor Day, Columbus
MONDAY, THURSDAY = 0, 3


class Run(Struct, frozen=True):
    """A stretch of days from which the tenth business day is so many days later than it would be without holidays."""

    first: int
    last: int
    holidays: int


@lru_cache
def bank_holidays(first: int, last: int) -> tuple[int, ...]:
    """The holidays from Monday to Friday between two days, both included."""
    years = range(dt.date.fromordinal(first).year, dt.date.fromordinal(last).year + 1)
    found = {day.toordinal() for year in years for day in _of_year(year) if day.weekday() < 5}
    return tuple(sorted(day for day in found if first <= day <= last))


def tenth_after(day: int) -> int:
    """The tenth business day after a day that is known."""
    closed = bank_holidays(day, day + 40)
    left = 10
    while left:
        day += 1
        left -= (day - 1) % 7 < 5 and day not in closed
    return day


@lru_cache
def runs_of_holidays(first: int, last: int) -> tuple[Run, ...]:
    """All days between two, both included, in stretches."""
    found: list[Run] = []
    for day in range(first, last + 1):
        later = tenth_after(day) - day - without_holidays(day)
        if found and found[-1].holidays == later:
            found[-1] = Run(found[-1].first, day, later)
        else:
            found.append(Run(day, day, later))
    return tuple(found)


def without_holidays(day: int) -> int:
    """How many days after a day its tenth business day would be if there were no holidays."""
    return {5: 13, 6: 12}.get((day - 1) % 7, 14)


def _of_year(year: int) -> Iterator[dt.date]:
    for month, number in FIXED:
        day = dt.date(year, month, number)
        yield day + dt.timedelta(days=day.weekday() == 6)
    for month, nth in NTH_MONDAYS:
        yield _nth(year, month, MONDAY, nth)
    yield _nth(year, 6, MONDAY, 1) - dt.timedelta(days=7)  # Memorial Day, the last Monday of May
    yield _nth(year, 11, THURSDAY, 4)  # Thanksgiving


def _nth(year: int, month: int, weekday: int, nth: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
