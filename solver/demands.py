"""What may hold throughout by what the steps demand and change: candidates for an invariant, as those of `lemmas`.

A term is as it was told until what its changes demand holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dsl import core as c
from solver.formula import Bool, Val, is_open, not_, or_
from solver.lemma import Lemma, Place, holds, is_now, named, term_at
from solver.machine import Step
from solver.unroll import Unrolled

Changes = tuple[tuple[c.Core, ...], tuple[c.Change, ...]]  # what is changed together, after what is demanded for it


def once(told: Unrolled) -> Iterator[Lemma]:
    """That a term of the plan is as it was told until something holds without which no step changes it."""
    for place, was in told.symbolic.entries[told.last_told].terms.items():
        if place[1] is None and not is_open(was.set) and not is_open(was.it):
            name, _ = named(told, place)
            for number, (label, form) in enumerate(_needed_to_change(told, place[0])):
                where = str(label) if label is not None else f"condition {number + 1} of its changes"
                yield Lemma(f"{name} changes only once {where} holds", (), partial(_unchanged_or, place, was, form))


def _unchanged_or(place: Place, was: Val, form: c.Core, run: Unrolled, at: int) -> Bool:
    here = term_at(place, run, at)
    unchanged = is_now(here, was.it) if was.set else not_(here.set)
    return or_((unchanged, holds(form, run, at)))


def _needed_to_change(told: Unrolled, term: str) -> list[tuple[c.Label | None, c.Core]]:
    """What the steps that change a term demand, as far as it is of no person or amount that the step names."""
    found: dict[int, tuple[c.Label | None, c.Core]] = {}
    for step in told.machine.steps:
        if any(isinstance(change.make, c.SetTerm) and change.make.term == term for change in _changes_of(step)):
            found |= {id(form): (label, form) for label, form in _demanded(told, step)}
    return list(found.values())


def _demanded(told: Unrolled, step: Step) -> Iterator[tuple[c.Label | None, c.Core]]:
    """The conditions that an event demands, as far as they are of no person or amount that it names."""
    for guard in step.event.guards:
        for label, form in _conjuncts(told, guard, None):
            if not told.symbolic.depends.variables(form):
                yield label, form


def _conjuncts(told: Unrolled, form: c.Core, label: c.Label | None) -> Iterator[tuple[c.Label | None, c.Core]]:
    """The conditions that must all hold for one to hold, each with the innermost label around it."""
    match form:
        case c.Part():
            yield from _conjuncts(told, form.body, form.label)
        case c.All():
            for item in form.items:
                yield from _conjuncts(told, item, label)
        case c.TermIs(term=name) if (term := told.machine.plan.terms[name]).role == "means" and not term.var and term.body is not None:
            yield from _conjuncts(told, term.body, term.label)
        case _:
            yield label, form


def changes(told: Unrolled) -> Iterator[Changes]:
    """What each event changes, with what it demands."""
    for step in told.machine.steps:
        yield step.event.guards, step.changes


def changes_beside(told: Unrolled) -> Iterator[Changes]:
    """What goes with each event, with what that demands; and what happens by itself."""
    for step in told.machine.steps:
        yield from (((companion.condition,), made) for companion, made in step.companions)
    yield from (((), by_itself.changes) for by_itself in told.machine.by_themselves)


def _changes_of(step: Step) -> tuple[c.Change, ...]:
    return (*step.changes, *(change for _, made in step.companions for change in made))
