"""Begins a run: a machine and the story told so far, as an unrolled run to which steps can be added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, instant
from dsl.kinds import DAY
from dsl.plan import StoryLine
from solver.formula import Bool, Num, Val, and_, equal, implies, ite, not_, total
from solver.history import Unknown, unknown
from solver.machine import Machine
from solver.one_step import add_step, due_by_itself
from solver.story import Story
from solver.symbolic import Moment, Symbolic
from solver.symbolic_parameters import parameter
from solver.undecided import Undecided
from solver.unroll import Slot, Unrolled


def begin(
    machine: Machine, symbolic: Symbolic, story: Story, horizon: int, alike: tuple[tuple[str, ...], ...] = (), may_rest: bool = False
) -> Unrolled:
    """A run that goes on from a told story, with no further event as yet; `alike` and `may_rest` as in `Unrolled`."""
    run = told(machine, symbolic, story, horizon, alike, may_rest)
    for _ in run.happenings:
        add_step(run)
    return run


def told(
    machine: Machine, symbolic: Symbolic, story: Story, horizon: int, alike: tuple[tuple[str, ...], ...] = (), may_rest: bool = False
) -> Unrolled:
    """A run of a told story alone, without the steps of what happens by itself from then on."""
    for entry in story.history:
        symbolic.entries.append(_told(machine, symbolic, story, entry))
    kinds = [step.event for step in machine.steps]
    happenings = [
        (found, person)
        for found in machine.by_themselves
        for person in (symbolic.people if found.happening.var else (None,))
        if (found.happening.label, person) not in story.done
    ]
    return Unrolled(machine, symbolic, horizon, len(symbolic.entries) - 1, kinds, happenings, alike=alike, may_rest=may_rest)


def complete(run: Unrolled) -> Iterator[Bool]:
    """That every step beyond those kept for what happens by itself is an event, and nothing is left to happen."""
    if run.happenings:
        events = len(run.steps) - len(run.happenings)
        if not run.may_rest:
            yield equal(_count(run, run.steps), events)
        for _, due in due_by_itself(run, run.last, run.horizon):
            yield not_(due.set)


def _count(run: Unrolled, steps: Sequence[Slot]) -> Num:
    """How many of some steps are events."""
    return total(ite(run.is_event(step), 1, 0) for step in steps)


def _told(machine: Machine, symbolic: Symbolic, story: Story, entry: Any) -> Moment:
    """An entry of the history as one of the run."""
    events = {}
    if entry.sort == "event":
        holes = machine.plan.events[entry.event].holes
        events[entry.event] = (True, tuple(symbolic.given(entry.values[hole.name]) for hole in holes))
    terms = {}
    for place, value in entry.state.terms.items():
        if place[0] in machine.terms:
            if isinstance(value, Unknown):
                terms[place] = _parameter(machine, symbolic, value)
                continue
            kind = machine.plan.terms[place[0]].kind
            found = symbolic.given(value) if value is not None else Val(False, 0, kind == DAY)
            if symbolic.switches is not None and value == story.history[0].state.terms[place]:
                found = _started(machine, symbolic, place, found)
            terms[place] = found
    pairs = {
        name: {frozenset((a, b)): frozenset((a, b)) in entry.state.pairs[name] for a in symbolic.people for b in symbolic.people if a < b}
        for name in machine.relations
    }
    return Moment(entry.tick, events, terms, pairs, by_itself=entry.sort == "by itself")


def _started(machine: Machine, symbolic: Symbolic, place: tuple[str, str | None], value: Val) -> Val:
    """What a term starts at and no line has changed, which can be left free as other parts can."""
    if place not in symbolic.started:
        symbolic.started[place] = symbolic.kept(machine.plan.terms[place[0]].label, value)
    return symbolic.started[place]


def _parameter(machine: Machine, symbolic: Symbolic, value: Unknown) -> Val:
    """What nobody gave, as a parameter of the run."""
    for term in machine.plan.terms.values():
        for subject in symbolic.people if term.per == "Person" else (None,):
            if (term.role in ("input", "open") or term.because == "input") and unknown(term, subject) == value:
                return parameter(symbolic, term.name, subject)
    raise Undecided(f"This turns on {', '.join(sorted(value.sources))}, which is not given.", "Give it a value with `given`.")


def lines_are(run: Unrolled, lines: Sequence[StoryLine]) -> Iterator[Bool]:
    """That the run's further events are these, in their order."""
    kinds = [event.name for event in run.events]
    for number, step in enumerate(run.steps):
        before = _count(run, run.steps[:number])
        for place, line in enumerate(lines):
            tick = instant(line.date, AFTER_CLOSE if line.after_close else BEFORE_CLOSE)
            values = [run.symbolic.given(value).it for _, value in line.values]
            same = and_([
                step.is_a(kinds.index(line.event)), equal(step.tick, int(tick)),
                *(equal(variable, value) for variable, value in zip(step.holes[line.event], values, strict=True)),
            ])  # fmt: skip
            yield implies(and_([run.is_event(step), equal(before, place)]), same)
