"""Conditions as written: what is said of somebody or something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node

if TYPE_CHECKING:
    from dsl.nodes.expressions import Expression
    from dsl.nodes.people import Quantified
    from dsl.nodes.values import Name


@dataclass(frozen=True)
class Junction(Node):
    """Conditions joined by `and` or by `or`; `words` has one fewer than `items`."""

    words: tuple[str, ...]
    items: tuple[Expression, ...]


@dataclass(frozen=True)
class Negation(Node):
    """`not C`."""

    body: Expression


@dataclass(frozen=True)
class Reads(Node):
    """`Later Dates reads Override`."""

    reading: Name
    option: Name


@dataclass(frozen=True)
class Happened(Node):
    """`some Announcement whose ... has happened`."""

    subject: Quantified


@dataclass(frozen=True)
class MayHappen(Node):
    """`Redemption may happen`, in a consequence."""

    event: Name


@dataclass(frozen=True)
class Compared(Node):
    """`is at least X`."""

    word: Literal["at least", "more than", "at most", "less than"]
    value: Expression


@dataclass(frozen=True)
class Timed(Node):
    """`is on or before D`."""

    word: Literal["before", "after", "on", "on or before", "on or after"]
    value: Expression


@dataclass(frozen=True)
class IsValue(Node):
    """`is an Acquiring Person`, `is not Buyer`, `is 5%`."""

    value: Expression
    negated: bool = False


@dataclass(frozen=True)
class IsNeither(Node):
    """`is neither A nor B`."""

    left: Expression
    right: Expression


@dataclass(frozen=True)
class IsSet(Node):
    """`is set`, `is unset`."""

    negated: bool = False


@dataclass(frozen=True)
class DutyIs(Node):
    """`is open`, `is performed`, `is not breached`, of a duty."""

    word: Literal["open", "performed", "breached"]
    negated: bool = False


@dataclass(frozen=True)
class HasBecome(Node):
    """`has become an Acquiring Person`."""

    value: Expression


@dataclass(frozen=True)
class HasValue(Node):
    """`has Beneficial Ownership of at least X`."""

    term: Name
    word: Literal["at least", "more than", "at most", "less than"]
    value: Expression


Predicate = Compared | Timed | IsValue | IsNeither | IsSet | DutyIs | HasBecome | HasValue


@dataclass(frozen=True)
class Predicated(Node):
    """A subject and what is said of it."""

    subject: Expression
    predicate: Predicate
