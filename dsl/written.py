"""Writes values as a plan writes them, so that what is printed can be read again.

Takes a value and its kind; gives its text. Numbers are exact: one that has no
finite decimal is written as a fraction, with the decimal it is near to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from dsl.dates import write_day, write_instant
from dsl.kinds import Kind, Number, Unit

MOST_PLACES = 6
MOST_PARTS = 100  # the finest part of a percent that is written out, as `66 2/3%`


def write_value(value: Any, kind: Kind, units: Mapping[str, Unit], display: Mapping[str, str]) -> str:
    """A value in the words of the plan; None is `unset`."""
    if value is None:
        return "unset"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return write_day(value)
    if isinstance(value, str):
        return display.get(value, value)
    if isinstance(kind, Number):
        return write_number(Fraction(value), kind, units)
    return write_instant(value)


def write_number(value: Fraction, kind: Number, units: Mapping[str, Unit]) -> str:
    """`7,190,710 shares`, `15%`, `$5.00 per share`."""
    above = [(unit, power) for unit, power in kind.units if power > 0]
    below = [unit for unit, power in kind.units if power < 0]
    per = "".join(f" per {units[unit].singular if unit in units else unit}" for unit in below)
    if not above and not below:
        return _percent(value)
    if [unit for unit, _ in above] == ["dollars"]:
        return f"{_dollars(value)}{per}"
    unit = above[0][0] if above else ""
    name = units[unit].singular if value == 1 and unit in units else unit
    return " ".join(f"{_decimal(value)} {name}".split()) + per


def _percent(value: Fraction) -> str:
    hundredfold = value * 100
    if _places(hundredfold) is not None:
        return f"{_decimal(hundredfold)}%"
    if value >= 0 and hundredfold.denominator < MOST_PARTS:
        whole, rest = divmod(hundredfold, 1)
        return f"{whole} {rest.numerator}/{rest.denominator}%"
    return f"{value.numerator:,}/{value.denominator:,} (about {_near(hundredfold, 4)}%)"


def _dollars(value: Fraction) -> str:
    sign = "-" if value < 0 else ""
    places = _places(value)
    if places is None:
        return f"{sign}${abs(value.numerator):,}/{value.denominator:,} (about ${_near(abs(value), 4)})"
    return f"{sign}${_fixed(abs(value), max(2, places))}"


def _decimal(value: Fraction) -> str:
    places = _places(value)
    if places is None:
        return f"{value.numerator:,}/{value.denominator:,} (about {_near(value, 4)})"
    return _fixed(value, places)


def _places(value: Fraction) -> int | None:
    """How many decimals write the number exactly; None if too many."""
    return next((places for places in range(MOST_PLACES + 1) if (value * 10**places).denominator == 1), None)


def _fixed(value: Fraction, places: int) -> str:
    """A number with so many decimals, exact."""
    scaled = value * 10**places
    whole, rest = divmod(abs(scaled.numerator), 10**places)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole:,}" + (f".{rest:0{places}d}" if places else "")


def _near(value: Fraction, places: int) -> str:
    return _fixed(Fraction(round(value * 10**places), 10**places), places)


