"""Forms about days and instants as formulas: parts of a day, days counted, months later, comparisons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dsl import core as c
from dsl.calendars import Calendar
from dsl.dates import PARTS
from solver.formula import (
    UNSET,
    Bool,
    Num,
    Val,
    and_,
    arithmetic,
    at_most,
    is_open,
    ite,
    ite_val,
    less,
    not_,
    whole_part,
)
from solver.symbolic_changes import Env
from solver.symbolic_days import about_nth_open, months_later, nth_open, shifted
from solver.symbolic_values import stretch

if TYPE_CHECKING:
    from solver.symbolic import Symbolic


def part_of_day(of: Symbolic, core: c.PartOfDay, env: Env, at: int, now: Num) -> Val:
    """The start, the close or the end of a day."""
    on = of.value(core.day, env, at, now)
    part = {"start": 0, "close": 2, "end": PARTS}[core.word]
    return Val(on.set, arithmetic("plus", arithmetic("times", PARTS, on.it), part))


def day_at(of: Symbolic, core: c.DayAt, env: Env, at: int, now: Num) -> Val:
    """The day on which an instant is."""
    moment = of.value(core.value, env, at, now)
    return moment if moment.day else Val(moment.set, whole_part(moment.it, PARTS), day=True)


def count_days(of: Symbolic, core: c.CountDays, env: Env, at: int, now: Num) -> Val:
    """The nth day, or open day of a calendar, after or before another."""
    base = of.value(core.base, env, at, now)
    if base.set is False:
        return UNSET
    if core.calendar is None:
        return Val(base.set, arithmetic("plus" if core.side == "after" else "minus", base.it, core.count), day=True)
    found = UNSET
    for chosen, calendar in calendars(of, core.calendar, env, at, now):
        nth = nth_open_day(of, calendar, core, and_((chosen, base.set)), base.it)
        found = ite_val(chosen, Val(base.set, nth, day=True), found)
    return found


def calendars(of: Symbolic, core: c.Core, env: Env, at: int, now: Num) -> Iterator[tuple[Bool, Calendar]]:
    """The calendars that a form may name, and when it does."""
    match core:
        case c.Part():
            yield from calendars(of, core.body, env, at, now)
        case c.CalendarIs(name=name):
            yield True, of.plan.calendars[name]
        case c.Choice():
            chosen = of.holds(core.condition, env, at, now)
            for one, calendar in calendars(of, core.value, env, at, now):
                yield and_((chosen, one)), calendar
            for one, calendar in calendars(of, core.otherwise, env, at, now) if core.otherwise else ():
                yield and_((not_(chosen), one)), calendar
        case _:
            raise AssertionError(f"{core} names no calendar")


def nth_open_day(of: Symbolic, calendar: Calendar, core: c.CountDays, there: Bool, day: Num) -> Num:
    """The nth open day counted from one that is known, from one of two, or from one that is open."""
    if not is_open(day):
        nth = calendar.nth_after if core.side == "after" else calendar.nth_before
        return nth(dt.date.fromordinal(int(day)), core.count).toordinal() if there is not False else 0
    if day.op == "ite":
        condition, yes, no = day.args
        return ite(condition, nth_open_day(of, calendar, core, and_((there, condition)), yes),
                   nth_open_day(of, calendar, core, and_((there, not_(condition))), no))  # fmt: skip
    key = (calendar.name, core.side, core.count, day)
    if key not in of.counted:
        of.counted[key] = (nth_open if of.put_off is None else about_nth_open)(of, calendar, core, day)
    return of.counted[key]


def shift(of: Symbolic, core: c.ShiftDay, env: Env, at: int, now: Num) -> Val:
    """A day so many days, months or years after or before another."""
    base = of.value(core.base, env, at, now)
    count = core.count if core.side == "after" else -core.count
    if core.unit == "days":
        return Val(base.set, arithmetic("plus", base.it, count), day=True)
    months = count * (12 if core.unit == "years" else 1)
    if not is_open(base.it):
        return Val(base.set, shifted(int(base.it), months) if base.set is not False else 0, day=True)
    return Val(base.set, months_later(of, base.it, months), day=True)


def compare_time(of: Symbolic, core: c.CompareTime, env: Env, at: int, now: Num) -> Bool:
    """Whether one time is before, after, on another; a day is on a time if it lies within it."""
    left, right = of.value(core.left, env, at, now), of.value(core.right, env, at, now)
    there = and_((left.set, right.set))
    if there is False:
        return False
    (low, high), (from_, to) = stretch(left), stretch(right)
    match core.op:
        case "before":
            return and_((there, less(high, from_)))
        case "after":
            return and_((there, less(to, low)))
        case "on":
            return and_((there, at_most(from_, low), at_most(high, to)))
        case "on or before":
            return and_((there, at_most(high, to)))
        case "on or after":
            return and_((there, at_most(from_, low)))
