"""Writes values as a plan writes them, so that what is printed can be read again.

Takes a value and its kind; gives its text. Numbers are exact: one that has no
short decimal is written with a fraction, as `11 1/9%`; `write_near` gives the
decimal that it is near to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from dsl.dates import write_day, write_instant
from dsl.kinds import Kind, Number, Unit

MOST_PLACES = 6
NEAR_PLACES = 4


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
    """`7,190,710 shares`, `15%`, `$5.00 per share`, `11 1/9%`, exactly."""
    return _with_unit(value, kind, units, _exactly(value * 100 if not kind.units else value, _least_places(kind)))


def write_near(value: Fraction, kind: Number, units: Mapping[str, Unit]) -> str:
    """The decimal that a number is near to, as `11.1111%`; empty where its exact text is a decimal."""
    scaled = value * 100 if not kind.units else value
    if _places(scaled) is not None:
        return ""
    near = Fraction(round(scaled * 10**NEAR_PLACES), 10**NEAR_PLACES)
    return _with_unit(value, kind, units, _fixed(near, NEAR_PLACES))


def _with_unit(value: Fraction, kind: Number, units: Mapping[str, Unit], number: str) -> str:
    """A number that is already text, with its unit."""
    above = [unit for unit, power in kind.units if power > 0]
    below = [unit for unit, power in kind.units if power < 0]
    per = "".join(f" per {units[unit].singular if unit in units else unit}" for unit in below)
    if not above and not below:
        return f"{number}%"
    if above == ["dollars"]:
        return f"{'-' if value < 0 else ''}${number.removeprefix('-')}{per}"
    unit = above[0] if above else ""
    name = units[unit].singular if value == 1 and unit in units else unit
    return " ".join(f"{number} {name}".split()) + per


def _least_places(kind: Number) -> int:
    """Dollars are written with their cents."""
    return 2 if [unit for unit, power in kind.units if power > 0] == ["dollars"] else 0


def _exactly(value: Fraction, least: int) -> str:
    """A decimal with at least so many places where there is a short one, otherwise a mixed number."""
    places = _places(value)
    if places is not None:
        return _fixed(value, max(least, places))
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(value), 1)
    return f"{sign}{f'{int(whole):,} ' if whole else ''}{rest.numerator:,}/{rest.denominator:,}"


def _places(value: Fraction) -> int | None:
    """How many decimals write the number exactly; None if too many."""
    return next((places for places in range(MOST_PLACES + 1) if (value * 10**places).denominator == 1), None)


def _fixed(value: Fraction, places: int) -> str:
    """A number with so many decimals, exact."""
    scaled = value * 10**places
    whole, rest = divmod(abs(scaled.numerator), 10**places)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole:,}" + (f".{rest:0{places}d}" if places else "")
