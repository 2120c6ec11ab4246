"""Exceptions that do not switch off what follows from what they excuse.

One status counts only where another, the exception, has not been reached. A
power, a duty or a status of a thing that turns on the first status and does
not speak of the exception follows all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dsl import core as c
from dsl.plan import Plan
from solver.audit.finding import Severity, Sought, Suspect
from solver.audit.forms import bare, clauses_of, person_statuses, reads, with_status, within
from solver.audit.lacking_twin import consequences, part_about

ENTRY = "narrow-exception"


def find(plan: Plan) -> Iterator[Suspect]:
    """Each exception to a status, with each thing that turns on the status without it."""
    options = plan.base_readings
    for where in person_statuses(plan):
        for excused, exception in _exceptions(plan, where.body):
            beyond = [
                found for found in consequences(plan, options, excused)
                if not {exception, where.name} & reads(plan, options, part_about(plan, options, found[1], found[2]))
            ]  # fmt: skip
            for name, label, condition in beyond:
                differs = with_status(condition, excused, None)
                sought = c.Any((c.All((condition, c.Not(differs))), c.All((differs, c.Not(condition)))))
                person = c.VarIs("audited")
                unexcused = c.All((c.EverHeld(c.TermIs(excused, person)), c.Not(c.EverHeld(c.TermIs(exception, person)))))
                never = c.Quantifier("some", "audited", c.Truth(True), unexcused)
                severity: Severity = "worth a look" if name in plan.events else "serious"
                yield Suspect(ENTRY, clauses_of(where.label, label), (where.name, excused, exception, name), severity, Sought(sought, never=(never,)))


def _exceptions(plan: Plan, body: c.Core | None) -> Iterator[tuple[str, str]]:
    """A status and what excuses from it, where one is asked for and the other must not be."""
    for part in within(body, plan.base_readings) if body is not None else ():
        if isinstance(part, c.All):
            items = [bare(item) for item in part.items]
            excuses = [_status(plan, item.body) for item in items if isinstance(item, c.Not)]
            for excused in filter(None, (_status(plan, item) for item in items)):
                yield from ((excused, exception) for exception in excuses if exception)


def _status(plan: Plan, core: Any) -> str:
    """The status of people that has been reached, in a condition that says no more."""
    core = bare(core)
    core = bare(core.condition) if isinstance(core, c.EverHeld) else core
    return core.term if isinstance(core, c.TermIs) and core.term in {term.name for term in person_statuses(plan)} else ""


