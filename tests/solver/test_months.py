"""Months later, as a step function of the day: it is what the calendar says of every day."""

from __future__ import annotations

import bisect
import datetime as dt

import pytest

from solver.symbolic_days import _steps, shifted


@pytest.mark.parametrize("months", [1, -1, 3, 12, -12, 18, 120])
def test_every_day_is_moved_as_the_calendar_moves_it(months: int) -> None:
    first, last = dt.date(1996, 1, 1).toordinal(), dt.date(2013, 1, 1).toordinal()
    steps = _steps(months, first, last)
    begins = [begin for begin, _ in steps]
    for day in range(first, last + 1):
        _, by = steps[bisect.bisect_right(begins, day) - 1]
        assert day + by == shifted(day, months), dt.date.fromordinal(day)
