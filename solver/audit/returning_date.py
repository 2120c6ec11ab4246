"""Time limits that pass and then come back: what was over is open again, or what had begun has not begun any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dsl import core as c
from dsl.kinds import TIMES
from dsl.plan import Plan
from solver.audit.finding import Sought, Suspect
from solver.audit.forms import Options, bare, clauses_of, own_events, own_terms, reads, within

ENTRY = "returning-date"


def find(plan: Plan) -> Iterator[Suspect]:
    """Each date that the plan's own rules compare now with and that something kept, and changed by events, can move."""
    options = plan.base_readings
    seen: dict[str, c.Label] = {}
    for label, core in _rules(plan):
        for date in _compared(core, options):
            if isinstance(date, c.TermIs) and plan.terms[date.term].role == "means" and _moves(plan, options, date):
                seen.setdefault(date.term, label)
    for name, label in seen.items():
        date = c.TermIs(name)
        passed = c.CompareTime("on or after", c.NowIs(), date)
        condition = c.All((c.EverHeld(passed), c.CompareTime("before", c.NowIs(), date)))
        yield Suspect(ENTRY, clauses_of(plan.terms[name].label, label), (name, label.clause), "serious",
                      Sought(condition, shown=((name, date, plan.terms[name].kind),)))  # fmt: skip


def _rules(plan: Plan) -> Iterator[tuple[c.Label, c.Core]]:
    for event in own_events(plan):
        yield event.label, c.All(event.guards)
    for term in own_terms(plan):
        if term.role == "means" and term.body is not None and term.per != "Person":
            yield term.label, term.body


def _compared(core: c.Core, options: Options) -> Iterator[Any]:
    """The dates that a rule compares now with."""
    for part in within(core, options):
        if isinstance(part, c.CompareTime):
            if isinstance(part.left, c.NowIs):
                yield bare(part.right)
            elif isinstance(part.right, c.NowIs):
                yield bare(part.left)


def _moves(plan: Plan, options: Options, date: c.TermIs) -> bool:
    """Whether a date rests on a date that is kept and that an event changes."""
    kept = {name for name in reads(plan, options, date) if plan.terms[name].role == "state" and plan.terms[name].kind in TIMES}
    return any(isinstance(change.make, c.SetTerm) and change.make.term in kept for event in plan.events.values() for change in event.changes)

