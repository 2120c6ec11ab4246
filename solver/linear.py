"""Arithmetic over terms, exact: sums with fixed factors are kept in one normal form.

Takes and gives plain numbers as long as nothing is open. Two comparisons that
say the same are the same term, and one that the bounds of its terms settle is
no term at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from solver.logic import Bool, and_, ite, negated, not_, or_
from solver.terms import Plain, Term, is_open, make, options_of

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


# ---- comparisons -------------------------------------------------------------------------


def at_most(one: Num, other: Num) -> Any:
    """One is no more than the other."""
    if not is_open(one) and not is_open(other):
        return bool(one <= other)
    return _not_negative(minus(other, one))


def _not_negative(value: Num) -> Any:
    """A sum is no less than zero."""
    known = _known_not_negative(value)
    if known is not None:
        return known
    parted = _by_branches(value, _not_negative, _known_not_negative)
    return parted if parted is not None else _compared(value)


def _known_not_negative(value: Num) -> bool | None:
    """The same as far as its bounds tell."""
    if not is_open(value):
        return bool(value >= 0)
    if value.low is not None and value.low >= 0:
        return True
    return False if value.high is not None and value.high < 0 else None


def _by_branches(value: Term, compare: Callable[[Num], Any], known: Callable[[Num], bool | None]) -> Any:
    """A comparison of a choice, where a branch is settled; None where none is."""
    constant, factors = parts_of(value)
    if len(factors) != 1:
        return None
    ((term, factor),) = factors.items()
    if term.op != "ite":
        return None
    condition, yes, no = term.args
    branches = [plus(constant, branch, factor) for branch in (yes, no)]
    return ite(condition, *map(compare, branches)) if any(known(branch) is not None for branch in branches) else None


def _compared(value: Term) -> Any:
    """A sum no less than zero, in normal form: its first factor is positive, whole factors have no common divisor."""
    constant, factors = _cleared(value)
    ordered = sorted(factors.items(), key=lambda item: item[0].id)
    is_whole = all(term.sort == "int" for term in factors)
    if is_whole:
        common = math.gcd(*(int(factor) for _, factor in ordered))
        ordered = [(term, int(factor) // common) for term, factor in ordered]
        constant = math.floor(Fraction(constant, common))
    if ordered[0][1] > 0:
        return make("at least", (tuple(ordered), -constant), "bool")
    flipped = tuple((term, -factor) for term, factor in ordered)
    if is_whole:  # -s + c >= 0 means not s >= c + 1
        return negated(make("at least", (flipped, constant + 1), "bool"))
    return negated(make("more than", (flipped, constant), "bool"))


def _cleared(value: Term) -> tuple[int, dict[Term, int]]:
    """A sum with whole constant and factors: multiplied by what their denominators have in common."""
    constant, factors = parts_of(value)
    by = math.lcm(constant.denominator, *(factor.denominator for factor in factors.values()))
    return int(constant * by), {term: int(factor * by) for term, factor in factors.items()}


def is_zero(value: Num) -> Any:
    """A sum is zero."""
    known = _known_zero(value)
    if known is not None:
        return known
    parted = _by_branches(value, is_zero, _known_zero)
    if parted is not None:
        return parted
    constant, factors = _cleared(value)
    ordered = sorted(factors.items(), key=lambda item: item[0].id)
    common = math.gcd(*(int(factor) for _, factor in ordered))
    if constant % common and all(term.sort == "int" for term in factors):
        return False
    sign = 1 if ordered[0][1] > 0 else -1
    if constant % common == 0:
        constant, ordered = constant // common, [(term, factor // common) for term, factor in ordered]
    return make("equals", (tuple((term, sign * factor) for term, factor in ordered), -sign * constant), "bool")


def _known_zero(value: Num) -> bool | None:
    """The same as far as its bounds tell."""
    if not is_open(value):
        return bool(value == 0)
    return False if (value.low is not None and value.low > 0) or (value.high is not None and value.high < 0) else None


def reached(value: Term, bounds: Iterable[int]) -> list[Bool]:
    """Whether a whole number is no less than each of several: what `at_most` gives, its normal form worked out once."""
    constant, factors = parts_of(value)
    ordered = sorted(factors.items(), key=lambda item: item[0].id)
    common = math.gcd(*(int(factor) for _, factor in ordered)) * (1 if ordered[0][1] > 0 else -1)
    normal = tuple((term, int(factor) // common) for term, factor in ordered)
    return [_reached(value, bound, normal, int(constant), common) for bound in bounds]


def _reached(value: Term, bound: int, normal: tuple[tuple[Term, int], ...], constant: int, common: int) -> Bool:
    if value.low is not None and value.low >= bound:
        return True
    if value.high is not None and value.high < bound:
        return False
    if common > 0:
        return make("at least", (normal, -((constant - bound) // common)), "bool")
    return negated(make("at least", (normal, (constant - bound) // -common + 1), "bool"))


def less(one: Num, other: Num) -> Bool:
    """One is less than the other."""
    return not_(at_most(other, one))


def equal(one: Any, other: Any) -> Bool:
    """They are the same: numbers, conditions, or one and the same of several things."""
    if one is other:
        return True
    if not is_open(one) and not is_open(other):
        return bool(one == other)
    for value, against in ((one, other), (other, one)):
        if is_open(value) and value.op == "ite" and (value.sort == "enum" or not is_open(against)):
            condition, yes, no = value.args
            return or_((and_((condition, equal(yes, against))), and_((not_(condition), equal(no, against)))))
    sorts = {_sort_of_either(one), _sort_of_either(other)}
    if "enum" in sorts:
        return _same_thing(one, other)
    if "bool" in sorts:
        return or_((and_((one, other)), and_((not_(one), not_(other)))))
    return is_zero(minus(one, other))


def _sort_of_either(value: Any) -> str:
    if isinstance(value, bool):
        return "bool"
    return str(value.sort) if is_open(value) else "number"


def _same_thing(one: Any, other: Any) -> Bool:
    """Which of several things is meant: one that is known, or two that are open."""
    term, against = (one, other) if is_open(one) and one.sort == "enum" else (other, one)
    if is_open(against):
        return or_(and_((equal(term, number), equal(against, number))) for number in options_of(term))
    number = int(against)
    return make("is", (term, number), "bool") if number in options_of(term) else False
