"""Several steps in a row: that what is sought comes about after them, and did not before.

From any state in which candidates hold, as induction over several steps asks;
and from the told story, for the fewer steps with which it begins. In both what
happens by itself is a step that need not be taken, so that the one speaks of
all runs of which the other does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from solver.any_state import any_state, from_told
from solver.come_about import reached, unbroken
from solver.cubes import Cube, outside
from solver.formula import Bool, Term, implies, not_, or_
from solver.lemma import Lemma
from solver.one_step import add_step
from solver.products import Products
from solver.search import Task
from solver.unroll import Unrolled
from solver.z3_solver import Budget, Solver

MOST_IN_A_ROW = 3
FOR_SO_FEW = 1.0  # effort to see that it does not come about with so many steps of the story


def in_a_row(task: Task, steps: int, candidates: Mapping[Term, Lemma], elsewhere: Sequence[Cube], within: Budget) -> Solver:
    """A solver in which what is sought comes about after so many steps from any state, and not before; switches assume candidates in that state."""
    run = _with_steps(any_state(task), steps)
    assumed = [implies(switch, lemma.at(run, 0)) for switch, lemma in candidates.items()]
    return _solver(run, [*_first_after_all(run, task, elsewhere), *assumed], within)


def comes_about_with(task: Task, steps: int, elsewhere: Sequence[Cube], within: Budget) -> bool:
    """Whether what is sought may come about after so many steps of the told story, and not before: that it cannot was not shown."""
    run = _with_steps(from_told(task), steps)
    return _solver(run, _first_after_all(run, task, elsewhere), within).check(effort=FOR_SO_FEW) != "unsat"


def _with_steps(run: Unrolled, steps: int) -> Unrolled:
    for _ in range(steps):
        add_step(run)
    return run


def _first_after_all(run: Unrolled, task: Task, elsewhere: Sequence[Cube]) -> list[Bool]:
    """What is sought comes about in the last state of a run, and in none before."""
    goal = task.goal
    not_before = [not_(or_(reached(run, task, at))) for at in range(run.last_told, run.last)]
    kept_throughout = (*unbroken(run, goal), *goal.left_out(run))
    return [*run.constraints, *run.guards, *kept_throughout, *not_before, or_(reached(run, task, run.last)), outside(run.symbolic, elsewhere)]


def _solver(run: Unrolled, conditions: Sequence[Bool], within: Budget) -> Solver:
    """A solver with conditions of a run and what they need of definitions, each product being a number of its own."""
    products, solver = Products(), Solver(within)
    solver.add(*[products.plain(one) for one in (*conditions, *run.symbolic.definitions)], *products.facts())
    return solver
