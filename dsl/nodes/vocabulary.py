"""Clauses that open a file or declare who and what there is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node
from dsl.nodes.clause import Clause

if TYPE_CHECKING:
    from dsl.nodes.expressions import Expression
    from dsl.nodes.values import Name


class PlanHeader(Clause, frozen=True):
    """`plan "..." from "..." dated D.`"""

    title: str
    origin: str
    dated: dt.date


class VocabularyHeader(Clause, frozen=True):
    """`vocabulary "...".`"""

    title: str


class Use(Clause, frozen=True):
    """`use "rights".`"""

    names: tuple[str, ...]


class UnitClause(Clause, frozen=True):
    """`unit shares, singular share, whole.`"""

    name: str
    singular: str | None
    whole: bool


class OrganClause(Clause, frozen=True):
    """`organ the Board.`"""

    name: Name


class PersonClause(Clause, frozen=True):
    """`person the Company.`"""

    name: Name


class KindsClause(Clause, frozen=True):
    """`kinds of Person: Subsidiary, Benefit Plan.`"""

    of: Name
    names: tuple[Name, ...]


class ThingClause(Clause, frozen=True):
    """`thing the Rights.`"""

    name: Name


class CalendarItem(Node, frozen=True):
    """One item of a calendar; which fields count depends on the word."""

    word: Literal["holidays", "stays", "moves", "closed", "open", "range"]
    library: str = ""
    as_they_fall: bool = False
    weekday: str = ""
    to: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


class CalendarClause(Clause, frozen=True):
    """`calendar Bank Calendar: ...; ...; from D to D.`"""

    name: Name
    items: tuple[CalendarItem, ...]


class DayMeaning(Clause, frozen=True):
    """`business day means Bank Calendar.`"""

    day: str
    value: Expression
