"""Forms about numbers as formulas: arithmetic and comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl import core as c
from solver.formula import Bool, Num, Val, and_, arithmetic, at_most, equal, less, not_
from solver.symbolic_changes import Env

if TYPE_CHECKING:
    from solver.symbolic import Symbolic


def calc(of: Symbolic, core: c.Calc, env: Env, at: int, now: Num) -> Val:
    """A sum, difference, product or quotient; unset if a part is unset, or by nothing."""
    left, right = of.value(core.left, env, at, now), of.value(core.right, env, at, now)
    divides = core.op == "divided by"
    there = and_((left.set, right.set, not_(equal(right.it, 0)) if divides else True))
    return Val(there, arithmetic(core.op, left.it, right.it))


def compare(of: Symbolic, core: c.Compare, env: Env, at: int, now: Num) -> Bool:
    """Whether a number is at least, at most, more or less than another."""
    left, right = of.value(core.left, env, at, now), of.value(core.right, env, at, now)
    there = and_((left.set, right.set))
    if there is False:
        return False
    match core.op:
        case "at least":
            return and_((there, at_most(right.it, left.it)))
        case "more than":
            return and_((there, less(right.it, left.it)))
        case "at most":
            return and_((there, at_most(left.it, right.it)))
        case "less than":
            return and_((there, less(left.it, right.it)))
