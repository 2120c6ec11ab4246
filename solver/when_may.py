"""`when may POWER happen?`: as things stand, whatever others do, and at best.

As things stand: with no further event. At best: at the instants at which some
continuation has the power open. Whatever others do: at those at which no
continuation by others, its holder doing nothing, has it closed.

The last two are found by covering: a continuation found by the solver is told
again, the stretches that the replay finds in it are taken off, and another is
sought for the instants that are left, until there is none.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from functools import partial
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

import solver.search
from dsl.plan import Event, Plan, Question, Scenario
from solver.answer import Answer, Finding, Opening, Row
from solver.asks import asks_of
from solver.beside import Beside, each
from solver.cast import cast_of
from solver.choices import Choices, Leaf, every_way, reading_choices
from solver.cone import machine_of
from solver.continuations import BothWays, Continuations, TurnsOnFacts
from solver.covers_more import CoveredUnder, told_alike
from solver.cubes import Cube, fits
from solver.expect import missed
from solver.idle import idle_readings, readings_of
from solver.newcomers import with_newcomers
from solver.one_more import with_one_more
from solver.refused import not_allowed
from solver.replay import horizon, readings_given, readings_settled
from solver.rows import combinations, rows_of
from solver.tasks import kinds_told_apart
from solver.windows_of_powers import Window, as_things_stand, bars, window


def answer_when_may(plan: Plan, question: Question, seconds: float) -> Answer:
    """The windows of a power or event, under every reading on which they turn.

    Raises Disagreement, OutsideCalendar, TooManyReadings, Undecided.
    """
    deadline = time.monotonic() + seconds
    assert question.topic is not None
    power = plan.events[question.topic]
    given = readings_settled(question)
    machine = machine_of(plan, given, asks_of(plan, question.scenario, power).forms)
    people = cast_of(plan, question.scenario, kinds_told_apart(plan, question))
    question = replace(question, scenario=replace(question.scenario, people=people))
    rows, found, more = _rows(plan, question, power, given, deadline)
    question, rows, larger = with_one_more(
        plan, question, rows, lambda _: more.result(), lambda asked: _rows(plan, asked, power, given, deadline, is_larger=True)[0]
    )
    more.drop()
    rows = tuple(_with_bars(plan, question.scenario, power, row) for row in rows)
    tried = all(windows.turns_on is not None for windows in found)
    turned = {name for row in rows for name, _ in row.under}
    others = tuple(name for name in readings_of(machine, question.scenario) if name not in turned and name not in given)
    return Answer(
        question, rows,
        same_under=others if tried else (),
        untried=() if tried else others,
        people=tuple((person.written, person.kind) for person in question.scenario.people),
        horizon=horizon(plan, question.scenario),
        missed=missed(plan, question, rows),
        one_more=larger,
    )  # fmt: skip


def _rows(
    plan: Plan, question: Question, power: Event, given: Cube, deadline: float, is_larger: bool = False
) -> tuple[tuple[Row, ...], list[_Windows], Beside[bool | None]]:
    """The windows under every reading on which they turn, those of each combination of these readings, and whether one more person makes more of them.

    The last is not looked for at once where the cast `is_larger` already.

    They are found for the readings on which the window turns as things stand,
    and as long as another reading turns out to matter, for its options too.
    """
    scenario, larger = question.scenario, with_newcomers(plan, question).scenario
    idle = reading_choices(idle_readings(machine_of(plan, given, asks_of(plan, scenario, power).forms), scenario))
    leaves = every_way(lambda choices: _standing(plan, scenario, power, choices), idle | readings_given(scenario))
    standing = rows_of(plan, leaves, given)
    names = [name for name in plan.readings if any(name in dict(row.under) for row in standing)]
    known: dict[object, BothWays] = {}

    def windows_of(combo: Cube) -> _Windows:
        row = next(row for row in standing if fits(dict(row.under), combo))
        settled = {**given, **combo}
        return _windows(plan, scenario, power, row, settled, known.get(_key(plan, settled)), deadline)

    while True:
        combos = list(combinations(plan, names))
        found = list(zip(combos, each(windows_of, combos), strict=True))
        covered = [CoveredUnder(windows.given, windows.covered) for _, windows in found if windows.covered is not None]
        known |= {_key(plan, readings): both_ways for readings, both_ways in covered}
        more = Beside(partial(_more, plan, larger, power, given, covered, deadline), is_quick=is_larger or not covered)
        others = _read_otherwise(plan, scenario, power, given, covered, deadline)
        new = ({name for _, windows in found for name in windows.turns_on or ()} | set(others or ())) - set(names)
        if not new or time.monotonic() > deadline:
            break
        more.drop()
        names = [name for name in plan.readings if name in names or name in new]
    if new or others is None:
        found = [(combo, replace(windows, turns_on=None)) for combo, windows in found]
    told = [Leaf(reading_choices(combo), windows.finding) for combo, windows in found]
    rows = rows_of(plan, _alike(told), given)
    return tuple(_with_paths(row, found) for row in rows), [windows for _, windows in found], more


def _with_bars(plan: Plan, scenario: Scenario, power: Event, row: Row) -> Row:
    """The row; where the power is open at no time as things stand, why."""
    if not row.finding.openings or row.finding.openings[0].stretches:
        return row
    standing, *others = row.finding.openings
    story, since, end = as_things_stand(plan, scenario, Choices(readings_given(scenario) | reading_choices(row.under)))
    standing = replace(standing, bars=bars(story, asks_of(plan, scenario, power), since, end))
    return replace(row, finding=replace(row.finding, openings=(standing, *others)))


def _with_paths(row: Row, found: Sequence[tuple[Cube, _Windows]]) -> Row:
    """The row with the continuations that show its windows."""
    there = [windows.covered for combo, windows in found if windows.covered is not None and fits(dict(row.under), combo)]
    return replace(row, others=tuple(dict.fromkeys(path for both_ways in there for covered in both_ways for path, _ in covered.paths)))


def _read_otherwise(
    plan: Plan, scenario: Scenario, power: Event, given: Cube, found: Sequence[CoveredUnder], deadline: float
) -> frozenset[str] | None:
    """The readings not told apart under which a continuation opens or closes the power where none did; None if it was not found out."""
    names: set[str] = set()
    for together in told_alike(plan, scenario, power, given, found, deadline):
        others = together.read_otherwise()
        if others is None:
            return None
        names |= others
    return frozenset(names)


def _more(plan: Plan, scenario: Scenario, power: Event, given: Cube, found: Sequence[CoveredUnder], deadline: float) -> bool | None:
    """Whether a continuation by a larger cast opens or closes the power where none did; None if it was not found out."""
    alike = told_alike(plan, scenario, power, given, found, deadline)
    return next((more for more in (together.covers_more() for together in alike) if more is None or more), False)


def _alike(leaves: Sequence[Leaf[Finding]]) -> list[Leaf[Finding]]:
    """The same leaves; findings with the same windows are one finding, whatever conditions open and close them."""
    kept: dict[object, Finding] = {}
    return [Leaf(leaf.made, kept.setdefault(_windows_in(leaf.result), leaf.result)) for leaf in leaves]


def _windows_in(finding: Finding) -> object:
    """The windows of a finding, and those of each way in which it may come out, with what that turns on."""
    ways = itertools.zip_longest(map(_windows_in, finding.ways), finding.when)
    return finding.verdict, finding.forbidden, tuple(opening.stretches for opening in finding.openings), finding.turns_on, frozenset(ways)


def _standing(plan: Plan, scenario: Scenario, power: Event, choices: Choices) -> Finding:
    """The window with no further event."""
    story, since, end = as_things_stand(plan, scenario, choices)
    refused = not_allowed(story)
    return refused or Finding("windows", openings=(_opening("as things stand", window(story, asks_of(plan, scenario, power), since, end)),))


def _opening(scope: Literal["as things stand", "whatever others do", "at best"], found: Window) -> Opening:
    return Opening(scope, found.stretches, found.opens, found.closes, found.also)


class _Windows(Struct, frozen=True):
    """What was found for one combination of readings, and on which others it turns; None if that was not found out."""

    given: Cube
    finding: Finding
    turns_on: frozenset[str] | None = frozenset()
    covered: BothWays | None = None


def _key(plan: Plan, given: Cube) -> object:
    """The same for readings given that come to the same, the rest being at their base."""
    return tuple((plan.base_readings | dict(given)).items())


def _windows(
    plan: Plan, scenario: Scenario, power: Event, standing: Row, given: Cube, known: BothWays | None, deadline: float
) -> _Windows:
    """The three windows where every reading but those given is at its base; `known` is what was found before of such readings."""
    if standing.finding.verdict != "windows":
        return _Windows(given, standing.finding)
    sought = Continuations(plan, scenario, power, given, deadline, known)
    try:
        best, shut = sought.both_ways()
    except TurnsOnFacts as facts:
        limit = f"what others do, and what is so at best, turns on {facts}, which is not given; as things stand it is known"
        return _Windows(given, replace(standing.finding, verdict="undecided", limit=limit), None)
    openings = (standing.finding.openings[0], sought.opening("whatever others do", shut, True), sought.opening("at best", best, False))
    tried = min(best.tried, shut.tried)
    if tried < solver.search.MOST_EVENTS:
        came = "it comes in too many short stretches to be worked out" if best.in_pieces or shut.in_pieces else "the time limit came first"
        limit = f"{came} for what others do and for the best; as things stand it is known"
        return _Windows(given, replace(standing.finding, verdict="undecided", limit=limit), None)
    limit = f"continuations of up to {tried} events were tried"
    return _Windows(given, replace(standing.finding, openings=openings, limit=limit), sought.turns_on(), (best, shut))
