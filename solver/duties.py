"""How each duty stands at a moment of a story: owed since when, until when, performed, breached.

Takes a story and a duty of its plan; gives plain data. Nothing here knows Z3.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from dsl.dates import Instant
from dsl.plan import Duty
from solver.evaluate_over_time import first
from solver.history import Unknown
from solver.over_time import Stretch, joined, stretches_of
from solver.story import Story

State = Literal["not yet owed", "open", "breached", "performed", "lapsed"]


class Standing(Struct, frozen=True):
    """How a duty stands at a moment.

    `since` is from when it is owed (of one not yet owed, from when it will be
    as things stand); `due` the last day or instant, None where none is fixed
    or set, and `waits_on` the names that it turns on. `performed` is the
    moment of performance, `breached` the first moment past the last day; a
    duty performed late has both.
    """

    duty: str
    state: State
    since: Instant | None = None
    due: Any = None
    waits_on: tuple[str, ...] = ()
    performed: Instant | None = None
    breached: Instant | None = None


def standings(story: Story, moment: Instant, until: Instant) -> tuple[Standing, ...]:
    """Every duty of the plan at a moment of a story that has run on to `until`, in the plan's order."""
    evaluator = story.evaluator
    duties = [duty for duty in evaluator.plan.duties.values() if duty.label not in evaluator.deleted]
    return tuple(standing(story, duty, moment, until) for duty in duties)


def standing(story: Story, duty: Duty, moment: Instant, until: Instant) -> Standing:
    """One duty at a moment of a story that has run on to `until`."""
    evaluator = story.evaluator
    at = story.place_at(moment)
    due = evaluator.value(duty.due, {}, at, moment) if duty.due is not None else None
    breached = first(evaluator, duty.breach, {}, at, moment) if duty.breach is not None else None
    performed = evaluator.value(duty.performance, {}, at, moment) if evaluator.holds(duty.performed, {}, at, moment) else None
    return Standing(
        duty.name, _state(story, duty, at, moment), _since(story, duty, moment, until),
        None if isinstance(due, Unknown) else due, tuple(sorted(due.sources)) if isinstance(due, Unknown) else (),
        performed, breached,
    )  # fmt: skip


def _state(story: Story, duty: Duty, at: int, moment: Instant) -> State:
    evaluator = story.evaluator
    if evaluator.holds(duty.performed, {}, at, moment):
        return "performed"
    if evaluator.holds(duty.open, {}, at, moment):
        return "breached" if duty.breach is not None and evaluator.holds(duty.breach, {}, at, moment) else "open"
    return "lapsed" if evaluator.holds(duty.begun, {}, at, moment) else "not yet owed"


def _since(story: Story, duty: Duty, moment: Instant, until: Instant) -> Instant | None:
    """The beginning of the stretch in which it is open at the moment, or else of the next one."""
    found = open_stretches(story, duty, Instant(max(until, moment + 1)))
    return next((begin for begin, end in found if end > moment), None)


def open_stretches(story: Story, duty: Duty, until: Instant) -> tuple[Stretch, ...]:
    """The stretches of time, ends not included, in which a duty is open, in a story that has run on to `until`."""
    return joined(list(stretches_of(story, duty.open, {}, story.history[0].tick, until)))
