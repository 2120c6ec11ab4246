"""A task narrowed to steps of some items, or to some events: its machine is made anew, and is small."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from solver.cone import machine_of
from solver.goal import Goal
from solver.items import Item, can_be, with_only
from solver.machine import Machine
from solver.search import Task
from solver.sets import Set


class Narrowed(Struct, dict=True):
    """A task, the items that its steps can be, and what must always hold that no machine of it may leave out."""

    task: Task
    items: Sequence[Item]
    always: Sequence[c.Core] = ()

    @property
    def machine(self) -> Machine:
        """The machine with every item."""
        return self.task.machine

    @cached_property
    def _events(self) -> dict[str, frozenset[int]]:
        """Each event, with the places of the items that it can be of."""
        return {
            step.event.name: frozenset(place for place, item in enumerate(self.items) if can_be(step.event, item))
            for step in self.machine.steps
        }  # fmt: skip

    def events(self, allowed: Set) -> list[str]:
        """The events that can be of an item allowed, in the plan's order."""
        return [name for name, items in self._events.items() if items & allowed]

    def to(self, goal: Goal, allowed: Set, events: Collection[str] | None = None) -> Task:
        """The task of a goal with these items alone; with these events alone if they are named."""
        machine = self.machine
        kept = self.events(allowed) if events is None else events
        forms: list[c.Core] = [goal.condition, *goal.never, *goal.once, *(form for _, _, form in goal.without), *self.always]
        small = machine_of(machine.plan, machine.options, forms, (), {name for name in machine.plan.events if name not in kept})
        bars = with_only(goal, small, self.items, [self.items[place] for place in allowed])
        return replace(self.task, machine=small, goal=bars)
