"""A number that depends on one unknown, as the replay reckons with it.

It stands in for a fraction: the replay adds, compares and rounds it as any
other. Where a comparison or a rounding does not come out the same all over
the stretch of the unknown's values, `Parted` says where to part the stretch.

A rounded number is carried between two functions until it matters, so that
its steps are told apart only where an answer turns on them.
"""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from solver.polynomial import Root
from solver.rational_function import UNKNOWN, RationalFunction, Stretch
from solver.undecided import Undecided

ZERO, ONE = RationalFunction.constant(0), RationalFunction.constant(1)
Key = tuple[object, ...]
Step = tuple[RationalFunction, bool]  # what was rounded, and whether its steps are edges, and not only close to them


class Parted(Exception):
    """The stretch must be parted at these points, all within it."""

    def __init__(self, points: tuple[Fraction, ...]) -> None:
        super().__init__("the stretch must be parted")
        self.points = points


class NoFraction(Undecided):
    """The answer turns at a number that is no fraction."""

    def __init__(self, root: Root) -> None:
        super().__init__(f"The answer turns at a number that is no fraction, between {float(root.low):.8g} and {float(root.high):.8g}.",
                         "Ask on either side of it, with a value given.")


class Carried(numbers.Number):
    """A number between two functions of the unknown over a stretch; exact where the two are one.

    `steps` are the functions whose rounding keeps them apart, the last rounded
    first. Numbers of one `key` are the same number.
    """

    __slots__ = ("high", "key", "low", "steps", "within")

    def __init__(
        self, low: RationalFunction, high: RationalFunction, within: Stretch, steps: tuple[Step, ...] = (), key: Key = ()
    ) -> None:
        self.low, self.high, self.within, self.steps = low, high, within, steps if low != high else ()
        self.key: Key = ("exact", low) if low == high else key

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        """The same for the same functions, whatever the stretch: choices are told apart by it."""
        return f"{self.low} to {self.high}"

    @property
    def is_exact(self) -> bool:
        """Whether its value at each point is known."""
        return self.low == self.high

    def _made(self, what: str, low: RationalFunction, high: RationalFunction, *of: Carried) -> Carried:
        parts = (self, *of)
        steps = tuple(dict.fromkeys(step for part in parts for step in part.steps))
        return Carried(low, high, self.within, steps, (what, *(part.key for part in parts)))

    def _lifted(self, other: Any) -> Carried | None:
        if isinstance(other, Carried):
            return other
        if isinstance(other, Fraction | int) and not isinstance(other, bool):
            constant = RationalFunction.constant(other)
            return Carried(constant, constant, self.within)
        return None

    # ---- arithmetic ----

    def __neg__(self) -> Carried:
        return self._made("minus", self.high.negated(), self.low.negated())

    def __add__(self, other: Any) -> Carried:
        that = self._lifted(other)
        if that is None:
            return NotImplemented
        return self._made("plus", self.low.plus(that.low), self.high.plus(that.high), that)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Carried:
        that = self._lifted(other)
        if that is None:
            return NotImplemented
        if self.key == that.key:
            return Carried(ZERO, ZERO, self.within)
        return self + -that

    def __rsub__(self, other: Any) -> Carried:
        return (-self).__add__(other)

    def __mul__(self, other: Any) -> Carried:
        that = self._lifted(other)
        if that is None:
            return NotImplemented
        if self.is_exact and that.is_exact:
            both = self.low.times(that.low)
            return self._made("times", both, both)
        if self._side() < 0:
            return -(-self * that)
        if that._side() < 0:
            return -(self * -that)
        return self._made("times", self.low.times(that.low), self.high.times(that.high), that)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Carried:
        that = self._lifted(other)
        return NotImplemented if that is None else self * that._inverted()

    def __rtruediv__(self, other: Any) -> Carried:
        return self._inverted().__mul__(other)

    def _inverted(self) -> Carried:
        if not self:
            raise ZeroDivisionError
        return self._made("inverted", self.high.inverted(), self.low.inverted())

    def _side(self) -> int:
        """1 where it is nowhere below zero, -1 where it is nowhere above; parts the stretch where it is both."""
        if self.low.sign(self.within) in (0, 1):
            return 1
        if self.high.sign(self.within) in (0, -1):
            return -1
        raise self._parted()

    # ---- comparisons ----

    def __bool__(self) -> bool:
        return self != 0

    def __eq__(self, other: object) -> bool:
        that = self._lifted(other)
        if that is None:
            return NotImplemented
        difference = self - that
        low, high = difference._signs()
        if low == 1 or high == -1:
            return False
        if low == high == 0:
            return True
        raise difference._parted()

    def __ge__(self, other: Any) -> bool:
        difference = self - other
        low, high = difference._signs()
        if low in (0, 1):
            return True
        if high == -1:
            return False
        raise difference._parted()

    def __gt__(self, other: Any) -> bool:
        difference = self - other
        low, high = difference._signs()
        if low == 1:
            return True
        if high in (0, -1):
            return False
        raise difference._parted()

    def __le__(self, other: Any) -> bool:
        return not self > other

    def __lt__(self, other: Any) -> bool:
        return not self >= other

    def _signs(self) -> tuple[int | None, int | None]:
        low = self.low.sign(self.within)
        return low, low if self.is_exact else self.high.sign(self.within)

    # ---- rounding ----

    def __floor__(self) -> Carried:
        """Rounding keeps the order, so it lies between the ends rounded, as far as they are the same all over the stretch."""
        low, high = _whole(self.low, self.within), _whole(self.high, self.within)
        own = tuple(dict.fromkeys((side, self.is_exact) for side, whole in ((self.high, high), (self.low, low)) if whole is None))
        return Carried(
            self.low.plus(ONE.negated()) if low is None else RationalFunction.constant(low),
            self.high if high is None else RationalFunction.constant(high),
            self.within, (*own, *self.steps), ("floor", self.key),
        )  # fmt: skip

    def __ceil__(self) -> Carried:
        return -math.floor(-self)

    # ---- where to part the stretch ----

    def _parted(self) -> Exception:
        """Where its sign may change, or where what was rounded in it steps."""
        sides = [root for side in dict.fromkeys((self.low, self.high)) for root in side.roots(self.within)]
        exact = tuple(root.low for root in sides if root.is_exact)
        if exact:
            return Parted(exact)
        if self.is_exact:
            return NoFraction(sides[0])
        near = tuple(point for root in sides for point in self._useful((root.low + root.high) / 2))
        return Parted(near[:1]) if near else Parted((self._step(),))

    def _useful(self, point: Fraction) -> Iterator[Fraction]:
        """A point beside a number that is no fraction, where it parts the stretch well."""
        low, high = self.within.low, self.within.high
        width = (high if high is not None else 4 * point + low) - low
        if low + width / 16 < point < low + width * 15 / 16:
            yield point

    def _step(self) -> Fraction:
        """A point at a step of what was rounded, about in the middle; else one that parts the stretch."""
        for rounded, is_edge in self.steps:
            ends = rounded.limit(self.within.low), rounded.limit(self.within.high)
            if ends[0] is None or ends[1] is None:
                return _towards_the_end(self.within, ends[0] is None, ends[1] is None)
            whole = math.floor((ends[0] + ends[1]) / 2)
            for edge in (whole, whole + 1):
                found = rounded.plus(RationalFunction.constant(-edge)).roots(self.within)
                if found and found[0].is_exact:
                    return found[0].low
                if found and is_edge and abs(ends[0] - ends[1]) <= 2:
                    raise NoFraction(found[0])
        return self.within.middle


def _whole(function: RationalFunction, within: Stretch) -> int | None:
    """What a function comes to when rounded down, where that is one number all over the stretch."""
    whole = math.floor(function.at(within.middle))
    below, above = (function.plus(RationalFunction.constant(-edge)).sign(within) for edge in (whole, whole + 1))
    return whole if below in (0, 1) and above == -1 else None


def _towards_the_end(within: Stretch, at_low: bool, at_high: bool) -> Fraction:
    """A point that leaves the smaller part where a function grows without bounds."""
    if within.high is None:
        return 16 * within.low if within.low else Fraction(1)
    return within.low + (within.high - within.low) / 16 if at_low else within.high - (within.high - within.low) / 16


def unknown(within: Stretch) -> Carried:
    """The unknown itself, over a stretch of its values."""
    return Carried(UNKNOWN, UNKNOWN, within)
