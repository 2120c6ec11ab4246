"""Comparisons of terms, exact: two that say the same are the same term.

One that the bounds of its terms settle is no term at all. Takes and gives plain
values as long as nothing is open.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from solver.linear import Num, minus, parts_of, plus
from solver.logic import Bool, and_, ite, negated, not_, or_
from solver.terms import Term, is_open, make, options_of


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
