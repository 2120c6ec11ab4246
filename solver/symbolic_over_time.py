"""Forms about what has been, as formulas: the first and last event, the first moment, the most so far.

Each is a register: its value at the end of one entry is what the next begins with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from dsl import core as c
from solver.formula import UNSET, Num, Val, and_, ite_val
from solver.symbolic_changes import Env, Mark, marks, marks_seen
from solver.symbolic_values import best

if TYPE_CHECKING:
    from solver.symbolic import Symbolic


def event_at(of: Symbolic, core: c.EventAt | c.HasOccurred, env: Env, at: int) -> Val:
    """The first or last event for which the condition held right after it."""
    earlier = _remembered(of, core, env, at, lambda place: event_at(of, core, env, place))
    entry = of.entries[at]
    if core.event not in entry.events:
        return earlier
    happened, holes = entry.events[core.event]
    inner = {**env, **dict(zip(core.holes, holes, strict=True))}
    here = Val(and_((happened, of.holds(core.condition, inner, at, entry.tick))), entry.tick)
    if isinstance(core, c.HasOccurred) or core.op == "first":
        return ite_val(earlier.set, earlier, here)
    return ite_val(here.set, Val(True, here.it), earlier)


def first(of: Symbolic, condition: c.Core, env: Env, at: int, now: Num) -> Val:
    """The first moment up to `now` at which a condition held."""
    earlier = _remembered(of, condition, env, at, lambda place: _first_seen(of, condition, env, place))
    return ite_val(earlier.set, earlier, first_within(of, condition, env, at, now))


def _first_seen(of: Symbolic, condition: c.Core, env: Env, at: int) -> Val:
    """The first moment up to the next entry at which it held, as far as the state before that is seen."""
    earlier = _remembered(of, condition, env, at, lambda place: _first_seen(of, condition, env, place))
    return ite_val(earlier.set, earlier, _first_of(of, condition, env, at, marks_seen(of, condition, env, at, to=True)))


def first_within(of: Symbolic, condition: c.Core, env: Env, at: int, until: Num) -> Val:
    """The first moment of the state after an entry, up to a tick, at which it holds."""
    return _first_of(of, condition, env, at, marks(of, condition, env, at, until, to=True))


def _first_of(of: Symbolic, condition: c.Core, env: Env, at: int, looked_at: Iterable[Mark]) -> Val:
    return best("earliest", [Val(and_((counts, of.holds(condition, env, at, tick))), tick) for counts, tick in looked_at])


def so_far(of: Symbolic, core: c.SoFarIs, env: Env, at: int, now: Num) -> Val:
    """The most or least that a value has been, up to now."""
    return _so_far(of, core, env, at, marks(of, core.body, env, at, now))


def _so_far(of: Symbolic, core: c.SoFarIs, env: Env, at: int, looked_at: Iterable[Mark]) -> Val:
    found = [_remembered(of, core, env, at, lambda place: _so_far(of, core, env, place, marks_seen(of, core.body, env, place)))]
    for counts, tick in looked_at:
        value = of.value(core.body, env, at, tick)
        found.append(Val(and_((counts, value.set)), value.it, value.day))
    return best("greatest" if core.op == "most" else "least", found)


def _remembered(of: Symbolic, core: c.Core, env: Env, at: int, value: Callable[[int], Val]) -> Val:
    """A register as entry `at` finds it: its value at the end of the entry before."""
    if at == 0:
        return of.before(core, env) if of.before is not None else UNSET
    key = (*of.surroundings(core, env), at)
    if key not in of.registers:
        of.registers[key] = value(at - 1)
    return of.registers[key]
