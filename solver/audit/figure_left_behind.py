"""Figures that stay when the term they repeat is changed: a power moves a threshold, and a clause still says the number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dsl import core as c
from dsl.kinds import RATIO
from dsl.plan import Plan, Term
from solver.audit.finding import Sought, Suspect
from solver.audit.forms import bare, clauses_of, own_events, own_powers, own_terms, within
from solver.settled import settled

ENTRY = "figure-left-behind"


def find(plan: Plan) -> Iterator[Suspect]:
    """Each percentage that starts at a figure and that a power changes, with each other clause that says the figure."""
    for term in own_terms(plan):
        figure = bare(term.body)
        if term.role == "state" and term.kind == RATIO and isinstance(figure, c.Amount) and 0 < figure.value < 1:
            powers = [power.label for power in own_powers(plan) if _changes(power.changes, term)]
            for label in _saying(plan, term, figure) if powers else ():
                if label not in powers:
                    now = c.TermIs(term.name)
                    moved = c.All((c.Not(c.Same(now, figure)), *_still(plan, label, figure)))
                    sought = Sought(moved, shown=((term.name, now, term.kind),))
                    yield Suspect(ENTRY, clauses_of(term.label, label, *powers), (term.name, label.clause, powers[0].clause), "serious", sought)


def _still(plan: Plan, label: c.Label, figure: c.Amount) -> Iterator[c.Core]:
    """That a term which is the figure, as the plan is read, still is."""
    for term in own_terms(plan):
        if term.label == label and term.per is None and term.body is not None and chosen(bare(term.body), plan) == figure:
            yield c.Same(c.TermIs(term.name), figure)


def chosen(core: Any, plan: Plan) -> Any:
    """What a choice comes to on the base readings."""
    while isinstance(core, c.Choice) and (taken := settled(core.condition, plan.base_readings)) is not None:
        core = bare(core.value if taken else core.otherwise)
    return core


def _changes(changes: tuple[c.Change, ...], term: Term) -> bool:
    return any(isinstance(change.make, c.SetTerm) and change.make.term == term.name for change in changes)


def _saying(plan: Plan, term: Term, figure: c.Amount) -> Iterator[c.Label]:
    """The clauses that say a figure and do not speak of the term."""
    bodies: list[tuple[c.Label, Any]] = [(other.label, other.body) for other in own_terms(plan) if other is not term and other.role in ("fixed", "means")]
    bodies += [(event.label, c.All(event.guards)) for event in own_events(plan)]
    for label, body in bodies:
        parts = list(within(body, plan.base_readings)) if body is not None else []
        if figure in parts and c.TermIs(term.name) not in parts:
            yield label
