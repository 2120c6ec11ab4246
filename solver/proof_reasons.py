"""Which clauses a proof needs: with all others left free, it is still one.

The three obligations of each case are posed with a switch for every labelled
part, and the switches shrunk one by one until none can be dropped.
"""

from __future__ import annotations

from collections.abc import Sequence

from dsl.core import Label
from solver.answer import ProvedCase
from solver.cubes import fits
from solver.formula import Bool
from solver.obligation import Misfit
from solver.proof_obligations import Switches, at_the_start, excluded, kept, of_case
from solver.reasons import Posed, shrunk
from solver.search import Task
from solver.z3_solver import Solver

MOMENT = 0.4  # seconds


def reasons_of_proof(task: Task, proof: Sequence[ProvedCase], deadline: float) -> tuple[Label, ...] | None:
    """Labels that a proof needs, in the plan's order, each not seen to be needless in a moment; None if time runs out. There may be other proofs."""
    switches: Switches = {}
    try:
        solvers = [_solver(conditions, deadline) for case in proof if fits(dict(case.told), task.machine.options) for conditions in _of(task, case, switches)]
    except Misfit:
        return None
    return shrunk(Posed(solvers, switches, set()), list(task.machine.plan.clauses), MOMENT)


def _of(task: Task, case: ProvedCase, switches: Switches) -> list[list[Bool]]:
    task, invariant = of_case(task, case)
    return [make(task, invariant, switches) for make in (at_the_start, kept, excluded)]


def _solver(conditions: Sequence[Bool], deadline: float) -> Solver:
    solver = Solver(deadline)
    solver.add(*conditions)
    return solver

