"""The shape of a form: what it says whatever its variables are called and its parts are labelled.

Two forms of one shape have the same value where their variables mean the same.
"""

from __future__ import annotations

from collections.abc import Hashable

from dsl import core as c
from dsl.forms import free_in
from solver.meaning import binding, meaning

Shape = Hashable


def shape_of(form: c.Core) -> tuple[Shape, tuple[str, ...]]:
    """A shape that can be compared, and the free variables in the order in which they stand in it."""
    free = tuple(dict.fromkeys(free_in(form)))
    return meaning(form, binding({}, free)), free
