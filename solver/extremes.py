"""`what is the most that X can be?`: the largest or smallest value over all paths, exact.

`bounds` finds it for one combination of readings. Here it is found for the base
readings, and then for all those under which some path goes beyond. A value
that is reached comes with its path; one that is approached and not reached is
an open bound, and said to be one.
"""

from __future__ import annotations

import time
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dsl.plan import GivenTerm, Plan, Question
from solver.answer import Answer, Finding, Row
from solver.bounds import BEYOND, NO_VALUE, Sought
from solver.cast import cast_of
from solver.choices import Leaf, reading_as, reading_choices, readings_made
from solver.cubes import Cube, fits
from solver.expect import missed
from solver.idle import readings_of
from solver.machine import Machine
from solver.one_more import any_path, with_one_more
from solver.paths import with_vacuity, with_what_is_kept
from solver.refused import not_allowed
from solver.replay import horizon, readings_given, readings_settled, tell
from solver.rows import combinations, rows_of
from solver.search import Found, Task, Unknown, deepen
from solver.story import Story
from solver.tasks import machine_for, task_of, tellings
from solver.unknowns import Otherwise, Values, name_of, undecided_by, whatever_is_given


def answer_extreme(plan: Plan, question: Question, seconds: float) -> Answer:
    """The most or least, latest or earliest, that a value can be, under every reading that bears on it.

    Raises Disagreement, OutsideCalendar, TooManyReadings, Undecided.
    """
    deadline = time.monotonic() + seconds
    given = readings_settled(question)
    machine = machine_for(plan, question, given)
    question = replace(question, scenario=replace(question.scenario, people=cast_of(plan, question.scenario, machine.kinds)))
    rows, parts = _rows(plan, question, machine, given, deadline)
    question, rows, larger = with_one_more(
        plan, question, rows, lambda asked: _more(plan, asked, given, parts, deadline), lambda asked: _rows(plan, asked, machine, given, deadline)[0]
    )
    rows = tuple(with_what_is_kept(plan, question, with_vacuity(plan, question, row, given), given, deadline) for row in rows)
    untried = any(found.untried for _, found in parts)
    turned = {name for row in rows for name, _ in row.under}
    others = tuple(name for name in readings_of(machine, question.scenario) if name not in turned and name not in given)
    return Answer(
        question, rows,
        same_under=() if untried else others,
        untried=others if untried else (),
        people=tuple((person.written, person.kind) for person in question.scenario.people),
        horizon=horizon(plan, question.scenario),
        missed=missed(plan, question, rows),
        one_more=larger,
    )  # fmt: skip


Parts = list[tuple[Cube, "_Values"]]


def _rows(plan: Plan, question: Question, machine: Machine, given: Cube, deadline: float) -> tuple[tuple[Row, ...], Parts]:
    """What is so under every reading, the base first; and the values of each telling."""
    parts: Parts = []
    for leaf in tellings(plan, question.scenario, machine):
        cube = readings_made(leaf.made, but=readings_given(question.scenario))
        parts.append((cube, _values(plan, question, {**given, **cube}, leaf.result, deadline)))
    names = {name for cube, found in parts for name in (*cube, *(n for under, _ in found.rows for n in under))}
    readings = [name for name in plan.readings if name in names and name not in given]
    leaves = []
    for taken in combinations(plan, readings):
        found = next(found for cube, found in parts if fits(cube, taken))
        best = found.best({**given, **taken})
        leaves.append(Leaf(reading_choices(taken), replace(best.finding, turns_on=_taken(question, best) or best.finding.turns_on)))
    base = plan.base_readings | dict(given)
    rows = (_with_path_of(question, row, parts, base | dict(row.under)) for row in rows_of(plan, leaves, given))
    return tuple(_turning(plan, question, row, parts, given, deadline) for row in rows), parts


def _taken(question: Question, row: Row) -> tuple[str, ...]:
    """What nobody gave, as far as the path of a row takes it for granted."""
    further = row.path.givens[len(question.scenario.givens) :] if row.path is not None else ()
    return tuple(dict.fromkeys(name_of(one) for one in further if isinstance(one, GivenTerm)))


