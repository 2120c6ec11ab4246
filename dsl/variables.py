"""The variables that a checked form mentions: persons described, and holes of events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from dsl.core import VarIs


def variables(core: Any) -> Iterator[str]:
    """The variables of a form, or of a tuple of forms, as they are met; some may come twice."""
    if isinstance(core, VarIs):
        yield core.name
    elif isinstance(core, tuple):
        for item in core:
            yield from variables(item)
    elif isinstance(core, Struct):
        for field in core.__struct_fields__:
            yield from variables(getattr(core, field))
