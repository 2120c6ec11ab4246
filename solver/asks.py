"""What an event asks for, so that it may happen: its own conditions, and that it break nothing that must always hold.

Takes a plan, a story and an event; gives the conditions that do not wait on an
amount or a date to be chosen, the labels of those that do, and of what must
always hold that part of which it cannot be said whether the event would break
it. What is not so throughout is a condition of the event like its others.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from dsl import core as c
from dsl.core import Label
from dsl.forms import variables
from dsl.kinds import ORGAN, PERSON
from dsl.plan import Event, Plan, Scenario
from solver.held_after import CannotSay, held_after
from solver.joint_cases import joint_cases
from solver.one_choice import bounds_on
from solver.room import room_for
from solver.same import Same
from solver.upheld import is_upheld, turns_on_facts

MOST_CASES = 16  # ways to meet conditions that give several limbs


class Asks(Struct, frozen=True):
    """What a power, or another event, asks for.

    `fixed` does not wait on an amount or a date to be chosen, `also` are the
    conditions that do; `kept` are those by which it breaks nothing that must
    always hold. `not_looked_at` must always hold too, and is none of these.
    """

    power: Event
    fixed: c.All
    also: tuple[Label, ...] = ()
    kept: tuple[c.Part, ...] = ()
    not_looked_at: tuple[Label, ...] = ()

    @property
    def forms(self) -> tuple[c.Core, ...]:
        """All that bears on whether it may happen."""
        return (*self.power.guards, *self.kept)


def asks_of(plan: Plan, scenario: Scenario, power: Event) -> Asks:
    """What a power asks for in a story and what follows it."""
    return _asks_of(Same(plan), Same(scenario), Same(power))


@lru_cache(maxsize=256)
def _asks_of(plan: Same, scenario: Same, power: Same) -> Asks:
    return _found(plan.held, scenario.held, power.held)


def _found(plan: Plan, scenario: Scenario, power: Event) -> Asks:
    chosen = frozenset(hole.var for hole in power.holes if hole.kind not in (PERSON, ORGAN))
    kept, not_said = _kept(plan, scenario, power, chosen)
    waiting = [part for part in (*power.guards, *kept) if chosen & set(variables(part))]
    fixed = [part for part in (*power.guards, *kept) if part not in waiting]
    parts = [inner for part in waiting for inner in _parts(part)]
    fixed += [inner for part in parts for inner in (_sides(part, chosen) if chosen & set(variables(part)) else (part,))]
    rooms = {hole.var: room_for(plan, hole, parts, chosen) for hole in power.holes if hole.var in chosen}
    fixed += [part for room in rooms.values() for part in room.parts]
    fixed += _where_some_limbs_fit(plan, power, parts, chosen)
    unsure = {var for var, room in rooms.items() if not room.is_all}
    not_said |= {part.label for part in kept if unsure & set(variables(part))}
    also = dict.fromkeys(part.label for part in waiting if isinstance(part, c.Part) and part.label not in not_said)
    not_looked_at = tuple(invariant.label for invariant in plan.invariants if invariant.label in not_said)
    return Asks(power, c.All(tuple(dict.fromkeys(fixed))), tuple(also), tuple(kept), not_looked_at)


def _kept(plan: Plan, scenario: Scenario, power: Event, chosen: frozenset[c.Var]) -> tuple[list[c.Part], set[Label]]:
    """What must be so as a power is used for it to break nothing, and what must always hold of which that cannot be said."""
    kept: list[c.Part] = []
    not_said: set[Label] = set()
    for invariant in plan.invariants:
        try:
            after = held_after(plan, power, invariant.condition)
        except CannotSay:
            not_said.add(invariant.label)
            continue
        if _comes_to_the_same(plan, invariant.condition, after, chosen):
            after = invariant.condition
        if after is invariant.condition and is_upheld(plan, scenario, invariant):
            continue
        if turns_on_facts(plan, scenario, after):
            not_said.add(invariant.label)
        else:
            kept.append(c.Part(invariant.label, "drop", after))
    return kept, not_said


def _comes_to_the_same(plan: Plan, before: c.Core, after: c.Core, chosen: frozenset[c.Var]) -> bool:
    """Whether what is chosen cancels out, as where shares are issued to somebody who then holds them."""
    mentioned = chosen & set(variables(after))
    if len(mentioned) != 1 or not (isinstance(before, c.Compare) and isinstance(after, c.Compare)):
        return False
    (choice,) = mentioned
    return bounds_on(plan, choice, after) == bounds_on(plan, choice, before)


def _where_some_limbs_fit(plan: Plan, power: Event, conditions: Sequence[c.Core], chosen: frozenset[c.Var]) -> Iterator[c.Part]:
    """That there is room for what is chosen in some limb of each condition that gives several, all others met too."""
    eithers = [part for part in conditions if isinstance(part, c.Part) and isinstance(part.body, c.Any)]
    others = [part for part in conditions if part not in eithers]
    if not eithers:
        return
    every = [joint_cases(chosen, part) for part in eithers]
    if math.prod(map(len, every)) > MOST_CASES:
        return
    found = []
    for combo in itertools.product(*every):
        met = [condition for case in combo for condition in case]
        waiting = [condition for condition in met if chosen & set(variables(condition))]
        rooms = [room_for(plan, hole, [*others, *waiting], chosen).parts for hole in power.holes if hole.var in chosen]
        sides = [side for condition in waiting for side in _sides(condition, chosen)]
        found.append(c.All((*(condition for condition in met if condition not in waiting), *sides, *itertools.chain.from_iterable(rooms))))
    yield c.Part(eithers[0].label, "drop", c.Any(tuple(found)))


def _parts(guard: c.Core) -> Iterator[c.Core]:
    """A condition, or each of several that it joins, under its label."""
    if isinstance(guard, c.Part) and isinstance(guard.body, c.All):
        yield from (c.Part(guard.label, "drop", item) for item in guard.body.items)
    else:
        yield guard


def _sides(guard: c.Core, chosen: frozenset[c.Var]) -> Iterator[c.Part]:
    """That what a choice is compared with is set, or no choice can meet it."""
    if isinstance(guard, c.Part) and isinstance(body := guard.body, c.Compare | c.CompareTime | c.Same):
        yield from (c.Part(guard.label, "drop", c.IsSetIs(side)) for side in (body.left, body.right) if not chosen & set(variables(side)))
