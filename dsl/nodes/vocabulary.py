"""Clauses that open a file or declare who and what there is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node
from dsl.nodes.clause import Clause

if TYPE_CHECKING:
    from dsl.nodes.expressions import Expression
    from dsl.nodes.values import Name


@dataclass(frozen=True)
class PlanHeader(Clause):
    """`plan "..." from "..." dated D.`"""

    title: str
    origin: str
    dated: dt.date


@dataclass(frozen=True)
class VocabularyHeader(Clause):
    """`vocabulary "...".`"""

    title: str


@dataclass(frozen=True)
class Use(Clause):
    """`use "rights".`"""

    names: tuple[str, ...]


@dataclass(frozen=True)
class UnitClause(Clause):
    """`unit shares, singular share, whole.`"""

    name: str
    singular: str | None
    whole: bool


@dataclass(frozen=True)
class OrganClause(Clause):
    """`organ the Board.`"""

    name: Name


@dataclass(frozen=True)
class PersonClause(Clause):
    """`person the Company.`"""

    name: Name


@dataclass(frozen=True)
class KindsClause(Clause):
    """`kinds of Person: Subsidiary, Benefit Plan.`"""

    of: Name
    names: tuple[Name, ...]


@dataclass(frozen=True)
class ThingClause(Clause):
    """`thing the Rights.`"""

    name: Name


@dataclass(frozen=True)
class CalendarItem(Node):
    """One item of a calendar; which fields count depends on the word."""

    word: Literal["holidays", "stays", "moves", "closed", "open", "range"]
    library: str = ""
    as_they_fall: bool = False
    weekday: str = ""
    to: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True)
class CalendarClause(Clause):
    """`calendar Bank Calendar: ...; ...; from D to D.`"""

    name: Name
    items: tuple[CalendarItem, ...]


@dataclass(frozen=True)
class DayMeaning(Clause):
    """`business day means Bank Calendar.`"""

    day: str
    value: Expression
