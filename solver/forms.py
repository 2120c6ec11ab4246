"""The forms of a plan one by one, and what stands inside of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dsl.plan import Plan
from dsl.rewritten import rewritten


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


def inside(forms: Iterable[Any], sort: type | tuple[type, ...]) -> list[Any]:
    """The forms of one sort that stand anywhere inside of others, or are one of them."""
    found: list[Any] = []

    def look(part: Any) -> Any:
        if isinstance(part, sort):
            found.append(part)
        return rewritten(part, look)

    for form in forms:
        look(form)
    return found
