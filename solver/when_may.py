"""`when may POWER happen?`: as things stand, whatever others do, and at best.

As things stand: with no further event. At best: at the instants at which some
continuation has the power open. Whatever others do: at those at which no
continuation by others, its holder doing nothing, has it closed.

The last two are found by covering: a continuation found by the solver is told
again, the stretches that the replay finds in it are taken off, and another is
sought for the instants that are left, until there is none.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dsl import core as c
from dsl.core import Label
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, PARTS, START, Instant, instant
from dsl.kinds import ORGAN
from dsl.plan import Event, Plan, Question, Scenario
from solver.answer import Answer, Finding, Forbidden, Opening, Row
from solver.cast import alike, cast_of
from solver.choices import Choice, Choices, every_way
from solver.cone import machine_of
from solver.expect import missed
from solver.formula import (
    Bool,
    Num,
    and_,
    arithmetic,
    at_most,
    condition,
    declared,
    ite,
    less,
    not_,
    or_,
    whole,
)
from solver.goal import Goal
from solver.paths import DAYS_BEYOND
from solver.regions import Cube, Disagreement
from solver.replay import horizon, readings_given, run_on, tell
from solver.rows import rows_of
from solver.search import Depth, Task, deepen
from solver.unroll import Unrolled
from solver.windows_of_powers import Stretch, Window, fixed_conditions, joined, ways, window

MOST_TRIES = 60


def answer_when_may(plan: Plan, question: Question, seconds: float) -> Answer:
    """The windows of a power or event, under every reading on which they turn as things stand.

    Raises Disagreement, OutsideCalendar, TooManyReadings, Undecided.
    """
    deadline = time.monotonic() + seconds
    assert question.topic is not None
    power = plan.events[question.topic]
    given = {choice.about: str(option) for choice, option in readings_given(question.scenario).items()}
    machine = machine_of(plan, given, power.guards)
    question = replace(question, scenario=replace(question.scenario, people=cast_of(plan, question.scenario, machine.kinds)))
    leaves = every_way(lambda choices: _standing(plan, question.scenario, power, choices), readings_given(question.scenario))
    rows = rows_of(plan, leaves, given)
    rows = tuple(_with_others(plan, question, power, row, given, deadline) for row in rows)
    turned = {name for row in rows for name, _ in row.under}
    return Answer(
        question, rows,
        rests_on=(power.label,),
        untried=tuple(name for name in machine.readings if name not in turned and name not in given),
        people=tuple((person.written, person.kind) for person in question.scenario.people),
        horizon=horizon(plan, question.scenario),
        missed=missed(plan, question, rows),
    )  # fmt: skip


def _standing(plan: Plan, scenario: Scenario, power: Event, choices: Choices) -> Finding:
    """The window with no further event."""
    story = tell(plan, scenario, choices)
    if story.refusal is not None:
        refused = story.refusal
        return Finding("not allowed", forbidden=Forbidden(story.lines[refused.line], refused.labels, refused.possible))
    since = story.history[-1].tick
    end = instant(horizon(plan, scenario), START)
    run_on(story, end)
    found = window(story, power, Instant(since), end)
    return Finding("windows", openings=(_opening("as things stand", found),))


def _opening(scope: Literal["as things stand", "whatever others do", "at best"], found: Window) -> Opening:
    return Opening(scope, found.stretches, found.opens, found.closes, found.also)


def _with_others(plan: Plan, question: Question, power: Event, row: Row, given: Cube, deadline: float) -> Row:
    if row.finding.verdict != "windows":
        return row
    options = {name: reading.base for name, reading in plan.readings.items()} | dict(given) | dict(row.under)
    sought = _Sought(plan, question.scenario, power, options, deadline)
    best = sought.covered(Goal(c.Truth(True), sought.end), closed=False)
    shut = sought.covered(Goal(c.Truth(True), sought.end, idle=_holder(plan, power)), closed=True)
    standing = row.finding.openings[0]
    openings = (standing, sought.opening("whatever others do", shut, True), sought.opening("at best", best, False))
    limit = f"continuations of up to {min(best.tried, shut.tried)} events were tried"
    return replace(row, finding=replace(row.finding, openings=openings, limit=limit))


def _holder(plan: Plan, power: Event) -> tuple[str, ...]:
    """Who holds a power: an organ acts together with the other organs and with the persons whom the plan itself names."""
    hole = next((hole for hole in power.holes if hole.name == power.actor), None)
    if hole is None and power.actor not in (*plan.organs, *plan.persons):
        return (power.actor,)
    return (*plan.organs, *plan.persons) if hole is None or hole.kind == ORGAN else ()


@dataclass(frozen=True)
class _Covered:
    """Stretches taken off, the windows they come from, and how many events were tried."""

    stretches: tuple[Stretch, ...]
    windows: tuple[Window, ...]
    tried: int


class _Sought:
    """One telling of a story, and the continuations sought from it."""

    def __init__(self, plan: Plan, scenario: Scenario, power: Event, options: Cube, deadline: float) -> None:
        self.plan, self.scenario, self.power, self.deadline = plan, scenario, power, deadline
        self.choices = {Choice("reading", name): option for name, option in options.items()}
        self.story = tell(plan, scenario, Choices(self.choices))
        self.since = Instant(self.story.history[-1].tick)
        self.end = instant(horizon(plan, scenario), START)
        self.machine = machine_of(plan, options, power.guards)
        self.fixed, self.also = fixed_conditions(power)

    def covered(self, goal: Goal, closed: bool) -> _Covered:
        """Every instant at which some continuation has the power open, or closed."""
        last_day = horizon(self.plan, self.scenario) + dt.timedelta(days=DAYS_BEYOND)
        task = Task(self.machine, self.story, self.end, goal, last_day, alike(self.scenario))
        found: list[Stretch] = []
        seen: list[Window] = []
        tried = -1
        for depth in deepen(task, self.deadline):
            for _ in range(MOST_TRIES):
                gap = self._uncovered(depth, found, closed)
                if gap is None:
                    break
                told = self._told(gap)
                stretches = _complement(told.stretches, self.since, self.end) if closed else told.stretches
                if joined([*found, *stretches]) == joined(found):
                    raise Disagreement("the window that it was to show is not in it")
                found.extend(stretches)
                seen.append(told)
            if depth.is_out_of_time:
                break
            tried = depth.count
        return _Covered(joined(found), tuple(seen), tried)

    def _uncovered(self, depth: Depth, found: Sequence[Stretch], closed: bool) -> Scenario | None:
        """A continuation with an instant that is not covered yet, later ones first."""
        run = depth.run
        day, late = whole("day looked at", self.since // PARTS, self.end // PARTS), condition("late on the day looked at")
        look = arithmetic("plus", arithmetic("times", PARTS, day), ite(late, AFTER_CLOSE, BEFORE_CLOSE))
        states = range(run.last_told if run.happenings else run.last, run.last + 1)
        there = or_(
            and_((
                at_most(run.symbolic.entries[at].tick, look), less(look, run.until(at)),
                not_(self._open(run, at, look)) if closed else self._open(run, at, look),
            )) for at in states
        )  # fmt: skip
        outside = [or_((less(look, begin), at_most(end, look))) for begin, end in joined(list(found))]
        wanted = and_((declared(day), there, at_most(self.since, look), *outside))
        for also in (at_most(int(self.end) - PARTS, look), True):
            lines = depth.find_any(and_((wanted, also)))
            if lines is not None:
                return replace(self.scenario, lines=(*self.scenario.lines, *lines))
        return None

    def _open(self, run: Unrolled, at: int, look: Num) -> Bool:
        """That some choice of persons and organs meets every condition that does not wait on another choice."""
        return or_(
            run.symbolic.holds(self.fixed, {var: run.symbolic.who(name) for var, name in env.items()}, at, look)
            for env in ways(self.story, self.power, self.fixed)
        )

    def _told(self, path: Scenario) -> Window:
        story = tell(self.plan, path, Choices(self.choices))
        if story.refusal is not None:
            raise Disagreement(f"`{story.lines[story.refusal.line].sentence}` is refused")
        run_on(story, self.end)
        return window(story, self.power, self.since, self.end)

    def opening(self, scope: Literal["whatever others do", "at best"], covered: _Covered, closed: bool) -> Opening:
        """What was covered, or what was not, with the conditions at its ends."""
        found = covered.stretches if not closed else _complement(_bridged(covered.stretches), self.since, self.end)
        stretches = tuple(stretch for stretch in _bridged(found) if any(map(_may_happen, range(*stretch))))
        opens = tuple(_labels(covered.windows, begin, closed, False) for begin, _ in stretches)
        closes = tuple(_labels(covered.windows, end, closed, True) for _, end in stretches)
        return Opening(scope, stretches, opens, closes, tuple(g.label for g in self.also if isinstance(g, c.Part)))


def _may_happen(tick: int) -> bool:
    """Whether an event may happen at a tick: not as a day begins, nor at the very close of business."""
    return tick % PARTS in (BEFORE_CLOSE, AFTER_CLOSE)


def _bridged(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Stretches with nothing between them at which an event may happen, as one."""
    found: list[Stretch] = []
    for begin, end in stretches:
        if found and not any(map(_may_happen, range(found[-1][1], begin))):
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return tuple(found)


def _labels(windows: Sequence[Window], at: Instant, closed: bool, ending: bool) -> tuple[Label, ...]:
    """The conditions that open or close a window at an instant, in a story where one does so."""
    for found in windows:
        places = [place for place, stretch in enumerate(found.stretches) if stretch[1 if ending else 0] == at]
        if places:
            return (found.closes if ending else found.opens)[places[0]]
    return ()


def _complement(stretches: Sequence[Stretch], since: Instant, end: Instant) -> tuple[Stretch, ...]:
    """The rest of the time from `since` to the end."""
    found = []
    at = since
    for begin, stop in joined(list(stretches)):
        if begin > at:
            found.append((at, begin))
        at = max(at, stop)
    if at < end:
        found.append((at, end))
    return tuple(found)
