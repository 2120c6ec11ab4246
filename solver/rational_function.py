"""Quotients of polynomials in one unknown, exact, and their signs over a stretch of its values."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from solver.polynomial import Polynomial, Root, common_divisor, roots

ONE = Polynomial.of(1)
KEPT = 1 << 14  # results that are not worked out again


class Stretch(Struct, frozen=True):
    """The values strictly between two points; no `high` means all above `low`."""

    low: Fraction
    high: Fraction | None

    @property
    def middle(self) -> Fraction:
        """Some value within."""
        return (self.low + self.high) / 2 if self.high is not None else 2 * self.low + 1


class RationalFunction(Struct, frozen=True):
    """A quotient in lowest terms, the leading coefficient below the line 1."""

    above: Polynomial
    below: Polynomial

    @staticmethod
    def of(above: Polynomial, below: Polynomial = ONE) -> RationalFunction:
        """The quotient of two polynomials in lowest terms; `below` is not zero."""
        if below.degree < 1:
            return RationalFunction(above if below == ONE else above.scaled(1 / below.leading), ONE)
        common = common_divisor(above, below)
        above, below = above.divided_by(common)[0], below.divided_by(common)[0]
        return RationalFunction(above.scaled(1 / below.leading), below.scaled(1 / below.leading))

    @staticmethod
    def constant(value: Fraction | int) -> RationalFunction:
        return RationalFunction(Polynomial.of(value), ONE)

    @lru_cache(maxsize=KEPT)  # noqa: B019  values, which are the same wherever they come up, and come up again under each reading
    def plus(self, other: RationalFunction) -> RationalFunction:
        return RationalFunction.of(self.above.times(other.below).plus(other.above.times(self.below)), self.below.times(other.below))

    @lru_cache(maxsize=KEPT)  # noqa: B019
    def times(self, other: RationalFunction) -> RationalFunction:
        return RationalFunction.of(self.above.times(other.above), self.below.times(other.below))

    def negated(self) -> RationalFunction:
        return RationalFunction(self.above.scaled(-1), self.below)

    def inverted(self) -> RationalFunction:
        """One divided by it; it is not zero."""
        return RationalFunction.of(self.below, self.above)

    def at(self, point: Fraction) -> Fraction:
        """Its value at a point where it has one."""
        return self.above.at(point) / self.below.at(point)

    def roots(self, within: Stretch) -> tuple[Root, ...]:
        """Where it is zero within a stretch."""
        return roots(self.above, within.low, within.high)

    @lru_cache(maxsize=KEPT)  # noqa: B019
    def sign(self, within: Stretch) -> int | None:
        """Its sign (1, 0, -1) where it is one all over a stretch on which it is defined."""
        if not self.above.coefficients:
            return 0
        if self.roots(within):
            return None
        return 1 if self.at(within.middle) > 0 else -1

    def limit(self, point: Fraction | None) -> Fraction | None:
        """What it comes close to at a point, or without end; None where it grows beyond all bounds."""
        if point is not None:
            return self.at(point) if self.below.at(point) else None
        if self.above.degree > self.below.degree:
            return None
        return self.above.leading if self.above.degree == self.below.degree else Fraction(0)


UNKNOWN = RationalFunction(Polynomial.of(0, 1), ONE)
