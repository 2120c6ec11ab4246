"""Numbers at a moment of a told story: sums, the best of several, rounding, comparisons."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from functools import partial, reduce
from typing import TYPE_CHECKING, Any

from dsl import core as c
from solver import unstated
from solver.history import Unknown, joined

if TYPE_CHECKING:
    from solver.evaluate import Evaluator

Env = Mapping[str, Any]


def calc(of: Evaluator, core: c.Calc, env: Env, at: int, now: int) -> Any:
    """A sum, difference, product or quotient; unset if a part is unset, or by nothing."""
    left, right = of.value(core.left, env, at, now), of.value(core.right, env, at, now)
    if left is None or right is None:
        return None
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return unstated.reckoned(core.op, left, right)
    match core.op:
        case "plus":
            return left + right
        case "minus":
            return left - right
        case "times":
            return left * right
        case "divided by":
            return left / right if right else None


def best(op: str, values: list[Any]) -> Any:
    """Earliest, greatest and least skip what is unset; latest wants all set."""
    known = [value for value in values if value is not None]
    if not known or (op == "latest" and len(known) < len(values)):
        return None
    if any(isinstance(value, Unknown) for value in known):
        return unstated.best(op, known)
    return min(known) if op in ("earliest", "least") else max(known)


def fold(of: Evaluator, core: c.Fold, env: Env, at: int, now: int) -> Any:
    """A sum over people, how many there are, or the greatest, least or earliest of what each has."""
    values = []
    for person in of.people:
        inner = {**env, core.var: person}
        if of.holds(core.people, inner, at, now):
            values.append(of.value(core.body, inner, at, now) if core.body is not None else Fraction(1))
    known = [value for value in values if value is not None]
    if core.op in ("sum", "number"):
        if any(isinstance(value, Unknown) for value in known):
            return reduce(partial(unstated.reckoned, "plus"), known)
        return sum(known, Fraction(0))
    return best("earliest" if core.op in ("earliest", "least") else "greatest", known)


def rounded(of: Evaluator, core: c.Round, env: Env, at: int, now: int) -> Any:
    """A number rounded up or down to a multiple."""
    body = of.value(core.body, env, at, now)
    if body is None:
        return None
    if isinstance(body, Unknown):
        return joined(f"rounded {core.op}", body, core.step)
    steps = body / core.step
    return core.step * (math.ceil(steps) if core.op == "up" else math.floor(steps))


def compare(of: Evaluator, core: c.Compare, env: Env, at: int, now: int) -> bool:
    """Whether one number is at least, more than, at most or less than another; no where one is unset."""
    left, right = of.value(core.left, env, at, now), of.value(core.right, env, at, now)
    if left is None or right is None:
        return False
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return unstated.holds(core.op, left, right, _compared, partial(_unknown, of))
    return _compared(core.op, left, right)


def _unknown(of: Evaluator, op: str, left: Any, right: Any) -> bool:
    """A comparison with what nobody gave."""
    settled = _by_sign(op, left, right)
    return settled if settled is not None else _decided(of, op, left, right)


def _by_sign(op: str, left: Any, right: Any) -> bool | None:
    """What comes of comparing with a number that nobody gave, which is not below zero, where it is the same whatever it is."""
    known = [value for value in (left, right) if not isinstance(value, Unknown)]
    if len(known) != 1 or any(isinstance(value, Unknown) and not value.is_itself for value in (left, right)):
        return None
    least, beyond = ([number if isinstance(value, Unknown) else value for value in (left, right)] for number in (0, abs(known[0]) + 1))
    found = _compared(op, *least)
    return found if found == _compared(op, *beyond) else None


def _compared(op: str, left: Any, right: Any) -> bool:
    match op:
        case "at least":
            return bool(left >= right)
        case "more than":
            return bool(left > right)
        case "at most":
            return bool(left <= right)
    return bool(left < right)


def _decided(of: Evaluator, op: str, left: Any, right: Any) -> bool:
    """A comparison with what nobody gave, tried both ways; what only says it otherwise is tried with it."""
    match op:
        case "at most":
            return _decided(of, "at least", right, left)
        case "more than":
            return not _decided(of, "at least", right, left)
        case "less than":
            return not _decided(of, "at least", left, right)
    if isinstance(left, Unknown) and left.is_itself and not isinstance(right, Unknown):
        return bool(of.decide(joined("at least", left, right), "at least", right))
    is_of_right = isinstance(right, Unknown) and right.is_itself and not isinstance(left, Unknown)
    return bool(of.decide(joined("at least", left, right), "at most" if is_of_right else "", left if is_of_right else None))


def same(of: Evaluator, core: c.Same, env: Env, at: int, now: int) -> bool:
    """Whether two are the same; no where one is unset."""
    left, right = of.value(core.left, env, at, now), of.value(core.right, env, at, now)
    if left is None or right is None:
        return False
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return bool(of.decide(joined("is", left, right), ""))
    return bool(left == right)
