"""Formulas mean what they say: folded by what is known, in normal form, as Z3 reads them.

A random formula is reckoned twice: in plain numbers for one assignment, and by
the solver with its open terms held to that assignment.
"""

from __future__ import annotations

import itertools
import random
import time
from fractions import Fraction
from typing import Any

import pytest
from msgspec import Struct, field

from solver import formula as f
from solver.symbolic_values import best, later
from solver.z3_solver import Solver, forget

FORMULAS = 1500


class Maker(Struct):
    """Makes a formula and, beside it, what it comes to for the assignment."""

    dice: random.Random
    values: dict[Any, Any] = field(default_factory=dict)

    def number(self, depth: int) -> tuple[Any, Fraction]:
        kind = self.dice.randrange(10 if depth else 3)
        match kind:
            case 0:
                plain = self.dice.choice([Fraction(self.dice.randrange(-9, 21)), Fraction(3, 20), Fraction(1, 2)])
                return plain, plain
            case 1 | 2:
                return self.open_number(whole=kind == 1)
            case 3 | 4 | 5:
                (one, a), (other, b) = self.number(depth - 1), self.number(depth - 1)
                op = ("plus", "minus", "times")[kind - 3]
                return f.arithmetic(op, one, other), {"plus": a + b, "minus": a - b, "times": a * b}[op]
            case 6:
                (condition, holds), (one, a), (other, b) = self.condition(depth - 1), self.number(depth - 1), self.number(depth - 1)
                return f.ite(condition, one, other), a if holds else b
            case 7:
                found, value = self.number(depth - 1)
                return f.floor(found), Fraction(value.__floor__())
            case 8:
                found, count = self.whole_number()
                return f.whole_part(found, 4), Fraction(count // 4)
            case _:
                found, count = self.whole_number()
                return f.remainder(found, 7), Fraction(count % 7)

    def whole_number(self) -> tuple[Any, int]:
        found, value = self.open_number(whole=True)
        more = self.dice.choice([1, 4, 7, -4])
        return f.arithmetic("plus", f.arithmetic("times", more, found), 3), int(more * value + 3)

    def open_number(self, whole: bool) -> tuple[Any, Fraction]:
        name = f"{'w' if whole else 'r'}{self.dice.randrange(3)}"
        low, high = (0, 9) if self.dice.random() < 0.7 else (-3, 20)
        term = f.whole(name + str(low), low, high) if whole else f.real(name + str(low), low, high)
        value = Fraction(self.dice.randrange(low, high + 1)) if whole else Fraction(self.dice.randrange(low * 4, high * 4 + 1), 4)
        return term, self.values.setdefault(term, value)

    def condition(self, depth: int) -> tuple[Any, bool]:
        match self.dice.randrange(8 if depth else 2):
            case 0:
                term = f.condition(f"b{self.dice.randrange(3)}")
                return term, self.values.setdefault(term, self.dice.random() < 0.5)
            case 1:
                term = f.one_of(f"e{self.dice.randrange(2)}", (0, 2, 3))
                number = self.dice.choice([0, 1, 2, 3])
                return f.equal(term, number), self.values.setdefault(term, self.dice.choice([0, 2, 3])) == number
            case 2:
                (one, a), (other, b) = self.number(depth - 1), self.number(depth - 1)
                if f.is_open(other) and other.high is not None and self.dice.random() < 0.4:
                    one, a = other.high, Fraction(other.high)  # just at the edge of what the bounds settle
                return f.at_most(one, other), a <= b
            case 3:
                (one, a), (other, b) = self.number(depth - 1), self.number(depth - 1)
                return f.less(one, other), a < b
            case 4:
                (one, a), (other, b) = self.number(depth - 1), self.number(depth - 1)
                return f.equal(one, other), a == b
            case 5:
                found, holds = self.condition(depth - 1)
                return f.not_(found), not holds
            case 6:
                parts = [self.condition(depth - 1) for _ in range(3)]
                return f.and_(part for part, _ in parts), all(holds for _, holds in parts)
            case _:
                parts = [self.condition(depth - 1) for _ in range(3)]
                return f.or_(part for part, _ in parts), any(holds for _, holds in parts)


@pytest.mark.parametrize("seed", range(3))
def test_a_formula_comes_to_what_its_numbers_come_to(seed: int) -> None:
    dice = random.Random(seed)
    settled = 0
    for _ in range(FORMULAS // 3):
        forget()
        maker = Maker(dice)
        formula, holds = maker.condition(4)
        if isinstance(formula, bool):
            settled += 1
            assert formula == holds
            continue
        solver = Solver(time.monotonic() + 60)
        for term, value in maker.values.items():
            solver.add(f.declared(term), f.equal(term, value) if term.sort != "bool" else term if value else f.not_(term))
        assert solver.check() == "sat"
        assert solver.truth(formula) == holds, formula
    assert 0 < settled < FORMULAS // 3


def test_products_that_the_fast_arithmetic_gives_up_on_are_decided() -> None:
    """x times y is 12 and x plus y is 7: 3 and 4. No whole numbers up to 50 have a product of 2,809 other than 53 squared."""
    solver = Solver(time.monotonic() + 60)
    x, y = f.whole("x", 0, 50), f.whole("y", 0, 50)
    solver.add(f.declared(x), f.declared(y), f.equal(f.arithmetic("times", x, y), 12), f.equal(f.arithmetic("plus", x, y), 7))
    assert solver.check() == "sat"
    assert {solver.number(x), solver.number(y)} == {3, 4}
    solver.push()
    solver.add(f.less(x, 3))
    assert solver.check() == "unsat"
    solver.pop()
    assert solver.check() == "sat"


@pytest.mark.parametrize("seed", range(3))
def test_several_bounds_at_once_are_the_comparisons_one_by_one(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(200):
        x, y = f.whole("x", *dice.choice([(0, 9), (None, None)])), f.whole("y", 0, 20)
        value = f.arithmetic("plus", f.arithmetic("times", dice.choice([-6, -2, -1, 1, 2, 6]), x), dice.randrange(-9, 9))
        value = dice.choice([value, f.arithmetic("plus", value, f.arithmetic("times", dice.choice([-4, -1, 2, 3]), y))])
        bounds = [dice.randrange(-60, 60) for _ in range(4)]
        for found, bound in zip(f.reached(value, bounds), bounds, strict=True):
            assert found is f.at_most(bound, value), (value, bound)


@pytest.mark.parametrize("count", [1, 2, 5, 6, 26])
def test_what_is_meant_is_just_one_of_several_things(count: int) -> None:
    thing = f.one_of("thing", tuple(range(count)))
    solver = Solver(time.monotonic() + 60)
    solver.add(f.declared(thing))
    is_it = [f.equal(thing, number) for number in range(count)]
    assert all(solver.check(one) == "sat" for one in is_it)
    assert all(solver.check(one, other) == "unsat" for one, other in itertools.combinations(is_it, 2))
    solver.add(*map(f.not_, is_it))
    assert solver.check() == "unsat"


@pytest.mark.parametrize("op", ["earliest", "latest", "greatest", "least", "later"])
def test_the_best_of_several_lies_within_the_bounds_that_it_says(op: str) -> None:
    """With whatever of it set or not, Z3 finds none beyond them."""
    dice = random.Random(op)
    tighter, same = 0, f.whole("the same, of which no bounds are known")
    for case in range(80):
        values = [f.Val(dice.choice([True, f.condition(f"{case} set {n}")]), *bounded(dice, f"{case} v{n}")) for n in range(dice.randrange(2, 4))]
        found = later(*values[:2]) if op == "later" else best(op, values)
        low, high = f.low_of(found.it), f.high_of(found.it)
        solver = Solver(time.monotonic() + 60)
        solver.add(*(f.declared(value.it) for value in values if f.is_open(value.it)), f.equal(same, found.it))
        solver.add(f.or_((low is not None and f.less(same, low), high is not None and f.less(high, same))))
        assert solver.check() == "unsat", (op, values)
        lows, highs = ([bound(value.it) for value in values] for bound in (f.low_of, f.high_of))
        tighter += (None not in lows and low != min(lows)) or (None not in highs and high != max(highs))
    assert tighter > 8


def bounded(dice: random.Random, name: str) -> tuple[Any]:
    low = dice.randrange(-5, 15)
    return (dice.choice([low, f.whole(name, low, low + dice.randrange(9)), f.whole(name, low, None), f.whole(name, None, low)]),)
