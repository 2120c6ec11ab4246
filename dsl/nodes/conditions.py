"""Conditions as written: what is said of somebody or something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node

if TYPE_CHECKING:
    from dsl.nodes.expressions import Expression
    from dsl.nodes.people import Quantified
    from dsl.nodes.values import Name


class Junction(Node, frozen=True):
    """Conditions joined by `and` or by `or`; `words` has one fewer than `items`."""

    words: tuple[str, ...]
    items: tuple[Expression, ...]


class Negation(Node, frozen=True):
    """`not C`."""

    body: Expression


class Reads(Node, frozen=True):
    """`Later Dates reads Override`."""

    reading: Name
    option: Name


class Happened(Node, frozen=True):
    """`some Announcement whose ... has happened`."""

    subject: Quantified


class MayHappen(Node, frozen=True):
    """`Redemption may happen`, in a consequence."""

    event: Name


class Compared(Node, frozen=True):
    """`is at least X`."""

    word: Literal["at least", "more than", "at most", "less than"]
    value: Expression


class Timed(Node, frozen=True):
    """`is on or before D`."""

    word: Literal["before", "after", "on", "on or before", "on or after"]
    value: Expression


class IsValue(Node, frozen=True):
    """`is an Acquiring Person`, `is not Buyer`, `is 5%`."""

    value: Expression
    negated: bool = False


class IsNeither(Node, frozen=True):
    """`is neither A nor B`."""

    left: Expression
    right: Expression


class IsSet(Node, frozen=True):
    """`is set`, `is unset`."""

    negated: bool = False


class DutyIs(Node, frozen=True):
    """`is open`, `is performed`, `is not breached`, of a duty."""

    word: Literal["open", "performed", "breached"]
    negated: bool = False


class HasBecome(Node, frozen=True):
    """`has become an Acquiring Person`."""

    value: Expression


class HasValue(Node, frozen=True):
    """`has Beneficial Ownership of at least X`."""

    term: Name
    word: Literal["at least", "more than", "at most", "less than"]
    value: Expression


Predicate = Compared | Timed | IsValue | IsNeither | IsSet | DutyIs | HasBecome | HasValue


class Predicated(Node, frozen=True):
    """A subject and what is said of it."""

    subject: Expression
    predicate: Predicate
