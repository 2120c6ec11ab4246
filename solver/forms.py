"""The forms of a plan one by one, and what stands inside of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from dsl import core as c
from dsl.plan import Plan

NAMES = {form: form.__struct_fields__ for form in (*get_args(c.Core), c.SetTerm, c.SetPair, c.Change)}


def forms_of(plan: Plan) -> Iterator[Any]:
    """Every form of a plan's clauses."""
    yield from (term.body for term in plan.terms.values() if term.body is not None)
    for event in plan.events.values():
        yield from (*event.guards, *event.changes)
    for companion in plan.companions:
        yield from (companion.condition, *companion.changes)
    for happening in plan.happenings:
        yield from (happening.condition, *happening.changes)
    yield from (invariant.condition for invariant in plan.invariants)
    yield from (relation.barred for relation in plan.relations.values() if relation.barred is not None)


def children(core: Any) -> Iterator[Any]:
    """The forms that a form is made of."""
    for name in NAMES[type(core)]:
        found = getattr(core, name)
        for part in found if isinstance(found, tuple) else (found,):
            if type(part) in NAMES:
                yield part


def forms_in(form: Any) -> Iterator[Any]:
    """A form and all the forms inside it."""
    yield form
    for part in children(form):
        yield from forms_in(part)


def inside(forms: Iterable[Any], sort: type | tuple[type, ...]) -> list[Any]:
    """The forms of one sort that stand anywhere inside of others, or are one of them."""
    return [part for form in forms for part in forms_in(form) if isinstance(part, sort)]
