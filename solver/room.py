"""Whether there is room for a choice: that what it is to be above lies below what it is to be below.

Takes the conditions on an amount or a date to be chosen; gives what follows
from two of them together, without the choice. Where that fails, no choice
meets them. Where `is_all` says so that is all that they ask, and where it
holds some choice meets them; else there may still be none.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from dsl import core as c
from dsl.check.wholes import is_whole as is_whole_number
from dsl.forms import variables
from dsl.kinds import DAY, Number
from dsl.plan import HoleOf, Plan, is_whole
from solver.one_choice import ALWAYS, ZERO, bounds_on

EARLIER = {"before": False, "after": True}  # whether what stands on the left is to lie above what is on the right
ONE = c.Amount(Fraction(1))


class _Limit(Struct, frozen=True):
    """What a condition of a label asks of the choice: to be above a value, or below it, or nothing of the choice itself."""

    label: c.Label | None
    where: c.Core
    is_above: bool | None
    strictly: bool
    value: c.Core


class Room(Struct, frozen=True):
    """What some conditions on a choice come to without it, and whether that is all that they ask."""

    parts: tuple[c.Part, ...]
    is_all: bool


def room_for(plan: Plan, hole: HoleOf, conditions: Sequence[c.Core], chosen: frozenset[c.Var]) -> Room:
    """What the conditions on one choice come to; `chosen` are all that is chosen at once."""
    asked = [(part, _limits(plan, hole.var, part)) for part in conditions if hole.var in variables(part)]
    limits = [limit for _, found in asked for limit in found or () if not chosen & set(variables(limit.value)) and not chosen & set(variables(limit.where))]
    is_all = isinstance(hole.kind, Number) and all(found is not None for _, found in asked) and len(limits) == sum(len(found or ()) for _, found in asked)
    if isinstance(hole.kind, Number) and not any(map(_is_above_nothing, limits)):
        limits.insert(0, _Limit(None, ALWAYS, True, False, ZERO))  # no amount is less than nothing
    lows, highs = ([limit for limit in limits if limit.is_above is above] for above in (True, False))
    parts = [_alone(limit) for limit in limits if limit.is_above is None]
    parts += [_set(limit) for limit in lows if not isinstance(limit.value, c.Amount) and isinstance(hole.kind, Number)]
    return Room((*parts, *(_part(low, high, _fits(plan, hole, low, high)) for low in lows for high in highs)), is_all)


def _limits(plan: Plan, choice: c.Var, condition: c.Core, label: c.Label | None = None) -> list[_Limit] | None:
    """What a condition asks of a choice; None where it is no comparison that can be solved for it."""
    match condition:
        case c.Part():
            return _limits(plan, choice, condition.body, condition.label if label is None else label)
        case c.Compare():
            bounds = bounds_on(plan, choice, condition)
            return None if bounds is None else [_Limit(label, bound.where, bound.is_above, bound.strictly, bound.value) for bound in bounds]
        case c.CompareTime() if condition.op in EARLIER:
            for one, other, is_above in ((condition.left, condition.right, EARLIER[condition.op]), (condition.right, condition.left, not EARLIER[condition.op])):
                if one == c.VarIs(choice) and choice not in variables(other):
                    return [_Limit(label, ALWAYS, is_above, True, other)]
    return None


def _is_above_nothing(limit: _Limit) -> bool:
    """Whether a limit asks for more than that an amount be none below nothing."""
    return limit.where == ALWAYS and limit.is_above is True and isinstance(limit.value, c.Amount) and limit.value.value >= 0


def _alone(limit: _Limit) -> c.Part:
    """What a limit asks of no choice."""
    return _labelled(limit.label, _where(limit, c.Compare("more than" if limit.strictly else "at least", limit.value, ZERO)))


def _set(limit: _Limit) -> c.Part:
    return _labelled(limit.label, _where(limit, c.IsSetIs(limit.value)))


def _part(low: _Limit, high: _Limit, fits: c.Core) -> c.Part:
    """That two limits leave room, where both apply; said of the upper one."""
    inner = _where(high, _where(low, fits))
    return _labelled(high.label, c.All((_labelled(low.label, inner),)) if low.label is not None else inner)


def _labelled(label: c.Label | None, body: c.Core) -> c.Part:
    assert label is not None
    return c.Part(label, "drop", body)


def _where(limit: _Limit, body: c.Core) -> c.Core:
    return body if limit.where == ALWAYS else c.Any((c.Not(limit.where), body))


def _fits(plan: Plan, hole: HoleOf, low: _Limit, high: _Limit) -> c.Core:
    """That something lies above one limit and below the other."""
    if not isinstance(hole.kind, Number):
        last = c.ShiftDay(1, "days", "before", high.value) if hole.kind == DAY and _is_day(plan, high.value) else high.value
        return c.CompareTime("before", low.value, last)
    if not is_whole(plan, hole.kind):
        return c.Compare("less than" if low.strictly or high.strictly else "at most", low.value, high.value)
    least, most = _whole(plan, low), _whole(plan, high)
    if low.strictly and high.strictly:
        return c.Compare("less than", c.Calc("plus", least, ONE), most)
    return c.Compare("less than" if low.strictly or high.strictly else "at most", least, most)


def _whole(plan: Plan, limit: _Limit) -> c.Core:
    """A limit on whole numbers as a whole number: what is above 2.5 is above 2, what is at least 2.5 is at least 3."""
    if is_whole_number(limit.value, plan.terms, plan.units):
        return limit.value
    return c.Round("down" if limit.is_above is limit.strictly else "up", Fraction(1), limit.value)


def _is_day(plan: Plan, value: c.Core) -> bool:
    """Whether a time is certainly a whole day, so that the last below it is the day before."""
    match value:
        case c.TermIs():
            return plan.terms[value.term].kind == DAY
        case c.DayIs() | c.DayAt() | c.CountDays() | c.ShiftDay():
            return True
        case c.Part():
            return _is_day(plan, value.body)
        case c.Best():
            return all(_is_day(plan, item) for item in value.items)
        case _:
            return False
