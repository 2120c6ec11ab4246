"""Why there is no path: clauses, limbs and guards that together exclude every one that was tried.

Each labelled part is given a switch; where its switch is off, its value is
left free. The switches that cannot all be off are shrunk one by one, each set
solved again on its own, until none can be dropped.
"""

from __future__ import annotations

from collections.abc import Sequence

from dsl.core import Label
from solver.formula import Term
from solver.search import Task
from solver.z3_solver import Solver


def reasons(task: Task, tried: int, deadline: float) -> tuple[Label, ...] | None:
    """An irreducible set of labels that excludes every path of up to `tried` events; None if time runs out.

    In the plan's order. There may be other such sets.
    """
    solvers, switches = _posed(task, tried, deadline)
    core: set[Label] = set()
    for solver in solvers:
        found = _core(solver, switches, list(switches))
        if found is None:
            return None
        core |= found
    for label in sorted(core, key=list(switches).index, reverse=True):
        fewer = core - {label}
        verdicts = [_excluded(solver, switches, fewer) for solver in reversed(solvers)]
        if None in verdicts:
            return None
        if all(verdicts):
            core = fewer
    order = list(task.machine.plan.clauses)
    return tuple(sorted(core, key=order.index))


def _posed(task: Task, tried: int, deadline: float) -> tuple[list[Solver], dict[Label, Term]]:
    """One solver for each number of events, all with the same switches."""
    solvers = []
    switches: dict[Label, Term] = {}
    for count in range(tried + 1):
        run = task.run(count, f"{count} ", switches)
        goal = task.goal.formula(run)
        solver = Solver(deadline)
        solver.add(*run.symbolic.definitions, *run.constraints, *run.guards, goal)
        solvers.append(solver)
    return solvers, switches


def _core(solver: Solver, switches: dict[Label, Term], on: Sequence[Label]) -> set[Label] | None:
    if solver.check(*(switches[label] for label in on)) != "unsat":
        return None
    names = {switches[label]: label for label in on}
    return {names[term] for term in solver.core(names)}


def _excluded(solver: Solver, switches: dict[Label, Term], on: set[Label]) -> bool | None:
    """Whether these alone exclude every path; None if time runs out."""
    verdict = solver.check(*(switches[label] for label in on))
    return None if verdict == "unknown" else verdict == "unsat"
