"""Polynomials in one unknown with exact coefficients, and where they are zero.

Roots are counted by Sturm's theorem and told apart by halving, so that a root
is a fraction, found exactly, or shown to be none, with two fractions around it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct


class Polynomial(Struct, frozen=True):
    """Its coefficients, that of the unknown's lowest power first, the last one not zero; none at all is zero."""

    coefficients: tuple[Fraction, ...]

    @staticmethod
    def of(*coefficients: Fraction | int) -> Polynomial:
        """The polynomial of these coefficients, lowest power first."""
        found = [one if type(one) is Fraction else Fraction(one) for one in coefficients]
        while found and not found[-1]:
            found.pop()
        return Polynomial(tuple(found))

    @property
    def degree(self) -> int:
        """The highest power; -1 of zero."""
        return len(self.coefficients) - 1

    @property
    def leading(self) -> Fraction:
        """The coefficient of the highest power."""
        return self.coefficients[-1] if self.coefficients else Fraction(0)

    def at(self, point: Fraction) -> Fraction:
        """Its value at a point."""
        found = Fraction(0)
        for coefficient in reversed(self.coefficients):
            found = found * point + coefficient
        return found

    def plus(self, other: Polynomial) -> Polynomial:
        size = max(len(self.coefficients), len(other.coefficients))
        return Polynomial.of(*(self._nth(i) + other._nth(i) for i in range(size)))

    def _nth(self, place: int) -> Fraction:
        return self.coefficients[place] if place < len(self.coefficients) else Fraction(0)

    def times(self, other: Polynomial) -> Polynomial:
        found = [Fraction(0)] * max(0, len(self.coefficients) + len(other.coefficients) - 1)
        for i, one in enumerate(self.coefficients):
            for j, two in enumerate(other.coefficients):
                found[i + j] += one * two
        return Polynomial.of(*found)

    def scaled(self, factor: Fraction | int) -> Polynomial:
        return Polynomial.of(*(coefficient * factor for coefficient in self.coefficients))

    def divided_by(self, other: Polynomial) -> tuple[Polynomial, Polynomial]:
        """The quotient and what remains; `other` is not zero."""
        rest, quotient = list(self.coefficients), [Fraction(0)] * max(0, self.degree - other.degree + 1)
        for place in range(len(quotient) - 1, -1, -1):
            quotient[place] = rest[place + other.degree] / other.leading
            for i, coefficient in enumerate(other.coefficients):
                rest[place + i] -= quotient[place] * coefficient
        return Polynomial.of(*quotient), Polynomial.of(*rest)

    def derivative(self) -> Polynomial:
        return Polynomial.of(*(i * coefficient for i, coefficient in enumerate(self.coefficients) if i))


def common_divisor(one: Polynomial, other: Polynomial) -> Polynomial:
    """The greatest common divisor, its leading coefficient 1."""
    while other.coefficients:
        one, other = other, one.divided_by(other)[1]
    return one.scaled(1 / one.leading) if one.coefficients else one


class Root(Struct, frozen=True):
    """Where a polynomial is zero: between two fractions, which are one where the root is a fraction."""

    low: Fraction
    high: Fraction

    @property
    def is_exact(self) -> bool:
        """Whether the root is a fraction."""
        return self.low == self.high


@lru_cache(maxsize=4096)
def roots(polynomial: Polynomial, low: Fraction, high: Fraction | None) -> tuple[Root, ...]:
    """The roots strictly between two points, in order, each once; no `high` means all above `low`."""
    if polynomial.degree < 1:
        return ()
    simple = polynomial.divided_by(common_divisor(polynomial, polynomial.derivative()))[0]
    top = high if high is not None else max(low, _root_bound(simple)) + 1
    found = _isolated(simple, _sturm(simple), low, top)
    return tuple(root for root in found if high is None or root.low < high)


def _root_bound(polynomial: Polynomial) -> Fraction:
    """No root is further from zero (Cauchy)."""
    return 1 + max((abs(c / polynomial.leading) for c in polynomial.coefficients[:-1]), default=Fraction(0))


def _sturm(polynomial: Polynomial) -> tuple[Polynomial, ...]:
    chain = [polynomial, polynomial.derivative()]
    while chain[-1].coefficients:
        chain.append(chain[-2].divided_by(chain[-1])[1].scaled(-1))
    return tuple(chain[:-1])


def _variations(chain: tuple[Polynomial, ...], point: Fraction) -> int:
    """How often the signs change along the chain at a point."""
    signs = [value > 0 for polynomial in chain if (value := polynomial.at(point))]
    return sum(one != other for one, other in itertools.pairwise(signs))


def _isolated(polynomial: Polynomial, chain: tuple[Polynomial, ...], low: Fraction, high: Fraction) -> Iterator[Root]:
    """The roots above `low`, up to and including `high`."""
    count = _variations(chain, low) - _variations(chain, high)
    if count == 1:
        yield _narrowed(polynomial, chain, low, high)
    elif count > 1:
        middle = (low + high) / 2
        yield from _isolated(polynomial, chain, low, middle)
        yield from _isolated(polynomial, chain, middle, high)


def _narrowed(polynomial: Polynomial, chain: tuple[Polynomial, ...], low: Fraction, high: Fraction) -> Root:
    """The only root above `low` and up to `high`: a fraction has a denominator that divides the leading coefficient."""
    scale = math.lcm(*(c.denominator for c in polynomial.coefficients))
    leading = abs(int(polynomial.leading * scale))
    while high - low >= Fraction(1, leading):
        middle = (low + high) / 2
        if _variations(chain, low) - _variations(chain, middle):
            high = middle
        else:
            low = middle
    candidate = Fraction(math.floor(high * leading), leading)
    return Root(candidate, candidate) if candidate > low and not polynomial.at(candidate) else Root(low, high)
