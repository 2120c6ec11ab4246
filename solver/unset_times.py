"""Times that were compared and that nothing had set: such a comparison is false, and nothing else shows why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dsl import core as c
from dsl.dates import Instant
from solver.history import Place
from solver.read import Read
from solver.story import Story


def unset_in(story: Story, conditions: Iterable[c.Core], env: Mapping[str, Any], at: int, moment: Instant) -> tuple[str, ...]:
    """The times that some conditions compare at a moment and that are unset then, by name, in the plan's order."""
    evaluator = story.evaluator
    outer, evaluator.read = evaluator.read, Read()
    for condition in conditions:
        evaluator.holds(condition, env, at, moment)
    found = still_unset(story, at, moment)
    evaluator.read = outer
    return found


def still_unset(story: Story, at: int, moment: Instant) -> tuple[str, ...]:
    """Of the times that the last evaluation compared while they were unset those that still are at a moment, by name, in the plan's order."""
    evaluator = story.evaluator
    terms = list(evaluator.plan.terms)
    places = sorted(evaluator.read.unset, key=lambda place: (terms.index(place[0]), place[1] or ""))
    return tuple(_called(place) for place in places if evaluator.term(*place, at, moment) is None)


def _called(place: Place) -> str:
    term, subject = place
    return f"{term} of {subject}" if subject else term
