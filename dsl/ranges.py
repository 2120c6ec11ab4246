"""Stretches of numbers from zero on with open or closed ends, as answers and expectations state them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct


class Range(Struct, frozen=True):
    """From one number to another; no `low` is from just above zero, no `high` without end.

    `with_low` and `with_high` say whether the ends belong to it.
    """

    low: Fraction | None
    with_low: bool
    high: Fraction | None
    with_high: bool

    @property
    def is_point(self) -> bool:
        """Whether it is one number only."""
        return self.low is not None and self.low == self.high


def all_values(with_zero: bool) -> Range:
    """Every number above zero, and zero where it is one of those that are looked at."""
    return Range(Fraction(0) if with_zero else None, with_zero, None, False)


def whole_ranges(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The whole numbers of some ranges in order: each end a whole number that belongs to it."""
    found: list[Range] = []
    for item in ranges:
        low = _first_whole(item)
        high = None if item.high is None else math.ceil(item.high) - 1 if not item.with_high else math.floor(item.high)
        if high is not None and high < low:
            continue
        if found and found[-1].high is not None and low <= found[-1].high + 1:
            before = found.pop()
            assert before.low is not None
            assert before.high is not None
            low = int(before.low)
            high = None if high is None else max(high, int(before.high))
        found.append(Range(Fraction(low), True, None if high is None else Fraction(high), high is not None))
    return tuple(found)


def _first_whole(item: Range) -> int:
    """The least whole number from zero on that belongs to a range, if it is long enough; above zero where it has no low end."""
    if item.low is None:
        return 1
    return max(0, math.ceil(item.low) if item.with_low else math.floor(item.low) + 1)
