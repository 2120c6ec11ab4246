"""Conditions that change nothing: wherever the others hold, this one does too."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dsl import core as c
from dsl.kinds import YES_NO
from dsl.plan import Event, Plan, Term
from solver.audit.dead_limb import is_about
from solver.audit.dead_power import happens
from solver.audit.finding import Sought, Suspect
from solver.audit.forms import bare, own_events, own_terms, within
from solver.settled import settled

ENTRY = "removable"
WITHOUT = " but for one condition"


def find(plan: Plan) -> Iterator[Suspect]:
    """Each condition of a status, and each of a power or a duty but those that only bound what is chosen."""
    for term in own_terms(plan):
        if term.role == "means" and term.kind == YES_NO and term.body is not None:
            yield from _of_status(plan, term)
    for event in own_events(plan):
        if event.is_power or event.name in plan.duties:
            yield from _of_power(plan, event)


def _of_status(plan: Plan, term: Term) -> Iterator[Suspect]:
    for part in within(term.body, plan.base_readings):
        if isinstance(part, c.All):
            for place, item in enumerate(part.items):
                if isinstance(item, c.Part) and is_about(term, part) and settled(item, plan.base_readings) is None:
                    others = (*part.items[:place], *part.items[place + 1 :])
                    sought = Sought(c.All((*others, c.Not(item))), var=term.var)
                    yield Suspect(ENTRY, (item.label,), (term.name,), "tidy-up", refuted_by=sought)


def _of_power(plan: Plan, event: Event) -> Iterator[Suspect]:
    for place, guard in enumerate(event.guards):
        if isinstance(guard, c.Part) and settled(guard, plan.base_readings) is None and guard.label.parts[0] in ("window", "proviso") and not _bounds_a_choice(guard.body):
            copy = _without(event, place)
            wider = replace(plan, events={**plan.events, copy.name: copy})
            differs = c.Any((happens(copy), *_owed_without(plan, event, guard)))
            yield Suspect(ENTRY, (guard.label,), (event.name,), "tidy-up", refuted_by=Sought(differs, plan=wider), forbids=guard.label)


def _owed_without(plan: Plan, event: Event, guard: c.Part) -> Iterator[c.Core]:
    """That a duty would be owed but for one condition."""
    if event.name in plan.duties:
        owed = bare(plan.duties[event.name].open)
        if isinstance(owed, c.All) and guard in owed.items:
            yield c.All((*(item for item in owed.items if item != guard), c.Not(guard)))


def _bounds_a_choice(core: c.Core) -> bool:
    """Whether a condition only bounds an amount that is chosen, as that it is more than none."""
    return isinstance(core, c.Compare) and isinstance(core.left, c.VarIs) and isinstance(core.right, c.Amount)


def _without(event: Event, place: int) -> Event:
    """The event where it may happen only because one of its conditions fails and is left out."""
    guards = (*event.guards[:place], *event.guards[place + 1 :], c.Not(event.guards[place]))
    return replace(event, name=event.name + WITHOUT, guards=guards)
