"""Five questions of the HemaCare plan, asked of the hand-written model.

Each is answered on the base readings by looking for a path with no event, one,
and so on: first path, no ties broken, nothing told again, no reasons given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import z3

from benchmarks.hand_written.business_days import tenth_after
from benchmarks.hand_written.state import State, adoption, after_the_press, ordinal
from benchmarks.hand_written.steps import BOARD, after, allowed, choose

MOST_EVENTS = 4
HORIZON = ordinal(2009, 3, 10)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A path that is looked for: from where, to what by which day, without which events, what must never be so.

    `found` and `none` are the verdicts if there is one and if there is none.
    """

    title: str
    start: Callable[[], State]
    sought: Callable[[State, int], Any]
    by: int = HORIZON
    without: tuple[str, ...] = ()
    never_exercisable: bool = False
    found: str = "possible"
    none: str = "impossible"

    @property
    def reach(self) -> int:
        """The last day that matters."""
        return HORIZON if self.never_exercisable else self.by


def _exercisable(state: State, until: int) -> Any:
    return state.exercisable_by(until)


def _owns_a_fifth(state: State, until: int) -> Any:
    return z3.Or(*(5 * stake >= state.outstanding for stake in state.stakes))


def _redeemed(state: State, until: int) -> Any:
    return state.redeemed


def _under_11_percent(state: State, until: int) -> Any:
    return state.threshold < z3.Q(11, 100)


QUESTIONS = (
    Question(
        title="A stake of 20% need not make the Rights exercisable",
        start=adoption, sought=_owns_a_fifth, by=ordinal(2000, 1, 1), never_exercisable=True,
    ),
    Question(
        title="Nothing brings the Distribution Date forward to May 13",
        start=after_the_press, sought=_exercisable, by=ordinal(1998, 5, 13),
    ),
    Question(
        title="The Board can still redeem",
        start=after_the_press, sought=_redeemed, by=ordinal(1998, 5, 13), never_exercisable=True,
    ),
    Question(
        title="No announcement, no offer, no act of the Board: no exercise",
        start=adoption, sought=_exercisable, without=("announce", "offer", *BOARD),
    ),
    Question(
        title="No lowering of the threshold takes it under 11%",
        start=adoption, sought=_under_11_percent, found="no", none="holds",
    ),
)  # fmt: skip


def verdict(question: Question, most: int = MOST_EVENTS) -> str:
    """The answer, with paths of so many events at most."""
    return question.none if fewest_events(question, most) is None else question.found


def fewest_events(question: Question, most: int = MOST_EVENTS) -> int | None:
    """How many events the shortest path has; None if none has so few."""
    solver = z3.Solver()
    state = question.start()
    first, until = state.tick // 2, 2 * question.by + 1
    if "offer" not in question.without:
        solver.add(tenth_after(state.offered.day, state.tenth, first, question.reach + 40))
    for number in range(most + 1):
        if number:
            state = _one_more(solver, question, number, state)
        solver.push()
        solver.add(question.sought(state, until), state.tick <= until)
        if question.never_exercisable:
            solver.add(z3.Not(state.exercisable_by(2 * question.reach + 1)))
        result = solver.check()
        solver.pop()
        if result != z3.unsat:
            assert result == z3.sat, solver.reason_unknown()
            return number
    return None


def _one_more(solver: z3.Solver, question: Question, number: int, before: State) -> State:
    """The state after one more event, which the solver is told of."""
    step = choose(number, len(before.held))
    state, constraints = after(number, before, step)
    solver.add(*allowed(before, step), *constraints, *(z3.Not(step.kind[kind]) for kind in question.without))
    if question.never_exercisable:
        solver.add(z3.Not(before.exercisable_by(step.tick)))
    return state
