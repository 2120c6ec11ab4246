"""Conditions over terms: and, or, not, one or the other; what is known folds away.

Takes and gives plain truths and numbers as long as nothing is open.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from solver.terms import Plain, Term, high_of, is_open, is_truth, low_of, make

Bool = Any  # bool or a term
IN_A_GROUP = 5


def and_(items: Iterable[Bool]) -> Bool:
    """All of them."""
    return _folded("and", items, False)


def or_(items: Iterable[Bool]) -> Bool:
    """Any of them."""
    return _folded("or", items, True)


def _folded(op: str, items: Iterable[Bool], decisive: bool) -> Bool:
    """What is left when what is known is folded away; an item and its negation together decide it."""
    kept: dict[Term, None] = {}
    neutral = not decisive
    for item in items:
        if item is neutral:
            continue
        if item is decisive or item.negation in kept:
            return decisive
        kept[item] = None
    if len(kept) < 2:
        return next(iter(kept), neutral)
    return make(op, tuple(kept), "bool")


def not_(item: Bool) -> Bool:
    """Not it."""
    return not item if isinstance(item, bool) else negated(item)


def negated(item: Term) -> Term:
    """The negation of a condition that is open; made once for each."""
    if item.negation is None:
        other = item.args[0] if item.op == "not" else make("not", (item,), "bool")
        item.negation, other.negation = other, item
    return item.negation


def implies(one: Bool, other: Bool) -> Bool:
    """If one, then the other."""
    return or_((not_(one), other))


def exactly_one(items: Iterable[Bool]) -> Iterator[Bool]:
    """That just one of them holds, as several conditions."""
    found = list(items)
    yield or_(found)
    yield from _no_two(found)


def _no_two(items: Sequence[Bool]) -> Iterator[Bool]:
    """That no two of them hold: of many none in one group with any in another, which is said in fewer conditions than of each two."""
    if len(items) > IN_A_GROUP:
        groups = [items[first : first + IN_A_GROUP] for first in range(0, len(items), IN_A_GROUP)]
        for group in groups:
            yield from _no_two(group)
        yield from _no_two([or_(group) for group in groups])
        return
    for one, other in itertools.combinations(items, 2):
        yield or_((not_(one), not_(other)))


# ---- one or the other ------------------------------------------------------------------


def ite(condition: Bool, one: Any, other: Any, low: Plain | None = None, high: Plain | None = None) -> Any:
    """One or the other; it lies between `low` and `high`, where the condition sees to it."""
    if isinstance(condition, bool):
        return one if condition else other
    if one is other or (not is_open(one) and not is_open(other) and one == other and type(one) is type(other)):
        return one
    if is_truth(one) or is_truth(other):
        return or_((and_((condition, one)), and_((not_(condition), other))))
    least, most = _hull(one, other)
    least = low if least is None or (low is not None and low > least) else least
    most = high if most is None or (high is not None and high < most) else most
    return make("ite", (condition, one, other), _common_sort(one, other), least, most)


def _common_sort(one: Any, other: Any) -> Any:
    sorts = {_sort(one), _sort(other)}
    return "enum" if "enum" in sorts else "real" if "real" in sorts else "int"


def _sort(value: Any) -> str:
    if is_open(value):
        return str(value.sort)
    return "int" if isinstance(value, int) or value.denominator == 1 else "real"


def _hull(one: Any, other: Any) -> tuple[Any, Any]:
    lows, highs = (low_of(one), low_of(other)), (high_of(one), high_of(other))
    return None if None in lows else min(lows), None if None in highs else max(highs)
