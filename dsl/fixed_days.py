"""Finds the days that a clause names, to know how far a plan reaches."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dsl import nodes as n


def last_day(node: Any) -> dt.date | None:
    """The last calendar date written anywhere in a node."""
    if isinstance(node, n.Day):
        return node.date
    if isinstance(node, tuple):
        found = [last_day(item) for item in node]
    elif isinstance(node, n.Node):
        found = [last_day(part) for part in node.said()]
    else:
        return None
    return max((day for day in found if day), default=None)
