"""From what the solver met to a path as a story has it: the lines of its events, how it reads the readings, what it takes for granted.

Takes a run and a solver that has a model of it, whose ties are broken as each value is asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from dsl.dates import AFTER_CLOSE, PARTS, Instant, day_of, part_of
from dsl.kinds import DAY, PERSON, YES_NO, Kind, Number
from dsl.phrases import write_sentence
from dsl.plan import Event, GivenTerm, HoleOf, Plan, StoryLine, is_whole
from dsl.source import NOWHERE
from dsl.written import write_value
from solver.formula import ite, less, or_, total
from solver.symbolic_parameters import DAYS_BEFORE
from solver.ties import Ties
from solver.unroll import Slot, Unrolled


def readings_of(run: Unrolled, ties: Ties) -> dict[str, str]:
    """How the path reads the free readings: as the solver met them, and from now on so."""
    plan = run.machine.plan
    return {
        name: plan.readings[name].options[ties.as_met(variable)].name
        for name, variable in run.symbolic.free_readings.items()
    }


def given_of(runs: Sequence[Unrolled], ties: Ties) -> tuple[GivenTerm, ...]:
    """What is taken for granted of what nobody gave."""
    found = {}
    for run in runs:
        for (name, subject), value in run.symbolic.parameters.items():
            kind = run.machine.plan.terms[name].kind
            if (name, subject) not in found:
                found[(name, subject)] = GivenTerm(name, subject, _plain(run, ties, kind, value.it), NOWHERE)
    return tuple(found.values())


def _plain(run: Unrolled, ties: Ties, kind: Kind, variable: Any) -> Any:
    if kind == YES_NO:
        return ties.no_if_possible(variable)
    if kind == DAY:
        return dt.date.fromordinal(ties.smallest(variable, _from(run, ties, variable, 1)))
    if kind == PERSON:
        return run.symbolic.actors[ties.first_of(variable)]
    if isinstance(kind, Number) and not is_whole(run.machine.plan, kind):
        return ties.smallest_amount(variable)
    return Fraction(ties.smallest(variable, 0)) if isinstance(kind, Number) else Instant(ties.smallest(variable, _from(run, ties, variable, PARTS)))


def _from(run: Unrolled, ties: Ties, variable: Any, parts: int) -> int:
    """From when on the earliest day or instant is looked for that a variable may be: from the first of the story, if it need not be before."""
    first = run.symbolic.first_day
    is_before = less(variable, first * parts)
    return (first - DAYS_BEFORE if is_before is not False and ties.no_if_possible(is_before) else first) * parts


def lines_of(run: Unrolled, ties: Ties) -> tuple[StoryLine, ...]:
    """The events chosen, smallest in the order of the tie-break."""
    _fewest_discretions(run, ties)
    kinds = [ties.first_of(step.kind) for step in run.steps]
    chosen = [(step, run.events[kind]) for step, kind in zip(run.steps, kinds, strict=True) if kind < len(run.events)]
    values: dict[Any, Any] = {}
    for step, event in chosen:
        for hole, variable in zip(event.holes, step.holes[event.name], strict=True):
            if hole.kind != DAY and not isinstance(hole.kind, Number):
                values[variable] = run.symbolic.actors[ties.first_of(variable)]
    now, ticks = run.symbolic.entries[run.last_told].tick, []
    for step in run.steps:  # none is before the one before
        ticks.append(now := ties.soonest(step.tick, now))
    for step, event in chosen:
        for hole, variable in zip(event.holes, step.holes[event.name], strict=True):
            if variable not in values:
                values[variable] = _plain(run, ties, hole.kind, variable)
    when = {id(step): Instant(tick) for step, tick in zip(run.steps, ticks, strict=True)}
    return tuple(_line(run.machine.plan, event, step, when[id(step)], values) for step, event in chosen)


def _fewest_discretions(run: Unrolled, ties: Ties) -> None:
    """A path that needs nobody's discretion is preferred to one that does."""
    powers = [index for index, event in enumerate(run.events) if event.is_power]
    if powers and run.steps:
        uses = total(ite(or_(step.is_a(index) for index in powers), 1, 0) for step in run.steps)
        ties.smallest(uses, 0)


def _line(plan: Plan, event: Event, step: Slot, tick: Instant, values: Mapping[Any, Any]) -> StoryLine:
    filled = [(hole, values[variable]) for hole, variable in zip(event.holes, step.holes[event.name], strict=True)]
    return story_line(plan, event, tick, filled)


def story_line(plan: Plan, event: Event, tick: Instant, filled: list[tuple[HoleOf, Any]]) -> StoryLine:
    """A line as a scenario has it: an event at a tick, its holes filled."""
    written = {hole.name: write_value(value, hole.kind, plan.units, plan.display) for hole, value in filled}
    sentence = write_sentence(event.phrase, written)
    values = tuple((hole.name, value) for hole, value in filled)
    return StoryLine(day_of(tick), part_of(tick) == AFTER_CLOSE, False, event.name, values, sentence, NOWHERE)
