"""Where a clause comes from: citations and assumptions."""

from __future__ import annotations

from dsl.nodes.base import Node


class Citation(Node, frozen=True):
    """A page, the section and limbs on it, and a short exact phrase that occurs there once."""

    page: int
    limbs: tuple[str, ...]
    phrase: str


class Assumption(Node, frozen=True):
    """What the source does not say and the plan supplies."""

    text: str


SourceNote = Citation | Assumption
