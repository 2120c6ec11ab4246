"""Reckoning with a number that nobody gave: a sum or a multiple of one is compared as that one itself, a least or greatest part by part.

So `50% of Market Price is at most $5.00` and `Market Price is at most $10.00`
are one question, and what is so whatever the figure is needs none.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from msgspec.structs import replace

from solver.history import Line, Unknown, joined

Op = Literal["at least", "more than", "at most", "less than"]
TURNED: dict[str, Op] = {"at least": "at most", "more than": "less than", "at most": "at least", "less than": "more than"}
MORE = ("at least", "more than")
LEAST = ("earliest", "least")


class OfOne(NamedTuple):
    """So many times a number that nobody gave, and so much; of a number that is known, none of any."""

    base: Unknown | None
    line: Line


def reckoned(op: str, left: Any, right: Any) -> Any:
    """A sum, difference, product or quotient, of which nobody gave a part; a plain number where it does not turn on it, unset where it is by nothing."""
    if op == "divided by" and right == 0:
        return None
    one, other = _of_one(left), _of_one(right)
    found = _put_together(op, one, other) if one is not None and other is not None else None
    if found is None:
        return joined(op, left, right)
    if found.base is None or not found.line.times:
        return found.line.plus
    return replace(joined(op, left, right), line=found.line, parts=(found.base,))


def best(op: str, values: list[Any]) -> Unknown:
    """The least or greatest of some numbers, of which nobody gave one."""
    return replace(joined(op, *values), parts=tuple(values), best="least" if op in LEAST else "greatest")


def holds(op: str, left: Any, right: Any, known: Callable[[str, Any, Any], bool], decided: Callable[[str, Any, Any], bool]) -> bool:
    """Whether one number is at least, more than, at most or less than another; asks `known` of two that are known, `decided` of what turns on the figure."""
    if isinstance(left, Unknown) and left.best:
        parts = sorted(left.parts, key=lambda part: isinstance(part, Unknown))
        each = (holds(op, part, right, known, decided) for part in parts)
        return all(each) if (left.best == "least") == (op in MORE) else any(each)
    if isinstance(right, Unknown) and right.best:
        return holds(TURNED[op], right, left, known, decided)
    one, other = _of_one(left), _of_one(right)
    apart = _put_together("minus", one, other) if one is not None and other is not None else None
    if apart is None:
        return decided(op, left, right)
    if apart.base is None or not apart.line.times:
        return known(op, apart.line.plus, Fraction(0))
    return decided(op if apart.line.times > 0 else TURNED[op], apart.base, -apart.line.plus / apart.line.times)


def _of_one(value: Any) -> OfOne | None:
    if not isinstance(value, Unknown):
        return OfOne(None, Line(Fraction(0), value))
    if value.line is not None:
        return OfOne(value.parts[0], value.line)
    return OfOne(value, Line(Fraction(1), Fraction(0))) if value.is_itself else None


def _put_together(op: str, one: OfOne, other: OfOne) -> OfOne | None:
    """What they come to, if that is of one number too."""
    base = one.base or other.base
    if op in ("plus", "minus"):
        sign = 1 if op == "plus" else -1
        is_one = one.base is None or other.base is None or one.base == other.base
        return OfOne(base, Line(one.line.times + sign * other.line.times, one.line.plus + sign * other.line.plus)) if is_one else None
    if other.base is None and (op == "times" or (op == "divided by" and other.line.plus)):
        by = other.line.plus if op == "times" else 1 / other.line.plus
        return OfOne(base, Line(one.line.times * by, one.line.plus * by))
    return _put_together(op, other, one) if op == "times" and one.base is None else None
