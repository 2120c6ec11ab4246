"""Among whom two plans are compared where no story says: two Persons, and one of each kind that the plans treat otherwise than each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from dsl.check.names import EVERYBODY
from dsl.plan import Scenario
from solver.cast import member
from solver.cone import Cone
from solver.joint import Joint
from solver.meaning import meaning
from solver.shared import changed_by, happenings_of
from solver.side import Side

OF_NO_KIND = 2


def with_cast(joint: Joint, scenario: Scenario) -> Scenario:
    """A scenario with people in it."""
    if scenario.people:
        return scenario
    told_apart = {kind for side in joint.sides for kind in kinds_told_apart(joint, side)}
    kinds = [kind for kind in joint.plan.person_kinds if kind in told_apart]
    return replace(scenario, people=(*(member(EVERYBODY, place) for place in range(OF_NO_KIND)), *(member(kind, 0) for kind in kinds)))


def kinds_told_apart(joint: Joint, side: Side) -> set[str]:
    """The kinds of person by which one plan says what it does not share with the other, or of which what it names there speaks."""
    cone = Cone(side.plan, {})
    for form in _not_shared(joint, side):
        cone.read(form)
    holes = (hole for event in side.plan.events.values() if ("event", event.name) not in side.shared for hole in event.holes)
    return cone.kinds | {hole.person_kind for hole in holes if hole.person_kind}


def _not_shared(joint: Joint, side: Side) -> Iterator[Any]:
    """The forms of one plan that mean something else in the other, or are nothing there."""
    plan, rival = side.plan, joint.sides[side is joint.one].plan
    yield from (term.body for term in plan.terms.values() if ("term", term.name) not in side.shared and term.body is not None)
    yield from (found.barred for found in plan.relations.values() if ("relation", found.name) not in side.shared and found.barred is not None)
    for event in plan.events.values():
        if ("event", event.name) not in side.shared:
            yield from event.guards
        yield from (change for change in event.changes if changed_by(change) not in side.shared)
    for companion in plan.companions:
        if any(changed_by(change) not in side.shared for change in companion.changes):
            yield from (companion.condition, *companion.changes)
    for name, happening in happenings_of(plan):
        if name not in side.shared:
            yield from (happening.condition, *happening.changes)
    yield from (invariant.condition for invariant in plan.invariants if side.label(invariant.label) in joint.unlike)
    for consequence in plan.consequences.values():
        theirs = rival.consequences.get(consequence.name)
        if theirs is not None and meaning(consequence.condition) != meaning(theirs.condition):
            yield consequence.condition
