"""What was demanded is still demanded when another attempt takes over; what a model says, and what is spent."""

from __future__ import annotations

import time

import pytest

from solver.formula import arithmetic, at_most, condition, declared, equal, not_, whole
from solver.z3_solver import ATTEMPTS, Budget, Solver


@pytest.mark.parametrize("changes", range(1, len(ATTEMPTS)))
def test_levels_outlive_each_change_to_another_attempt(changes: int) -> None:
    one, other = whole("one", 1, 100), whole("other", 1, 100)
    solver = Solver(time.monotonic() + 60)
    solver.add(declared(one), declared(other), equal(arithmetic("times", one, other), 91))
    solver.push()
    solver.add(at_most(8, one), at_most(one, 90))
    for _ in range(changes):
        solver._change_over()
    assert solver.check() == "sat"
    assert [int(solver.number(term)) for term in (one, other)] == [13, 7]
    solver.add(at_most(one, 12))
    assert solver.check() == "unsat"  # 91 is 7 times 13
    solver.pop()
    assert solver.check(at_most(one, 12)) == "sat"
    assert int(solver.number(one)) in (1, 7)


def test_many_conditions_are_evaluated_as_one_by_one() -> None:
    one, other, free = whole("one", 1, 100), whole("other", 1, 100), condition("free")
    solver = Solver(time.monotonic() + 60)
    solver.add(declared(one), declared(other), equal(one, arithmetic("plus", other, 40)))
    assert solver.check() == "sat"
    asked = [True, False, free, not_(free), *(at_most(figure, term) for figure in range(1, 101) for term in (one, other))]
    found = solver.truths(asked)
    assert found == [solver.truth(item) for item in asked]
    assert sum(found[4:]) == int(solver.number(one) + solver.number(other))
    assert solver.truths([]) == []


def test_an_alarm_is_called_once_when_so_much_effort_was_spent() -> None:
    called: list[float] = []
    within = Budget(time.monotonic() + 60, alarm=(0.5, lambda: called.append(within.spent)))
    for effort in (0.25, 0.125, 0.25, 0.5):
        within.spend(effort)
    assert (called, within.spent) == ([0.625], 1.125)
