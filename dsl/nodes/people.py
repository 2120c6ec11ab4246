"""People as described: nouns with their exceptions and relative clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node

if TYPE_CHECKING:
    from dsl.nodes.conditions import Predicate
    from dsl.nodes.expressions import Expression
    from dsl.nodes.values import Name


class Relative(Node, frozen=True):
    """`whose ...`, `who ...`, `for whom ...`, or of an event `at which ...`."""

    word: Literal["whose", "who", "for whom", "at which"]
    condition: Expression | Predicate


class Noun(Node, frozen=True):
    """`a Person, other than an Exempt Person, whose ...`."""

    name: Name
    excluded: tuple[Expression, ...] = ()
    relatives: tuple[Relative, ...] = ()


class AndIts(Node, frozen=True):
    """`such Person and its Associates`: one person and those related to it."""

    person: Expression
    relation: Name


class OnlyIts(Node, frozen=True):
    """`its Associates`, as a group to count over."""

    relation: Name


People = Noun | AndIts | OnlyIts


class Quantified(Node, frozen=True):
    """`some Person ...`, `every Person ...`, `no Person ...`."""

    word: Literal["some", "every", "no"]
    noun: Noun
