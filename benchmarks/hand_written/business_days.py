"""The tenth business day after a day that is not yet known, as a constraint.

A business day is one on which banks are open: no Saturday, no Sunday, no bank
holiday. A holiday on a Sunday is kept on the Monday; one on a Saturday is not
moved. Days are ordinals, of which Monday, January 1 of the year 1, is 1.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import z3

FIXED = ((1, 1), (7, 4), (11, 11), (12, 25))  # New Year, Independence Day, Veterans Day, Christmas
NTH_MONDAYS = ((1, 3), (2, 3), (9, 1), (10, 2))  # King, Washington, Labor Day, Columbus
MONDAY, THURSDAY = 0, 3


def bank_holidays(first: int, last: int) -> list[int]:
    """The holidays from Monday to Friday between two days, both included."""
    years = range(dt.date.fromordinal(first).year, dt.date.fromordinal(last).year + 1)
    found = {day.toordinal() for year in years for day in _of_year(year) if day.weekday() < 5}
    return sorted(day for day in found if first <= day <= last)


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


def tenth_after(since: Any, tenth: Any, first: int, last: int) -> Any:
    """That `tenth` is the tenth business day after `since`, both between two known days.

    Among the days from Monday to Friday it is the tenth and as many more as
    there are holidays on the way. That it is twelve days later at least follows,
    and spares the solver the arithmetic of weeks.
    """
    days = bank_holidays(first, last)
    on_the_way = z3.Sum([z3.If(z3.And(since < day, day <= tenth), 1, 0) for day in days]) if days else 0
    is_open = [tenth != day for day in days]
    week, place = (since - 1) / 7, (since - 1) % 7
    weekdays = 5 * week + z3.If(place < 5, place + 1, 5) + 9 + on_the_way  # from Monday, January 1, 1, counted from 0
    return z3.And(tenth >= since + 12, tenth == 7 * (weekdays / 5) + weekdays % 5 + 1, *is_open)
