"""The checked forms: what a plan says, with every name and kind resolved.

Sentences of many shapes come down to these few. The replay gives them their
meaning; the machine is made of them for the solver. Persons described
(`some Person other than ..., whose ...`) are a variable and a condition.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Literal

from msgspec import Struct

Var = str


class Label(Struct, frozen=True):
    """A clause, or a part of one: `Distribution Date (ii)`."""

    clause: str
    parts: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join((self.clause, *self.parts))

    @property
    def limb_name(self) -> str:
        """A limb as it is named elsewhere: `Distribution Date (ii)`."""
        return " ".join((self.clause, *(part for part in self.parts if part.startswith("("))))


class Part(Struct, frozen=True):
    """A labelled part; when it is deleted, `neutral` stands in its place.

    `drop` leaves it out of the list or conjunction it stands in; `unset` and
    `no` make the value unset or the condition false.
    """

    label: Label
    neutral: Literal["drop", "unset", "no"]
    body: Core


# ---- values ---------------------------------------------------------------------


class Amount(Struct, frozen=True):
    """A number, in base units; 15% is 3/20."""

    value: Fraction


class DayIs(Struct, frozen=True):
    """A calendar date."""

    date: dt.date


class Truth(Struct, frozen=True):
    """Yes or no."""

    value: bool


class NowIs(Struct, frozen=True):
    """The moment of evaluation."""


class ActorIs(Struct, frozen=True):
    """A person or organ by name."""

    name: str


class VarIs(Struct, frozen=True):
    """A bound variable: a person described, or the hole of an event."""

    name: Var


class TermIs(Struct, frozen=True):
    """The value of a declared term, of a person where it has one for each."""

    term: str
    subject: Core | None = None


class Calc(Struct, frozen=True):
    """Arithmetic on two numbers; dividing by zero is unset."""

    op: Literal["plus", "minus", "times", "divided by"]
    left: Core
    right: Core


class Choice(Struct, frozen=True):
    """`X where C, otherwise Y`; unset where there is no Y."""

    condition: Core
    value: Core
    otherwise: Core | None


class Best(Struct, frozen=True):
    """The earliest, latest, greatest or least of a list.

    Earliest, greatest and least skip what is unset; latest is unset until all are set.
    """

    op: Literal["earliest", "latest", "greatest", "least"]
    items: tuple[Core, ...]


class Later(Struct, frozen=True):
    """`X, postponed to Y`: unset while X is, else the later of those set."""

    value: Core
    to: Core


class Fold(Struct, frozen=True):
    """An aggregate over the persons for whom `people` holds."""

    op: Literal["sum", "greatest", "least", "earliest", "latest", "number"]
    var: Var
    people: Core
    body: Core | None


class SoFarIs(Struct, frozen=True):
    """The most or least that a value has been, up to now."""

    op: Literal["most", "least"]
    body: Core


class Round(Struct, frozen=True):
    """A number rounded up or down to a multiple of `step`."""

    op: Literal["up", "down"]
    step: Fraction
    body: Core


class CountDays(Struct, frozen=True):
    """The nth day, or nth open day of a calendar, after or before a day."""

    count: int
    calendar: Core | None
    side: Literal["after", "before"]
    base: Core


class ShiftDay(Struct, frozen=True):
    """So many days, months or years after or before a day."""

    count: int
    unit: Literal["days", "months", "years"]
    side: Literal["after", "before"]
    base: Core


class CalendarIs(Struct, frozen=True):
    """A declared calendar."""

    name: str


class PartOfDay(Struct, frozen=True):
    """The instant at the start, the close of business or the end of a day."""

    word: Literal["start", "close", "end"]
    day: Core


class DayAt(Struct, frozen=True):
    """The day on which an instant or moment falls."""

    value: Core


class EventAt(Struct, frozen=True):
    """The moment of the first or last event of a name for which a condition held.

    `holes` are the variables that its holes are bound to, in order. The
    condition reads the state after the event.
    """

    op: Literal["first", "last"]
    event: str
    holes: tuple[Var, ...]
    condition: Core


class FirstAt(Struct, frozen=True):
    """The moment at which a condition first held; unset until it has."""

    condition: Core


# ---- conditions -----------------------------------------------------------------


class Compare(Struct, frozen=True):
    """Two numbers compared; false when either is unset."""

    op: Literal["at least", "more than", "at most", "less than"]
    left: Core
    right: Core


class Same(Struct, frozen=True):
    """Two values of one kind are the same; false when either is unset."""

    left: Core
    right: Core


class CompareTime(Struct, frozen=True):
    """Two times compared as stretches of time; false when either is unset."""

    op: Literal["before", "after", "on", "on or before", "on or after"]
    left: Core
    right: Core


class All(Struct, frozen=True):
    """Every condition holds."""

    items: tuple[Core, ...]


class Any(Struct, frozen=True):
    """Some condition holds."""

    items: tuple[Core, ...]


class Not(Struct, frozen=True):
    """The condition does not hold."""

    body: Core


class Quantifier(Struct, frozen=True):
    """Some or every person for whom `people` holds satisfies `body`."""

    op: Literal["some", "every"]
    var: Var
    people: Core
    body: Core


class HasKind(Struct, frozen=True):
    """A person is of a declared kind."""

    person: Core
    kind: str


class Related(Struct, frozen=True):
    """Two persons are linked by a relation, through others where it carries."""

    relation: str
    one: Core
    other: Core


class ReadingIs(Struct, frozen=True):
    """A reading is resolved as an option."""

    reading: str
    option: str


class IsSetIs(Struct, frozen=True):
    """A value is set."""

    value: Core


class EverHeld(Struct, frozen=True):
    """A condition holds or has held."""

    condition: Core


class HasOccurred(Struct, frozen=True):
    """An event for which a condition held has happened."""

    event: str
    holes: tuple[Var, ...]
    condition: Core


Value = (
    Amount | DayIs | Truth | NowIs | ActorIs | VarIs | TermIs | Calc | Choice | Best | Later | Fold
    | SoFarIs | Round | CountDays | ShiftDay | CalendarIs | PartOfDay | DayAt | EventAt | FirstAt
)  # fmt: skip
Condition = (
    Compare | Same | CompareTime | All | Any | Not | Quantifier | HasKind | Related | ReadingIs
    | IsSetIs | EverHeld | HasOccurred
)  # fmt: skip
Core = Value | Condition | Part


# ---- changes ---------------------------------------------------------------------


class SetTerm(Struct, frozen=True):
    """A state term becomes, increases by or decreases by a value."""

    op: Literal["becomes", "increases by", "decreases by"]
    term: str
    subject: Core | None
    value: Core


class SetPair(Struct, frozen=True):
    """Two persons are joined by a relation, or parted."""

    relation: str
    one: Core
    other: Core
    joined: bool


class Change(Struct, frozen=True):
    """One labelled change, made where its condition holds."""

    label: Label
    make: SetTerm | SetPair
    condition: Core | None
