"""What is so stays possible once products and quotients are numbers of their own: nothing is excluded that arithmetic allows.

And each such formula is the one it was made of, once what its numbers stand for is put back.
"""

from __future__ import annotations

import random
import time
from fractions import Fraction
from typing import Any

import pytest
from test_formulas import Maker

from solver import formula as f
from solver.products import Products
from solver.z3_solver import Solver, forget

GROUPS, TOGETHER = 150, 4  # of formulas that are made plain one after the other, as the steps of a proof are


class WithQuotients(Maker):
    """Divides as well, by what is not zero for the assignment."""

    def number(self, depth: int) -> tuple[Any, Fraction]:
        if depth and self.dice.random() < 0.4:
            (one, a), (other, b) = super().number(depth - 1), super().number(depth - 1)
            if b:
                return f.arithmetic("divided by", one, other), a / b
        return super().number(depth)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_so_stays_possible(seed: int) -> None:
    dice = random.Random(seed)
    of_several = 0
    for _ in range(GROUPS // 3):
        forget()
        maker, products = WithQuotients(dice), Products()
        told = [maker.condition(3) for _ in range(TOGETHER)]
        solver = Solver(time.monotonic() + 60)
        for term, value in maker.values.items():
            solver.add(f.declared(term), f.equal(term, value) if term.sort != "bool" else term if value else f.not_(term))
        plain = []
        for formula, holds in told:
            plain.append(products.plain(formula))
            solver.add(plain[-1] if holds else f.not_(plain[-1]), *products.facts())
        assert solver.check() == "sat", told
        assert all(was is formula for was, (formula, _) in zip(products.as_they_were(plain), told, strict=True))
        of_several += len(products._quotients) > 1
    assert of_several > GROUPS // 30
