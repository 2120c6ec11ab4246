"""Breaks ties, so that every machine finds the same path.

Takes a solver that has a model and the terms in the order in which they are
to be smallest; gives their values. Each is made as small as the earlier ones
let it be.
"""

from __future__ import annotations

import time
from fractions import Fraction
from typing import Any

import z3

GRID = (100, 10_000, 1_000_000)  # parts in which an amount that need not be whole is tried


class Ties:
    """A solver whose terms are settled one after the other, until a deadline."""

    def __init__(self, solver: z3.Solver, deadline: float) -> None:
        self.solver = solver
        self.deadline = deadline
        self.model = solver.model()

    def smallest(self, term: Any, least: int) -> int:
        """The smallest whole value of a term, no less than `least`; it is fixed to that."""
        low, high = least, self._whole(term)
        while low < high and time.monotonic() < self.deadline:
            middle = (low + high) // 2
            if self._can(term <= middle):
                high = self._whole(term)
            else:
                low = middle + 1
        self._fix(term == high)
        return high

    def as_met(self, term: Any) -> int:
        """The value of a term in the model; it is fixed to that."""
        value = self._whole(term)
        self.solver.add(term == value)
        return value

    def no_if_possible(self, term: Any) -> bool:
        """Whether a condition must hold; it is fixed to that."""
        must = not self._can(z3.Not(term))
        self._fix(term == must)
        return must

    def define(self, condition: Any) -> None:
        """Add what a new term stands for."""
        self._fix(condition)

    def smallest_amount(self, term: Any) -> Fraction:
        """The smallest value of a term on the coarsest grid that has one; it is fixed to that."""
        for parts in GRID:
            scaled = z3.Int(f"{term}/{parts}")
            self.solver.push()
            self.solver.add(term * parts == scaled)
            if self.solver.check() == z3.sat:
                self.model = self.solver.model()
                found = self.smallest(scaled, 0)
                self.solver.pop()
                value = Fraction(found, parts)
                self._fix(term == z3.Q(value.numerator, value.denominator))
                return value
            self.solver.pop()
        return self.plain(term)

    def plain(self, term: Any) -> Fraction:
        """The value of a term in the model."""
        value = self.model.eval(term, model_completion=True)
        return Fraction(value.as_long()) if z3.is_int_value(value) else Fraction(value.numerator_as_long(), value.denominator_as_long())

    def _whole(self, term: Any) -> int:
        return int(self.model.eval(term, model_completion=True).as_long())

    def _can(self, condition: Any) -> bool:
        self.solver.push()
        self.solver.add(condition)
        can = bool(self.solver.check() == z3.sat)
        if can:
            self.model = self.solver.model()
        self.solver.pop()
        return can

    def _fix(self, condition: Any) -> None:
        self.solver.add(condition)
        if self.solver.check() == z3.sat:
            self.model = self.solver.model()


class AsMet(Ties):
    """The values of the first model, whatever they are."""

    def smallest(self, term: Any, least: int) -> int:
        return self._whole(term)

    def smallest_amount(self, term: Any) -> Fraction:
        return self.plain(term)

    def no_if_possible(self, term: Any) -> bool:
        return bool(z3.is_true(self.model.eval(term, model_completion=True)))

    def define(self, condition: Any) -> None:
        return
