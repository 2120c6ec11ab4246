"""Proofs that some items do not suffice for a route, however many events there are.

What a route needs is proved out of reach where that is enough: what is sought,
or that its exception applies. It is tried only where no event allowed changes
what they read, so that it is soon over. Otherwise the route is proved as it is.
"""

from __future__ import annotations

from msgspec import Struct, field

from solver.cone import Cone
from solver.goal import Goal
from solver.narrowed import Narrowed
from solver.needs import Need, soon_seen, wholes
from solver.prove import Proof, out_of_reach
from solver.routes import Route
from solver.sets import Set
from solver.z3_solver import Budget

MOMENT = 1.0  # effort for what a route needs


class Shown(Struct, frozen=True):
    """What a route needs, out of reach with some items: by which proof."""

    need: Need
    allowed: Set
    proof: Proof


class Proofs(Struct):
    """What was proved, and tried in vain, of sets of items; `effort` is left for those that take long."""

    narrowed: Narrowed
    deadline: float
    effort: float
    proved: list[Shown] = field(default_factory=list)
    _failed: list[tuple[Goal, Set]] = field(default_factory=list)

    def at_once(self, route: Route, allowed: Set) -> Shown | None:
        """What the route needs and is proved out of reach with these items: nothing that they can be changes it."""
        for need in soon_seen(route, self.narrowed.task):
            if self._is_still(need.goal, allowed) and (shown := self._is_out(need, allowed, Budget(self.deadline, MOMENT))):
                return shown
        return None

    def in_full(self, route: Route, allowed: Set) -> Shown | None:
        """The same, or the route as it is proved out of reach with these items, with what is left for proofs."""
        shown = self.at_once(route, allowed)
        if shown is not None:
            return shown
        within = Budget(self.deadline, self.effort)
        found = next(filter(None, (self._is_out(need, allowed, within) for need in wholes(route, self.narrowed.task))), None)
        self.effort = within.left
        return found

    def _is_out(self, need: Need, allowed: Set, within: Budget) -> Shown | None:
        for shown in self.proved:
            if allowed <= shown.allowed and shown.need.goal == need.goal:
                return shown
        if within.left <= 0 or any(those <= allowed and known == need.goal for known, those in self._failed):
            return None
        proof = out_of_reach(self.narrowed.to(need.goal, allowed), within)
        if proof is None:
            self._failed.append((need.goal, allowed))
            return None
        shown = Shown(need, allowed, proof)
        self.proved.append(shown)
        return shown

    def _is_still(self, goal: Goal, allowed: Set) -> bool:
        """Whether no event allowed changes anything that the goal reads."""
        machine = self.narrowed.machine
        own = Cone(machine.plan, machine.options)
        own.read(goal.condition)
        events = (machine.plan.events[name] for name in self.narrowed.events(allowed))
        return not any(event.name in own.events or own.changes(event.changes) or own.companions(event) for event in events)
