"""What every clause is: a sentence with its citations and assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsl.nodes.base import Node

if TYPE_CHECKING:
    from dsl.nodes.sources import SourceNote


@dataclass(frozen=True, kw_only=True)
class Clause(Node):
    """One sentence of a plan, with its citations and assumptions."""

    sources: tuple[SourceNote, ...] = ()
