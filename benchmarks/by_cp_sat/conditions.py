"""Conditions and comparisons of a CP-SAT model: what is known folds away, each comparison is made once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ortools.sat.python import cp_model

Truth = Any  # bool or a literal
Number = Any  # int or a linear expression


class Conditions:
    """A model, and its conditions."""

    def __init__(self) -> None:
        self.model = cp_model.CpModel()

    # ---- conditions ----

    def is_open(self, truth: Truth) -> bool:
        """Whether a condition is not known."""
        return not isinstance(truth, bool)

    def no(self, truth: Truth) -> Truth:
        """Not it."""
        return ~truth if self.is_open(truth) else not truth

    def all_of(self, items: Iterable[Truth]) -> Truth:
        """All of them."""
        found = [item for item in items if item is not True]
        if any(item is False for item in found):
            return False
        if len(found) < 2:
            return found[0] if found else True
        both = self.model.new_bool_var("")
        self.model.add_bool_and(found).only_enforce_if(both)
        self.model.add_bool_or([both, *(~item for item in found)])
        return both

    def any_of(self, items: Iterable[Truth]) -> Truth:
        """Any of them."""
        return self.no(self.all_of(self.no(item) for item in items))

    def demand(self, truth: Truth, *when: Truth) -> None:
        """That it is so, when all of some conditions hold."""
        self.model.add_bool_or([self.no(item) for item in when] + [truth])

    # ---- numbers ----

    def number(self, low: int, high: int) -> Number:
        """A number that is not known."""
        return self.model.new_int_var(low, high, "")

    def same(self, one: Number, other: Number, *when: Truth) -> None:
        """That two numbers are the same, when all of some conditions hold."""
        self._add(one == other, when)

    def at_least(self, one: Number, other: Number, *when: Truth) -> None:
        """That one is no less than the other, when all of some conditions hold."""
        self._add(one >= other, when)

    def _add(self, comparison: Any, when: tuple[Truth, ...]) -> None:
        if any(item is False for item in when) or comparison is True:
            return
        if comparison is False:
            self.model.add_bool_or([self.no(item) for item in when if item is not True])
            return
        self.model.add(comparison).only_enforce_if([item for item in when if item is not True])

    def is_at_least(self, one: Number, other: Number, *when: Truth) -> Truth:
        """Whether one is no less than the other; false where a condition does not hold."""
        if any(item is False for item in when):
            return False
        if isinstance(one, int) and isinstance(other, int):
            return self.all_of([one >= other, *when])
        found = self.model.new_bool_var("")
        self.model.add(one >= other).only_enforce_if(found)
        self.model.add(one < other).only_enforce_if(~found)
        return self.all_of([found, *when])

    def chosen(self, cases: Iterable[tuple[Truth, Number]], otherwise: Number, low: int, high: int) -> Number:
        """A new number: that of the one case that holds, or the other; the old one where no case can hold."""
        found = [case for case in cases if case[0] is not False]
        if not found:
            return otherwise
        new = self.number(low, high)
        for holds, value in found:
            self.same(new, value, holds)
        self.same(new, otherwise, *(self.no(holds) for holds, _ in found))
        return new
