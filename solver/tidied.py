"""A scenario that goes on with a path; one that time cut short is tidied by telling it again.

Its events are told as early, and its figures made as round, as it still comes
to its goal when it is told again from the plan. What could not be tried stays
as the solver met it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, PARTS, Instant, day_of, instant, part_of
from dsl.kinds import Kind, Number
from dsl.plan import GivenTerm, Plan, Scenario, StoryLine, is_whole
from solver.choices import reading_as
from solver.lines_from_model import story_line
from solver.outcomes import outcome
from solver.search import Found, Task
from solver.ties import GRID

ComesOut = Callable[[Scenario], bool]
HALVES = 2  # of a day in which a line can stand: before its close of business, and after it


def with_path(task: Task, scenario: Scenario, found: Found) -> Scenario:
    """A scenario that goes on with a path, tidied if that was cut short."""
    assert found.lines is not None
    path = replace(scenario, lines=(*scenario.lines, *found.lines), givens=(*scenario.givens, *found.given))
    return _tidied(task, scenario, path, found) if found.cut_short else path


def _tidied(task: Task, scenario: Scenario, path: Scenario, found: Found) -> Scenario:
    plan = task.machine.plan
    readings = {**plan.base_readings, **task.machine.options, **found.readings}

    def comes_out(tried: Scenario) -> bool:
        return not isinstance(outcome(task, tried, scenario, reading_as(readings)), str)

    if not comes_out(path):
        return path
    for place in range(len(scenario.lines), len(path.lines)):
        path = _earlier(path, place, path.lines[place - 1] if place else None, task.story.history[-1].tick, comes_out)
    for place in range(len(scenario.lines), len(path.lines)):
        path = _rounder_line(plan, path, place, comes_out)
    for place in range(len(scenario.givens), len(path.givens)):
        path = _first(comes_out, _rounder_givens(plan, path, place), path)
    return path


def _first(comes_out: ComesOut, tried: Iterable[Scenario], otherwise: Scenario) -> Scenario:
    return next(filter(comes_out, tried), otherwise)


# ---- earlier ---------------------------------------------------------------------------


def _earlier(path: Scenario, place: int, before: StoryLine | None, begins: Instant, comes_out: ComesOut) -> Scenario:
    """The path with a line as early as halving the time back to the line before it finds."""
    low, high = max(_half(begins), _half(_tick(before)) if before is not None else 0), _half(_tick(path.lines[place]))
    while low < high:
        middle = (low + high) // 2
        tried = _with_line(path, place, _moved(path.lines[place], middle))
        if comes_out(tried):
            path, high = tried, middle
        else:
            low = middle + 1
    return path


def _tick(line: StoryLine) -> Instant:
    return instant(line.date, AFTER_CLOSE if line.after_close else BEFORE_CLOSE)


def _half(tick: Instant) -> int:
    """The half of a day at an instant, or the next one in which a line can stand."""
    return HALVES * (tick // PARTS) + (part_of(tick) > BEFORE_CLOSE)


def _moved(line: StoryLine, half: int) -> StoryLine:
    tick = Instant(PARTS * (half // HALVES) + (AFTER_CLOSE if half % HALVES else BEFORE_CLOSE))
    return replace(line, date=day_of(tick), after_close=part_of(tick) == AFTER_CLOSE)


def _with_line(path: Scenario, place: int, line: StoryLine) -> Scenario:
    return replace(path, lines=(*path.lines[:place], line, *path.lines[place + 1 :]))


# ---- rounder ---------------------------------------------------------------------------


def _rounder_line(plan: Plan, path: Scenario, place: int, comes_out: ComesOut) -> Scenario:
    """The path with each figure of a line as round as may be."""
    event = plan.events[path.lines[place].event]
    for number, hole in enumerate(event.holes):
        line = path.lines[place]
        values = [value for _, value in line.values]
        tried = (
            _with_line(path, place, story_line(plan, event, _tick(line), list(zip(event.holes, [*values[:number], value, *values[number + 1 :]], strict=True))))
            for value in _rounder(plan, hole.kind, values[number])
        )
        path = _first(comes_out, tried, path)
    return path


def _rounder_givens(plan: Plan, path: Scenario, place: int) -> Iterator[Scenario]:
    """The path with a figure that was taken for granted made rounder, the roundest first."""
    given = path.givens[place]
    if isinstance(given, GivenTerm):
        for value in _rounder(plan, plan.terms[given.term].kind, given.value):
            yield replace(path, givens=(*path.givens[:place], replace(given, value=value), *path.givens[place + 1 :]))


def _rounder(plan: Plan, kind: Kind, value: Any) -> Iterator[Fraction]:
    """Figures beside one that need not be whole, the roundest first, none of them as fine as it."""
    if not isinstance(kind, Number) or is_whole(plan, kind):
        return
    for parts in GRID:
        if (value * parts).denominator == 1:
            return
        yield from (Fraction(math.floor(value * parts), parts), Fraction(math.ceil(value * parts), parts))
