"""What every clause is: a sentence with its citations and assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl.nodes.base import Node

if TYPE_CHECKING:
    from dsl.nodes.sources import SourceNote


class Clause(Node, frozen=True, kw_only=True):
    """One sentence of a plan, with its citations and assumptions."""

    sources: tuple[SourceNote, ...] = ()
