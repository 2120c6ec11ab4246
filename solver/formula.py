"""Formulas of runs: plain values as long as nothing is open, shared terms else; a value may be unset.

The one door to `terms`, `logic`, `linear` and `linear_comparisons`. The part of
a story that is told stays plain, and only what may still be chosen reaches a solver.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from solver.linear import Num, arithmetic, floor, remainder, total, whole_part
from solver.linear_comparisons import at_most, equal, less, reached
from solver.logic import Bool, and_, exactly_one, implies, ite, not_, or_
from solver.terms import (
    Term,
    condition,
    high_of,
    is_broken,
    is_open,
    is_truth,
    low_of,
    make,
    one_of,
    options_of,
    real,
    whole,
)

__all__ = [
    "UNSET", "Bool", "Num", "Term", "Val", "and_", "arithmetic", "at_most", "condition", "declared", "equal", "floor", "high_of", "implies", "is_broken", "is_open", "is_truth", "ite",
    "ite_val", "less", "low_of", "not_", "one_of", "options_of", "or_", "reached", "real", "remainder", "total", "whole", "whole_part",
]  # fmt: skip


class Val(NamedTuple):
    """A value that may be unset: `set` says whether it is, `day` whether it is a day and no instant."""

    set: Bool
    it: Any
    day: bool = False


UNSET = Val(False, 0)


def ite_val(condition: Bool, one: Val, other: Val) -> Val:
    """One value or the other; what is unset anyway leaves no trace."""
    if isinstance(condition, bool):
        return one if condition else other
    if one.set is False:
        return Val(and_((not_(condition), other.set)), other.it, other.day)
    if other.set is False:
        return Val(and_((condition, one.set)), one.it, one.day)
    return Val(ite(condition, one.set, other.set), ite(condition, one.it, other.it), one.day)


def declared(term: Term) -> Bool:
    """What is so of an open term from the start: its bounds, or that it is just one of its options."""
    if term.sort == "enum":
        return and_(exactly_one(equal(term, number) for number in options_of(term)))
    bounds = []
    if term.low is not None:
        bounds.append(make("not less", (term, term.low), "bool"))
    if term.high is not None:
        bounds.append(make("not more", (term, term.high), "bool"))
    return and_(bounds)
