"""Why there is no path: clauses, limbs and guards that together exclude every one that was tried.

Each labelled part is given a switch; where its switch is off, its value is
left free. The switches that cannot all be off are shrunk one by one, each set
solved again on its own, until none can be dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dsl.core import Label
from solver.formula import Term
from solver.search import Task
from solver.z3_solver import Solver, Verdict

FEW = 1


def reasons(task: Task, tried: int, deadline: float) -> tuple[Label, ...] | None:
    """An irreducible set of labels that excludes every path of up to `tried` events; None if time runs out.

    In the plan's order. There may be other such sets.
    """
    return shrunk(_posed(task, sorted({min(FEW, tried), tried}), deadline), list(task.machine.plan.clauses))


def shrunk(posed: Posed, order: Sequence[Label], moment: float | None = None) -> tuple[Label, ...] | None:
    """An irreducible set of labels that leaves nothing possible, in an order; None if time runs out.

    If a moment (in seconds) is given, a label that is not seen to be needless in that time is kept.
    """
    core = set(posed.switches)
    if posed.excludes(core) != "unsat":
        return None
    core = posed.needed
    for label in sorted(core, key=list(posed.switches).index, reverse=True):
        if label not in core:
            continue
        verdict = posed.excludes(core - {label}, moment)
        if verdict == "unknown" and moment is None:
            return None
        if verdict == "unsat":
            core = posed.needed
    return tuple(sorted(core, key=order.index))


@dataclass
class Posed:
    """What cannot be, with switches: of paths, posed of few events and of all, as where few will do a path is found sooner.

    `needed` are the labels by which the last set that excludes every path does so.
    """

    solvers: Sequence[Solver]
    switches: dict[Label, Term]
    needed: set[Label]

    def excludes(self, on: Iterable[Label], seconds: float | None = None) -> Verdict:
        """Whether parts of the plan exclude every path: unsat if they do. They are assumed in one order, so that the answer is one."""
        wanted = set(on)
        assumed = [switch for label, switch in self.switches.items() if label in wanted]
        verdict: Verdict = "unsat"
        for solver in self.solvers:
            verdict = solver.check(*assumed, seconds=seconds)
            if verdict != "unsat":
                return verdict
        named = {switch: label for label, switch in self.switches.items()}
        self.needed = {named[term] for solver in self.solvers for term in solver.core(assumed)}
        return verdict


def _posed(task: Task, counts: Sequence[int], deadline: float) -> Posed:
    solvers = []
    switches: dict[Label, Term] = {}
    for count in counts:
        run = task.run(count, f"{count} ", switches, may_rest=True)
        goal = task.goal.formula(run)
        solver = Solver(deadline)
        solver.add(*run.symbolic.definitions, *run.constraints, *run.guards, goal)
        solvers.append(solver)
    return Posed(solvers, switches, set())
