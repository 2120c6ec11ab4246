"""Proofs that some items do not suffice for a route, however many events there are.

What a route needs is proved out of reach where that is enough: what is sought,
or that its exception applies. It is tried only where no event allowed changes
what they read, so that it is soon over. Otherwise the route is proved as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from dsl import core as c
from dsl.dates import Instant
from solver.cone import Cone
from solver.goal import Goal
from solver.narrowed import Narrowed
from solver.prove import is_out_of_reach
from solver.routes import Route
from solver.sets import Set
from solver.z3_solver import Budget

MOMENT = 1.0  # effort for what a route needs


class Proofs(Struct):
    """What was proved, and tried in vain, of sets of items; `effort` is left for those that take long."""

    narrowed: Narrowed
    deadline: float
    effort: float
    _proved: list[tuple[Goal, Set]] = field(default_factory=list)
    _failed: list[tuple[Goal, Set]] = field(default_factory=list)

    def at_once(self, route: Route, allowed: Set) -> bool:
        """Whether something that the route needs is proved out of reach with these items: nothing that they can be changes it."""
        return any(self._is_still(goal, allowed) and self._is_out(goal, allowed, Budget(self.deadline, MOMENT)) for goal in self._needs(route))

    def in_full(self, route: Route, allowed: Set) -> bool:
        """Whether the route is proved out of reach with these items, with what is left for proofs."""
        if self.at_once(route, allowed):
            return True
        within = Budget(self.deadline, self.effort)
        found = any(self._is_out(goal, allowed, within) for goal in self._wholes(route))
        self.effort = within.left
        return found

    def _is_out(self, goal: Goal, allowed: Set, within: Budget) -> bool:
        if any(known == goal and allowed <= those for known, those in self._proved):
            return True
        if any(known == goal and those <= allowed for known, those in self._failed):
            return False
        out = within.left > 0 and is_out_of_reach(self.narrowed.to(goal, allowed), within)
        (self._proved if out else self._failed).append((goal, allowed))
        return out

    def _is_still(self, goal: Goal, allowed: Set) -> bool:
        """Whether no event allowed changes anything that the goal reads."""
        machine = self.narrowed.machine
        own = Cone(machine.plan, machine.options)
        own.read(goal.condition)
        events = (machine.plan.events[name] for name in self.narrowed.events(allowed))
        return not any(event.name in own.events or own.changes(event.changes) or own.companions(event) for event in events)

    def _needs(self, route: Route) -> Iterator[Goal]:
        """What must come about on the route, each by itself."""
        yield replace(route.goal, never=(), once=())
        if route.excuse is not None and route.excuse.applies is not None:
            yield self._by_the_end(route, route.excuse.applies, ())

    def _wholes(self, route: Route) -> Iterator[Goal]:
        """The route as it is: what is sought, and that its exception makes a difference."""
        yield replace(route.goal, once=())
        if route.excuse is not None:
            yield self._by_the_end(route, route.excuse.without, route.goal.never)

    def _by_the_end(self, route: Route, sought: c.Core, never: tuple[c.Core, ...]) -> Goal:
        return replace(route.goal, sought=sought, until=Instant(self.narrowed.task.horizon), never=never, once=())
