"""Reads the checked forms of a plan for the audit: conjuncts, alternatives, what is read, what is the plan's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dsl import core as c
from dsl.forms import children
from dsl.kinds import YES_NO
from dsl.plan import Event, Plan, Term
from dsl.rewritten import defined, rewritten
from solver.cone import Cone
from solver.settled import settled

Options = Mapping[str, str]
NEVER = c.Truth(False)


def is_own(plan: Plan, label: c.Label) -> bool:
    """Whether a clause is the plan's own: it says where it comes from, as no clause of a vocabulary does."""
    info = plan.clauses.get(c.Label(label.clause))
    return info is not None and bool(info.sources)


def own_terms(plan: Plan) -> list[Term]:
    """The terms that the plan itself declares; a limb that is named elsewhere is none."""
    return [term for term in plan.terms.values() if is_own(plan, term.label) and not term.label.parts]


def own_events(plan: Plan) -> list[Event]:
    """The events, powers and duties that the plan itself declares."""
    return [event for event in plan.events.values() if is_own(plan, event.label)]


def own_powers(plan: Plan) -> list[Event]:
    """What the plan itself lets somebody do."""
    return [event for event in own_events(plan) if event.is_power]


def within(core: Any, options: Options) -> Iterator[Any]:
    """A form and all that it is made of, but what the readings leave out; definitions are not followed."""
    if settled(core, options) is False:
        return
    if isinstance(core, tuple):
        for item in core:
            yield from within(item, options)
        return
    yield core
    if isinstance(core, c.Choice) and (taken := settled(core.condition, options)) is not None:
        chosen = core.value if taken else core.otherwise
        if chosen is not None:
            yield from within(chosen, options)
        return
    if isinstance(core, c.Any) and settled(core, options) is True:
        return
    for part in children(core):
        yield from within(part, options)


def terms_in(core: Any, options: Options) -> set[str]:
    """The terms that a form itself speaks of."""
    return {part.term for part in within(core, options) if isinstance(part, c.TermIs)}


def reads(plan: Plan, options: Options, core: c.Core) -> set[str]:
    """All the terms that a form rests on, through definitions."""
    cone = Cone(plan, options)
    cone.read(core)
    return cone.seen


def conjuncts(plan: Plan, options: Options, core: Any, follow: bool, label: c.Label | None = None) -> Iterator[tuple[c.Label | None, Any]]:
    """The conditions that must all hold for one to hold, each with its label, what the readings settle left out.

    Statuses are followed into their definitions where wanted.
    """
    if settled(core, options) is True:
        return
    match core:
        case c.Part():
            yield from conjuncts(plan, options, core.body, follow, core.label)
        case c.All():
            for item in core.items:
                yield from conjuncts(plan, options, item, follow, label)
        case c.Any() if len(live := [item for item in core.items if not is_out(item, options)]) == 1:
            yield from conjuncts(plan, options, live[0], follow, label)
        case c.TermIs() if follow and plan.terms[core.term].kind == YES_NO and (body := defined(plan, core)) is not None:
            yield from conjuncts(plan, options, body, follow, plan.terms[core.term].label)
        case _:
            yield label, core


def own_conjuncts(plan: Plan, core: Any) -> list[Any]:
    """The conditions of a definition itself that must all hold, on the base readings."""
    return [item for _, item in conjuncts(plan, plan.base_readings, core, follow=False)]


def is_out(item: Any, options: Options) -> bool:
    """Whether the readings leave out an item of a list."""
    body = bare(item)
    if isinstance(body, c.Choice) and body.otherwise is None:
        return settled(body.condition, options) is False
    return settled(body, options) is False


def bare(core: Any) -> Any:
    """A form without its labels."""
    while isinstance(core, c.Part):
        core = core.body
    return core


def is_latching(core: Any) -> bool:
    """Whether a condition, once it holds, holds for good."""
    match core:
        case c.Part():
            return is_latching(core.body)
        case c.EverHeld() | c.HasOccurred():
            return True
        case c.Quantifier(op="some"):
            return isinstance(core.people, c.Truth) and is_latching(core.body)
        case c.IsSetIs():
            return isinstance(core.value, c.FirstAt | c.EventAt)
        case _:
            return False


def with_status(core: Any, name: str, instead: str | None) -> Any:
    """A form in which another status, or none at all, stands in the place of one."""
    if isinstance(core, c.TermIs) and core.term == name:
        return c.TermIs(instead, core.subject) if instead is not None else NEVER
    return rewritten(core, lambda part: with_status(part, name, instead))


def some_person(name: str, ever: bool = False) -> c.Core:
    """That some person is of a status, or has been."""
    status: c.Core = c.TermIs(name, c.VarIs("audited"))
    return c.Quantifier("some", "audited", c.Truth(True), c.EverHeld(status) if ever else status)


def person_statuses(plan: Plan) -> list[Term]:
    """The plan's own statuses of people."""
    return [term for term in own_terms(plan) if term.role == "means" and term.kind == YES_NO and term.per == "Person"]


def thing_statuses(plan: Plan) -> list[Term]:
    """The plan's own statuses of things."""
    return [term for term in own_terms(plan) if term.role == "means" and term.kind == YES_NO and term.per != "Person"]


def outermost(plan: Plan, name: str) -> str:
    """The status by which a status goes: the last of those that on the base readings mean just the one before."""
    for term in person_statuses(plan):
        if term.body is not None and term.name != name:
            match own_conjuncts(plan, term.body):
                case [c.TermIs(term=meant)] if meant == name:
                    return outermost(plan, term.name)
    return name


def clauses_of(*labels: c.Label) -> tuple[c.Label, ...]:
    """Labels, each once."""
    return tuple(dict.fromkeys(labels))
