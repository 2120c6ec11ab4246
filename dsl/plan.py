"""The checked plan: exists only if every name resolves and every kind fits.

Made by dsl.check; read by the replay and the machine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from dsl import nodes as n
from dsl.asked import ExpectedOutcome as ExpectedOutcome
from dsl.asked import GivenPair as GivenPair
from dsl.asked import GivenReading as GivenReading
from dsl.asked import Givens as Givens
from dsl.asked import GivenTerm as GivenTerm
from dsl.asked import Person as Person
from dsl.asked import Question as Question
from dsl.asked import Scenario as Scenario
from dsl.asked import StoryLine as StoryLine
from dsl.calendars import Calendar
from dsl.core import Amount, Change, Core, Label, Var
from dsl.kinds import Kind, Number, Unit
from dsl.source import Source, Span

IMPLIED = "implied"  # the kind of a part that the clause implies and has no words for


class ClauseInfo(Struct, frozen=True):
    """A clause as the plan has it: its label, its text's place, its citations."""

    label: Label
    kind: str
    span: Span
    sources: tuple[n.SourceNote, ...]
    node: n.Anything | n.Limb


class Term(Struct, frozen=True):
    """A declared term.

    `per` is None, "Person", or the name of a thing; `var` is the variable of
    the person in `body`. `body` is the value (`fixed`, `means`), the starting
    value (`state`) or the default (`input`); None is unset or unknown.
    """

    name: str
    role: Literal["fixed", "state", "means", "input", "open"]
    kind: Kind
    per: str | None
    var: Var | None
    body: Core | None
    label: Label
    because: str = ""


class Relation(Struct, frozen=True):
    """A symmetric relation between persons, carried on except through some."""

    name: str
    label: Label
    barred_var: Var | None = None
    barred: Core | None = None


class HoleOf(Struct, frozen=True):
    """A hole of an event: its name, its variable, the kind of value it takes."""

    name: str
    var: Var
    kind: Kind
    person_kind: str | None = None


class Event(Struct, frozen=True):
    """An event, a power or the performance of a duty: its phrase, when it may happen, what it changes."""

    name: str
    is_power: bool
    phrase: n.Phrase
    holes: tuple[HoleOf, ...]
    actor: str
    guards: tuple[Core, ...]
    changes: tuple[Change, ...]
    label: Label


class Duty(Struct, frozen=True):
    """What somebody must do after what; the event of its name is its performance.

    `begins` is the time after which it is owed and `due` the last day or
    instant for it, None where none is fixed; `pace` is how the source says
    when, as `promptly`. `performance` is the moment of the last performance;
    `open`, `performed`, `breached` and `begun` are conditions, `breach` the one
    that makes it breached when it first holds, `guards` those of the event.
    """

    name: str
    begins: Core
    due: Core | None
    pace: str
    open: Core
    performed: Core
    breached: Core
    begun: Core
    performance: Core
    breach: Core | None
    guards: tuple[Core, ...]
    label: Label


class Companion(Struct, frozen=True):
    """`with each EVENT`: changes that go with an event where the conditions hold."""

    event: str
    holes: tuple[Var, ...]
    condition: Core
    changes: tuple[Change, ...]
    label: Label


class ByItself(Struct, frozen=True):
    """What happens once, at the first moment that a condition holds; for each person if `var`."""

    var: Var | None
    condition: Core
    changes: tuple[Change, ...]
    label: Label


class Invariant(Struct, frozen=True):
    """What no step may break."""

    condition: Core
    label: Label


class Consequence(Struct, frozen=True):
    """What plans are compared by: its name, when it holds, whether a plan is stricter where it does.

    `power` is the power that may be used, where that is all that it says.
    """

    name: str
    condition: Core
    is_stricter: bool
    power: str = ""


class ReadingOption(Struct, frozen=True):
    """One interpretation: its name, what it says, why it is the base."""

    name: str
    gloss: str
    because: str


class Reading(Struct, frozen=True):
    """A choice of interpretation; the first option named as base is `base`."""

    name: str
    options: tuple[ReadingOption, ...]
    base: str
    label: Label


class Statement(Struct, frozen=True):
    """Text of the source that is no rule."""

    topic: str
    text: str
    label: Label


class Omission(Struct, frozen=True):
    """Text that is not encoded, why, and the terms that it may bear on."""

    because: str
    bearing_on: tuple[str, ...]
    label: Label


class Plan(Struct, frozen=True):
    """A plan with the vocabulary that it uses, checked.

    `halves` says of a joint plan of two what they are called: by that their own
    terms are marked, as `Ownership Threshold (A)`.
    """

    title: str
    origin: str | None
    dated: dt.date | None
    units: Mapping[str, Unit]
    organs: tuple[str, ...]
    persons: tuple[str, ...]
    person_kinds: tuple[str, ...]
    things: tuple[str, ...]
    display: Mapping[str, str]
    calendars: Mapping[str, Calendar]
    terms: Mapping[str, Term]
    relations: Mapping[str, Relation]
    events: Mapping[str, Event]
    duties: Mapping[str, Duty]
    companions: tuple[Companion, ...]
    happenings: tuple[ByItself, ...]
    invariants: tuple[Invariant, ...]
    readings: Mapping[str, Reading]
    statements: tuple[Statement, ...]
    omissions: tuple[Omission, ...]
    clauses: Mapping[Label, ClauseInfo]
    last_fixed_day: dt.date | None
    sources: Mapping[str, Source] = field(default_factory=dict)
    consequences: Mapping[str, Consequence] = field(default_factory=dict)
    halves: tuple[str, str] | None = None

    @property
    def base_readings(self) -> dict[str, str]:
        """Every reading at its base."""
        return {name: reading.base for name, reading in self.readings.items()}

    def name(self, actor: str) -> str:
        """A person or organ as it is written, with its article."""
        return self.display.get(actor, actor)


def looks_at_zero(terms: Mapping[str, Term], question: Question) -> bool:
    """Whether the values sought of an input begin at zero: those of a rate, as a price is, only where zero is its default."""
    term = terms.get(question.topic or "")
    is_rate = isinstance(question.kind, Number) and any(power < 0 for _, power in question.kind.units)
    return not is_rate or (term is not None and isinstance(term.body, Amount) and term.body.value == 0)


def is_whole(plan: Plan, kind: Kind) -> bool:
    """Whether values of a kind are whole numbers of a unit."""
    return is_whole_unit(plan.units, kind)


def is_whole_unit(units: Mapping[str, Unit], kind: Kind | None) -> bool:
    """Whether values of a kind are whole numbers of one of these units."""
    if not isinstance(kind, Number) or len(kind.units) != 1:
        return False
    ((unit, power),) = kind.units
    return power == 1 and unit in units and units[unit].whole
