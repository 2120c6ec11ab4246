"""Scenarios and questions, checked against a plan: what is told, what is asked, what is expected.

Made by dsl.check; the plan itself is in dsl.plan, which gives these names too.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from msgspec import Struct

from dsl import nodes as n
from dsl.core import Core, Var
from dsl.kinds import Kind
from dsl.ranges import Range
from dsl.source import Span


class Person(Struct, frozen=True):
    """Somebody in a scenario."""

    name: str
    kind: str
    written: str


class GivenTerm(Struct, frozen=True):
    """The value of an input, or of a state term at the start."""

    term: str
    subject: str | None
    value: Any
    span: Span


class GivenPair(Struct, frozen=True):
    """Two persons related at the start."""

    relation: str
    one: str
    other: str
    span: Span


class GivenReading(Struct, frozen=True):
    """A reading resolved as an option."""

    reading: str
    option: str
    span: Span


Givens = GivenTerm | GivenPair | GivenReading


class StoryLine(Struct, frozen=True):
    """One dated event of a scenario, its holes filled."""

    date: dt.date
    after_close: bool
    either_order: bool
    event: str
    values: tuple[tuple[str, Any], ...]
    sentence: str
    span: Span


class Scenario(Struct, frozen=True):
    """A story: who is in it, what is given, what happens, in order.

    `last_asked` is the last day that the question about it names, if it names any.
    """

    title: str
    people: tuple[Person, ...] = ()
    givens: tuple[Givens, ...] = ()
    lines: tuple[StoryLine, ...] = ()
    last_asked: dt.date | None = None


class ExpectedOutcome(Struct, frozen=True):
    """A verdict or values, under the readings named.

    Of a window: its `sense`, and `never` or the ends of its one stretch, None
    where it has none (a day stands for its beginning). `bound` is `more than`
    or `less than` where the value is approached and not reached. `ranges` are
    the values at which something is so, in order; None where it is not of those.
    `ways` is how many ways there are.
    """

    verdict: str | None
    values: tuple[Any, ...]
    under: tuple[tuple[str, str], ...]
    span: Span
    sense: str = ""
    bound: str = ""
    ranges: tuple[Range, ...] | None = None
    ways: int | None = None


class Question(Struct, frozen=True):
    """A checked question.

    `form` says which of the fields count: `is` (condition), `when` and `what`
    (value), `first` (condition), `who` (var, condition), `why` (condition),
    `says` (topic), `owed` (none), `inverse` (condition,
    topic: the input, subject: of whom), `can`, `ways` and `certain` (condition, never, always, without, and
    idle: who does nothing; with var and people if one person is meant throughout),
    `may` (topic: the event), `extreme` (value, with the conditions of `can`).
    """

    title: str
    form: Literal["is", "when", "what", "first", "who", "owed", "inverse", "why", "says", "can", "ways", "certain", "may", "extreme"]
    scenario: Scenario
    node: n.Ask
    span: Span
    text: str
    condition: Core | None = None
    value: Core | None = None
    kind: Kind | None = None
    var: Var | None = None
    topic: str | None = None
    subject: str | None = None
    moment: Core | None = None
    moment_kind: Kind | None = None
    by: Core | None = None
    by_kind: Kind | None = None
    never: tuple[Core, ...] = ()
    always: tuple[Core, ...] = ()
    without: tuple[tuple[str, tuple[Var, ...], Core], ...] = ()
    idle: tuple[str, ...] = ()
    people: Core | None = None
    expected: tuple[ExpectedOutcome, ...] = ()
