"""Terms that are of use to rules only, and that no rule uses: statuses of people, dates, and what is kept as a yes or no.

A figure, and a status of the Rights, are not among them: they may be what the plan is there for.
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl import core as c
from dsl.forms import children, inside
from dsl.kinds import TIMES, YES_NO
from dsl.plan import Plan, Term
from solver.audit.finding import Suspect
from solver.audit.forms import own_terms

ENTRY = "unused-term"


def find(plan: Plan) -> Iterator[Suspect]:
    """Each term of the plan's own that nothing reads, under any reading."""
    read = set(_read(plan))
    for term in own_terms(plan):
        if term.name not in read and _is_for_rules(term):
            yield Suspect(ENTRY, (term.label,), (term.name,), "tidy-up")


def _is_for_rules(term: Term) -> bool:
    """Whether a term is of use to rules only: a status of people, a date, or a yes or no that is kept."""
    if term.role == "state":
        return term.kind == YES_NO or term.kind in TIMES
    return term.role == "means" and (term.kind in TIMES or (term.kind == YES_NO and term.per == "Person"))


def _read(plan: Plan) -> Iterator[str]:
    for term in plan.terms.values():
        yield from (name for name in _named(term.body) if name != term.name)
    for relation in plan.relations.values():
        yield from _named(relation.barred)
    for event in plan.events.values():
        yield from _named(*event.guards)
        yield from _changed(event.changes)
    for duty in plan.duties.values():
        yield from _named(duty.begins, duty.due, duty.open, *duty.guards)
    for companion in plan.companions:
        yield from _named(companion.condition)
        yield from _changed(companion.changes)
    for happening in plan.happenings:
        yield from _named(happening.condition)
        yield from _changed(happening.changes)
    for invariant in plan.invariants:
        yield from _named(invariant.condition)


def _changed(changes: tuple[c.Change, ...]) -> Iterator[str]:
    """What changes read; that a term is itself changed is no use of it."""
    for change in changes:
        own = change.make.term if isinstance(change.make, c.SetTerm) else ""
        yield from _named(change.condition)
        yield from (name for name in _named(*children(change.make)) if name != own)


def _named(*forms: c.Core | None) -> Iterator[str]:
    return (part.term for part in inside(forms, c.TermIs))
