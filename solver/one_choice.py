"""A comparison of numbers, solved for the one amount in it that is still to be chosen.

Takes a comparison and the variable of the choice; gives what it asks of the
choice: to be above a value, below one, or nothing, as some conditions hold
that do not wait on it. Only sums in which the choice has a plain factor can be
solved; the rest is not.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from dsl import core as c
from dsl.forms import variables
from dsl.plan import Plan
from dsl.rewritten import with_person

ZERO = c.Amount(Fraction(0))
ALWAYS = c.All(())
MOST_CASES = 3  # conditions on which a factor turns


class Bound(Struct, frozen=True):
    """That the choice be above or below a value, or if `is_above` is None that the value be above zero; where `where` holds."""

    where: c.Core
    is_above: bool | None
    strictly: bool
    value: c.Core


class _Sum(Struct, frozen=True):
    """A number as a rest without the choice, and the choice as often as the factors of which the conditions hold."""

    rest: c.Core
    parts: tuple[tuple[Fraction, c.Core], ...] = ()


def bounds_on(plan: Plan, choice: c.Var, comparison: c.Compare) -> list[Bound] | None:
    """What a comparison asks of a choice, all of it together; None where it cannot be solved for it."""
    solver = _Solver(plan, choice)
    left, right = solver.sum_of(comparison.left), solver.sum_of(comparison.right)
    if left is None or right is None:
        return None
    more = comparison.op in ("at least", "more than")
    big, small = (left, right) if more else (right, left)
    parts = _together((*big.parts, *((-factor, where) for factor, where in small.parts)))
    strictly = comparison.op in ("more than", "less than")
    cases = list(dict.fromkeys(where for _, where in parts if where != ALWAYS))
    if len(cases) > MOST_CASES:
        return None
    return [
        _bound(sum((factor for factor, where in parts if where == ALWAYS or where in holding), Fraction(0)), _where(cases, holding), strictly, big.rest, small.rest)
        for holding in _subsets(cases)
    ]  # fmt: skip


def _subsets(cases: Sequence[c.Core]) -> Iterator[tuple[c.Core, ...]]:
    for count in range(len(cases) + 1):
        yield from itertools.combinations(cases, count)


def _where(cases: Sequence[c.Core], holding: Sequence[c.Core]) -> c.Core:
    """That of some conditions just these hold."""
    return c.All(tuple(case if case in holding else c.Not(case) for case in cases))


def _bound(factor: Fraction, where: c.Core, strictly: bool, big: c.Core, small: c.Core) -> Bound:
    """That so many times the choice and one value be at least another value."""
    if factor == 0:
        return Bound(where, None, strictly, _minus(big, small))
    value = _minus(small, big) if factor > 0 else _minus(big, small)
    return Bound(where, factor > 0, strictly, value if abs(factor) == 1 else c.Calc("divided by", value, c.Amount(abs(factor))))


def _together(parts: Sequence[tuple[Fraction, c.Core]]) -> tuple[tuple[Fraction, c.Core], ...]:
    """Parts of the same condition as one, and none that comes to nothing."""
    found: list[tuple[Fraction, c.Core]] = []
    for factor, where in parts:
        place = next((place for place, (_, other) in enumerate(found) if other == where), None)
        if place is None:
            found.append((factor, where))
        else:
            found[place] = found[place][0] + factor, where
    return tuple((factor, where) for factor, where in found if factor)


def _minus(one: c.Core, other: c.Core) -> c.Core:
    return one if other == ZERO else c.Calc("minus", one, other)


class _Solver:
    """Numbers as sums with one choice in them."""

    def __init__(self, plan: Plan, choice: c.Var) -> None:
        self.plan, self.choice = plan, choice

    def sum_of(self, core: c.Core) -> _Sum | None:
        """A number as such a sum; None if it is none."""
        if self.choice not in variables(core):
            return _Sum(core)
        match core:
            case c.VarIs():
                return _Sum(ZERO, ((Fraction(1), ALWAYS),))
            case c.Part():
                return self.sum_of(core.body)
            case c.Calc():
                return self._calc(core)
            case c.Choice():
                return self._choice(core)
            case c.Fold() if core.op == "sum":
                return self._fold(core)
        return None

    def _calc(self, core: c.Calc) -> _Sum | None:
        left, right = self.sum_of(core.left), self.sum_of(core.right)
        if left is None or right is None:
            return None
        if core.op in ("plus", "minus"):
            sign = 1 if core.op == "plus" else -1
            rest = _minus(left.rest, right.rest) if sign < 0 or right.rest == ZERO else right.rest if left.rest == ZERO else c.Calc("plus", left.rest, right.rest)
            return _Sum(rest, _together((*left.parts, *((sign * factor, where) for factor, where in right.parts))))
        by_left = self._plain(left) if core.op == "times" else None
        by_right = self._plain(right)
        if by_left is not None:
            return self._scaled(right, by_left)
        return self._scaled(left, by_right if core.op == "times" else 1 / by_right) if by_right else None

    def _plain(self, found: _Sum) -> Fraction | None:
        """The figure that a number is, if it is one that nothing changes."""
        return None if found.parts else self._figure(found.rest)

    def _figure(self, core: c.Core) -> Fraction | None:
        match core:
            case c.Amount():
                return core.value
            case c.Part():
                return self._figure(core.body)
            case c.TermIs() if (term := self.plan.terms[core.term]).role == "fixed" and term.body is not None:
                return self._figure(term.body)
            case c.Calc():
                left, right = self._figure(core.left), self._figure(core.right)
                if left is None or right is None or (core.op == "divided by" and not right):
                    return None
                return {"plus": left + right, "minus": left - right, "times": left * right}.get(core.op) if core.op != "divided by" else left / right
        return None

    def _scaled(self, found: _Sum, by: Fraction) -> _Sum:
        rest = ZERO if found.rest == ZERO else c.Calc("times", c.Amount(by), found.rest)
        return _Sum(rest, _together(tuple((factor * by, where) for factor, where in found.parts)))

    def _choice(self, core: c.Choice) -> _Sum | None:
        """One number or another, as a condition holds that does not wait on the choice."""
        one = self.sum_of(core.value)
        other = self.sum_of(core.otherwise) if core.otherwise is not None else None
        if one is None or other is None or self.choice in variables(core.condition):
            return None
        shared = tuple(part for part in one.parts if part in other.parts)
        only_one = ((factor, _both(core.condition, where)) for factor, where in one.parts if (factor, where) not in shared)
        only_other = ((factor, _both(c.Not(core.condition), where)) for factor, where in other.parts if (factor, where) not in shared)
        rest = one.rest if one.rest == other.rest else c.Choice(core.condition, one.rest, other.rest)
        return _Sum(rest, _together((*shared, *only_one, *only_other)))

    def _fold(self, core: c.Fold) -> _Sum | None:
        """A sum over people, if the choice is added to the value of somebody in particular, which is set."""
        if core.body is None or self.choice in variables(core.people):
            return None
        found = self.sum_of(core.body)
        if found is None or not self._is_set(found.rest):
            return None
        parts = []
        for factor, where in found.parts:
            who = _of_one(core.var, where)
            if who is None:
                return None
            person, besides = who
            parts.append((factor, _both(with_person(core.people, core.var, person), with_person(besides, core.var, person))))
        rest = ZERO if found.rest == ZERO else c.Fold("sum", core.var, core.people, found.rest)
        return _Sum(rest, _together(parts))

    def _is_set(self, core: c.Core, seen: frozenset[str] = frozenset()) -> bool:
        """Whether a number is set whatever happens."""
        match core:
            case c.Amount() | c.VarIs():
                return True
            case c.Part():
                return self._is_set(core.body, seen)
            case c.Fold():
                return core.op in ("sum", "number")
            case c.Calc("plus" | "minus" | "times", left, right):
                return self._is_set(left, seen) and self._is_set(right, seen)
            case c.Choice():
                return core.otherwise is not None and self._is_set(core.value, seen) and self._is_set(core.otherwise, seen)
            case c.TermIs():
                return core.term in seen or self._term_is_set(core.term, seen | {core.term})
        return False

    def _term_is_set(self, name: str, seen: frozenset[str]) -> bool:
        term = self.plan.terms[name]
        if term.body is None:
            return term.role in ("input", "open") or term.because == "input"
        if term.role != "state":
            return self._is_set(term.body, seen)
        by_itself = (change for by in (self.plan.companions, self.plan.happenings) for one in by for change in one.changes)
        changes = (*(change for event in self.plan.events.values() for change in event.changes), *by_itself)
        values = [change.make.value for change in changes if isinstance(change.make, c.SetTerm) and change.make.term == name]
        return all(self._is_set(value, seen) for value in (term.body, *values))


def _both(one: c.Core, other: c.Core) -> c.Core:
    """That two conditions hold, as one that is equal to another of the same."""
    items = [item for form in (one, other) for item in (form.items if isinstance(form, c.All) else (form,)) if item != c.Truth(True)]
    return items[0] if len(items) == 1 else c.All(tuple(dict.fromkeys(items)))


def _of_one(var: c.Var, where: c.Core) -> tuple[c.Core, c.Core] | None:
    """Of whom a condition on a person holds at most, with what else it asks of him; None if it may hold of several."""
    items = where.items if isinstance(where, c.All) else (where,)
    for place, item in enumerate(items):
        if isinstance(item, c.Same):
            for one, other in ((item.left, item.right), (item.right, item.left)):
                if one == c.VarIs(var) and var not in variables(other):
                    return other, c.All((*items[:place], *items[place + 1 :]))
    return None
