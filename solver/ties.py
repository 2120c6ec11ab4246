"""Breaks ties, so that every machine finds the same path.

Takes a solver that has a model and the terms in the order in which they are
to be smallest; gives their values. Each is made as small as the earlier ones
let it be, or is as in the model where time does not suffice to tell.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from solver.formula import Bool, arithmetic, at_most, declared, equal, is_open, not_, options_of, or_, whole
from solver.z3_solver import Solver

FOR_ONE = 2.5  # effort to see whether a value can be smaller; else it is as in the model, and the path is tidied when it is told
GRID = (100, 10_000, 1_000_000)  # parts in which an amount that need not be whole is tried


class Ties:
    """A solver whose terms are settled one after the other, until its deadline; `cut_short` says whether that came first."""

    def __init__(self, solver: Solver) -> None:
        self.solver = solver
        self.cut_short = False

    def smallest(self, term: Any, least: int) -> int:
        """The smallest whole value of a term, no less than `least`; it is fixed to that."""
        return self._smallest(term, least, int(self.solver.number(term)))

    def soonest(self, term: Any, least: int) -> int:
        """The same of a value that is mostly near the least: it is looked for from there, farther and farther on."""
        return self._smallest(term, least, 1)

    def _smallest(self, term: Any, least: int, reach: int) -> int:
        low, high = least, int(self.solver.number(term))
        while low < high and not self.solver.is_out_of_time:
            middle = min(low + reach - 1, (low + high) // 2)
            if self._can(at_most(term, middle)):
                high = int(self.solver.number(term))
            else:
                low, reach = middle + 1, 2 * reach
        self.cut_short |= low < high
        self._fix(equal(term, high))
        return high

    def first_of(self, term: Any) -> int:
        """The first of several things that a term may be; it is fixed to that."""
        found = int(self.solver.number(term))
        options = [number for number in options_of(term) if number <= found] if is_open(term) else [found]
        while len(options) > 1 and not self.solver.is_out_of_time:
            middle = len(options) // 2
            if self._can(or_(equal(term, number) for number in options[:middle])):
                found = int(self.solver.number(term))
                options = [number for number in options[:middle] if number <= found]
            else:
                options = options[middle:]
        self.cut_short |= len(options) > 1
        self._fix(equal(term, found))
        return found

    def as_met(self, term: Any) -> int:
        """The value of a term in the model; it is fixed to that."""
        value = int(self.solver.number(term))
        self.solver.add(equal(term, value))
        return value

    def no_if_possible(self, condition: Bool) -> bool:
        """Whether a condition must hold, or does in the model where time does not suffice to tell; it is fixed to that."""
        self._can(not_(condition))
        holds = self.solver.truth(condition)
        self._fix(condition if holds else not_(condition))
        return holds

    def smallest_amount(self, term: Any) -> Fraction:
        """The smallest value of a term on the coarsest grid that has one; it is fixed to that."""
        for parts in GRID:
            scaled = whole(f"{term}/{parts}", 0)
            self.solver.push()
            self.solver.add(declared(scaled), equal(arithmetic("times", parts, term), scaled))
            if self._is_sat():
                found = self.smallest(scaled, 0)
                self.solver.pop()
                self._fix(equal(term, Fraction(found, parts)))
                return Fraction(found, parts)
            self.solver.pop()
        return self.plain(term)

    def plain(self, term: Any) -> Fraction:
        """The value of a term in the model."""
        return self.solver.number(term)

    def _can(self, condition: Bool) -> bool:
        self.solver.push()
        self.solver.add(condition)
        can = self._is_sat()
        self.solver.pop()
        return can

    def _is_sat(self) -> bool:
        verdict = self.solver.check(effort=FOR_ONE)
        self.cut_short |= verdict == "unknown"
        return verdict == "sat"

    def _fix(self, condition: Bool) -> None:
        """Keep to what is so in the model; the model need not be looked for again."""
        self.solver.add(condition)


class AsMet(Ties):
    """The values of the first model, whatever they are."""

    def _smallest(self, term: Any, least: int, reach: int) -> int:
        return int(self.solver.number(term))

    def first_of(self, term: Any) -> int:
        return int(self.solver.number(term))

    def smallest_amount(self, term: Any) -> Fraction:
        return self.plain(term)

    def no_if_possible(self, condition: Bool) -> bool:
        return self.solver.truth(condition)
