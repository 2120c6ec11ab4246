"""Clauses of what may happen, of what happens by itself, of readings and silence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node
from dsl.nodes.clause import Clause

if TYPE_CHECKING:
    from dsl.nodes.expressions import Expression
    from dsl.nodes.parts import Bound, Due, Effect, Head, KindNote, Phrase
    from dsl.nodes.values import Name


@dataclass(frozen=True)
class EventClause(Clause):
    """`event ...` (anyone may do it) or `power ...` (the plan lets somebody do it)."""

    word: Literal["event", "power", "duty"]
    name: Name
    phrase: Phrase
    window: tuple[Bound, ...]
    provided: Expression | None
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class DutyClause(EventClause):
    """`duty ...`: what somebody must do; the window's one bound says after what, `due` by when."""

    due: Due | None
    unless: Expression | None


@dataclass(frozen=True)
class Attached(Clause):
    """`with each Issue ... effect ...`: what an event means under the plan."""

    event: Name
    window: tuple[Bound, ...]
    provided: Expression | None
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class OnDate(Clause):
    """`on D: ...`: what happens by itself when a date comes."""

    date: Expression
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Whenever(Clause):
    """`whenever C first holds: ...`, or `whenever a Person first becomes S: ...`."""

    condition: Expression
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Always(Clause):
    """`always C.`: no step may break it."""

    condition: Expression


@dataclass(frozen=True)
class ConsequenceClause(Clause):
    """`consequence Triggers, stricter where it holds: C.`: what plans are compared by."""

    name: Name
    stricter: bool
    condition: Expression


@dataclass(frozen=True)
class Option(Node):
    """One interpretation of a reading."""

    name: Name
    base: bool
    because: str | None
    gloss: str | None


@dataclass(frozen=True)
class ReadingClause(Clause):
    """`reading R is A (base, because "..."), "..."; or B, "...".`"""

    name: Name
    options: tuple[Option, ...]


@dataclass(frozen=True)
class OpenClause(Clause):
    """`open X as a day, because "...".`"""

    head: Head
    kind: KindNote
    because: str


@dataclass(frozen=True)
class StatementClause(Clause):
    """`statement Tax: "...".`"""

    topic: Name
    text: str


@dataclass(frozen=True)
class LeftOut(Clause):
    """`left out because "..." bearing on X.`"""

    because: str
    bearing_on: tuple[Name, ...]
