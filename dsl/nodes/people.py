"""People as described: nouns with their exceptions and relative clauses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node

if TYPE_CHECKING:
    from dsl.nodes.conditions import Predicate
    from dsl.nodes.expressions import Expression
    from dsl.nodes.values import Name


@dataclass(frozen=True)
class Relative(Node):
    """`whose ...`, `who ...`, `for whom ...`, or of an event `at which ...`."""

    word: Literal["whose", "who", "for whom", "at which"]
    condition: Expression | Predicate


@dataclass(frozen=True)
class Noun(Node):
    """`a Person, other than an Exempt Person, whose ...`."""

    name: Name
    excluded: tuple[Expression, ...] = ()
    relatives: tuple[Relative, ...] = ()


@dataclass(frozen=True)
class AndIts(Node):
    """`such Person and its Associates`: one person and those related to it."""

    person: Expression
    relation: Name


@dataclass(frozen=True)
class OnlyIts(Node):
    """`its Associates`, as a group to count over."""

    relation: Name


People = Noun | AndIts | OnlyIts


@dataclass(frozen=True)
class Quantified(Node):
    """`some Person ...`, `every Person ...`, `no Person ...`."""

    word: Literal["some", "every", "no"]
    noun: Noun
