"""What a path takes for granted of what nobody gave: only what bears on it.

A search gives a value to every fact that the plan may ask for. Of those the
path keeps the ones without which it might not come out as it does: it is told
again without the others, whatever they may be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from dsl.plan import Scenario
from solver.choices import Leaf, agree
from solver.outcomes import outcomes
from solver.rows import MOST_COMBINATIONS
from solver.search import Task
from solver.undecided import Undecided

MORE = 16  # tellings beyond those of the path with all that it takes
One = TypeVar("One")
Ways = Callable[[Scenario, int], Sequence[Leaf[Any]]]


def with_what_bears(task: Task, scenario: Scenario, path: Scenario) -> Scenario:
    """The path, of what it takes for granted beyond its scenario only that on which it turns when, or whether, it comes to its goal; raises TooMany."""
    return only_what_bears(scenario, path, lambda tried, most: outcomes(task, scenario, tried, most))


def only_what_bears(scenario: Scenario, path: Scenario, ways: Ways) -> Scenario:
    """The same of a path whose `ways` tell what comes of it, in so many tellings at most; raises TooMany."""
    known, taken = path.givens[: len(scenario.givens)], path.givens[len(scenario.givens) :]
    if not taken:
        return path
    told = ways(path, MOST_COMBINATIONS)
    kept = those_needed(lambda givens: _comes_out_so(ways, replace(path, givens=(*known, *givens)), told), taken)
    return replace(path, givens=(*known, *kept))


def those_needed(suffice: Callable[[Sequence[One]], bool], those: Sequence[One]) -> tuple[One, ...]:
    """Of some that suffice those without one of which the rest would not, found by halving."""
    return _needed(suffice, (), those, ())


def _needed(suffice: Callable[[Sequence[One]], bool], before: Sequence[One], those: Sequence[One], after: Sequence[One]) -> tuple[One, ...]:
    """Which of some are needed beside those before and after them."""
    if not those or suffice((*before, *after)):
        return ()
    if len(those) == 1:
        return tuple(those)
    half = len(those) // 2
    first = _needed(suffice, before, those[:half], (*those[half:], *after))
    return (*first, *_needed(suffice, (*before, *first), those[half:], after))


def _comes_out_so(ways: Ways, path: Scenario, told: Sequence[Leaf[Any]]) -> bool:
    """Whether a path that takes less for granted comes out as it was told, in each way to tell it; no where these are too many."""
    try:
        found = ways(path, len(told) + MORE)
    except Undecided:
        return False
    return all(one.result == other.result for one in found for other in told if agree(one.made, other.made))
