"""Scenarios: who is in them, what is given, what happens."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node
from dsl.nodes.clause import Clause
from dsl.source import NOWHERE, Span

if TYPE_CHECKING:
    from dsl.nodes.expressions import Expression
    from dsl.nodes.values import Name


@dataclass(frozen=True)
class Introduction(Node):
    """`Orion is a Stockholder`."""

    name: Name
    kind: Name


@dataclass(frozen=True)
class Cast(Node):
    """`people Orion is a Stockholder, the Gazette is a Person.`"""

    people: tuple[Introduction, ...]


@dataclass(frozen=True)
class Fact(Node):
    """A fact given: `X is V`, `R reads O`, or `A and B are Associates`."""

    word: Literal["is", "is not", "reads", "related"]
    left: Expression
    right: Expression
    relation: Name | None = None


@dataclass(frozen=True)
class Given(Node):
    """`given FACT.` or `at the start: FACT.`"""

    fact: Fact
    at_the_start: bool


@dataclass(frozen=True)
class Line(Node):
    """`May 1, 1998: Orion buys 1,100,000 shares.`"""

    date: dt.date
    after_close: bool
    either_order: bool
    sentence: str
    sentence_span: Span = field(default=NOWHERE, compare=False, repr=False)

ScenarioPart = Cast | Given | Line


@dataclass(frozen=True)
class ScenarioClause(Clause):
    """`scenario "..." extends "..."` and its lines."""

    title: str
    extends: str | None
    parts: tuple[ScenarioPart, ...]
