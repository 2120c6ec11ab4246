"""What is no mistake and deserves a second look: takes a checked plan, gives diagnostics that stop nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dsl import core as c
from dsl.diagnostics import Diagnostic
from dsl.forms import inside
from dsl.plan import Plan
from dsl.source import Span


def notices(plan: Plan) -> tuple[Diagnostic, ...]:
    """The notices on a plan's terms and events, in the plan's order."""
    return tuple(_later_of_unset(plan))


def _later_of_unset(plan: Plan) -> Iterator[Diagnostic]:
    """`the later of A and B` where B starts unset: it is unset as long as B is."""
    clauses: list[tuple[c.Label, Sequence[c.Core | None]]] = [(term.label, (term.body,)) for term in plan.terms.values() if term.role == "means"]
    clauses += [(event.label, event.guards) for event in plan.events.values()]
    for label, forms in clauses:
        for best in inside(forms, c.Best):
            waits = [name for item in best.items for name in _starting_unset(plan, item)] if best.op == "latest" else []
            for name in dict.fromkeys(waits):
                yield Diagnostic(
                    "later-of-unset", _where(plan, label), f"This is unset until `{name}` is set: `the later of` waits for both.",
                    f"If it should count without `{name}`, write `A, postponed to {name}`.",
                )  # fmt: skip


def _where(plan: Plan, label: c.Label) -> Span:
    """The head of a clause, behind its citations."""
    info = plan.clauses[label]
    head = getattr(info.node, "head", None) or getattr(info.node, "name", None)
    return head.span if head is not None else info.span


def _starting_unset(plan: Plan, core: Any) -> Iterator[str]:
    """The kept terms without a value at the start of which a date is made."""
    while isinstance(core, c.Part | c.PartOfDay | c.DayAt):
        core = core.day if isinstance(core, c.PartOfDay) else core.body if isinstance(core, c.Part) else core.value
    if isinstance(core, c.TermIs):
        term = plan.terms[core.term]
        if term.role == "state" and term.body is None and term.because != "input":
            yield term.name
