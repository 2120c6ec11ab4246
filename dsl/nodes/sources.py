"""Where a clause comes from: citations and assumptions."""

from __future__ import annotations

from dataclasses import dataclass

from dsl.nodes.base import Node


@dataclass(frozen=True)
class Citation(Node):
    """A page, the section and limbs on it, and a short exact phrase that occurs there once."""

    page: int
    limbs: tuple[str, ...]
    phrase: str


@dataclass(frozen=True)
class Assumption(Node):
    """What the source does not say and the plan supplies."""

    text: str


SourceNote = Citation | Assumption
