"""Arithmetic over terms, exact: sums with fixed factors are kept in one normal form.

Takes and gives plain numbers as long as nothing is open.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from solver.logic import ite
from solver.terms import Plain, Term, is_open, make

Num = Any  # int, Fraction or a term
Sum = tuple[Plain, dict[Term, Plain]]  # a constant, and terms with their factors


def parts_of(value: Num) -> Sum:
    """A number as a sum: its constant, and its terms with their factors."""
    if not is_open(value):
        return value, {}
    if value.op == "sum":
        return value.args[0], dict(value.args[1])
    return 0, {value: 1}


def summed(constant: Plain, factors: dict[Term, Plain]) -> Num:
    """The number that is such a sum."""
    kept = {term: _plain(factor) for term, factor in factors.items() if factor}
    constant = _plain(constant)
    if not kept:
        return Fraction(constant)
    if constant == 0 and len(kept) == 1 and next(iter(kept.values())) == 1:
        return next(iter(kept))
    ordered = tuple(sorted(kept.items(), key=lambda item: item[0].id))
    whole = isinstance(constant, int) and all(isinstance(f, int) and t.sort == "int" for t, f in ordered)
    return make("sum", (constant, ordered), "int" if whole else "real", *_bounds(constant, ordered))


def _plain(value: Plain) -> Plain:
    """A whole number as an int."""
    return value.numerator if value.denominator == 1 else value


def _bounds(constant: Plain, parts: Iterable[tuple[Term, Plain]]) -> tuple[Plain | None, Plain | None]:
    low: Plain | None = constant
    high: Plain | None = constant
    for term, factor in parts:
        least, most = (term.low, term.high) if factor > 0 else (term.high, term.low)
        low = None if low is None or least is None else low + factor * least
        high = None if high is None or most is None else high + factor * most
    return low, high


def plus(one: Num, other: Num, factor: Plain = 1) -> Num:
    """One, and so many times the other."""
    constant, factors = parts_of(one)
    more, others = parts_of(other)
    for term, by in others.items():
        factors[term] = factors.get(term, 0) + factor * by
    return summed(constant + factor * more, factors)


def total(values: Iterable[Num]) -> Num:
    """The sum of numbers."""
    constant: Plain = 0
    factors: dict[Term, Plain] = {}
    for value in values:
        more, others = parts_of(value)
        constant += more
        for term, by in others.items():
            factors[term] = factors.get(term, 0) + by
    return summed(constant, factors) if factors else constant


def minus(one: Num, other: Num) -> Num:
    """One less the other."""
    return plus(one, other, -1)


def times(one: Num, other: Num) -> Num:
    """One times the other; a choice between known numbers is multiplied out."""
    for factor, value in ((one, other), (other, one)):
        if not is_open(factor):
            constant, factors = parts_of(value)
            return summed(factor * constant, {term: factor * by for term, by in factors.items()})
    for factor, value in ((one, other), (other, one)):
        if factor.op == "ite" and _is_known_choice(factor):
            condition, yes, no = factor.args
            return ite(condition, times(yes, value), times(no, value))
    sort = "int" if one.sort == other.sort == "int" else "real"
    first, second = sorted((one, other), key=lambda term: term.id)
    return make("product", (first, second), sort, 0 if _never_below(one) and _never_below(other) else None)  # type: ignore[arg-type]


def _is_known_choice(term: Num) -> bool:
    if not is_open(term):
        return True
    return term.op == "ite" and _is_known_choice(term.args[1]) and _is_known_choice(term.args[2])


def _never_below(term: Term) -> bool:
    return term.low is not None and term.low >= 0


def divided(one: Num, other: Num) -> Num:
    """One divided by the other; by zero it is zero, which no caller looks at."""
    if not is_open(other):
        return times(one, 1 / Fraction(other)) if other else Fraction(0)
    return make("quotient", (one, other), "real")


def arithmetic(op: str, one: Num, other: Num) -> Num:
    """Plus, minus, times or divided by (not by zero)."""
    if not is_open(one) and not is_open(other):
        return _reckoned(op, one, other)
    match op:
        case "plus":
            return plus(one, other)
        case "minus":
            return minus(one, other)
        case "times":
            return times(one, other)
        case _:
            return divided(one, other)


def _reckoned(op: str, one: Plain, other: Plain) -> Plain:
    if op == "divided by":
        return Fraction(one) / other if other else Fraction(0)
    return one + other if op == "plus" else one - other if op == "minus" else one * other


def whole_part(value: Num, by: int) -> Num:
    """A whole number divided by a number of parts, rounded down."""
    if not is_open(value):
        return value // by
    if value.op == "ite":
        condition, yes, no = value.args
        return ite(condition, whole_part(yes, by), whole_part(no, by))
    constant, factors = parts_of(value)
    rest = summed(constant % by, {term: factor for term, factor in factors.items() if factor % by})
    low, high = (rest.low, rest.high) if is_open(rest) else (rest, rest)
    if low is not None and high is not None and low >= 0 and high < by:
        return summed(constant // by, {term: factor // by for term, factor in factors.items() if not factor % by})
    return make("whole part", (value, by), "int", *(None if end is None else end // by for end in (value.low, value.high)))


def remainder(value: Num, by: int) -> Num:
    """What is left of a whole number divided by a number of parts."""
    return make("remainder", (value, by), "int", 0, by - 1) if is_open(value) else value % by


def floor(value: Num) -> Num:
    """The whole number no more than it."""
    if not is_open(value):
        return Fraction(value.__floor__())
    if value.sort == "int":
        return value
    return make("floor", (value,), "int", *(None if end is None else math.floor(end) for end in (value.low, value.high)))
