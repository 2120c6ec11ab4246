"""Triggers without a remedy, and remedies without their trigger.

Of what is said: one rule says what people must hold, another what must be said
of them, with the same measure; the one can be so without the other. Of what is
done: an event gives something to whom a status has been reached, and can
happen only once another is, which may never come.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dsl import core as c
from dsl.plan import Plan, Term
from solver.audit.content import shape
from solver.audit.finding import Sought, Suspect
from solver.audit.forms import (
    bare,
    clauses_of,
    outermost,
    own_conjuncts,
    own_events,
    own_terms,
    person_statuses,
    some_person,
    thing_statuses,
    within,
)

UNANSWERED, UNFOUNDED = "trigger-without-remedy", "remedy-without-trigger"


def find(plan: Plan) -> Iterator[Suspect]:
    """Both kinds, in both directions."""
    yield from _said(plan)
    yield from _done(plan)


def _said(plan: Plan) -> Iterator[Suspect]:
    """A status of people, and a moment at which somebody says so, by the same measure."""
    for status in person_statuses(plan):
        for measure in _measures(plan, status):
            for term in own_terms(plan):
                if term.per is None and any(_moments(plan, term, measure)):
                    name = outermost(plan, status.name)
                    labels, names = clauses_of(plan.terms[name].label, status.label, term.label), (name, term.name)
                    said, so = c.IsSetIs(c.TermIs(term.name)), some_person(name)
                    yield Suspect(UNANSWERED, labels, names, "serious", Sought(some_person(name, ever=True), never=(said,)))
                    yield Suspect(UNFOUNDED, labels, names, "worth a look", Sought(said, never=(so,)))


def _measures(plan: Plan, status: Term) -> Iterator[str]:
    """What a status of people measures against, where it is somebody's own that is measured."""
    for part in own_conjuncts(plan, status.body):
        if isinstance(part, c.Compare) and isinstance(bare(part.left), c.TermIs) and bare(part.left).subject == c.VarIs(status.var or ""):
            yield repr((part.op, shape(part.right)))


def _moments(plan: Plan, term: Term, measure: str) -> Iterator[c.EventAt]:
    """The moments in a date at which something that is said has that measure."""
    for part in within(term.body, plan.base_readings) if term.role == "means" and term.body is not None else ():
        if isinstance(part, c.EventAt):
            for said in within(part.condition, plan.base_readings):
                if isinstance(said, c.Compare) and isinstance(said.left, c.VarIs) and said.left.name in part.holes and repr((said.op, shape(said.right))) == measure:
                    yield part


def _done(plan: Plan) -> Iterator[Suspect]:
    """An event that needs one status of a thing and gives what another promises."""
    statuses = {term.name for term in thing_statuses(plan)}
    seen: set[tuple[str, str]] = set()
    for event in own_events(plan):
        needed = [bare(guard).term for guard in event.guards if _names(guard, statuses)]
        promised = [
            bare(item).term for change in event.changes if change.condition is not None
            for item in _items(change.condition) if _names(item, statuses)
        ]  # fmt: skip
        for need in needed:
            for promise in promised:
                if need != promise and (need, promise) not in seen:
                    seen.add((need, promise))
                    labels = clauses_of(plan.terms[promise].label, plan.terms[need].label, event.label)
                    sought = Sought(c.TermIs(promise), never=(c.TermIs(need),))
                    yield Suspect(UNANSWERED, labels, (promise, event.name, need), "serious", sought)


def _items(core: Any) -> Iterator[Any]:
    """The conditions that a condition joins by `and`."""
    core = bare(core)
    if isinstance(core, c.All):
        for item in core.items:
            yield from _items(item)
    else:
        yield core


def _names(core: Any, statuses: set[str]) -> bool:
    return isinstance(bare(core), c.TermIs) and bare(core).term in statuses
