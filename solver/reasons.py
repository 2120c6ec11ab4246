"""Why there is no path: clauses, limbs and guards that together exclude every one that was tried.

Each labelled part is given a switch; where its switch is off, its value is
left free. The switches that cannot all be off are shrunk one by one, each set
solved again on its own, until none can be dropped.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import z3

from dsl.core import Label
from solver.formula import lift
from solver.search import Task


def reasons(task: Task, tried: int, deadline: float) -> tuple[Label, ...] | None:
    """An irreducible set of labels that excludes every path of up to `tried` events; None if time runs out.

    In the plan's order. There may be other such sets.
    """
    solvers, switches = _posed(task, tried)
    core: set[Label] = set()
    for solver in solvers:
        found = _core(solver, switches, list(switches), deadline)
        if found is None:
            return None
        core |= found
    for label in sorted(core, key=list(switches).index, reverse=True):
        fewer = core - {label}
        verdicts = [_excluded(solver, switches, fewer, deadline) for solver in reversed(solvers)]
        if None in verdicts:
            return None
        if all(verdicts):
            core = fewer
    order = list(task.machine.plan.clauses)
    return tuple(sorted(core, key=order.index))


def _posed(task: Task, tried: int) -> tuple[list[z3.Solver], dict[Label, z3.BoolRef]]:
    """One solver for each number of events, all with the same switches."""
    solvers = []
    switches: dict[Label, z3.BoolRef] = {}
    for count in range(tried + 1):
        run = task.run(count, f"{count} ", switches)
        goal = task.goal.formula(run)
        solver = z3.Solver()
        solver.add(*map(lift, (*run.symbolic.definitions, *run.constraints, *run.guards, goal)))
        solvers.append(solver)
    return solvers, switches


def _core(solver: z3.Solver, switches: dict[Label, z3.BoolRef], on: Sequence[Label], deadline: float) -> set[Label] | None:
    left = deadline - time.monotonic()
    solver.set("timeout", max(1, int(left * 1000)))
    if left <= 0 or solver.check(*(switches[label] for label in on)) != z3.unsat:
        return None
    names = {switches[label].get_id(): label for label in on}
    return {names[term.get_id()] for term in solver.unsat_core()}


def _excluded(solver: z3.Solver, switches: dict[Label, z3.BoolRef], on: set[Label], deadline: float) -> bool | None:
    """Whether these alone exclude every path; None if time runs out."""
    left = deadline - time.monotonic()
    if left <= 0:
        return None
    solver.set("timeout", max(1, int(left * 1000)))
    verdict = solver.check(*(switches[label] for label in on))
    return None if verdict == z3.unknown else bool(verdict == z3.unsat)
