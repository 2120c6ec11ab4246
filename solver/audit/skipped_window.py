"""Powers that can be over the moment they begin: one act brings both about.

A power begins once something has come about, and ends once something else has.
Where the second comes about together with the first, with no power used, there
is no moment at which the power is open.
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl import core as c
from dsl.plan import Plan
from solver.audit.finding import Sought, Suspect
from solver.audit.forms import bare, clauses_of, conjuncts, is_latching, own_powers
from solver.dependence import dependence_of

ENTRY = "skipped-window"


def find(plan: Plan) -> Iterator[Suspect]:
    """Each pair of what begins a power and what ends it, once for all powers that have it."""
    options = plan.base_readings
    dependence = dependence_of(plan, options)
    seen: dict[tuple[c.Core, c.Core], list[tuple[str, c.Label, c.Label]]] = {}
    for power in own_powers(plan):
        found = [(label or power.label, bare(core)) for label, core in conjuncts(plan, options, c.All(power.guards), follow=True)]
        begins = [(label, core) for label, core in found if is_latching(core)]
        ends = [(label, core) for label, core in found if isinstance(core, c.Not) and is_latching(core.body) and not dependence.on_time(core)]
        for begin, opener in begins:
            for end, closer in ends:
                seen.setdefault((opener, closer), []).append((power.name, begin, end))
    for both_forms, powers in seen.items():
        names = tuple(name for name, _, _ in powers)
        labels = clauses_of(*(label for _, *both in powers for label in both), *(plan.events[name].label for name in names))
        sought = Sought(both_forms[0], never=(c.All(both_forms),), idle=plan.organs)
        yield Suspect(ENTRY, labels, names, "serious", sought)
