"""Parameters that are not given: each is chosen once in a run, and every way is tried.

A run asks for a choice when, and only when, its course depends on it. So the
runs explored are those that differ, and the choices that a run never asked
for cannot matter to it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, Literal, TypeVar

from msgspec import Struct, field

from solver.undecided import Undecided

Result = TypeVar("Result")


class Choice(Struct, frozen=True):
    """One parameter: a reading, an input, an open matter, or the order of lines.

    `key` tells it from the others; `about` is what messages call it. Of a fact
    `says` is what it is about it: what it `is`, or how it compares with `than`;
    nothing where that cannot be said of the fact itself.
    """

    sort: Literal["reading", "input", "open", "order", "discretion"]
    about: str
    key: Hashable = None
    says: str = ""
    than: Any = None


def follows_of(choice: Choice, other: Choice, holds: bool) -> bool | None:
    """What comes of comparing a fact with a figure, where another comparison of the same fact holds, or does not; None where that does not tell."""
    if choice.than is None or other.than is None or choice == other or (choice.about, choice.sort) != (other.about, other.sort):
        return None
    is_lower = (other.says == "at least") == holds  # whether a lower bound is known, or an upper one; if it holds, its own figure lies within
    if choice.says == "at least":
        if is_lower:
            return True if other.than >= choice.than else None
        return False if other.than < choice.than or (other.than == choice.than and not holds) else None
    if is_lower:
        return False if other.than > choice.than or (other.than == choice.than and not holds) else None
    return True if other.than <= choice.than else None


def is_yes_or_no(choice: Choice) -> bool:
    """Whether a choice is what a fact is that is a yes or no itself, and not how something compares with it, nor an order."""
    return choice.sort in ("input", "open") and choice.key == (choice.about, "holds")


class Choices(Struct):
    """The choices of one run: those fixed beforehand, and those made as they were asked for.

    `idle` are those that were asked for and not made, as it comes out the same
    whichever way they are; each with the option that this run would take.
    """

    fixed: Mapping[Choice, object]
    made: dict[Choice, object] = field(default_factory=dict)
    options: dict[Choice, Sequence[object]] = field(default_factory=dict)
    idle: dict[Choice, object] = field(default_factory=dict)

    def choose(self, choice: Choice, options: Sequence[object]) -> object:
        """The option of this run; the first one where nothing is fixed."""
        if choice not in self.made:
            self.made[choice] = self.fixed.get(choice, options[0])
            self.options[choice] = options
        return self.made[choice]

    def asked_of(self, about: str) -> Iterator[tuple[Choice, object]]:
        """The choices about something that were made, and those fixed beforehand."""
        for choices in (self.made, self.fixed):
            yield from ((choice, option) for choice, option in choices.items() if choice.about == about)

    def asked(self) -> Iterator[tuple[Choice, object]]:
        """Every choice that was asked for, made or not, with the option of this run."""
        yield from self.made.items()
        yield from ((choice, option) for choice, option in self.idle.items() if choice not in self.made)


def reading_choices(options: Mapping[str, str] | Iterable[tuple[str, str]]) -> dict[Choice, object]:
    """Readings by their names, each with its option, as choices that are made."""
    return {Choice("reading", name): option for name, option in dict(options).items()}


def readings_made(made: Mapping[Choice, object], but: Container[Choice] = ()) -> dict[str, str]:
    """The readings among the choices that were made, by their names, but for some."""
    return {choice.about: str(option) for choice, option in made.items() if choice.sort == "reading" and choice not in but}


def reading_as(options: Mapping[str, str]) -> Choices:
    """The choices of a run that reads the plan as `options` say."""
    return Choices(reading_choices(options))


class Leaf(Struct, Generic[Result], frozen=True):
    """One run: the choices that it made, what came of it, and the choices that it had no need to make."""

    made: Mapping[Choice, object]
    result: Result
    idle: frozenset[Choice] = frozenset()


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
    yield Leaf(dict(choices.made), result, frozenset(choices.idle))
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


def agree(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> bool:
    """Whether nothing is chosen otherwise in one than in the other."""
    return all(other.get(choice, option) == option for choice, option in one.items())


def matters(leaves: Sequence[Leaf[Any]], sorts: tuple[str, ...]) -> list[Choice]:
    """The choices of these sorts on which what comes of the runs turns, in the order they were met."""
    groups: dict[Hashable, list[Leaf[Any]]] = {}
    for leaf in leaves:
        groups.setdefault(leaf.result, []).append(leaf)
    if len(groups) < 2:
        return []
    candidates = dict.fromkeys(c for leaf in leaves for c in leaf.made if c.sort in sorts)
    return [choice for choice in candidates if _matters(choice, list(groups.values()))]


def _matters(choice: Choice, groups: Sequence[Sequence[Leaf[Any]]]) -> bool:
    """Whether two runs that come out differently differ in this choice and in no other."""
    having = [[leaf for leaf in group if choice in leaf.made] for group in groups]
    return any(
        one.made[choice] != other.made[choice] and _agree(one, other, choice)
        for some, others in itertools.combinations(having, 2)
        for one in some for other in others
    )


def _agree(one: Leaf[Any], other: Leaf[Any], but: Choice) -> bool:
    return all(
        key == but or key not in other.made or other.made[key] == made for key, made in one.made.items()
    )


def whatever_is_given(
    leaf: Leaf[Any], leaves: Sequence[Leaf[Any]], comes_out: Callable[[Any], bool], options: Mapping[str, Sequence[str]]
) -> Iterator[dict[str, str]]:
    """Readings like those of a run that comes out under which every run does, whatever nobody gave may be; `options` are those that may be taken."""
    return _all_out(readings_made(leaf.made), [readings_made(other.made) for other in leaves if not comes_out(other.result)], options)


def _all_out(readings: dict[str, str], failing: Sequence[Mapping[str, str]], options: Mapping[str, Sequence[str]]) -> Iterator[dict[str, str]]:
    """These readings, with more of them settled by which none of the failing is met."""
    met = next((other for other in failing if all(readings.get(name, option) == option for name, option in other.items())), None)
    if met is None:
        yield readings
        return
    settled = dict(readings)
    for name in (name for name in met if name not in readings):
        for option in options[name]:
            if option != met[name]:
                yield from _all_out({**settled, name: option}, failing, options)
        settled[name] = met[name]
