"""Which clauses a proof needs: with all others left free, it is still one.

The obligations of each case are posed with a switch for every labelled
part, and the switches shrunk one by one until none can be dropped.
"""

from __future__ import annotations

from collections.abc import Sequence

from dsl.core import Label
from dsl.plan import Plan, Question
from solver.answer import ProvedCase, Row
from solver.formula import Bool
from solver.obligation import Misfit
from solver.proof_obligations import Case, Switches, claims, posed_cases, reasons_under
from solver.reasons import Posed, shrunk
from solver.z3_solver import Budget, Solver

MOST = 1.0  # effort for all


def reasons_of_proof(plan: Plan, question: Question, row: Row, deadline: float) -> tuple[Label, ...] | None:
    """Labels that the proof of a row needs, in the plan's order, each not seen to be needless in a moment, or not tried in time for all; None if time runs out.

    There may be other proofs.
    """
    within = Budget(deadline)
    for is_rough in (True, False):  # what is enough roughly is enough
        try:
            cases = posed_cases(plan, question, row.finding, reasons_under(plan, question, row), is_rough)
            posed = _posed(cases, within)
        except Misfit:
            return None
        found = shrunk(posed, list(plan.clauses), MOST)
        if found is not None or not any(case.runs.lacks_anything for _, case in cases):
            return found
    return None


def _posed(cases: Sequence[tuple[ProvedCase, Case]], within: Budget) -> Posed:
    switches: Switches = {}
    solvers = [_solver(make(case, switches), within) for told_so, case in cases for _, make in claims(told_so, "")]
    return Posed(solvers, switches, set(), within)


def _solver(conditions: Sequence[Bool], within: Budget) -> Solver:
    solver = Solver(within)
    solver.add(*conditions)
    return solver

