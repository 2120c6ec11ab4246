"""What has been, at a moment of a told story: the first and last event, the first moment, the most so far; time walked from change to change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from dsl import core as c
from dsl.dates import Instant
from solver.agreement import agreed
from solver.evaluate_numbers import best
from solver.history import seen_until

if TYPE_CHECKING:
    from solver.evaluate import Evaluator

Env = Mapping[str, Any]


def event_at(of: Evaluator, core: c.EventAt, env: Env, at: int) -> Instant | None:
    """The first or last event for which the condition held right after it."""
    places = range(at + 1) if core.op == "first" else range(at, -1, -1)
    holes = of.plan.events[core.event].holes
    for place in places:
        entry = of.history[place]
        if entry.sort == "event" and entry.event == core.event:
            filled = {var: entry.values[hole.name] for var, hole in zip(core.holes, holes, strict=True)}
            if _apart(of, core.condition, {**env, **filled}, place, entry.tick):
                of.read.entries.add(place)
                return entry.tick
    return None


def first(of: Evaluator, condition: c.Core, env: Env, at: int, now: int) -> Instant | None:
    """The first moment up to `now` at which a condition held; None if it has not."""
    outer = of.changes_at
    of.forms[id(condition)] = condition
    for place in range(at):
        kept = of.firsts.setdefault((id(condition), tuple(sorted(env.items())), place), [])
        found: Instant | None = of.once(kept, partial(_first_seen, of, condition, env, place))
        of.changes_at = outer
        if found is not None:
            return found
    return first_within(of, condition, env, at, now)


def _first_seen(of: Evaluator, condition: c.Core, env: Env, place: int) -> Instant | None:
    """The first moment of the state after an earlier entry at which it holds and that state is seen."""
    until = seen_until(of.history, place)
    return first_within(of, condition, env, place, until) if of.history[place].tick <= until else None


def first_within(of: Evaluator, condition: c.Core, env: Env, at: int, until: int) -> Instant | None:
    """The first moment of the state after entry `at`, up to tick `until`, at which it holds."""
    return next((Instant(tick) for tick, holds in walk_holds(of, condition, env, at, until) if holds), None)


def walk_holds(of: Evaluator, condition: c.Core, env: Env, at: int, until: int) -> Iterator[tuple[int, bool]]:
    """Whether a condition holds as time passes in one state, as in `walk`; what nobody gave is tried both ways."""
    return _walk(of, partial(of.holds, condition, env, at), at, until)


def walk(of: Evaluator, form: c.Core, env: Env, at: int, until: int) -> Iterator[tuple[int, Any]]:
    """The values of a form as time passes in one state: each tick at which it may change.

    What could change it after `until` is left in `changes_at`.
    """
    return _walk(of, partial(of.value, form, env, at), at, until)


def _walk(of: Evaluator, work: Callable[[int], Any], at: int, until: int) -> Iterator[tuple[int, Any]]:
    outer = of.changes_at
    tick: int = of.history[at].tick
    while True:
        of.changes_at = set()
        found = agreed(of, partial(work, tick))
        later = {change for change in of.changes_at if change > tick}
        of.changes_at = outer
        coming = min((change for change in later if change <= until), default=None)
        if coming is None:
            of.changes_at |= later
        yield tick, found
        if coming is None:
            return
        tick = coming


def so_far(of: Evaluator, core: c.SoFarIs, env: Env, at: int, now: int) -> Any:
    """The most or least that a value has been, up to now."""
    values: list[Any] = []
    for place in range(at + 1):
        until = seen_until(of.history, place) if place < at else now
        if of.history[place].tick <= until:
            values.extend(found for _, found in walk(of, core.body, env, place, until))
    return best("greatest" if core.op == "most" else "least", [v for v in values if v is not None])


def _apart(of: Evaluator, condition: c.Core, env: Env, at: int, now: int) -> bool:
    """Whether a condition held at a past moment, which no longer changes."""
    outer, of.changes_at = of.changes_at, set()
    found = of.holds(condition, env, at, now)
    of.changes_at = outer
    return found
