"""What comes out the same whichever way a choice is made: such choices are not made.

A value may ask for a reading, or for a fact that nobody gave, and come out the
same either way. Then no run need choose it, and runs are told apart only by
what makes a difference somewhere; so dozens of readings that do not matter
here cost nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from msgspec import Struct

from solver.choices import Choice, Choices, TooMany, every_way, matters
from solver.read import Read
from solver.undecided import Undecided

SORTS = ("reading", "input", "open", "order", "discretion")
MOST = 64  # ways to make the choices that one value asks for


class Evaluating(Protocol):
    """What works values out: under these choices, noting what was read and when it may change."""

    choices: Choices
    changes_at: set[int]
    read: Read


class _Way(Struct, frozen=True):
    """What came of one way to make the choices."""

    changes: frozenset[int]
    read: Read
    options: dict[Choice, Sequence[object]]
    idle: dict[Choice, object]


def agreed(evaluator: Evaluating, work: Callable[[], Any]) -> Any:
    """What `work` comes to; of the choices that it asked for first, only those are made on which that turns."""
    choices = evaluator.choices
    before = len(choices.made)
    found = work()
    asked = [choice for choice in list(choices.made)[before:] if choice not in choices.fixed] if len(choices.made) > before else []
    return _reconciled(evaluator, work, asked, found) if asked else found


def _reconciled(evaluator: Evaluating, work: Callable[[], Any], asked: Sequence[Choice], found: Any) -> Any:
    choices = evaluator.choices
    taken = {choice: choices.made.pop(choice) for choice in asked}
    ways: list[_Way] = []
    try:
        leaves = every_way(lambda local: _tried(evaluator, work, local, ways), {**choices.fixed, **choices.made}, MOST)
    except (TooMany, Undecided):
        choices.made |= taken
        return found
    known = choices.fixed.keys() | choices.made.keys()
    evaluator.read.choices |= {choice: option for way in ways for choice, option in way.read.choices.items() if choice in known}
    options = {choice: offered for way in ways for choice, offered in way.options.items()}
    left = leaves
    while turning := matters(left, SORTS):
        option = choices.choose(turning[0], options[turning[0]])
        left = [leaf for leaf in left if leaf.made.get(turning[0], option) == option]
    for way in ways:
        choices.idle |= {choice: offered[0] for choice, offered in way.options.items() if choice not in choices.made and choice not in choices.fixed} | way.idle
    for choice in asked:
        if choice not in choices.made:
            evaluator.read.choices.pop(choice, None)
    evaluator.read.tried.update(*(way.read.inputs | way.read.tried for way in ways))
    evaluator.changes_at = evaluator.changes_at.union(*(way.changes for way in ways))
    return found


def _tried(evaluator: Evaluating, work: Callable[[], Any], local: Choices, ways: list[_Way]) -> Any:
    """What the work comes to under other choices; how it did is noted, and forgotten by the evaluator."""
    outer, changes, read = evaluator.choices, evaluator.changes_at, evaluator.read
    evaluator.choices, evaluator.changes_at, evaluator.read = local, set(), Read()
    try:
        found = work()
        ways.append(_Way(frozenset(evaluator.changes_at), evaluator.read, dict(local.options), dict(local.idle)))
        return found
    finally:
        evaluator.choices, evaluator.changes_at, evaluator.read = outer, changes, read
