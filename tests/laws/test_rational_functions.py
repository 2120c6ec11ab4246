"""Quotients of polynomials reckon as their values do, and are in lowest terms whether or not the way there was a short one."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from solver.polynomial import Polynomial, common_divisor
from solver.rational_function import RationalFunction

NUMBERS = st.fractions(min_value=-20, max_value=20, max_denominator=6)
POLYNOMIALS = st.lists(NUMBERS, max_size=3).map(lambda found: Polynomial.of(*found))
FUNCTIONS = st.builds(RationalFunction.of, POLYNOMIALS, POLYNOMIALS.filter(lambda found: found.degree >= 0))


@given(FUNCTIONS, FUNCTIONS, NUMBERS)
def test_sums_and_products_have_the_values_of_their_parts(one: RationalFunction, other: RationalFunction, point: Fraction) -> None:
    assume(one.below.at(point) and other.below.at(point))
    assert one.plus(other).at(point) == one.at(point) + other.at(point)
    assert one.times(other).at(point) == one.at(point) * other.at(point)


@given(FUNCTIONS, FUNCTIONS)
def test_what_is_kept_is_what_is_worked_out_anew(one: RationalFunction, other: RationalFunction) -> None:
    for reckoned in (RationalFunction.plus, RationalFunction.times):
        assert reckoned(one, other) == reckoned.__wrapped__(one, other)


@given(FUNCTIONS)
def test_they_are_in_lowest_terms(one: RationalFunction) -> None:
    assert one.below.leading == 1
    assert common_divisor(one.above, one.below) == Polynomial.of(1)


@given(POLYNOMIALS, NUMBERS.filter(bool), POLYNOMIALS.filter(lambda found: found.degree > 0))
def test_the_short_way_comes_to_the_same(above: Polynomial, number: Fraction, common: Polynomial) -> None:
    """Below the line stands a number, or what is a number once what both have in common is taken out."""
    short = RationalFunction.of(above, Polynomial.of(number))
    assert short == RationalFunction.of(above.times(common), common.scaled(number))
