"""From when on what is done under a plan can be done: the plan's own date. What anyone may do is done before it too (decision 030)."""

from __future__ import annotations

from dsl.dates import START, Instant, instant
from dsl.plan import Event, Plan


def not_before_the_plan(plan: Plan, event: Event, tick: Instant) -> Instant:
    """A tick from which on an event is looked for, or the start of the plan's date where it is a power or a duty and that is later."""
    is_under_it = event.is_power or event.name in plan.duties
    return max(tick, instant(plan.dated, START)) if is_under_it and plan.dated is not None else tick
