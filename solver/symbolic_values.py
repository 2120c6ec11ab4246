"""What is made of values that may be unset: the best of several, the later, rounding, stretches of time."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dsl import core as c
from dsl.dates import PARTS
from solver.formula import (
    UNSET,
    Bool,
    Num,
    Val,
    and_,
    arithmetic,
    at_most,
    floor,
    high_of,
    ite,
    less,
    low_of,
    not_,
    or_,
)


def stretch(value: Val) -> tuple[Num, Num]:
    """The ticks that a time takes up: all of a day, or one instant."""
    if not value.day:
        return value.it, value.it
    start = arithmetic("times", PARTS, value.it)
    return start, arithmetic("plus", start, PARTS - 1)


def best(op: str, values: Sequence[Val]) -> Val:
    """Earliest, greatest and least skip what is unset; latest wants all set."""
    there = [value for value in values if value.set is not False]
    if op == "latest" and len(there) < len(values):
        return UNSET
    if not there:
        return UNSET
    found = there[0]
    for value in there[1:]:
        wins = at_most(value.it, found.it) if op in ("earliest", "least") else at_most(found.it, value.it)
        if op == "latest":
            found = Val(and_((found.set, value.set)), _taken(op, wins, value, found), found.day)
        else:
            take = and_((value.set, or_((not_(found.set), wins))))
            found = Val(or_((found.set, value.set)), _taken(op, take, value, found), found.day)
    return found


def _taken(op: str, take: Bool, value: Val, found: Val) -> Num:
    """One of two as the best; it is no worse than either that is set whatever happens, and so lies within the bounds of that one."""
    sure = [one.it for one in (value, found) if one.set is True or op == "latest"]
    if op in ("earliest", "least"):
        highs = [high for one in sure if (high := high_of(one)) is not None]
        return ite(take, value.it, found.it, high=min(highs, default=None))
    lows = [low for one in sure if (low := low_of(one)) is not None]
    return ite(take, value.it, found.it, low=max(lows, default=None))


def later(value: Val, to: Val) -> Val:
    """`X, postponed to Y`: unset while X is, else the later of those set."""
    if value.set is False or to.set is False:
        return value
    return Val(value.set, ite(and_((to.set, less(value.it, to.it))), to.it, value.it, low=low_of(value.it)), value.day)


def rounded(core: c.Round, value: Num) -> Num:
    """A number rounded up or down to a multiple."""
    steps = arithmetic("times", value, 1 / core.step)
    if core.op == "down":
        return arithmetic("times", core.step, floor(steps))
    return arithmetic("times", -core.step, floor(arithmetic("times", steps, Fraction(-1))))
