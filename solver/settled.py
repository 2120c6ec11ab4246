"""Whether a condition holds by the readings alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dsl import core as c


def settled(core: Any, options: Mapping[str, str]) -> bool | None:
    """Whether a condition holds whatever else is so, the readings being as `options` say; None if they do not settle it."""
    match core:
        case c.Part():
            return settled(core.body, options)
        case c.ReadingIs():
            return options[core.reading] == core.option if core.reading in options else None
        case c.Not():
            found = settled(core.body, options)
            return None if found is None else not found
        case c.All() | c.Any():
            found_all = [settled(item, options) for item in core.items]
            decisive = isinstance(core, c.Any)
            if decisive in found_all:
                return decisive
            return None if None in found_all else not decisive
    return None
