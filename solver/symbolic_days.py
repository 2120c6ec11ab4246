"""Days that are not yet known, as formulas: the nth open day of a calendar, months later.

The nth open day is a new day, with so many open days between it and the base;
both are counted from one Monday, which is cheaper than a table of days.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

from dsl import core as c
from dsl.calendars import Calendar
from dsl.dates import add_months
from solver.formula import (
    Bool,
    Num,
    Term,
    and_,
    arithmetic,
    at_most,
    declared,
    equal,
    implies,
    ite,
    less,
    not_,
    or_,
    reached,
    remainder,
    total,
)

YEARS_TABLED = 40
MONTHS_TABLED = 48


class Run(Protocol):
    """What is asked of a run: the days that can occur, new terms and what they stand for."""

    first_day: int
    last_day: int
    definitions: list[Bool]

    def fresh(self, word: str, low: int | None, high: int | None) -> Any:
        """A new whole number that is not yet known, between its bounds."""


def nth_open(run: Run, calendar: Calendar, core: c.CountDays, base: Term) -> Num:
    """A new day: so many days from the base as its day of the week asks for, and those by which days that are closed put it off.

    A base without bounds is counted from where it lies among the days that can occur; elsewhere it may be any day.
    """
    ends = _ends(run, base)
    first, last = _span(core.side, core.count, ends)
    low, high = _reach(calendar, core.side, core.count, ends)
    is_bounded = base.low is not None and base.high is not None
    found = run.fresh("day", first if is_bounded else None, last if is_bounded else None)
    weekday = remainder(arithmetic("minus", base, ends[0] - (ends[0] - 1) % 7), 7)
    usual = _stepped(weekday, _usual(core.side, core.count))
    put_off: Num = 0
    for by, spans in _put_off(calendar, core.side, core.count, ends):
        begun, over = (reached(base, days) for days in zip(*spans, strict=True))
        put_off = ite(or_(and_((one, not_(other))) for one, other in zip(begun, over, strict=True)), by, put_off)
    is_nth = equal(found, total((base, usual, put_off)))
    reach = (at_most(arithmetic("plus", base, low), found), at_most(found, arithmetic("plus", base, high)))
    is_within = and_((at_most(ends[0], base), at_most(base, ends[1])))
    run.definitions += [declared(found), implies(is_within, and_((is_nth, *reach)))]
    return found


def _ends(run: Run, base: Term) -> tuple[int, int]:
    """The first and the last day that the base can be."""
    return int(run.first_day if base.low is None else base.low), int(run.last_day if base.high is None else base.high)


def _span(side: str, count: int, ends: tuple[int, int]) -> tuple[int, int]:
    """The first and the last day that the count may touch: weekends and holidays take less than half of the days."""
    first, last = ends
    margin = 2 * count + 30
    return (first, last + margin) if side == "after" else (first - margin, last)


@lru_cache(maxsize=64)
def _apart(calendar: Calendar, side: str, count: int, ends: tuple[int, int]) -> list[int]:
    """How many days lie between a day and the nth open day, for each day that can occur."""
    first, last = _span(side, count, ends)
    working = [day for day in range(first, last + 1) if calendar.is_open(dt.date.fromordinal(day))]
    begin, end = ends
    if side == "after":
        places = [bisect.bisect_right(working, day) + count - 1 for day in range(begin, end + 1)]
    else:
        places = [bisect.bisect_left(working, day) - count for day in range(begin, end + 1)]
    return [working[place] - day for place, day in zip(places, range(begin, end + 1), strict=True)]


def _reach(calendar: Calendar, side: str, count: int, ends: tuple[int, int]) -> tuple[int, int]:
    """How many days at least and at most lie between a day and the nth open day, over all days that can occur."""
    apart = _apart(calendar, side, count, ends)
    return min(apart), max(apart)


@lru_cache(maxsize=64)
def _usual(side: str, count: int) -> tuple[tuple[int, int], ...]:
    """How many days lie between a day and the nth from Monday to Friday: from which day of the week on (Monday is 0), and the number."""
    first, last = _span(side, count, (8, 14))
    working = [day for day in range(first, last + 1) if (day - 1) % 7 < 5]
    steps: list[tuple[int, int]] = []
    for day in range(8, 15):
        place = bisect.bisect_right(working, day) + count - 1 if side == "after" else bisect.bisect_left(working, day) - count
        if not steps or working[place] - day != steps[-1][1]:
            steps.append((day - 8, working[place] - day))
    return tuple(steps)


@lru_cache(maxsize=64)
def _put_off(calendar: Calendar, side: str, count: int, ends: tuple[int, int]) -> tuple[tuple[int, tuple[tuple[int, int], ...]], ...]:
    """By how many days more or fewer the closed days of a calendar put it off, and from which day on, until before which, they do."""
    usual = dict(_usual(side, count))
    by_weekday: list[int] = []
    for weekday in range(7):
        by_weekday.append(usual.get(weekday, by_weekday[-1] if by_weekday else 0))
    spans: dict[int, list[tuple[int, int]]] = {}
    for day, apart in enumerate(_apart(calendar, side, count, ends), ends[0]):
        by = apart - by_weekday[(day - 1) % 7]
        if by:
            known = spans.setdefault(by, [])
            if known and known[-1][1] == day:
                known[-1] = (known[-1][0], day + 1)
            else:
                known.append((day, day + 1))
    return tuple((by, tuple(those)) for by, those in spans.items())


def months_later(run: Run, day: Any, months: int) -> Num:
    """A day that is not yet known, so many months later (earlier if negative).

    The day may itself be some years later than the days that can be chosen.
    Whole years differ only at the end of February, so they are tabled further.
    """
    beyond = 366 * (YEARS_TABLED if months % 12 == 0 else MONTHS_TABLED // 12)
    first, last = max(1 + 31 * abs(months), run.first_day - beyond), run.last_day + beyond
    return arithmetic("plus", day, _stepped(day, _steps(months, first, last)))


CLAMPED = (1, 29, 30, 31)  # days of a month with which the number of days may change: some months have none of the last


@lru_cache(maxsize=64)
def _steps(months: int, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """By how many days so many months move a day: from which day on, and the number."""
    steps = [(first, shifted(first, months) - first)]
    for known in range(first + 1, last + 1):
        if dt.date.fromordinal(known).day in CLAMPED:
            by = shifted(known, months) - known
            if by != steps[-1][1]:
                steps.append((known, by))
    return tuple(steps)


def shifted(day: int, months: int) -> int:
    """A known day, so many months later."""
    return add_months(dt.date.fromordinal(day), months).toordinal()


def _stepped(day: Any, runs: Sequence[tuple[int, int]]) -> Any:
    """A step function of a day, as a balanced tree of cases."""
    if len(runs) == 1:
        return runs[0][1]
    middle = len(runs) // 2
    return ite(less(day, runs[middle][0]), _stepped(day, runs[:middle]), _stepped(day, runs[middle:]))
