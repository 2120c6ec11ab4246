"""The tenth business day after a day that is not yet known, as a constraint."""

from __future__ import annotations

from typing import Any

import z3

from benchmarks.calendar import bank_holidays


def tenth_is_after(since: Any, tenth: Any, first: int, last: int) -> Any:
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
