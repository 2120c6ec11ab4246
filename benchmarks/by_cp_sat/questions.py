"""The six questions asked of the model for CP-SAT: a model of no event, one of one, and so on.

CP-SAT has no model to which steps can be added between two solves, so each
depth is built anew. A threshold is in hundredths of a percent there, and there
are 20 million shares at most; all else is as in the model for Z3.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from ortools.sat.python import cp_model

from benchmarks.asked import Asked, OutOfTime, Size, left_until
from benchmarks.by_cp_sat.conditions import Conditions
from benchmarks.by_cp_sat.state import State, start
from benchmarks.by_cp_sat.steps import after, allow, choose
from benchmarks.calendar import runs_of_holidays


def fewest_events(asked: Asked, size: Size, seconds: float) -> int | None:
    """How many events the shortest path has; None if none has so few. Raises OutOfTime."""
    deadline = time.monotonic() + seconds
    return next((number for number in range(size.events + 1) if has_path(asked, size, number, deadline)), None)


def has_path(asked: Asked, size: Size, events: int, deadline: float) -> bool:
    """Whether there is a path of just so many events. Raises OutOfTime."""
    of = Conditions()
    state = start(of, asked, size)
    if events and "offer" not in asked.without:
        _tenth(of, state, state.tick // 2, asked.reach(size))
    for _ in range(events):
        step = choose(of, asked, size, state)
        allow(of, state, step)
        if asked.never_exercisable:
            of.demand(of.no(state.exercisable_by(step.tick)))
        state = after(of, state, step)
    _come_to(of, state, asked, size)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False  # it takes longer than the search that it spares
    solver.parameters.max_time_in_seconds = left_until(deadline)
    found = solver.solve(of.model)
    if found == cp_model.UNKNOWN:
        raise OutOfTime
    return found in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def _come_to(of: Conditions, state: State, asked: Asked, size: Size) -> None:
    """What is sought of the last state."""
    until = 2 * asked.until(size) + 1
    of.at_least(until, state.tick)
    if asked.never_exercisable:
        of.demand(of.no(state.exercisable_by(2 * asked.reach(size) + 1)))
    match asked.sought:
        case "exercisable":
            of.demand(state.exercisable_by(until))
        case "a fifth is owned":
            of.demand(of.any_of(of.is_at_least(5 * stake, state.outstanding) for stake in state.stakes))
        case "redeemed":
            of.demand(state.redeemed)
        case "threshold under 11%":
            of.demand(of.no(of.is_at_least(state.threshold, 1_100)))


def _tenth(of: Conditions, state: State, first: int, last: int) -> None:
    """The tenth business day after the offer: by the day of the week, and by the holidays on the way."""
    monday = first - (first - 1) % 7
    place, week = [of.model.new_bool_var("") for _ in range(7)], of.number(0, (last - monday) // 7)
    of.model.add_exactly_one(place)
    of.same(state.offered.day, monday + 7 * week + sum(number * is_it for number, is_it in enumerate(place)))
    after_so_many = []
    for holidays, days in _days_by_holidays(first, last):
        is_so = of.model.new_bool_var("")
        of.model.add_linear_expression_in_domain(state.offered.day, days).only_enforce_if(is_so)
        of.same(state.offer_day, state.offered.day + 14 - place[5] - 2 * place[6] + holidays, is_so)
        after_so_many.append(is_so)
    of.model.add_exactly_one(after_so_many)


def _days_by_holidays(first: int, last: int) -> Iterator[tuple[int, cp_model.Domain]]:
    """The days from which holidays put off the tenth business day by so many days, for each number of them."""
    runs = runs_of_holidays(first, last)
    for holidays in sorted({run.holidays for run in runs}):
        yield holidays, cp_model.Domain.from_intervals([[run.first, run.last] for run in runs if run.holidays == holidays])
