"""What every node is: something written, with its place in the text."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from dsl.source import NOWHERE, Span

UNSAID = frozenset({"span", "sentence_span", "article", "inverted"})


class Node(Struct, frozen=True, kw_only=True, eq=False):
    """Anything written, with its place in the text.

    Two nodes are equal if they say the same, wherever that stands: the fields of `UNSAID` are no part of it.
    """

    span: Span = NOWHERE

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.said() == other.said()

    def __ne__(self, other: object) -> bool:  # a Struct has one of its own, which looks only whether it is the same object
        return not self == other

    def __hash__(self) -> int:
        return hash((type(self), self.said()))

    def __repr__(self) -> str:
        fields = (f"{name}={getattr(self, name)!r}" for name in self.__struct_fields__ if name not in UNSAID)
        return f"{type(self).__name__}({', '.join(fields)})"

    def said(self) -> tuple[Any, ...]:
        """What it says: its fields, but for where it stands and how it was written."""
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name not in UNSAID)
