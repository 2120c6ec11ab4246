"""A form with something put in the place of its parts.

What is not touched stays the very same object, so that what is remembered of
a form goes on being remembered of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl.plan import Plan


def rewritten(core: Any, change: Callable[[Any], Any]) -> Any:
    """A form, or a tuple of forms, each part of which is what `change` makes of it; the same object if nothing changes."""
    if isinstance(core, tuple):
        items = tuple(change(item) for item in core)
        return items if any(new is not old for new, old in zip(items, core, strict=True)) else core
    if not isinstance(core, Struct) or isinstance(core, c.Label):
        return core
    found = {}
    for field in core.__struct_fields__:
        old = getattr(core, field)
        if isinstance(old, tuple) or (isinstance(old, Struct) and not isinstance(old, c.Label)):
            new = rewritten(old, change) if isinstance(old, tuple) else change(old)
            if new is not old:
                found[field] = new
    return replace(core, **found) if found else core


def with_person(core: Any, var: c.Var | None, person: c.Core | None) -> Any:
    """A form that is about a variable, said of somebody."""
    if var is None or person is None:
        return core
    if isinstance(core, c.VarIs):
        return person if core.name == var else core
    return rewritten(core, lambda part: with_person(part, var, person))


def defined(plan: Plan, core: c.TermIs) -> c.Core | None:
    """What a term means, said of whom it is said; None if it is not defined by others."""
    term = plan.terms[core.term]
    if term.role != "means" or term.body is None:
        return None
    found: c.Core = with_person(term.body, term.var, core.subject)
    return found
