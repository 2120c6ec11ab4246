"""The shape of a form: what it says whatever its variables are called and its parts are labelled.

Two forms of one shape have the same value where their variables mean the same.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from dsl import core as c

Shape = tuple[Any, ...]


def shape_of(form: c.Core) -> tuple[Shape, tuple[str, ...]]:
    """A shape that can be compared, and the free variables in the order in which they stand in it."""
    free: dict[str, int] = {}
    return _shape(form, {}, free), tuple(free)


def _shape(item: Any, bound: dict[str, int], free: dict[str, int]) -> Any:
    match item:
        case c.Part():
            return _shape(item.body, bound, free)
        case c.VarIs(name=name):
            return ("bound", bound[name]) if name in bound else ("free", free.setdefault(name, len(free)))
        case c.Fold() | c.Quantifier():
            bound = {**bound, item.var: len(bound)}
        case c.EventAt() | c.HasOccurred():
            bound = {**bound, **{hole: len(bound) + place for place, hole in enumerate(item.holes)}}
        case tuple():
            return tuple(_shape(part, bound, free) for part in item)
    if not dataclasses.is_dataclass(item):
        return item
    parts = (getattr(item, field.name) for field in dataclasses.fields(item) if field.name not in ("var", "holes"))
    return (type(item).__name__, *(_shape(part, bound, free) for part in parts))
