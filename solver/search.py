"""Searches for a path: more and more events, until one does what is wanted or none does.

Takes what is wanted of a run; gives the lines of the path with the fewest
events, ties broken in the order of `ties`, or how far the search went. No
path up to a number of events means just that: longer ones were not tried.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from dsl.core import Label
from dsl.dates import Instant, day_of
from dsl.plan import GivenTerm, StoryLine
from solver.formula import Bool, and_
from solver.goal import Goal
from solver.lines_from_model import given_of, lines_of, readings_of
from solver.machine import Machine
from solver.one_step import add_step, lay_step, say_step
from solver.story import Story
from solver.symbolic import Symbolic
from solver.ties import AsMet, Ties
from solver.told_run import begin, complete, told
from solver.unroll import Unrolled
from solver.z3_solver import Solver, Verdict

MOST_EVENTS = 4


def further_events(count: int) -> str:
    """So many further events, in words."""
    return f"{count} further event{'' if count == 1 else 's'}"


class Task(Struct, frozen=True):
    """A story that was told, the machine that goes on with it, and what it is to come to.

    Nothing happens past the horizon; `last_day` is the last that an event may name.
    `alike` are groups of persons whom nothing tells apart.
    """

    machine: Machine
    story: Story
    horizon: Instant
    goal: Goal
    last_day: dt.date
    alike: tuple[tuple[str, ...], ...] = ()

    def begin(self, prefix: str = "", switches: dict[Label, Any] | None = None, may_rest: bool = False) -> Unrolled:
        """A run with no further event as yet; its variables begin with the prefix, its parts have switches if wanted.

        Its steps may be left out if it `may_rest`.
        """
        return begin(self.machine, self._symbolic(prefix, switches), self.story, self.horizon, self.alike, may_rest)

    def told(self, switches: dict[Label, Any] | None = None) -> Unrolled:
        """The told story alone, as a run that is not gone on with."""
        return told(self.machine, self._symbolic("", switches), self.story, self.horizon)

    def _symbolic(self, prefix: str, switches: dict[Label, Any] | None) -> Symbolic:
        evaluator = self.story.evaluator
        start = day_of(self.story.history[0].tick).toordinal()
        return Symbolic(
            evaluator.plan, evaluator.people, evaluator.inputs, self.machine.options, start, self.last_day.toordinal(), prefix, switches
        )

    def run(self, events: int, prefix: str = "", switches: dict[Label, Any] | None = None, may_rest: bool = False) -> Unrolled:
        """A run with just so many further events; at most so many if it `may_rest`."""
        run = self.begin(prefix, switches, may_rest)
        for _ in range(events):
            add_step(run)
        run.constraints.extend(complete(run))
        return run


class Found(Struct, frozen=True):
    """A path, or how far none was found: `tried` events at most, and whether time ran out.

    `readings` and `given` are what the path takes the free readings and the
    unknown inputs to be; it is `cut_short` where time ran out before it was the
    smallest.
    """

    lines: tuple[StoryLine, ...] | None
    tried: int
    out_of_time: bool = False
    readings: Mapping[str, str] = field(default_factory=dict)
    given: tuple[GivenTerm, ...] = ()
    cut_short: bool = False


class Unknown(Enum):
    """Not found out in time."""

    UNKNOWN = "unknown"


class Depth:
    """Runs with just so many events that come to the goal, in a solver that can be asked again."""

    def __init__(self, run: Unrolled, solver: Solver, known: int, count: int) -> None:
        self.run = run
        self._known = known  # so many definitions the solver has
        self.count = count
        self._solver = solver
        self._is_unsure = False

    @property
    def is_out_of_time(self) -> bool:
        """Whether the time limit has come, or a search for a path ended without having found out, as it does just before."""
        return self._is_unsure or self._solver.is_out_of_time

    def find_any(self, also: Bool = True) -> tuple[StoryLine, ...] | None:
        """The lines of any path of which something more holds, whichever the solver meets first."""
        return self._asked(also, AsMet)[0].lines

    def readings(self, also: Bool, effort: float = math.inf) -> dict[str, str] | Literal[Unknown.UNKNOWN] | None:
        """How the free readings may be read where there is a path of which something more holds.

        None if there is no path; unknown if it was not found out, with the effort given.
        """
        verdict, readings = self._checked(also, effort), None
        if verdict == "sat":
            readings = readings_of(self.run, AsMet(self._solver))
        self._solver.pop()
        return Unknown.UNKNOWN if verdict == "unknown" else readings

    def find_with(self, also: Bool, variable: Any) -> tuple[Found, Fraction | None]:
        """A path as with `find_any`, and the value of a term in it; no value if there is none."""
        found, value = self._asked(also, AsMet, variable)
        return found, value

    def find(self, also: Bool = True) -> Found:
        """A path of which something more holds, smallest in the order of the tie-break."""
        return self._asked(also, Ties)[0]

    def _checked(self, also: Bool, effort: float = math.inf) -> Verdict:
        """Whether there is a path of which something more holds; the solver is left with it, to be popped."""
        self._solver.push()
        self._solver.add(*self.run.symbolic.definitions[self._known :], also)
        return self._solver.check(effort=effort)

    def _asked(self, also: Bool, order: type[Ties], variable: Any = None) -> tuple[Found, Fraction | None]:
        verdict, value = self._checked(also), None
        self._is_unsure |= verdict == "unknown"
        found = Found(None, self.count if verdict == "unsat" else self.count - 1, out_of_time=verdict == "unknown")
        if verdict == "sat":
            ties = order(self._solver)
            value = ties.plain(variable) if variable is not None else None
            readings = readings_of(self.run, ties)
            found = Found(lines_of(self.run, ties), self.count, False, readings, given_of([self.run], ties))
            found = replace(found, cut_short=ties.cut_short)
        self._solver.pop()
        return found, value


def deepen(task: Task, deadline: float, most: int | None = None) -> Iterator[Depth]:
    """Runs that come to the goal with no event, with one, and so on to the most, MOST_EVENTS if not said."""
    for depth, _ in deepen_each(task, (task.goal,), deadline, most):
        yield depth


def deepen_each(task: Task, goals: Sequence[Goal], deadline: float, most: int | None = None) -> Iterator[tuple[Depth, int]]:
    """The same for several goals in place of that of the task, one after the other at each depth, each with its place.

    What a run is they have in common, and it is stated once.
    """
    run = task.begin()
    solver = Solver(deadline)
    said = _Said(run, solver, goals[0] if len(goals) == 1 else None)
    for count in range((MOST_EVENTS if most is None else most) + 1):
        if count:
            lay_step(run)
        for place, goal in enumerate(goals):  # one by one, so that each is sought without what a later one defines
            sought = goal.formula(run) if len(goals) > 1 else goal.at_last(run)
            if sought is not False:
                sought = and_((sought, *complete(run)))
            if sought is not False:
                said.bring_up()
            solver.push()
            solver.add(sought)
            yield Depth(run, solver, said.definitions, count), place
            solver.pop()


class _Said:
    """What a solver was told of a run: what is so of its steps is said once something is sought in it that is not out of the question."""

    def __init__(self, run: Unrolled, solver: Solver, goal: Goal | None) -> None:
        """Of a goal, if there is just one, what holds of any number of steps is said as well."""
        self._run, self._solver, self._goal = run, solver, goal
        self._steps = len(run.steps)  # for what happens by itself: all is said of them in the run
        self._standing = self._constraints = self._guards = self.definitions = 0

    def bring_up(self) -> None:
        """Say all that was not said yet."""
        run = self._run
        while self._steps < len(run.steps):
            say_step(run, self._steps)
            self._steps += 1
        if self._goal is not None:
            self._solver.add(*self._goal.standing(run, self._standing))
            self._standing = len(run.steps)
        definitions = run.symbolic.definitions
        self._solver.add(*definitions[self.definitions :], *run.constraints[self._constraints :], *run.guards[self._guards :])
        self.definitions, self._constraints, self._guards = len(definitions), len(run.constraints), len(run.guards)


def at_depth(task: Task, count: int, deadline: float) -> Depth:
    """Runs that come to the goal with just so many events."""
    run = task.run(count)
    goal = task.goal.formula(run)
    solver = Solver(deadline)
    solver.add(*run.symbolic.definitions, *run.constraints, *run.guards, goal)
    return Depth(run, solver, len(run.symbolic.definitions), count)


def search(task: Task, deadline: float, also: Callable[[Unrolled], Bool] = lambda run: True) -> Found:
    """The path with the fewest events, at most MOST_EVENTS, that comes to the goal and of which `also` holds."""
    found = Found(None, -1)
    for depth in deepen(task, deadline):
        found = depth.find(also(depth.run))
        if found.lines is not None or found.out_of_time:
            break
    return found
