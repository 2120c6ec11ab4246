"""Clauses that define terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dsl.nodes.clause import Clause

if TYPE_CHECKING:
    from dsl.nodes.expressions import Expression
    from dsl.nodes.parts import Head, KindNote
    from dsl.nodes.people import Noun
    from dsl.nodes.values import Name


@dataclass(frozen=True)
class Fixed(Clause):
    """`X is V.`"""

    head: Head
    value: Expression


@dataclass(frozen=True)
class Starts(Clause):
    """`X starts at V.`, or `X starts unset in shares.`"""

    head: Head
    value: Expression | None
    kind: KindNote | None


@dataclass(frozen=True)
class Means(Clause):
    """`X means V.`, `X means that C.`, `X means a Person whose ...`."""

    head: Head
    word: Literal["value", "that", "noun"]
    meaning: Expression | Noun


@dataclass(frozen=True)
class RelationClause(Clause):
    """`Associate is a relation between Persons.`"""

    name: Name
    between: Name


@dataclass(frozen=True)
class NotCarried(Clause):
    """`Associate is not carried through an Exempt Person.`"""

    relation: Name
    through: Expression


@dataclass(frozen=True)
class Input(Clause):
    """`input Market Price in dollars per share, default $2.00 per share.`"""

    head: Head
    at_the_start: bool
    kind: KindNote
    default: Expression | None
