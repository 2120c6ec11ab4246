"""Clauses that define terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dsl.nodes.clause import Clause

if TYPE_CHECKING:
    from dsl.nodes.expressions import Expression
    from dsl.nodes.parts import Head, KindNote
    from dsl.nodes.people import Noun
    from dsl.nodes.values import Name


class Fixed(Clause, frozen=True):
    """`X is V.`"""

    head: Head
    value: Expression


class Starts(Clause, frozen=True):
    """`X starts at V.`, or `X starts unset in shares.`"""

    head: Head
    value: Expression | None
    kind: KindNote | None


class Means(Clause, frozen=True):
    """`X means V.`, `X means that C.`, `X means a Person whose ...`."""

    head: Head
    word: Literal["value", "that", "noun"]
    meaning: Expression | Noun


class RelationClause(Clause, frozen=True):
    """`Associate is a relation between Persons.`"""

    name: Name
    between: Name


class NotCarried(Clause, frozen=True):
    """`Associate is not carried through an Exempt Person.`"""

    relation: Name
    through: Expression


class Input(Clause, frozen=True):
    """`input Market Price in dollars per share, default $2.00 per share.`"""

    head: Head
    at_the_start: bool
    kind: KindNote
    default: Expression | None
