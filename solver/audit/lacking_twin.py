"""Consequences that one of two twin statuses has, and the other lacks.

Twins are two statuses of people that the plan names side by side in at least
two clauses. Where a power, a duty or a status of a thing turns on one of them
alone, the other may come about and it does not follow.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any

from dsl import core as c
from dsl.plan import Plan
from solver.audit.finding import Sought, Suspect
from solver.audit.forms import (
    Options,
    bare,
    clauses_of,
    conjuncts,
    is_out,
    own_events,
    own_terms,
    person_statuses,
    reads,
    some_person,
    terms_in,
    thing_statuses,
    with_status,
    within,
)

ENTRY = "lacking-twin"


def find(plan: Plan) -> Iterator[Suspect]:
    """Each consequence of a twin that does not name the other."""
    options = plan.base_readings
    for one, other in _twins(plan):
        for name, label, condition in consequences(plan, options, one):
            if other not in reads(plan, options, part_about(plan, options, label, condition)):
                instead = with_status(condition, one, other)
                differs = c.Any((c.All((instead, c.Not(condition))), c.All((condition, c.Not(instead)))))
                labels = clauses_of(label, plan.terms[one].label, plan.terms[other].label)
                yield Suspect(ENTRY, labels, (one, other, name), "worth a look", Sought(differs, never=(some_person(one),)))


def consequences(plan: Plan, options: Options, status: str) -> Iterator[tuple[str, c.Label, c.Core]]:
    """What turns on a status by itself: each status of a thing, and each condition of a power or a duty, by name and label.

    The label is that of the condition, or of the part of it, that speaks of the status.
    """
    for term in thing_statuses(plan):
        if term.body is not None:
            named = [(label or term.label, core) for label, core in conjuncts(plan, options, term.body, follow=False) if status in terms_in(core, options)]
            if named:
                yield term.name, named[0][0] if len(named) == 1 else term.label, term.body
    for event in own_events(plan):
        if event.is_power or event.name in plan.duties:
            for guard in event.guards:
                if isinstance(guard, c.Part) and status in terms_in(guard.body, options) and not _has_holes(guard, event.name):
                    yield event.name, guard.label, guard.body


def part_about(plan: Plan, options: Options, label: c.Label, condition: c.Core) -> c.Core:
    """The part of a condition that has a label; the condition itself if it is the whole."""
    return next((part for part in within(condition, options) if isinstance(part, c.Part) and part.label == label), condition)


def _has_holes(core: Any, event: str) -> bool:
    return any(isinstance(part, c.VarIs) and part.name.startswith(f"{event}.") for part in within(core, {}))


def _twins(plan: Plan) -> Iterator[tuple[str, str]]:
    """Statuses of people that stand side by side as alternatives in two clauses or more, both ways round."""
    counted: Counter[frozenset[str]] = Counter()
    statuses = {term.name for term in person_statuses(plan)}
    bodies = [(term.label, term.body) for term in own_terms(plan) if term.role == "means"]
    bodies += [(event.label, c.All(event.guards)) for event in own_events(plan)]
    for _, body in bodies:
        found: set[frozenset[str]] = set()
        for part in within(body, plan.base_readings) if body is not None else ():
            if isinstance(part, c.Any):
                named = [_status(item) for item in part.items if not is_out(item, plan.base_readings)]
                found |= {frozenset(pair) for pair in itertools.combinations(sorted(set(named) & statuses), 2)}
        counted.update(found)
    for pair, times in counted.items():
        if times >= 2:
            yield from itertools.permutations(sorted(pair, key=list(plan.terms).index))


def _status(core: Any) -> str:
    """The status that an alternative asks for, or has been; no name if it is none."""
    core = bare(core)
    match core:
        case c.TermIs():
            return str(core.term)
        case c.EverHeld():
            return _status(core.condition)
        case c.Quantifier(op="some"):
            return _status(core.body)
        case _:
            return ""


