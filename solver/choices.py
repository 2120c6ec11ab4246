"""Parameters that are not given: each is chosen once in a run, and every way is tried.

A run asks for a choice when, and only when, its course depends on it. So the
runs explored are those that differ, and the choices that a run never asked
for cannot matter to it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from solver.undecided import Undecided

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Choice:
    """One parameter: a reading, an input, an open matter, or the order of lines.

    `key` tells it from the others; `about` is what messages call it.
    """

    sort: Literal["reading", "input", "open", "order", "discretion"]
    about: str
    key: Hashable = None


@dataclass
class Choices:
    """The choices of one run: those fixed beforehand, and those made as they were asked for."""

    fixed: Mapping[Choice, object]
    made: dict[Choice, object] = field(default_factory=dict)
    options: dict[Choice, Sequence[object]] = field(default_factory=dict)

    def choose(self, choice: Choice, options: Sequence[object]) -> object:
        """The option of this run; the first one where nothing is fixed."""
        if choice not in self.made:
            self.made[choice] = self.fixed.get(choice, options[0])
            self.options[choice] = options
        return self.made[choice]


def reading_as(options: Mapping[str, str]) -> Choices:
    """The choices of a run that reads the plan as `options` say."""
    return Choices({Choice("reading", name): option for name, option in options.items()})


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Result]):
    """One run: the choices that it made, and what came of it."""

    made: Mapping[Choice, object]
    result: Result


class TooMany(Undecided):
    """There are more ways than can be tried."""

    def __init__(self) -> None:
        super().__init__("There are more ways for this to turn out than can be tried.",
                         "State more facts: give inputs their values and settle readings with `given`.")


def every_way(
    run: Callable[[Choices], Result], fixed: Mapping[Choice, object], most: int = 4096
) -> list[Leaf[Result]]:
    """Run once for each way in which the choices asked for can be made; raises TooMany."""
    return list(_explore(run, dict(fixed), frozenset(fixed), [most]))


def _explore(
    run: Callable[[Choices], Result], prefix: dict[Choice, object], settled: frozenset[Choice], left: list[int]
) -> Iterator[Leaf[Result]]:
    left[0] -= 1
    if left[0] < 0:
        raise TooMany
    choices = Choices(prefix)
    result = run(choices)
    yield Leaf(dict(choices.made), result)
    path = dict(prefix)
    done = set(settled)
    for choice, taken in choices.made.items():
        if choice in done:
            continue
        done.add(choice)
        for other in choices.options[choice]:
            if other != taken:
                yield from _explore(run, {**path, choice: other}, frozenset(done), left)
        path[choice] = taken
