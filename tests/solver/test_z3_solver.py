"""What was demanded is still demanded when Z3's other arithmetic takes over."""

from __future__ import annotations

import time

from solver.formula import arithmetic, at_most, declared, equal, whole
from solver.z3_solver import Solver


def test_levels_outlive_the_change_of_arithmetic() -> None:
    one, other = whole("one", 1, 100), whole("other", 1, 100)
    solver = Solver(time.monotonic() + 60)
    solver.add(declared(one), declared(other), equal(arithmetic("times", one, other), 91))
    solver.push()
    solver.add(at_most(8, one), at_most(one, 90))
    solver._change_over()
    assert solver.check() == "sat"
    assert [int(solver.number(term)) for term in (one, other)] == [13, 7]
    solver.add(at_most(one, 12))
    assert solver.check() == "unsat"  # 91 is 7 times 13
    solver.pop()
    assert solver.check(at_most(one, 12)) == "sat"
    assert int(solver.number(one)) in (1, 7)
