"""Where a power can be open, and where closed, in the continuations of one told story.

Found by covering: a continuation found by the solver is told again, the
stretches that the replay finds in it are taken off, and another is sought for
the instants that are left, until there is none.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl.core import Label
from dsl.dates import PARTS, START, Instant, instant
from dsl.plan import Event, Plan, Scenario
from solver.answer import Finding, Opening
from solver.asks import asks_of
from solver.bearing import Bearing, bearing_of_form
from solver.cast import alike
from solver.choices import Choices, Leaf, every_way, matters, reading_choices
from solver.cone import machine_of
from solver.cubes import Cube
from solver.formula import (
    Bool,
    Num,
    and_,
    at_most,
    declared,
    equal,
    less,
    not_,
    or_,
    whole,
)
from solver.goal import Goal
from solver.idle import idle_readings
from solver.in_force import not_before_the_plan
from solver.looked_at import is_looked_at, some_instant
from solver.machine import Machine
from solver.over_time import Stretch, joined
from solver.regions import Disagreement
from solver.replay import horizon, run_on, tell
from solver.search import Depth, Task, deepen_each
from solver.tasks import days_tried
from solver.unroll import Unrolled
from solver.windows_of_powers import Window, holder_of, ways, window

MOST_TRIES, FREE_TRIES = 200, 12  # how many pieces at most; how many are looked for wherever they are
OPEN, CLOSED = 0, 1  # places of what is sought


class Covered(Struct, frozen=True):
    """Stretches taken off, the paths with the windows they come from, and how many events were tried; `in_pieces` if these paths were too many."""

    stretches: tuple[Stretch, ...]
    paths: tuple[tuple[Scenario, Window], ...]
    tried: int
    in_pieces: bool = False

    @property
    def windows(self) -> tuple[Window, ...]:
        """The windows that the stretches come from."""
        return tuple(window for _, window in self.paths)


BothWays = tuple[Covered, Covered]  # where a power can be open, and where closed


class TurnsOnFacts(Exception):
    """A window turns on what nobody gave: inputs, open matters, the order of lines."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))


