"""The forms of a plan one by one, and what stands inside of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from msgspec.structs import astuple

from dsl import core as c
from dsl.plan import Plan

FORMS = frozenset((*get_args(c.Core), c.SetTerm, c.SetPair, c.Change))

MOST_KEPT = 100_000  # forms whose parts are kept; a plan has some thousands

_children: dict[int, tuple[tuple[Any, ...], Any]] = {}  # by the identity of a form, which is kept beside them and so stays its own


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


def children(core: Any) -> tuple[Any, ...]:
    """The forms that a form is made of."""
    found = _children.get(id(core))
    if found is None:
        if len(_children) >= MOST_KEPT:
            _children.clear()
        found = _children[id(core)] = tuple(_parts(core)), core
    return found[0]


def _parts(core: Any) -> Iterator[Any]:
    for found in astuple(core):
        for part in found if isinstance(found, tuple) else (found,):
            if type(part) in FORMS:
                yield part


def forms_in(form: Any) -> Iterator[Any]:
    """A form and all the forms inside it."""
    yield form
    for part in children(form):
        yield from forms_in(part)


def conjuncts(form: Any) -> Iterator[Any]:
    """The conditions that must all hold for one to hold, without their labels, as far as its own words go."""
    match form:
        case c.Part():
            yield from conjuncts(form.body)
        case c.All():
            for item in form.items:
                yield from conjuncts(item)
        case _:
            yield form


def inside(forms: Iterable[Any], sort: type | tuple[type, ...]) -> list[Any]:
    """The forms of one sort that stand anywhere inside of others, or are one of them; where one is None, nothing does."""
    return [part for form in forms if form is not None for part in forms_in(form) if isinstance(part, sort)]


# ---- persons described, and holes of events ------------------------------------------------


def variables(form: Any) -> Iterator[c.Var]:
    """The variables that a form mentions, as they are met; some may come twice."""
    return (part.name for part in forms_in(form) if isinstance(part, c.VarIs))


def bound_by(form: Any) -> tuple[c.Var, ...]:
    """The variables that a form binds in its parts."""
    match form:
        case c.Fold() | c.Quantifier():
            return (form.var,)
        case c.EventAt() | c.HasOccurred():
            return form.holes
    return ()


def free_in(form: Any, bound: frozenset[c.Var] = frozenset()) -> Iterator[c.Var]:
    """The variables that a form takes from outside, as they are met; some may come twice."""
    if isinstance(form, c.VarIs):
        if form.name not in bound:
            yield form.name
        return
    for part in children(form):
        yield from free_in(part, bound.union(bound_by(form)))
