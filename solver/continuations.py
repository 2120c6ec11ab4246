"""Where a power can be open, and where closed, in the continuations of one told story.

Found by covering: a continuation found by the solver is told again, the
stretches that the replay finds in it are taken off, and another is sought for
the instants that are left, until there is none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dsl import core as c
from dsl.core import Label
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, PARTS, START, Instant, instant
from dsl.plan import Event, Plan, Scenario
from solver.answer import Finding, Opening
from solver.cast import alike
from solver.choices import Choice, Choices, Leaf, every_way
from solver.cone import machine_of
from solver.cubes import Cube
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
from solver.machine import Machine
from solver.one_more import any_path
from solver.regions import Disagreement
from solver.replay import horizon, run_on, tell
from solver.rows import matters
from solver.search import Depth, Task, Unknown, deepen
from solver.tasks import DAYS_BEYOND
from solver.unroll import Unrolled
from solver.windows_of_powers import Stretch, Window, fixed_conditions, holder_of, joined, ways, window

MOST_TRIES = 60


@dataclass(frozen=True)
class Covered:
    """Stretches taken off, the paths with the windows they come from, and how many events were tried."""

    stretches: tuple[Stretch, ...]
    paths: tuple[tuple[Scenario, Window], ...]
    tried: int

    @property
    def windows(self) -> tuple[Window, ...]:
        """The windows that the stretches come from."""
        return tuple(window for _, window in self.paths)


class Continuations:
    """One telling of a story, and the continuations sought from it; readings that are not given are at their base."""

    def __init__(self, plan: Plan, scenario: Scenario, power: Event, given: Cube, deadline: float) -> None:
        self.plan, self.scenario, self.power, self.deadline = plan, scenario, power, deadline
        self.given = given
        options = plan.base_readings | dict(given)
        self.choices = {Choice("reading", name): option for name, option in options.items()}
        self.story = tell(plan, scenario, Choices(self.choices))
        self.since = Instant(self.story.history[-1].tick)
        self.end = instant(horizon(plan, scenario), START)
        self.machine = machine_of(plan, options, power.guards)
        self.fixed, self.also = fixed_conditions(power)
        self._both: tuple[Covered, Covered] | None = None
        self.day = whole("day looked at", self.since // PARTS, self.end // PARTS)

    def both_ways(self) -> tuple[tuple[Covered, Goal, bool], tuple[Covered, Goal, bool]]:
        """Where the power can be open in some continuation, and where closed in one by others; with what was sought."""
        best, shut = Goal(c.Truth(True), self.end), Goal(c.Truth(True), self.end, idle=holder_of(self.plan, self.power))
        if self._both is None:
            self._both = self.covered(best, closed=False), self.covered(shut, closed=True)
        return (self._both[0], best, False), (self._both[1], shut, True)

    def take_over(self, other: Continuations) -> None:
        """What another found who read the plan the same way."""
        self._both = other._both

    def covered(self, goal: Goal, closed: bool) -> Covered:
        """Every instant at which some continuation has the power open, or closed."""
        task = self._task(self.machine, goal)
        found: list[Stretch] = []
        seen: list[tuple[Scenario, Window]] = []
        tried = -1
        for depth in deepen(task, self.deadline):
            for _ in range(MOST_TRIES):
                gap = self._uncovered(depth, found, closed)
                if gap is None:
                    break
                told = self._told(gap, Choices(self.choices))
                assert told is not None
                stretches = _complement(told.stretches, self.since, self.end) if closed else told.stretches
                if joined([*found, *stretches]) == joined(found):
                    raise Disagreement("the window that it was to show is not in it")
                found.extend(stretches)
                seen.append((gap, told))
            if depth.is_out_of_time:
                break
            tried = depth.count
        return Covered(joined(found), tuple(seen), tried)

    def _uncovered(self, depth: Depth, found: Sequence[Stretch], closed: bool) -> Scenario | None:
        """A continuation with an instant that is not covered yet, later ones first."""
        wanted = self._gap(depth.run, found, closed)
        for also in (at_most(int(self.end) - PARTS, self._look()), True):
            lines = depth.find_any(and_((wanted, also)))
            if lines is not None:
                return replace(self.scenario, lines=(*self.scenario.lines, *lines))
        return None

    def _look(self) -> Num:
        """The instant looked at, before or after the close of business of a day."""
        late = condition("late on the day looked at")
        return arithmetic("plus", arithmetic("times", PARTS, self.day), ite(late, AFTER_CLOSE, BEFORE_CLOSE))

    def _gap(self, run: Unrolled, found: Sequence[Stretch], closed: bool) -> Bool:
        """That the instant looked at is not covered yet, and the power is open then, or closed."""
        look = self._look()
        states = range(run.last_told if run.happenings else run.last, run.last + 1)
        there = or_(
            and_((
                at_most(run.symbolic.entries[at].tick, look), less(look, run.until(at)),
                not_(self._open(run, at, look)) if closed else self._open(run, at, look),
            )) for at in states
        )  # fmt: skip
        outside = [or_((less(look, begin), at_most(end, look))) for begin, end in joined(list(found))]
        return and_((declared(self.day), there, at_most(self.since, look), *outside))

    def _open(self, run: Unrolled, at: int, look: Num) -> Bool:
        """That some choice of persons and organs meets every condition that does not wait on another choice."""
        return or_(
            run.symbolic.holds(self.fixed, {var: run.symbolic.who(name) for var, name in env.items()}, at, look)
            for env in ways(self.story, self.power, self.fixed)
        )

    def turns_on(self) -> frozenset[str] | None:
        """The readings that are not given on which what was covered turns; None if it was not found out in time.

        Those under which a path that covers some of it does not, and those
        under which another path covers more.
        """
        idle = machine_of(self.plan, self.given, self.power.guards).idle_readings
        given = {Choice("reading", name): option for name, option in {**idle, **self.given}.items()}
        found: set[str] = set()
        for covered, goal, closed in self.both_ways():
            for path, _ in covered.paths:
                leaves = every_way(lambda choices, path=path: self._told(path, choices), given)  # type: ignore[misc]
                found |= {choice.about for choice in matters([Leaf(leaf.made, _shown(leaf.result)) for leaf in leaves], ("reading",))}
            more = self._under_others(covered, goal, closed)
            if more is None:
                return None
            found |= more
        return frozenset(found)

    def covers_more(self, covered: Covered, goal: Goal, closed: bool) -> bool | None:
        """Whether a continuation covers more than was covered, under the readings given and any others."""
        task = self._task(machine_of(self.plan, self.given, self.power.guards), goal)
        return any_path(deepen(task, self.deadline), lambda depth: self._gap(depth.run, covered.stretches, closed))

    def _under_others(self, covered: Covered, goal: Goal, closed: bool) -> set[str] | None:
        """The readings that a path takes otherwise which covers more; None if it was not found out in time."""
        machine = machine_of(self.plan, self.given, self.power.guards)
        for depth in deepen(self._task(machine, goal), self.deadline):
            gap = self._gap(depth.run, covered.stretches, closed)
            met = depth.readings(gap)
            if met is Unknown.UNKNOWN:
                return None
            if met is not None:
                return set(self._needed(depth, gap, met))
        return set()

    def _needed(self, depth: Depth, gap: Bool, met: Cube) -> Cube:
        """The readings met that are not at their base, without those that need not be so."""
        needed = dict(met)
        for name, base in ((name, self.plan.readings[name].base) for name in met):
            fewer = {**needed, name: base}
            reads = and_(depth.run.symbolic.reads(other, option) for other, option in fewer.items())
            if isinstance(depth.readings(and_((gap, reads))), dict):
                needed = fewer
        return {name: option for name, option in needed.items() if option != self.plan.readings[name].base}

    def _task(self, machine: Machine, goal: Goal) -> Task:
        last_day = horizon(self.plan, self.scenario) + dt.timedelta(days=DAYS_BEYOND)
        return Task(machine, self.story, self.end, goal, last_day, alike(self.scenario))

    def _told(self, path: Scenario, choices: Choices) -> Window | None:
        """The window of a path told again; None where a line of it is refused, which under the own readings none is."""
        story = tell(self.plan, path, choices)
        if story.refusal is not None:
            if choices.fixed == self.choices:
                raise Disagreement(f"`{story.lines[story.refusal.line].sentence}` is refused")
            return None
        run_on(story, self.end)
        return window(story, self.power, self.since, self.end)

    def opening(self, scope: Literal["whatever others do", "at best"], covered: Covered, closed: bool) -> Opening:
        """What was covered, or what was not, with the conditions at its ends."""
        found = covered.stretches if not closed else _complement(_bridged(covered.stretches), self.since, self.end)
        stretches = tuple(stretch for stretch in _bridged(found) if any(map(_may_happen, range(*stretch))))
        opens = tuple(_labels(covered.windows, begin, closed, False) for begin, _ in stretches)
        closes = tuple(_labels(covered.windows, end, closed, True) for _, end in stretches)
        return Opening(scope, stretches, opens, closes, tuple(g.label for g in self.also if isinstance(g, c.Part)))


def _shown(window: Window | None) -> Finding:
    """A window as a finding, to see whether another is the same."""
    return Finding("never") if window is None else Finding("value", window.stretches)


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
