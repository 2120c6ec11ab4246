"""Among whom two plans are compared where no story says: two Persons, and one of each kind that the plans treat otherwise than each other."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dsl import core as c
from dsl.check.names import EVERYBODY
from dsl.forms import inside
from dsl.plan import Scenario
from solver.cast import member
from solver.joint import Joint
from solver.side import Side

OF_NO_KIND = 2


def with_cast(joint: Joint, scenario: Scenario) -> Scenario:
    """A scenario with people in it."""
    if scenario.people:
        return scenario
    told_apart = {kind for side in joint.sides for kind in kinds_told_apart(side)}
    kinds = [kind for kind in joint.plan.person_kinds if kind in told_apart]
    return replace(scenario, people=(*(member(EVERYBODY, place) for place in range(OF_NO_KIND)), *(member(kind, 0) for kind in kinds)))


def kinds_told_apart(side: Side) -> Iterator[str]:
    """The kinds of person that are named in what a plan does not share with the other."""
    plan = side.plan
    for term in plan.terms.values():
        if ("term", term.name) not in side.shared:
            yield from _kinds(term.body)
    for relation in plan.relations.values():
        if ("relation", relation.name) not in side.shared:
            yield from _kinds(relation.barred)
    for event in plan.events.values():
        if ("event", event.name) not in side.shared:
            yield from _kinds(*event.guards)
            yield from (hole.person_kind for hole in event.holes if hole.person_kind)


def _kinds(*forms: c.Core | None) -> Iterator[str]:
    return (part.kind for part in inside(forms, c.HasKind))
