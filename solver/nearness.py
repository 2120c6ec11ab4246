"""How near each name of a plan stands to some others: how many clauses lie between.

Takes a plan and names; gives, for every term, relation and event that can rest
on one of them, the fewest clauses on the way. What is not in it cannot.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any

from dsl import core as c
from dsl.forms import inside
from dsl.plan import Plan, Question

OWED = "what is owed"  # rests on every duty


def nearness(plan: Plan, names: Iterable[str]) -> dict[str, int]:
    """The names that can rest on others, with how far from them they stand; those themselves at 0."""
    resting: dict[str, set[str]] = {}
    for name, on in _rests(plan):
        resting.setdefault(on, set()).add(name)
    found = dict.fromkeys(names, 0)
    todo = deque(found)
    while todo:
        name = todo.popleft()
        for other in sorted(resting.get(name, ())):
            if other not in found:
                found[other] = found[name] + 1
                todo.append(other)
    return found


def distance(question: Question, near: dict[str, int]) -> int | None:
    """How far a question of fact stands from the names; None where nothing that it reads or tells can rest on them."""
    names = _names((question.condition, question.value, question.moment)) | ({OWED} if question.form == "owed" else set())
    asked = [near[name] for name in names if name in near]
    told = [near[line.event] + 1 for line in question.scenario.lines if line.event in near]
    return min([*asked, *told], default=None)


def _rests(plan: Plan) -> Iterable[tuple[str, str]]:
    """What rests directly on what: by its definition, or by what changes it."""
    for term in plan.terms.values():
        owner = term.name.split(" (")[0]
        yield from ((owner, name) for name in _names((term.body,)) if name != owner)
    for event in plan.events.values():
        yield from ((event.name, name) for name in _names(event.guards))
        yield from _set_by(event.changes, (event.name,))
    for duty in plan.duties.values():
        yield OWED, duty.name
        yield from ((duty.name, name) for name in _names((duty.begins, duty.due, duty.open, duty.begun)) if name != duty.name)
    for companion in plan.companions:
        yield from _set_by(companion.changes, (companion.event, *_names((companion.condition,))))
    for happening in plan.happenings:
        yield from _set_by(happening.changes, tuple(_names((happening.condition,))))
    for relation in plan.relations.values():
        yield from ((relation.name, name) for name in _names((relation.barred,)))
    for invariant in plan.invariants:
        yield from ((event, name) for event in plan.events for name in _names((invariant.condition,)))


def _set_by(changes: Iterable[c.Change], by: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    for change in changes:
        made = change.make.relation if isinstance(change.make, c.SetPair) else change.make.term
        yield from ((made, name) for name in (*by, *_names((change,))) if name != made)


def _names(forms: Iterable[Any]) -> set[str]:
    """The terms, relations and events that forms name."""
    found = inside([form for form in forms if form is not None], (c.TermIs, c.Related, c.EventAt, c.HasOccurred, c.ReadingIs, c.CalendarIs))
    return {_named(form) for form in found}


def _named(form: Any) -> str:
    match form:
        case c.TermIs():
            return form.term.split(" (")[0]
        case c.Related():
            return form.relation
        case c.ReadingIs():
            return form.reading
        case c.CalendarIs():
            return form.name
        case _:
            event: str = form.event
            return event