def _turning(plan: Plan, question: Question, row: Row, parts: Parts, given: Cube, deadline: float) -> Row:
    """The row, and what is so where its value turns on something that nobody gave."""
    names, path = row.finding.turns_on, row.path
    if row.finding.verdict != "value" or not names or path is None:
        return row
    row = replace(row, finding=replace(row.finding, turns_on=()))
    if row.finding.bound:
        return undecided_by(row, names)
    under = dict(row.under)
    here = [{**given, **cube, **under} for cube, found in parts if fits(cube, under)]
    untried = any(found.untried for cube, found in parts if fits(cube, under))

    def task(options: Cube, asked: Question = question) -> Task:
        return task_of(plan, asked, options, tell(plan, asked.scenario, reading_as(options)))

    def otherwise(_: Found, values: Values) -> Otherwise:
        scenario = replace(question.scenario, givens=(*question.scenario.givens, *values))
        asked = replace(question, scenario=scenario)
        other = Sought(plan, asked, task(base, asked), deadline).row(base)
        further = other.path.givens[len(scenario.givens) :] if other.path is not None else ()
        return other.finding, tuple(one for one in further if isinstance(one, GivenTerm))

    base = plan.base_readings | dict(given) | under
    sought = Sought(plan, question, task(base), deadline)
    free = () if untried else map(task, here)
    found = whatever_is_given(sought.task, free, question.scenario, (path, *row.others), names, row, otherwise, deadline, sought.reaches(row.finding.values[0]))
    if not found.finding.ways:
        return found
    return Row(found.under, replace(found.finding, ways=tuple(replace(way, limit="") for way in found.finding.ways)))


def _more(plan: Plan, question: Question, given: Cube, parts: Parts, deadline: float) -> bool | None:
    """Whether a path goes beyond what was found under its readings; None if it was not found out in time, or cannot be."""
    found: list[bool | None] = []
    for cube, values in parts:
        settled = {**given, **cube}
        story = tell(plan, question.scenario, reading_as(settled))
        if story.refusal is not None:
            continue
        sought = Sought(plan, question, task_of(plan, question, settled, story), deadline)
        rows = values.rows or (((), values.otherwise),) if values.otherwise.finding.verdict == "value" else values.rows
        wanted = [(dict(under), row) for under, row in rows]
        more = any_path(deepen(sought.task, deadline), lambda depth, sought=sought, wanted=wanted: sought.beyond_all(depth, wanted))  # type: ignore[misc]
        found.append(more)
    return True if True in found else None if None in found else False


def _with_path_of(question: Question, row: Row, parts: Parts, taken: Cube) -> Row:
    """The row with the path that comes to its value under a combination of readings, and those that do under others."""
    marked = ((under, other, replace(other.finding, turns_on=_taken(question, other) or other.finding.turns_on))
              for _, found in parts for under, other in (*found.rows, ({}, found.otherwise)))
    every = [(under, other) for under, other, finding in marked if finding == row.finding]
    first = next((other for under, other in every if fits(under, taken)), every[0][1] if every else row)
    others = dict.fromkeys(other.path for _, other in every if other.path is not None and other.path != first.path)
    return replace(row, path=first.path, moment=first.moment, others=tuple(others))


class _Values(Struct, frozen=True):
    """The values reached, each with readings under which it is; `otherwise` is what is so under those that no row has."""

    rows: tuple[tuple[Cube, Row], ...]
    otherwise: Row
    up: bool
    untried: bool = False

    def best(self, taken: Cube) -> Row:
        """What is so under a combination of readings."""
        found = [row for under, row in self.rows if fits(under, taken)]
        if not found:
            return self.otherwise
        return (max if self.up else min)(found, key=lambda row: row.finding.values[0])


def _values(plan: Plan, question: Question, given: Cube, story: Story, deadline: float) -> _Values:
    """Every value that is the most or least under some readings.

    That of the base is found first. As long as some path goes beyond what has
    been found for the readings that it needs, theirs is found too.
    """
    if (refused := not_allowed(story)) is not None:
        return _Values((), Row((), refused), up=False)
    base = plan.base_readings | dict(given)

    def sought(readings: Cube, *also: Any) -> Sought:
        return Sought(plan, question, task_of(plan, question, readings, story), deadline, also)

    first = sought(base)
    row = first.row(base)
    if row.finding.verdict not in ("value", "unset") or row.finding.bound:
        return _Values((), row, first.up, untried=True)
    none = row if row.finding.verdict == "unset" else Row((), Finding("unset", limit=row.finding.limit.replace(BEYOND, NO_VALUE)))
    rows = first.holding(row, given)
    free = sought(given)
    for depth in deepen(free.task, deadline):
        while (met := depth.readings(free.beyond_all(depth, rows))) is not None:
            if met is Unknown.UNKNOWN:
                return _Values((), row, first.up, untried=True)
            readings = {**base, **met}
            better = sought(readings, *(value for _, row in rows for value in row.finding.values))
            other = better.row(readings)
            if other.finding.verdict != "value" or other.finding.bound:
                return _Values((), row, first.up, untried=True)
            rows += better.holding(other, given)
    return _Values(tuple(rows), none, first.up)
