"""Kinds of value: numbers with units, days, instants, persons, yes or no.

A unit is a product of powers of base units: dollars per share is dollars
times shares to the power of minus one. No unit at all is a bare ratio, which
is what a percentage is. How many people there are has a unit of its own, which
counts for nothing in a product: `100 shares times the number of Stockholders`
are shares.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct


class Number(Struct, frozen=True):
    """A number; `units` are base units with their powers, sorted, none of them zero."""

    units: tuple[tuple[str, int], ...] = ()

    def times(self, other: Number, sign: int = 1) -> Number:
        """The kind of a product, or with sign -1 of a quotient."""
        powers = dict(self.units)
        for unit, power in other.units:
            powers[unit] = powers.get(unit, 0) + sign * power
        return Number(tuple(sorted((u, p) for u, p in powers.items() if p and u != PEOPLE.name)))


class Simple(Enum):
    """The kinds that are not numbers; the value is how a message names them."""

    YES_NO = "yes or no"
    DAY = "a day"
    INSTANT = "an instant"
    MOMENT = "the moment of an event"
    PERSON = "a Person"
    ORGAN = "an organ of the Company"
    THING = "a thing"
    CALENDAR = "a calendar"


Kind = Number | Simple

RATIO = Number()
YES_NO, DAY, INSTANT, MOMENT = Simple.YES_NO, Simple.DAY, Simple.INSTANT, Simple.MOMENT
PERSON, ORGAN, THING, CALENDAR = Simple.PERSON, Simple.ORGAN, Simple.THING, Simple.CALENDAR
TIMES = (DAY, INSTANT, MOMENT)


class Unit(Struct, frozen=True):
    """A base unit as declared: its plural, its singular, and whether it comes in wholes only."""

    name: str
    singular: str
    whole: bool


PEOPLE = Unit("Persons", "Person", whole=True)
COUNT = Number(((PEOPLE.name, 1),))


def number_of(unit: str, per: str | None = None) -> Number:
    """The kind of `5 unit` or `5 unit per per`; percent is a bare ratio."""
    base = RATIO if unit == "percent" else Number(((unit, 1),))
    return base.times(Number(((per, 1),)), -1) if per else base


def write_kind(kind: Kind, units: Mapping[str, Unit]) -> str:
    """The kind in words, as a message names it."""
    if isinstance(kind, Simple):
        return kind.value
    if not kind.units:
        return "a percentage or bare number"
    above = [u if p == 1 else f"{u} to the power of {p}" for u, p in kind.units if p > 0]
    below = [units[u].singular if u in units else u for u, p in kind.units if p < 0]
    over = " times ".join(above) or "a number"
    return f"{over} per {' per '.join(below)}" if below else over
