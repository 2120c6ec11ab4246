"""A key for what is one and the same, however it may be equal to others."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class Same(Struct, frozen=True, eq=False):
    """Equal to the key of the very same thing, which it holds on to."""

    held: Any

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.held is other.held

    def __ne__(self, other: object) -> bool:  # a Struct has one of its own
        return not self == other

    def __hash__(self) -> int:
        return id(self.held)
