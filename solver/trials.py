"""Trials: whether a route can be gone with steps of some items only, up to so many events.

The runs of so many events serve every route and every set of items: each route
and the barring of each item has a switch.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from solver import search
from solver.formula import condition, implies, not_
from solver.items import Item, used
from solver.routes import Route
from solver.search import Task
from solver.sets import Set
from solver.shortest import OutOfTime
from solver.unroll import Unrolled
from solver.z3_solver import Solver, Verdict

FEW, GLANCE = 3, 0.1  # events of a path that is soon found; effort for each number of them


class Trials:
    """Runs of so many events each, with the switches of the routes and items, to be asked until the deadline."""

    def __init__(self, task: Task, items: Sequence[Item], routes: Sequence[Route], deadline: float) -> None:
        self._task, self._items, self._goals, self._deadline = task, items, routes, deadline
        self._runs: list[_Run] = []

    def suffices(self, route: int, allowed: Set) -> bool:
        """Whether some path uses items allowed only. Raises OutOfTime."""
        for count in range(search.MOST_EVENTS + 1):
            verdict = self._of(count).verdict(route, allowed)
            if verdict == "unknown":
                raise OutOfTime
            if verdict == "sat":
                return True
        return False

    def soon_suffices(self, route: int, allowed: Set) -> bool:
        """Whether a glance shows a path of few events that uses items allowed only."""
        return any(self._of(count).verdict(route, allowed, GLANCE) == "sat" for count in range(min(FEW, search.MOST_EVENTS) + 1))

    def _of(self, count: int) -> _Run:
        while count >= len(self._runs):
            many = len(self._runs)
            self._runs.append(_Run(self._task.run(many, f"{many} "), self._items, self._goals, self._deadline))
        return self._runs[count]


class _Run:
    """Runs with just so many events, in a solver with a switch for each route and for the barring of each item."""

    def __init__(self, run: Unrolled, items: Sequence[Item], routes: Sequence[Route], deadline: float) -> None:
        name = run.symbolic.prefix
        self._bars = [condition(f"{name}bar {place}") for place in range(len(items))]
        self._routes = [condition(f"{name}route {place}") for place in range(len(routes))]
        goals = [implies(switch, route.goal.formula(run)) for switch, route in zip(self._routes, routes, strict=True)]
        self._solver = Solver(deadline)
        self._solver.add(*run.symbolic.definitions, *run.constraints, *run.guards, *goals)
        self._solver.add(*(implies(bar, not_(used(run, item))) for bar, item in zip(self._bars, items, strict=True)))

    def verdict(self, route: int, allowed: Set, effort: float = math.inf) -> Verdict:
        """Whether there is such a run that uses items allowed only, as far as so much effort shows."""
        barred = (bar for place, bar in enumerate(self._bars) if place not in allowed)
        return self._solver.check(self._routes[route], *barred, effort=effort)
