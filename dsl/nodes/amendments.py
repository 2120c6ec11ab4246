"""Amendments: how they are adopted, and what they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dsl.nodes.clause import Clause

if TYPE_CHECKING:
    from dsl.nodes.expressions import Expression
    from dsl.nodes.stories import Line
    from dsl.nodes.values import Name


class AmendmentClause(Clause, frozen=True):
    """`amendment "..." under P and Q in "..."`, and the lines by which it is adopted; what follows it is what it changes.

    `from_beginning` is `, as if from the beginning`: what only the new text remembers, it remembers from the beginning.
    """

    title: str
    powers: tuple[Name, ...]
    scenario: str
    lines: tuple[Line, ...]
    from_beginning: bool = False


class ClauseChange(Clause, frozen=True):
    """`replace CLAUSE` puts a clause in place of the one of its name, `add CLAUSE` a new one beside the others."""

    word: Literal["replace", "add"]
    clause: Clause


class LimbChange(Clause, frozen=True):
    """`replace X (ii): ... .`, `add X (iv): ... .`"""

    word: Literal["replace", "add"]
    limb: Name
    body: Expression


class Deletion(Clause, frozen=True):
    """`delete X.`, `delete X (ii).`"""

    name: Name


class ValueChange(Clause, frozen=True):
    """`X becomes V.`, of what `is` or `starts at` a value."""

    name: Name
    value: Expression


Changing = ClauseChange | LimbChange | Deletion | ValueChange
