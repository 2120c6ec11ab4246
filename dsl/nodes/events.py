"""Clauses of what may happen, of what happens by itself, of readings and silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node
from dsl.nodes.clause import Clause

if TYPE_CHECKING:
    from dsl.nodes.expressions import Expression
    from dsl.nodes.parts import Bound, Due, Effect, Head, KindNote, Phrase
    from dsl.nodes.values import Name


class EventClause(Clause, frozen=True):
    """`event ...` (anyone may do it) or `power ...` (the plan lets somebody do it)."""

    word: Literal["event", "power", "duty"]
    name: Name
    phrase: Phrase
    window: tuple[Bound, ...]
    provided: Expression | None
    effects: tuple[Effect, ...]


class DutyClause(EventClause, frozen=True):
    """`duty ...`: what somebody must do; the window's one bound says after what, `due` by when."""

    due: Due | None
    unless: Expression | None


class Attached(Clause, frozen=True):
    """`with each Issue ... effect ...`: what an event means under the plan."""

    event: Name
    window: tuple[Bound, ...]
    provided: Expression | None
    effects: tuple[Effect, ...]


class OnDate(Clause, frozen=True):
    """`on D: ...`: what happens by itself when a date comes."""

    date: Expression
    effects: tuple[Effect, ...]


class Whenever(Clause, frozen=True):
    """`whenever C first holds: ...`, or `whenever a Person first becomes S: ...`."""

    condition: Expression
    effects: tuple[Effect, ...]


class Always(Clause, frozen=True):
    """`always C.`: no step may break it."""

    condition: Expression


class ConsequenceClause(Clause, frozen=True):
    """`consequence Triggers, stricter where it holds: C.`: what plans are compared by."""

    name: Name
    stricter: bool
    condition: Expression


class Option(Node, frozen=True):
    """One interpretation of a reading."""

    name: Name
    base: bool
    because: str | None
    gloss: str | None


class ReadingClause(Clause, frozen=True):
    """`reading R is A (base, because "..."), "..."; or B, "...".`"""

    name: Name
    options: tuple[Option, ...]


class OpenClause(Clause, frozen=True):
    """`open X as a day, because "...".`"""

    head: Head
    kind: KindNote
    because: str


class StatementClause(Clause, frozen=True):
    """`statement Tax: "...".`"""

    topic: Name
    text: str


class LeftOut(Clause, frozen=True):
    """`left out because "..." bearing on X.`"""

    because: str
    bearing_on: tuple[Name, ...]
