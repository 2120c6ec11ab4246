"""Powers and duties that can never be used or performed: what is provided is never so."""

from __future__ import annotations

from collections.abc import Iterator

from dsl import core as c
from dsl.plan import Event, Plan
from solver.audit.finding import Sought, Suspect
from solver.audit.forms import own_events

ENTRY = "dead-power"


def find(plan: Plan) -> Iterator[Suspect]:
    """Each power and each duty."""
    for event in own_events(plan):
        if event.is_power or event.name in plan.duties:
            yield Suspect(ENTRY, (event.label,), (event.name,), "serious", refuted_by=Sought(happens(event)), happens=event.name)


def happens(event: Event) -> c.Core:
    """That an event has happened, however its holes are filled."""
    return c.HasOccurred(event.name, tuple(hole.var for hole in event.holes), c.Truth(True))
