"""The shape of a form: what it says whatever its variables are called and its parts are labelled.

Two forms of one shape have the same value where their variables mean the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

from dsl import core as c
from solver.forms import children
from solver.meaning import binding, bound_by, meaning

Shape = Hashable


def shape_of(form: c.Core) -> tuple[Shape, tuple[str, ...]]:
    """A shape that can be compared, and the free variables in the order in which they stand in it."""
    free = tuple(dict.fromkeys(_free(form, frozenset())))
    return meaning(form, binding({}, free)), free


def _free(form: Any, bound: frozenset[str]) -> Iterator[str]:
    if isinstance(form, c.VarIs):
        if form.name not in bound:
            yield form.name
        return
    for part in children(form):
        yield from _free(part, bound.union(bound_by(form)))
