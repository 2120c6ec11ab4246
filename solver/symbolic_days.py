"""Days that are not yet known, as formulas: the nth open day of a calendar, months later.

How far the nth open day is from another follows from the day of the week, and
from how many days on which the calendar is closed lie between: few spans of
days, about one for each holiday, and no table of all.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Callable, Sequence
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

Spans = tuple[tuple[int, int], ...]  # of days: the first, and the first after it
ByNumber = tuple[tuple[int, Spans], ...]

MONDAY = 8  # one of them
YEARS_TABLED = 40
MONTHS_TABLED = 48


class Run(Protocol):
    """What is asked of a run: the days that can occur, new terms and what they stand for, now or, if that may be `put_off`, once it is asked for."""

    first_day: int
    last_day: int
    definitions: list[Bool]
    put_off: list[Callable[[], Bool]] | None

    def fresh(self, word: str, low: int | None, high: int | None) -> Any:
        """A new whole number that is not yet known, between its bounds."""


def nth_open(run: Run, calendar: Calendar, core: c.CountDays, base: Term) -> Num:
    """As many days from the base as its day of the week and the days from Monday to Friday that are counted ask for.

    Where holidays lie between, more of these are counted; a day of a weekend that is open is some days beyond the last of them.
    A base without bounds is counted from where it lies among the days that can occur; elsewhere it may be any day.
    """
    ends = _ends(run, base)
    weekday = remainder(arithmetic("minus", base, ends[0] - _weekday(ends[0])), 7)
    (fewest, *more), beyond = _counted(calendar, core.side, core.count, ends)
    apart = _stepped(weekday, _usual(core.side, fewest[0]))
    for counted, spans in more:
        apart = ite(_within(base, spans), _stepped(weekday, _usual(core.side, counted)), apart)
    further: Num = 0
    for by, spans in beyond:
        further = ite(_within(base, spans), by, further)
    nth = total((base, apart, further))
    if base.low is not None and base.high is not None:
        return nth
    found = run.fresh("day", None, None)
    run.definitions.append(implies(_lies(base, ends), equal(found, nth)))
    return found


def about_nth_open(run: Run, calendar: Calendar, core: c.CountDays, base: Term) -> Num:
    """Some day no nearer to the base and no further from it than the nth open day can be; that it is just this one is put off."""
    ends = _ends(run, base)
    apart = _apart_of(calendar, core.side, core.count, ends)
    found = run.fresh("day", None, None)
    between = and_((at_most(arithmetic("plus", base, min(apart)), found), at_most(found, arithmetic("plus", base, max(apart)))))
    run.definitions.append(implies(_lies(base, ends), between))
    assert run.put_off is not None
    run.put_off.append(lambda: implies(_lies(base, ends), equal(found, nth_open(run, calendar, core, base))))
    return found


def _lies(base: Term, ends: tuple[int, int]) -> Bool:
    """That the base lies where it is counted from."""
    return and_((at_most(ends[0], base), at_most(base, ends[1])))


def _within(base: Term, spans: Spans) -> Bool:
    """Whether a day is in one of some spans."""
    begun, over = (reached(base, days) for days in zip(*spans, strict=True))
    return or_(and_((one, not_(other))) for one, other in zip(begun, over, strict=True))


def _ends(run: Run, base: Term) -> tuple[int, int]:
    """The first and the last day that the base can be."""
    return int(run.first_day if base.low is None else base.low), int(run.last_day if base.high is None else base.high)


def _weekday(day: int) -> int:
    """The day of the week; Monday is 0."""
    return (day - 1) % 7


@lru_cache(maxsize=64)
def _usual(side: str, count: int) -> tuple[tuple[int, int], ...]:
    """How many days lie between a day and the nth from Monday to Friday: from which day of the week on, and the number."""
    apart = _in_a_week(side, count)
    return tuple((weekday, by) for weekday, by in enumerate(apart) if not weekday or by != apart[weekday - 1])


@lru_cache(maxsize=64)
def _counted(calendar: Calendar, side: str, count: int, ends: tuple[int, int]) -> tuple[ByNumber, ByNumber]:
    """How many days from Monday to Friday lie up to the nth open day: the fewest, and from where to where at least so many more.

    And by how many days the nth is beyond the last of these, where it is one of a weekend.
    """
    aparts = _apart_of(calendar, side, count, ends)
    counted = [_from_monday_to_friday(side, day, apart) for day, apart in enumerate(aparts, ends[0])]
    usual = {number: _in_a_week(side, number) for number in set(counted)}
    beyond = [apart - usual[number][_weekday(day)] for day, (apart, number) in enumerate(zip(aparts, counted, strict=True), ends[0])]
    return (
        tuple((number, _spans([one >= number for one in counted], ends[0])) for number in sorted(usual)),
        tuple((by, _spans([one == by for one in beyond], ends[0])) for by in sorted({*beyond} - {0})),
    )


def _from_monday_to_friday(side: str, day: int, apart: int) -> int:
    """How many days from Monday to Friday are counted from a day to another, that one included."""
    return _worked(day + apart) - _worked(day) if side == "after" else _worked(day - 1) - _worked(day + apart - 1)


def _worked(day: int) -> int:
    """The days from Monday to Friday up to a day; day 1 is a Monday."""
    weeks, days = divmod(day, 7)
    return 5 * weeks + min(days, 5)


def _spans(those: Sequence[bool], first: int) -> Spans:
    """From which day on, and until before which, days are among those."""
    turns = [day for day, (one, other) in enumerate(zip([False, *those], [*those, False], strict=True), first) if one != other]
    return tuple(zip(turns[::2], turns[1::2], strict=True))


def _in_a_week(side: str, count: int) -> list[int]:
    """How many days lie between each day of a week and the nth from Monday to Friday; none if none is counted."""
    return [0] * 7 if not count else _apart(lambda day: _weekday(day) < 5, side, count, (MONDAY, MONDAY + 6))


@lru_cache(maxsize=64)
def _apart_of(calendar: Calendar, side: str, count: int, ends: tuple[int, int]) -> list[int]:
    """How many days lie between a day and the nth that a calendar is open, for each day that can occur."""
    return _apart(lambda day: calendar.is_open(dt.date.fromordinal(day)), side, count, ends)


def _apart(is_open: Callable[[int], bool], side: str, count: int, ends: tuple[int, int]) -> list[int]:
    """How many days lie between a day and the nth that is open, for each day that can occur."""
    margin = 2 * count + 30  # weekends and holidays take less than half of the days
    first, last = (ends[0], ends[1] + margin) if side == "after" else (ends[0] - margin, ends[1])
    open_days = [day for day in range(first, last + 1) if is_open(day)]
    every = range(ends[0], ends[1] + 1)
    if side == "after":
        return [open_days[bisect.bisect_right(open_days, day) + count - 1] - day for day in every]
    return [open_days[bisect.bisect_left(open_days, day) - count] - day for day in every]


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
