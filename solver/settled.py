"""Whether a condition holds by the readings alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dsl import core as c

COMPOUND = frozenset((c.Part, c.ReadingIs, c.Not, c.All, c.Any))


class Settled:
    """What the readings alone settle, being as `options` say; found out once for each form."""

    def __init__(self, options: Mapping[str, str]) -> None:
        self._options = options
        self._known: dict[int, tuple[bool | None, Any]] = {}  # with the form itself, so that its number stays its own

    def __call__(self, core: Any) -> bool | None:
        """Whether a condition holds whatever else is so; None if the readings do not settle it."""
        if type(core) not in COMPOUND:
            return None
        found = self._known.get(id(core))
        if found is None:
            found = self._known[id(core)] = self._found(core), core
        return found[0]

    def _found(self, core: Any) -> bool | None:
        match core:
            case c.Part() | c.Not():
                found = self(core.body)
                return found if isinstance(core, c.Part) or found is None else not found
            case c.ReadingIs():
                return self._options[core.reading] == core.option if core.reading in self._options else None
        found_all = [self(item) for item in core.items]
        decisive = isinstance(core, c.Any)
        if decisive in found_all:
            return decisive
        return None if None in found_all else not decisive


def settled(core: Any, options: Mapping[str, str]) -> bool | None:
    """The same of one form."""
    return Settled(options)(core)
