"""The six questions asked of the model for Z3: one solver, to which an event is added at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import z3

from benchmarks.asked import Asked, OutOfTime, Size, left_until
from benchmarks.hand_written.business_days import tenth_is_after
from benchmarks.hand_written.state import State, adoption, after_the_press
from benchmarks.hand_written.steps import after, allowed, choose


def _exercisable(state: State, until: int) -> Any:
    return state.exercisable_by(until)


def _owns_a_fifth(state: State, until: int) -> Any:
    return z3.Or(*(5 * stake >= state.outstanding for stake in state.stakes))


def _redeemed(state: State, until: int) -> Any:
    return state.redeemed


def _under_11_percent(state: State, until: int) -> Any:
    return state.threshold < z3.Q(11, 100)


SOUGHT: dict[str, Callable[[State, int], Any]] = {
    "exercisable": _exercisable,
    "a fifth is owned": _owns_a_fifth,
    "redeemed": _redeemed,
    "threshold under 11%": _under_11_percent,
}


def fewest_events(asked: Asked, size: Size, seconds: float) -> int | None:
    """How many events the shortest path has; None if none has so few. Raises OutOfTime."""
    deadline = time.monotonic() + seconds
    solver = z3.Solver()
    state = (after_the_press if asked.start == "after the press" else adoption)(size.persons)
    first, until = state.tick // 2, 2 * asked.until(size) + 1
    if "offer" not in asked.without:
        solver.add(tenth_is_after(state.offered.day, state.tenth, first, asked.reach(size) + 40))
    for number in range(size.events + 1):
        if number:
            state = _one_more(solver, asked, number, state)
        solver.push()
        solver.add(SOUGHT[asked.sought](state, until), state.tick <= until)
        if asked.never_exercisable:
            solver.add(z3.Not(state.exercisable_by(2 * asked.reach(size) + 1)))
        solver.set("timeout", max(1, int(1000 * left_until(deadline))))
        result = solver.check()
        solver.pop()
        if result == z3.sat:
            return number
        if result == z3.unknown:
            raise OutOfTime
    return None


def _one_more(solver: z3.Solver, asked: Asked, number: int, before: State) -> State:
    """The state after one more event, which the solver is told of."""
    step = choose(number, len(before.held))
    state, constraints = after(number, before, step)
    solver.add(*allowed(before, step), *constraints, *(z3.Not(step.kind[kind]) for kind in asked.without))
    if asked.never_exercisable:
        solver.add(z3.Not(before.exercisable_by(step.tick)))
    return state
