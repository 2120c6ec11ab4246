"""Parts of clauses: heads, kinds, phrases with holes, windows and effects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node

if TYPE_CHECKING:
    from dsl.nodes.expressions import Expression
    from dsl.nodes.values import Name


@dataclass(frozen=True)
class KindNote(Node):
    """`in dollars per share`, `as a day`, `as yes or no`, `as a Person`."""

    word: Literal["unit", "day", "instant", "yes or no", "term"]
    unit: str | None = None
    per: str | None = None
    term: str | None = None


@dataclass(frozen=True)
class Head(Node):
    """`Shares Held of a Person`: what is being defined, and of whom."""

    name: Name
    of: Name | None


@dataclass(frozen=True)
class Hole(Node):
    """`{Amount: shares}` of a phrase."""

    name: str
    kind: str


@dataclass(frozen=True)
class Phrase(Node):
    """A sentence with holes: words and holes in order."""

    parts: tuple[str | Hole, ...]


@dataclass(frozen=True)
class Becomes(Node):
    """`X becomes V`."""

    target: Expression
    value: Expression


@dataclass(frozen=True)
class Moves(Node):
    """`X increases by V`, `X decreases by V`."""

    word: Literal["increases by", "decreases by"]
    target: Expression
    value: Expression


@dataclass(frozen=True)
class Ceases(Node):
    """`X ceases to be S`."""

    target: Expression
    status: Expression


@dataclass(frozen=True)
class Pairs(Node):
    """`One and Other become Associates`, `... cease to be Associates`."""

    one: Expression
    other: Expression
    relation: Name
    joined: bool


@dataclass(frozen=True)
class Effect(Node):
    """One change, with the condition on which it is made."""

    change: Becomes | Moves | Ceases | Pairs
    condition: Expression | None


@dataclass(frozen=True)
class Bound(Node):
    """One bound of a window; `end` only for `from ... to and including | until ...`."""

    word: Literal["before", "on or before", "after", "on or after", "from to", "from until", "at any time"]
    value: Expression | None = None
    end: Expression | None = None


@dataclass(frozen=True)
class Due(Node):
    """When a duty is to be performed: `as soon as practicable`, `by D`, or both."""

    pace: str
    by: Expression | None
