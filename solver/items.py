"""What the steps of a way are in kind: which power is used and by whom, or whose act it is.

Takes a machine and its people; gives the items that a step can be, the formula
that some step of a run is one, and what bars all others from a question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl.kinds import ORGAN, PERSON
from dsl.plan import Event, Plan, StoryLine
from solver.drawn import ACTORS, ANOTHER, ITSELF, SOMEBODY
from solver.formula import Bool, and_, equal, or_
from solver.goal import Goal
from solver.machine import Machine
from solver.unroll import Unrolled


class Item(Struct, frozen=True):
    """A power and who uses it, or the acts that are no power of one person or of several who count as one.

    `actor` is what they are called: a name, `itself` for the person asked
    about, `another` for anybody else, `somebody` where nobody is asked about.
    No actors are named for a power that only one can use.
    """

    power: str
    actor: str
    actors: tuple[str, ...] = ()
    of_people: bool = False


def items_of(machine: Machine, people: Sequence[str], are_named: bool, itself: str | None) -> tuple[Item, ...]:
    """Every item that a step of a machine can be; acts first, then powers in the plan's order."""
    events = [step.event for step in machine.steps]
    acts = [item for item in _acts(machine.plan, people, are_named, itself) if any(can_be(event, item) for event in events)]
    return (*acts, *(item for event in events if event.is_power for item in _powers(machine.plan, event)))


def _acts(plan: Plan, people: Sequence[str], are_named: bool, itself: str | None) -> Iterator[Item]:
    """Whose act it may be: people of a story are told apart by name, those of a default cast as far as the plan names them."""
    others = [name for name in people if name != itself and not are_named and name not in plan.persons]
    if itself is not None:
        yield Item("", ITSELF, (itself,), True)
    if others:
        yield Item("", ANOTHER if itself is not None else SOMEBODY, tuple(others), True)
    yield from (Item("", name, (name,), True) for name in people if name != itself and name not in others)
    yield from (Item("", organ, (organ,)) for organ in plan.organs)


def _powers(plan: Plan, event: Event) -> Iterator[Item]:
    """A power, by each organ that may use it if its sentence leaves that open."""
    if any(hole.name == event.actor and hole.kind == ORGAN for hole in event.holes):
        yield from (Item(event.name, organ, (organ,)) for organ in plan.organs if _may(event, organ))
    else:
        yield Item(event.name, event.actor if event.actor in plan.organs else "")


def _may(event: Event, organ: str) -> bool:
    """Whether no guard keeps a power from an organ."""
    return not any(_of_organ(guard, _hole(event), organ) is False for guard in event.guards)


def _of_organ(form: Any, hole: c.Var | None, organ: str) -> bool | None:
    """Whether a guard holds of an organ, whatever else is so; None if that is open."""
    match form:
        case c.Part():
            return _of_organ(form.body, hole, organ)
        case c.Same(left=c.VarIs(name=name), right=c.ActorIs(name=other)) if name == hole:
            return other == organ
        case c.All() | c.Any():
            found = [_of_organ(item, hole, organ) for item in form.items]
            decisive = isinstance(form, c.Any)
            return decisive if decisive in found else None if None in found else not decisive
        case _:
            return None


def _hole(event: Event) -> c.Var | None:
    """The variable of the hole that says who acts, if one does."""
    return next((hole.var for hole in event.holes if hole.name == event.actor), None)


def can_be(event: Event, item: Item) -> bool:
    """Whether an event can be of an item."""
    if event.is_power or item.power:
        return event.name == item.power
    kind = next((hole.kind for hole in event.holes if hole.name == event.actor), None)
    return item.of_people if kind == PERSON else not item.of_people if kind == ORGAN else event.actor in item.actors


def item_of(plan: Plan, items: Sequence[Item], line: StoryLine) -> int | None:
    """The place of the item that a line of a story is of."""
    event = plan.events[line.event]
    actor = dict(line.values).get(event.actor, event.actor)
    return next((place for place, item in enumerate(items) if can_be(event, item) and (not item.actors or actor in item.actors)), None)


def item_words(item: Item) -> str:
    """What an item is called, as no other of its scene is: `Redemption`, `Exchange by Board`, `acts of Orion`."""
    if not item.power:
        return f"acts of {ACTORS.get(item.actor, item.actor)}"
    return f"{item.power} by {item.actor}" if item.actors else item.power


def used(run: Unrolled, item: Item) -> Bool:
    """That some step of a run is of an item."""
    return or_(_is(run, index, event, item) for index, event in enumerate(run.events) if can_be(event, item))


def _is(run: Unrolled, index: int, event: Event, item: Item) -> Bool:
    found = []
    for step in run.steps:
        who: Bool = True
        for hole, value in zip(event.holes, step.holes[event.name], strict=True):
            if hole.name == event.actor and item.actors:
                who = or_(equal(value, run.symbolic.who(name).it) for name in item.actors)
        found.append(and_((step.is_a(index), who)))
    return or_(found)


def with_only(goal: Goal, machine: Machine, items: Iterable[Item], allowed: Collection[Item]) -> Goal:
    """A goal no further event towards which is of an item that is not allowed."""
    out = [item for item in items if item not in allowed]
    bars = []
    for step in machine.steps:
        hole = _hole(step.event)
        actors = [name for item in out if can_be(step.event, item) for name in item.actors]
        if hole is not None and actors:
            holes = tuple(hole.var for hole in step.event.holes)
            bars.append((step.event.name, holes, c.Any(tuple(c.Same(c.VarIs(hole), c.ActorIs(name)) for name in actors))))
    return replace(goal, without=(*goal.without, *bars))