class Continuations:
    """One telling of a story, and the continuations sought from it; readings that are not given are at their base."""

    def __init__(self, plan: Plan, scenario: Scenario, power: Event, given: Cube, deadline: float, known: BothWays | None = None) -> None:
        """What is `known` was found before for readings that come to the same."""
        self.plan, self.scenario, self.power, self.deadline = plan, scenario, power, deadline
        self.given = given
        options = plan.base_readings | dict(given)
        self.choices = reading_choices(options)
        self.story = tell(plan, scenario, Choices(self.choices))
        self.since = not_before_the_plan(plan, power, Instant(self.story.history[-1].tick))
        self.end = instant(horizon(plan, scenario), START)
        self.asks = asks_of(plan, scenario, power)
        self.machine = machine_of(plan, options, self.asks.forms)
        self._both = known
        self.day = whole("day looked at", self.since // PARTS, self.end // PARTS)

    def both_ways(self) -> BothWays:
        """Where the power can be open in some continuation, and where closed in one by others."""
        if self._both is None:
            self._both = self._covered()
        return self._both

    @property
    def goals(self) -> tuple[Goal, Goal]:
        """What a continuation is sought for: any at all, and one by others than who holds the power."""
        return Goal(c.Truth(True), self.end), Goal(c.Truth(True), self.end, idle=holder_of(self.plan, self.power))

    def _covered(self) -> BothWays:
        """Every instant at which some continuation has the power open, and at which one by others has it closed."""
        found = Covered((), (), -1), Covered((), (), -1)
        for depth, place in deepen_each(self.task(self.machine), self.goals, self.deadline):
            more = self._covering(depth, found[place], closed=place == CLOSED)
            found = (more, found[1]) if place == OPEN else (found[0], more)
            if more.tried < depth.count:
                break
        return found

    def _covering(self, depth: Depth, covered: Covered, closed: bool) -> Covered:
        """What is covered with what continuations of so many events cover; not tried where it was not found out that this is all."""
        found, seen = list(covered.stretches), list(covered.paths)
        for number in range(MOST_TRIES):
            gap = self._uncovered(depth, found, closed, is_first=number >= FREE_TRIES)
            if gap is None:
                is_all = not depth.is_out_of_time
                break
            told = self._told_whatever_is_given(gap)
            stretches = _complement(told.stretches, self.since, self.end) if closed else told.stretches
            if joined([*found, *stretches]) == joined(found):
                raise Disagreement("the window that it was to show is not in it")
            found.extend(stretches)
            seen.append((gap, told))
        else:
            return Covered(joined(found), tuple(seen), covered.tried, in_pieces=True)
        return Covered(joined(found), tuple(seen), depth.count if is_all else covered.tried)

    def _uncovered(self, depth: Depth, found: Sequence[Stretch], closed: bool, is_first: bool) -> Scenario | None:
        """A continuation with an instant that is not covered yet: one of the last day if there is one; the first of all, where there are many pieces."""
        wanted = self.gap(depth.run, found, closed)
        left = (tick for begin, end in _complement(found, self.since, self.end) for tick in range(begin, end) if is_looked_at(tick))
        first = [equal(some_instant(self.day), tick) for tick in itertools.islice(left, 1)] if is_first else []
        for also in (*first, at_most(int(self.end) - PARTS, some_instant(self.day)), True):
            lines = depth.find_any(and_((wanted, also)))
            if lines is not None:
                return replace(self.scenario, lines=(*self.scenario.lines, *lines))
        return None

    def gap(self, run: Unrolled, found: Sequence[Stretch], closed: bool) -> Bool:
        """That the instant looked at is not covered yet, and the power is open then, or closed."""
        look = some_instant(self.day)
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
            run.symbolic.holds(self.asks.fixed, {var: run.symbolic.who(name) for var, name in env.items()}, at, look)
            for env in ways(self.story, self.asks)
        )

    def turns_on(self) -> frozenset[str]:
        """The readings that are not given on which what was covered turns: under which a path that covers some of it does not."""
        idle = idle_readings(machine_of(self.plan, self.given, self.asks.forms), self.scenario)
        given = reading_choices({**idle, **self.given})
        found: set[str] = set()
        for covered in self.both_ways():
            for path, _ in covered.paths:
                bearing = bearing_of_form(self.plan, path, c.All((*self.asks.forms, self.asks.fixed)))
                leaves = every_way(lambda choices, path=path, bearing=bearing: self._told(path, choices, bearing), given)  # type: ignore[misc]
                found |= {choice.about for choice in matters([Leaf(leaf.made, _shown(leaf.result)) for leaf in leaves], ("reading",))}
        return frozenset(found)

    def task(self, machine: Machine) -> Task:
        """Any continuation, of a machine."""
        _, last_day = days_tried(self.plan, self.scenario)
        return Task(machine, self.story, self.end, self.goals[OPEN], last_day, alike(self.scenario))

    def _told_whatever_is_given(self, path: Scenario) -> Window:
        """The window of a path told again under the own readings; raises TurnsOnFacts where another value of what nobody gave makes it another."""
        leaves = every_way(lambda choices: self._told(path, choices), self.choices)
        if len({_shown(leaf.result) for leaf in leaves}) > 1:
            raise TurnsOnFacts(tuple(dict.fromkeys(choice.about for leaf in leaves for choice in leaf.made if choice.sort != "reading")))
        told = leaves[0].result
        if told is None:
            raise Disagreement("a line of it is refused")
        return told

    def _told(self, path: Scenario, choices: Choices, bearing: Bearing | None = None) -> Window | None:
        """The window of a path told again, or what bears on it alone; None where a line of it is refused."""
        story = tell(self.plan, path, choices, bearing=bearing)
        if story.refusal is not None:
            return None
        run_on(story, self.end)
        return window(story, self.asks, self.since, self.end)

    def opening(self, scope: Literal["whatever others do", "at best"], covered: Covered, closed: bool) -> Opening:
        """What was covered, or what was not, with the conditions at its ends."""
        found = covered.stretches if not closed else _complement(_bridged(covered.stretches), self.since, self.end)
        stretches = tuple(stretch for stretch in _bridged(found) if any(map(is_looked_at, range(*stretch))))
        opens = tuple(_labels(covered.windows, begin, closed, False) for begin, _ in stretches)
        closes = tuple(_labels(covered.windows, end, closed, True) for _, end in stretches)
        return Opening(scope, stretches, opens, closes, self.asks.also)


def _shown(window: Window | None) -> Finding:
    """A window as a finding, to see whether another is the same."""
    return Finding("never") if window is None else Finding("value", window.stretches)


def _bridged(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Stretches with nothing between them that was looked at, as one."""
    found: list[Stretch] = []
    for begin, end in stretches:
        if found and not any(map(is_looked_at, range(found[-1][1], begin))):
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
