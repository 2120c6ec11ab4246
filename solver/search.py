"""Searches for a path: more and more events, until one does what is wanted or none does.

Takes what is wanted of a run; gives the lines of the path with the fewest
events, ties broken in the order of `ties`, or how far the search went. No
path up to a number of events means just that: longer ones were not tried.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import z3

from dsl.dates import AFTER_CLOSE, Instant, day_of, part_of
from dsl.kinds import DAY, Number
from dsl.phrases import write_sentence
from dsl.plan import Event, HoleOf, Plan, StoryLine, is_whole
from dsl.source import NOWHERE
from dsl.written import write_value
from solver.formula import Bool, lift
from solver.machine import Machine
from solver.replay import Story
from solver.symbolic import Symbolic
from solver.ties import Ties
from solver.unroll import Slot, Unrolled, unroll

MOST_EVENTS = 4
DAYS_BEYOND = 400


@dataclass(frozen=True)
class Found:
    """A path, or how far none was found: `tried` events at most, and whether time ran out."""

    lines: tuple[StoryLine, ...] | None
    tried: int
    out_of_time: bool = False


def search(
    story: Story, machine: Machine, horizon: Instant, wanted: Callable[[Unrolled], Bool], seconds: float, most: int = MOST_EVENTS
) -> Found:
    """The path with the fewest events, at most `most`, for which `wanted` of its run holds."""
    deadline = time.monotonic() + seconds
    for count in range(most + 1):
        run, solver = _posed(story, machine, horizon, wanted, count)
        left = deadline - time.monotonic()
        solver.set("timeout", max(1, int(left * 1000)))
        verdict = solver.check() if left > 0 else z3.unknown
        if verdict == z3.sat:
            return Found(_lines(run, Ties(solver, deadline)), count)
        if verdict == z3.unknown:
            return Found(None, count - 1, out_of_time=True)
    return Found(None, most)


def _posed(
    story: Story, machine: Machine, horizon: Instant, wanted: Callable[[Unrolled], Bool], count: int
) -> tuple[Unrolled, z3.Solver]:
    """A run with so many events, and a solver that knows what is wanted of it."""
    run = unrolled(story, machine, horizon, count)
    goal = wanted(run)
    solver = z3.Solver()
    for constraint in (*run.symbolic.definitions, *run.constraints, goal):
        solver.add(lift(constraint))
    return run, solver


def unrolled(story: Story, machine: Machine, horizon: Instant, count: int) -> Unrolled:
    """The run of a told story with so many more events."""
    evaluator = story.evaluator
    plan = evaluator.plan
    start, end = day_of(story.history[0].tick).toordinal(), day_of(horizon).toordinal()
    symbolic = Symbolic(plan, evaluator.people, evaluator.inputs, machine.options, start, end + DAYS_BEYOND)
    return unroll(machine, symbolic, story, horizon, count)


# ---- from a model to lines ------------------------------------------------------------


def _lines(run: Unrolled, ties: Ties) -> tuple[StoryLine, ...]:
    """The events chosen, smallest in the order of the tie-break."""
    kinds = [ties.smallest(step.kind, 0) for step in run.steps]
    chosen = [(step, run.events[kind]) for step, kind in zip(run.steps, kinds, strict=True) if kind < len(run.events)]
    values: dict[Any, Any] = {}
    for step, event in chosen:
        for hole, variable in zip(event.holes, step.holes[event.name], strict=True):
            if hole.kind != DAY and not isinstance(hole.kind, Number):
                values[variable] = run.symbolic.actors[ties.smallest(variable, 0)]
    ticks = [ties.smallest(step.tick, 0) for step in run.steps]
    for step, event in chosen:
        for hole, variable in zip(event.holes, step.holes[event.name], strict=True):
            if variable not in values:
                values[variable] = _amount(run, ties, hole, variable)
    when = {id(step): Instant(tick) for step, tick in zip(run.steps, ticks, strict=True)}
    return tuple(_line(run.machine.plan, event, step, when[id(step)], values) for step, event in chosen)


def _amount(run: Unrolled, ties: Ties, hole: HoleOf, variable: Any) -> Any:
    if hole.kind == DAY:
        return dt.date.fromordinal(ties.smallest(variable, run.symbolic.first_day))
    if is_whole(run.machine.plan, hole.kind):
        return Fraction(ties.smallest(variable, 0))
    return ties.smallest_amount(variable)


def _line(plan: Plan, event: Event, step: Slot, tick: Instant, values: Mapping[Any, Any]) -> StoryLine:
    filled = [(hole, values[variable]) for hole, variable in zip(event.holes, step.holes[event.name], strict=True)]
    return story_line(plan, event, tick, filled)


def story_line(plan: Plan, event: Event, tick: Instant, filled: list[tuple[HoleOf, Any]]) -> StoryLine:
    """A line as a scenario has it: an event at a tick, its holes filled."""
    written = {hole.name: write_value(value, hole.kind, plan.units, plan.display) for hole, value in filled}
    sentence = write_sentence(event.phrase, written)
    values = tuple((hole.name, value) for hole, value in filled)
    return StoryLine(day_of(tick), part_of(tick) == AFTER_CLOSE, False, event.name, values, sentence, NOWHERE)
