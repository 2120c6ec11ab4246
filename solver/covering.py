"""Few conditions that together cover every combination of some options, each with what is so where it is met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

Option = TypeVar("Option")
Found = TypeVar("Found")


def covering(options: Sequence[Sequence[Option]], found: Mapping[tuple[Option, ...], Found]) -> Iterator[tuple[tuple[tuple[int, Option], ...], Found]]:
    """As few conditions as a greedy pass finds, as places with their options, the first combination first; none could be left out of one of them."""
    covered: set[tuple[Option, ...]] = set()
    for combo, finding in found.items():
        if combo in covered:
            continue
        fixed = list(range(len(options)))
        for place in range(len(options) - 1, -1, -1):
            fewer = [i for i in fixed if i != place]
            if all(found[other] == finding for other in _within(combo, fewer, found)):
                fixed = fewer
        covered.update(_within(combo, fixed, found))
        yield tuple((place, combo[place]) for place in fixed), finding


def _within(combo: tuple[Option, ...], fixed: Sequence[int], found: Mapping[tuple[Option, ...], Found]) -> list[tuple[Option, ...]]:
    return [other for other in found if all(other[i] == combo[i] for i in fixed)]
