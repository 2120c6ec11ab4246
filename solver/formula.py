"""Formulas that fold what is already known: Python values as long as nothing is open, Z3 terms else.

So the part of a story that is told stays plain numbers, and only what may
still be chosen reaches the solver.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import z3

Bool = Any  # bool or z3.BoolRef
Num = Any  # int, Fraction or z3.ArithRef


@dataclass(frozen=True, slots=True)
class Val:
    """A value that may be unset: `set` says whether it is, `day` whether it is a day and no instant."""

    set: Bool
    it: Any
    day: bool = False


UNSET = Val(False, 0)


def lift(value: Any) -> Any:
    """A value as a Z3 term."""
    if isinstance(value, z3.ExprRef):
        return value
    if isinstance(value, bool):
        return z3.BoolVal(value)
    if isinstance(value, Fraction) and value.denominator != 1:
        return z3.RealVal(f"{value.numerator}/{value.denominator}")
    return _whole(int(value))


@cache
def _whole(value: int) -> Any:
    return z3.IntVal(value)


def is_open(value: Any) -> bool:
    """Whether a value is still a term."""
    return isinstance(value, z3.ExprRef)


def and_(items: Iterable[Bool]) -> Bool:
    """All of them."""
    kept = []
    for item in items:
        if item is False:
            return False
        if item is not True:
            kept.append(item)
    return True if not kept else kept[0] if len(kept) == 1 else z3.And(*kept)


def or_(items: Iterable[Bool]) -> Bool:
    """Any of them."""
    kept = []
    for item in items:
        if item is True:
            return True
        if item is not False:
            kept.append(item)
    return False if not kept else kept[0] if len(kept) == 1 else z3.Or(*kept)


def not_(item: Bool) -> Bool:
    """Not it."""
    return not item if isinstance(item, bool) else z3.Not(item)


def implies(one: Bool, other: Bool) -> Bool:
    """If one, then the other."""
    return or_((not_(one), other))


def ite(condition: Bool, one: Any, other: Any) -> Any:
    """One or the other."""
    if isinstance(condition, bool):
        return one if condition else other
    if one is other or (not is_open(one) and not is_open(other) and one == other and type(one) is type(other)):
        return one
    if isinstance(one, bool) or isinstance(other, bool) or z3.is_bool(one):
        return or_((and_((condition, one)), and_((not_(condition), other))))
    return z3.If(condition, lift(one), lift(other))


def ite_val(condition: Bool, one: Val, other: Val) -> Val:
    """One value or the other; what is unset anyway leaves no trace."""
    if isinstance(condition, bool):
        return one if condition else other
    if one.set is False:
        return Val(and_((not_(condition), other.set)), other.it, other.day)
    if other.set is False:
        return Val(and_((condition, one.set)), one.it, one.day)
    return Val(ite(condition, one.set, other.set), ite(condition, one.it, other.it), one.day)


def arithmetic(op: str, one: Num, other: Num) -> Num:
    """Plus, minus, times or divided by (not by zero)."""
    if not is_open(one) and not is_open(other):
        return _reckoned(op, one, other)
    if op == "times" and ((not is_open(one) and one == 0) or (not is_open(other) and other == 0)):
        return Fraction(0)
    left, right = lift(one), lift(other)
    if op == "divided by":
        return _real(left) / _real(right)
    return left + right if op == "plus" else left - right if op == "minus" else left * right


def _reckoned(op: str, one: Num, other: Num) -> Num:
    if op == "divided by":
        return Fraction(one) / other if other else Fraction(0)
    return one + other if op == "plus" else one - other if op == "minus" else one * other


def _real(term: Any) -> Any:
    return z3.ToReal(term) if z3.is_int(term) else term


def at_most(one: Num, other: Num) -> Bool:
    """One is no more than the other."""
    if not is_open(one) and not is_open(other):
        return bool(one <= other)
    return lift(one) <= lift(other)


def less(one: Num, other: Num) -> Bool:
    """One is less than the other."""
    return not_(at_most(other, one))


def equal(one: Any, other: Any) -> Bool:
    """They are the same."""
    if not is_open(one) and not is_open(other):
        return bool(one == other)
    return lift(one) == lift(other)


def whole_part(value: Num, by: int) -> Num:
    """A whole number divided by a number of parts, rounded down."""
    return value / by if is_open(value) else value // by


def floor(value: Num) -> Num:
    """The whole number no more than it."""
    if not is_open(value):
        return Fraction(value.__floor__())
    return value if z3.is_int(value) else z3.ToInt(value)
