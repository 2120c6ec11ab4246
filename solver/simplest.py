"""The simplest fraction in a stretch of numbers: the one with the smallest denominator."""

from __future__ import annotations

from fractions import Fraction


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """The fraction with the smallest denominator from `low` to `high`, both included.

    It is found along the continued fractions of the two (Stern and Brocot).
    """
    if low < 0 < high or low == 0 or high == 0:
        return Fraction(0)
    if high < 0:
        return -simplest_between(-high, -low)
    floor = low.__floor__()
    if floor == low:
        return Fraction(floor)
    if floor + 1 <= high:
        return Fraction(floor + 1)
    return floor + 1 / simplest_between(1 / (high - floor), 1 / (low - floor))
