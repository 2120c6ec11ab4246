"""Puts the values at which something is so into words, every edge said to belong to them or not."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec.structs import replace

from counsel.words import value_words
from dsl.diagnostics import one_of
from dsl.kinds import Kind, Number
from dsl.plan import Plan
from dsl.ranges import Range, whole_ranges


def ranges_words(ranges: Sequence[Range], kind: Kind | None, plan: Plan) -> str:
    """`less than $20.00 per share (at that itself not)`, several joined by `or`; in the words of an expectation."""
    return one_of([_range_words(item, kind, plan) for item in ranges], "or")


def _range_words(item: Range, kind: Kind | None, plan: Plan) -> str:
    low, high = (value_words(end, kind, plan) for end in (item.low, item.high))
    if item.is_point:
        return f"exactly {low}"
    if item.high is None:
        return f"at least {low}" if item.with_low else f"more than {low} (at that itself not)"
    if item.low is None:
        return f"at most {high}" if item.with_high else f"less than {high} (at that itself not)"
    if item.with_low:
        return f"from {low} to {high}, both included" if item.with_high else f"at least {low} and less than {high} (at that itself not)"
    return f"more than {low} (at that itself not) and at most {high}" if item.with_high else f"more than {low} and less than {high} (at neither itself)"


def cents_words(ranges: Sequence[Range], kind: Kind | None, plan: Plan) -> str:
    """The same in whole cents; empty where no edge lies between cents, or the values are no money."""
    edges = [edge for item in ranges for edge in (item.low, item.high) if edge is not None]
    if not isinstance(kind, Number) or ("dollars", 1) not in kind.units or all((edge * 100).denominator == 1 for edge in edges):
        return ""
    cents = whole_ranges(Range(_times(i.low, 100), i.with_low, _times(i.high, 100), i.with_high) for i in ranges)
    found = tuple(replace(item, low=_times(item.low, Fraction(1, 100)), high=_times(item.high, Fraction(1, 100))) for item in cents)
    return ranges_words(found, kind, plan) if found else "at none"


def _times(value: Fraction | None, factor: Fraction | int) -> Fraction | None:
    return None if value is None else value * factor
