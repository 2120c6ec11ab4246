"""Why there is no path: clauses, limbs and guards that together exclude every one that was tried.

Each labelled part is given a switch; where its switch is off, its value is
left free. The switches that cannot all be off are shrunk one by one, each set
solved again on its own, until none can be dropped.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

from dsl.core import Label
from solver.formula import Term
from solver.search import Task
from solver.z3_solver import Budget, Solver, Verdict, a_moment

FEW = 1
TIMES = 1  # how often the effort of the whole is spent to see that a label is needless: where one is, it took at most 0.75


def reasons(task: Task, tried: int, deadline: float) -> tuple[Label, ...] | None:
    """An irreducible set of labels that excludes every path of up to `tried` events; None if time runs out.

    In the plan's order. There may be other such sets.
    """
    return shrunk(_posed(task, sorted({min(FEW, tried), tried}), deadline), list(task.machine.plan.clauses))


def shrunk(posed: Posed, order: Sequence[Label], most: float = math.inf) -> tuple[Label, ...] | None:
    """An irreducible set of labels that leaves nothing possible, in an order; None if time runs out.

    If there is a `most` of effort, a label that is not seen to be needless in a moment is kept, and so are those left
    when so much was spent.
    """
    core = set(posed.switches)
    before = posed.within.spent
    if posed.excludes(core) != "unsat":
        return None
    core = posed.needed
    moment = a_moment(posed.within.spent - before, TIMES) if most < math.inf else math.inf
    until = posed.within.spent + most
    for label in sorted(core, key=list(posed.switches).index, reverse=True):
        if label not in core or posed.within.spent >= until:
            continue
        verdict = posed.excludes(core - {label}, moment)
        if verdict == "unknown" and moment == math.inf:
            return None
        if verdict == "unsat":
            core = posed.needed
    return tuple(sorted(core, key=order.index))


class Posed(Struct):
    """What cannot be, with switches: of paths, posed of few events and of all, as where few will do a path is found sooner.

    `needed` are the labels by which the last set that excludes every path does so.
    """

    solvers: Sequence[Solver]
    switches: dict[Label, Term]
    needed: set[Label]
    within: Budget

    def excludes(self, on: Iterable[Label], effort: float = math.inf) -> Verdict:
        """Whether parts of the plan exclude every path: unsat if they do. They are assumed in one order, so that the answer is one."""
        wanted = set(on)
        assumed = [switch for label, switch in self.switches.items() if label in wanted]
        verdict: Verdict = "unsat"
        for solver in self.solvers:
            verdict = solver.check(*assumed, effort=effort)
            if verdict != "unsat":
                return verdict
        named = {switch: label for label, switch in self.switches.items()}
        self.needed = {named[term] for solver in self.solvers for term in solver.core(assumed)}
        return verdict


def _posed(task: Task, counts: Sequence[int], deadline: float) -> Posed:
    solvers = []
    within = Budget(deadline)
    switches: dict[Label, Term] = {}
    for count in counts:
        run = task.run(count, f"{count} ", switches, may_rest=True)
        goal = task.goal.formula(run)
        solver = Solver(within)
        solver.add(*run.symbolic.definitions, *run.constraints, *run.guards, goal)
        solvers.append(solver)
    return Posed(solvers, switches, set(), within)
