"""Days and instants at a moment of a told story: days counted, months later, comparisons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dsl import core as c
from dsl.dates import CLOSE, START, add_months, day_of, end_of, instant
from solver.evaluate_numbers import best
from solver.history import Place, Unknown, joined

if TYPE_CHECKING:
    from solver.evaluate import Evaluator

Env = Mapping[str, Any]


def day_at(of: Evaluator, core: c.DayAt, env: Env, at: int, now: int) -> Any:
    """The day on which an instant is."""
    found = of.value(core.value, env, at, now)
    if isinstance(found, Unknown):
        return joined("the day of", found)
    return None if found is None else day_of(found)


def count_days(of: Evaluator, core: c.CountDays, env: Env, at: int, now: int) -> Any:
    """The nth day, or open day of a calendar, after or before another."""
    base = of.value(core.base, env, at, now)
    if base is None:
        return None
    name = of.value(core.calendar, env, at, now) if core.calendar is not None else None
    if core.calendar is not None and name is None:
        return None
    if isinstance(base, Unknown):
        return joined(f"days {core.side}", base, core.count, name)
    if name is None:
        return base + dt.timedelta(days=core.count if core.side == "after" else -core.count)
    calendar = of.plan.calendars[name]
    return (calendar.nth_after if core.side == "after" else calendar.nth_before)(base, core.count)


def shift(of: Evaluator, core: c.ShiftDay, env: Env, at: int, now: int) -> Any:
    """A day so many days, months or years after or before another."""
    base = of.value(core.base, env, at, now)
    if base is None:
        return None
    if isinstance(base, Unknown):
        return joined(f"{core.unit} {core.side}", base, core.count)
    count = core.count if core.side == "after" else -core.count
    if core.unit == "days":
        return base + dt.timedelta(days=count)
    return add_months(base, count * (12 if core.unit == "years" else 1))


def part_of_day(of: Evaluator, core: c.PartOfDay, env: Env, at: int, now: int) -> Any:
    """The start, the close or the end of a day."""
    day = of.value(core.day, env, at, now)
    if day is None:
        return None
    if isinstance(day, Unknown):
        return joined(core.word, day)
    return end_of(day) if core.word == "end" else instant(day, START if core.word == "start" else CLOSE)


def later(of: Evaluator, core: c.Later, env: Env, at: int, now: int) -> Any:
    """`X, postponed to Y`: unset while X is, else the later of those set."""
    value = of.value(core.value, env, at, now)
    if value is None:
        return None
    to = of.value(core.to, env, at, now)
    return value if to is None else best("latest", [value, to])


def compare_time(of: Evaluator, core: c.CompareTime, env: Env, at: int, now: int) -> bool:
    """Whether one time is before, after, on another; when time alone could change it is noted."""
    left, right = of.value(core.left, env, at, now), of.value(core.right, env, at, now)
    if left is None or right is None:
        of.read.unset |= {named for side, value in ((core.left, left), (core.right, right)) if value is None and (named := _named(of, side, env, at, now))}
        return False
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return _decided(of, core.op, left, right)
    (low, high), (from_, to) = stretch(left), stretch(right)
    if isinstance(core.left, c.NowIs):
        of.changes_at |= {from_, to + 1}
    if isinstance(core.right, c.NowIs):
        of.changes_at |= {low, low + 1, high, high + 1}  # a day is on or before now once it has ended, on or after it until it begins
    match core.op:
        case "before":
            return high < from_
        case "after":
            return low > to
        case "on":
            return from_ <= low and high <= to
        case "on or before":
            return high <= to
        case "on or after":
            return low >= from_


def _named(of: Evaluator, core: c.Core, env: Env, at: int, now: int) -> Place | None:
    """The term, and whose it is, of which a time is made; None where it is made of none, or of several."""
    match core:
        case c.TermIs():
            return core.term, of.value(core.subject, env, at, now) if core.subject is not None else None
        case c.Part():
            return _named(of, core.body, env, at, now)
        case c.PartOfDay():
            return _named(of, core.day, env, at, now)
        case c.DayAt() | c.Later():
            return _named(of, core.value, env, at, now)
        case c.CountDays() | c.ShiftDay():
            return _named(of, core.base, env, at, now)
        case _:
            return None


def _decided(of: Evaluator, op: str, left: Any, right: Any) -> bool:
    """A comparison with a time that nobody gave, tried both ways; of an instant, what only says it otherwise is tried with it."""
    if isinstance(left, int) and op in ("on or after", "on or before"):
        return not _decided(of, "before" if op == "on or after" else "after", left, right)
    return bool(of.decide(joined(op, left, right), ""))


def stretch(value: Any) -> tuple[int, int]:
    """The ticks that a time takes up: all of a day, or one instant."""
    if isinstance(value, dt.date):
        return instant(value, START), end_of(value) - 1
    return value, value
