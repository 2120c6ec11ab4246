"""The checked forms: what a plan says, with every name and kind resolved.

Sentences of many shapes come down to these few. The replay gives them their
meaning; the machine is made of them for the solver. Persons described
(`some Person other than ..., whose ...`) are a variable and a condition.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Var = str


@dataclass(frozen=True)
class Label:
    """A clause, or a part of one: `Distribution Date (ii)`."""

    clause: str
    parts: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join((self.clause, *self.parts))

    @property
    def limb_name(self) -> str:
        """A limb as it is named elsewhere: `Distribution Date (ii)`."""
        return " ".join((self.clause, *(part for part in self.parts if part.startswith("("))))


@dataclass(frozen=True)
class Part:
    """A labelled part; when it is deleted, `neutral` stands in its place.

    `drop` leaves it out of the list or conjunction it stands in; `unset` and
    `no` make the value unset or the condition false.
    """

    label: Label
    neutral: Literal["drop", "unset", "no"]
    body: Core


# ---- values ---------------------------------------------------------------------


@dataclass(frozen=True)
class Amount:
    """A number, in base units; 15% is 3/20."""

    value: Fraction


@dataclass(frozen=True)
class DayIs:
    """A calendar date."""

    date: dt.date


@dataclass(frozen=True)
class Truth:
    """Yes or no."""

    value: bool


@dataclass(frozen=True)
class NowIs:
    """The moment of evaluation."""


@dataclass(frozen=True)
class ActorIs:
    """A person or organ by name."""

    name: str


@dataclass(frozen=True)
class VarIs:
    """A bound variable: a person described, or the hole of an event."""

    name: Var


@dataclass(frozen=True)
class TermIs:
    """The value of a declared term, of a person where it has one for each."""

    term: str
    subject: Core | None = None


@dataclass(frozen=True)
class Calc:
    """Arithmetic on two numbers; dividing by zero is unset."""

    op: Literal["plus", "minus", "times", "divided by"]
    left: Core
    right: Core


@dataclass(frozen=True)
class Choice:
    """`X where C, otherwise Y`; unset where there is no Y."""

    condition: Core
    value: Core
    otherwise: Core | None


@dataclass(frozen=True)
class Best:
    """The earliest, latest, greatest or least of a list.

    Earliest, greatest and least skip what is unset; latest is unset until all are set.
    """

    op: Literal["earliest", "latest", "greatest", "least"]
    items: tuple[Core, ...]


@dataclass(frozen=True)
class Later:
    """`X, postponed to Y`: unset while X is, else the later of those set."""

    value: Core
    to: Core


@dataclass(frozen=True)
class Fold:
    """An aggregate over the persons for whom `people` holds."""

    op: Literal["sum", "greatest", "least", "earliest", "latest", "number"]
    var: Var
    people: Core
    body: Core | None


@dataclass(frozen=True)
class SoFarIs:
    """The most or least that a value has been, up to now."""

    op: Literal["most", "least"]
    body: Core


@dataclass(frozen=True)
class Round:
    """A number rounded up or down to a multiple of `step`."""

    op: Literal["up", "down"]
    step: Fraction
    body: Core


@dataclass(frozen=True)
class CountDays:
    """The nth day, or nth open day of a calendar, after or before a day."""

    count: int
    calendar: Core | None
    side: Literal["after", "before"]
    base: Core


@dataclass(frozen=True)
class ShiftDay:
    """So many days, months or years after or before a day."""

    count: int
    unit: Literal["days", "months", "years"]
    side: Literal["after", "before"]
    base: Core


@dataclass(frozen=True)
class CalendarIs:
    """A declared calendar."""

    name: str


@dataclass(frozen=True)
class PartOfDay:
    """The instant at the start, the close of business or the end of a day."""

    word: Literal["start", "close", "end"]
    day: Core


@dataclass(frozen=True)
class DayAt:
    """The day on which an instant or moment falls."""

    value: Core


@dataclass(frozen=True)
class EventAt:
    """The moment of the first or last event of a name for which a condition held.

    `holes` are the variables that its holes are bound to, in order. The
    condition reads the state after the event.
    """

    op: Literal["first", "last"]
    event: str
    holes: tuple[Var, ...]
    condition: Core


@dataclass(frozen=True)
class FirstAt:
    """The moment at which a condition first held; unset until it has."""

    condition: Core


# ---- conditions -----------------------------------------------------------------


@dataclass(frozen=True)
class Compare:
    """Two numbers compared; false when either is unset."""

    op: Literal["at least", "more than", "at most", "less than"]
    left: Core
    right: Core


@dataclass(frozen=True)
class Same:
    """Two values of one kind are the same; false when either is unset."""

    left: Core
    right: Core


@dataclass(frozen=True)
class CompareTime:
    """Two times compared as stretches of time; false when either is unset."""

    op: Literal["before", "after", "on", "on or before", "on or after"]
    left: Core
    right: Core


@dataclass(frozen=True)
class All:
    """Every condition holds."""

    items: tuple[Core, ...]


@dataclass(frozen=True)
class Any:
    """Some condition holds."""

    items: tuple[Core, ...]


@dataclass(frozen=True)
class Not:
    """The condition does not hold."""

    body: Core


@dataclass(frozen=True)
class Quantifier:
    """Some or every person for whom `people` holds satisfies `body`."""

    op: Literal["some", "every"]
    var: Var
    people: Core
    body: Core


@dataclass(frozen=True)
class HasKind:
    """A person is of a declared kind."""

    person: Core
    kind: str


@dataclass(frozen=True)
class Related:
    """Two persons are linked by a relation, through others where it carries."""

    relation: str
    one: Core
    other: Core


@dataclass(frozen=True)
class ReadingIs:
    """A reading is resolved as an option."""

    reading: str
    option: str


@dataclass(frozen=True)
class IsSetIs:
    """A value is set."""

    value: Core


@dataclass(frozen=True)
class EverHeld:
    """A condition holds or has held."""

    condition: Core


@dataclass(frozen=True)
class HasOccurred:
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


@dataclass(frozen=True)
class SetTerm:
    """A state term becomes, increases by or decreases by a value."""

    op: Literal["becomes", "increases by", "decreases by"]
    term: str
    subject: Core | None
    value: Core


@dataclass(frozen=True)
class SetPair:
    """Two persons are joined by a relation, or parted."""

    relation: str
    one: Core
    other: Core
    joined: bool


@dataclass(frozen=True)
class Change:
    """One labelled change, made where its condition holds."""

    label: Label
    make: SetTerm | SetPair
    condition: Core | None
