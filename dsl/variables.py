"""The variables that a checked form mentions: persons described, and holes of events."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from dsl.core import VarIs


def variables(core: Any) -> Iterator[str]:
    """The variables of a form, or of a tuple of forms, as they are met; some may come twice."""
    if isinstance(core, VarIs):
        yield core.name
    elif isinstance(core, tuple):
        for item in core:
            yield from variables(item)
    elif dataclasses.is_dataclass(core):
        for field in dataclasses.fields(core):
            yield from variables(getattr(core, field.name))
