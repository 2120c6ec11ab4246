"""Finds the days that a clause names, to know how far a plan reaches."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from dsl import nodes as n


def last_day(node: Any) -> dt.date | None:
    """The last calendar date written anywhere in a node."""
    if isinstance(node, n.Day):
        return node.date
    if isinstance(node, tuple):
        found = [last_day(item) for item in node]
    elif dataclasses.is_dataclass(node):
        found = [last_day(getattr(node, f.name)) for f in dataclasses.fields(node) if f.name != "span"]
    else:
        return None
    return max((day for day in found if day), default=None)
