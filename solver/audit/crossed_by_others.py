"""Thresholds that somebody else's act moves past a holder: a buy-back or a lowering makes of somebody what it did nothing to become."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from dsl import core as c
from dsl.kinds import PERSON
from dsl.plan import Event, Plan
from solver.audit.finding import Severity, Sought, Suspect
from solver.audit.forms import bare, clauses_of, outermost, own_conjuncts, person_statuses, reads
from solver.dependence import dependence_of

ENTRY = "crossed-by-others"


def find(plan: Plan) -> Iterator[Suspect]:
    """Each status with a threshold, and each event of nobody's that moves the threshold."""
    options = plan.base_readings
    dependence = dependence_of(plan, options)
    for status in person_statuses(plan):
        if status.body is None or dependence.on_time(status.body):
            continue  # what time alone may bring is no event's doing
        moved = {name for core in _thresholds(plan, status.body, status.var) for name in reads(plan, options, core) if plan.terms[name].per is None}
        for event in plan.events.values():
            if not _has_person(event) and any(_lowers(change.make, moved) for change in event.changes):
                name = outermost(plan, status.name)
                labels = clauses_of(status.label, plan.terms[name].label, event.label)
                severity: Severity = "serious" if event.is_power else "worth a look"
                yield Suspect(ENTRY, labels, (name, event.name), severity, _sought(plan, name, event))


def _thresholds(plan: Plan, body: c.Core, var: str | None) -> Iterator[c.Core]:
    """What a status has its own values reach or pass."""
    for part in own_conjuncts(plan, body):
        if isinstance(part, c.Compare) and part.op in ("at least", "more than"):
            left = bare(part.left)
            if isinstance(left, c.TermIs) and left.subject == c.VarIs(var or ""):
                yield part.right


def _lowers(make: c.SetTerm | c.SetPair, moved: set[str]) -> bool:
    """Whether a change can lower something by which a threshold is measured."""
    return isinstance(make, c.SetTerm) and make.term in moved and make.op != "increases by"


def _has_person(event: Event) -> bool:
    return any(hole.kind == PERSON for hole in event.holes)


def _sought(plan: Plan, name: str, event: Event) -> Sought:
    """That somebody is of the status right after the event, at no event in which anybody took part, and by no other event of nobody's."""
    status = c.TermIs(name, c.VarIs("audited"))
    others = [
        c.Not(c.HasOccurred(other.name, tuple(hole.var for hole in other.holes), status))
        for other in plan.events.values() if _has_person(other) and _bears(plan, name, other)
    ]  # fmt: skip
    happens_else = [
        c.Not(c.HasOccurred(other.name, tuple(hole.var for hole in other.holes), c.Truth(True)))
        for other in plan.events.values() if not _has_person(other) and other is not event and _bears(plan, name, other)
    ]  # fmt: skip
    happened = c.HasOccurred(event.name, tuple(hole.var for hole in event.holes), c.All((status, *_in_part(event))))
    return Sought(c.All((happened, *others, *happens_else)), var="audited")


def _in_part(event: Event) -> Iterator[c.Core]:
    """That what an event takes away is at most a tenth of what is left: a story of all but one share is no news."""
    for change in event.changes:
        if isinstance(change.make, c.SetTerm) and change.make.op == "decreases by" and isinstance(change.make.value, c.VarIs):
            tenth = c.Calc("times", c.Amount(Fraction(1, 10)), c.TermIs(change.make.term, change.make.subject))
            yield c.Compare("at most", change.make.value, tenth)


def _bears(plan: Plan, name: str, event: Event) -> bool:
    """Whether an event changes something on which a status rests."""
    rests = reads(plan, plan.base_readings, c.TermIs(name, c.VarIs("audited")))
    changes = [*event.changes, *(change for companion in plan.companions if companion.event == event.name for change in companion.changes)]
    return any(isinstance(change.make, c.SetPair) or change.make.term in rests for change in changes)
