"""Parts of clauses: heads, kinds, phrases with holes, windows and effects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node

if TYPE_CHECKING:
    from dsl.nodes.expressions import Expression
    from dsl.nodes.values import Name


class KindNote(Node, frozen=True):
    """`in dollars per share`, `as a day`, `as yes or no`, `as a Person`."""

    word: Literal["unit", "day", "instant", "yes or no", "term"]
    unit: str | None = None
    per: str | None = None
    term: str | None = None


class Head(Node, frozen=True):
    """`Shares Held of a Person`: what is being defined, and of whom."""

    name: Name
    of: Name | None


class Hole(Node, frozen=True):
    """`{Amount: shares}` of a phrase."""

    name: str
    kind: str


class Phrase(Node, frozen=True):
    """A sentence with holes: words and holes in order."""

    parts: tuple[str | Hole, ...]


class Becomes(Node, frozen=True):
    """`X becomes V`."""

    target: Expression
    value: Expression


class Moves(Node, frozen=True):
    """`X increases by V`, `X decreases by V`."""

    word: Literal["increases by", "decreases by"]
    target: Expression
    value: Expression


class Ceases(Node, frozen=True):
    """`X ceases to be S`."""

    target: Expression
    status: Expression


class Pairs(Node, frozen=True):
    """`One and Other become Associates`, `... cease to be Associates`."""

    one: Expression
    other: Expression
    relation: Name
    joined: bool


class Effect(Node, frozen=True):
    """One change, with the condition on which it is made."""

    change: Becomes | Moves | Ceases | Pairs
    condition: Expression | None


class Bound(Node, frozen=True):
    """One bound of a window; `end` only for `from ... to and including | until ...`."""

    word: Literal["before", "on or before", "after", "on or after", "from to", "from until", "at any time"]
    value: Expression | None = None
    end: Expression | None = None


class Due(Node, frozen=True):
    """When a duty is to be performed: `as soon as practicable`, `by D`, or both."""

    pace: str
    by: Expression | None
