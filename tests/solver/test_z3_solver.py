"""What was demanded is still demanded when another attempt takes over."""

from __future__ import annotations

import time

import pytest

from solver.formula import arithmetic, at_most, declared, equal, whole
from solver.z3_solver import ATTEMPTS, Solver


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
