"""Deadlines that can pass before what they wait for has begun: a duty owed after its last day, a power that ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dsl import core as c
from dsl.plan import Plan
from solver.audit.finding import Sought, Suspect
from solver.audit.forms import bare, conjuncts, own_powers, reads, within

ENTRY = "late-deadline"


def find(plan: Plan) -> Iterator[Suspect]:
    """Each duty with a last day, and each power whose window ends by a date that events set and begins by another."""
    for duty in plan.duties.values():
        if duty.due is not None:
            over = c.CompareTime("after", c.NowIs(), duty.due)
            condition = c.All((duty.begun, c.EverHeld(c.All((over, c.Not(duty.begun))))))
            yield Suspect(ENTRY, (duty.label,), (duty.name,), "serious", Sought(condition))
    options = plan.base_readings
    for power in own_powers(plan):
        found = [core for _, core in conjuncts(plan, options, c.All(power.guards), follow=True)]
        begins = [core for core in found if isinstance(core, c.CompareTime) and core.op in ("after", "on or after") and isinstance(core.left, c.NowIs)]
        ends = [core for core in found if isinstance(core, c.Not) and isinstance(bare(core.body), c.CompareTime) and _is_set_by_events(plan, core)]
        for begin in begins:
            for end in ends:
                both = c.All((begin, end))
                yield Suspect(ENTRY, (power.label,), (power.name,), "serious", Sought(c.All((begin, c.Not(end))), never=(both,)))


def _is_set_by_events(plan: Plan, core: Any) -> bool:
    """Whether the date that ends a window is one that events set, and no fixed one."""
    forms = [core, *(plan.terms[name].body for name in reads(plan, plan.base_readings, core) if plan.terms[name].role in ("means", "fixed"))]
    parts = [part for form in forms if form is not None for part in within(form, plan.base_readings)]
    fixed = any(isinstance(part, c.DayIs) for part in parts)
    return not fixed and any(isinstance(part, c.EventAt | c.FirstAt) for part in parts)


