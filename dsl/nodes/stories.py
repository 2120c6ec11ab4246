"""Scenarios: who is in them, what is given, what happens."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node
from dsl.nodes.clause import Clause
from dsl.source import NOWHERE, Span

if TYPE_CHECKING:
    from dsl.nodes.expressions import Expression
    from dsl.nodes.values import Name


class Introduction(Node, frozen=True):
    """`Orion is a Stockholder`."""

    name: Name
    kind: Name


class Cast(Node, frozen=True):
    """`people Orion is a Stockholder, the Gazette is a Person.`"""

    people: tuple[Introduction, ...]


class Fact(Node, frozen=True):
    """A fact given: `X is V`, `R reads O`, or `A and B are Associates`."""

    word: Literal["is", "is not", "reads", "related"]
    left: Expression
    right: Expression
    relation: Name | None = None


class Given(Node, frozen=True):
    """`given FACT.` or `at the start: FACT.`"""

    fact: Fact
    at_the_start: bool


class Line(Node, frozen=True):
    """`May 1, 1998: Orion buys 1,100,000 shares.`"""

    date: dt.date
    after_close: bool
    either_order: bool
    sentence: str
    sentence_span: Span = NOWHERE

ScenarioPart = Cast | Given | Line


class ScenarioClause(Clause, frozen=True):
    """`scenario "..." extends "..."` and its lines."""

    title: str
    extends: str | None
    parts: tuple[ScenarioPart, ...]
