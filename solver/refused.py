"""A story of which a line cannot happen as it is told: which, what forbids it, and when it was possible before."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from solver.answer import Finding, Forbidden
from solver.read import Read
from solver.reading_list import refused_again
from solver.story import Refusal, Story
from solver.unset_times import still_unset


def forbidden_in(story: Story) -> Forbidden | None:
    """The line at which a story stopped, where it did."""
    refused = story.refusal
    return Forbidden(story.lines[refused.line], refused.labels, refused.possible, unset=_unset(story, refused)) if refused is not None else None


def _unset(story: Story, refused: Refusal) -> tuple[str, ...]:
    """The times that what forbids a line compares, and that are unset."""
    evaluator = story.evaluator
    outer, evaluator.read = evaluator.read, Read()
    found = still_unset(story, story.last, refused_again(story, refused))
    evaluator.read = outer
    return found


def not_allowed(story: Story) -> Finding | None:
    """What is answered of a story that stopped at a line, whatever is asked; None where every line can happen."""
    forbidden = forbidden_in(story)
    return Finding("not allowed", forbidden=forbidden) if forbidden is not None else None


def however(found: Sequence[Forbidden]) -> Forbidden:
    """What stops a story in each of several ways in which what nobody stated can be: what is so in all of them, or else each."""
    first, *rest = dict.fromkeys(found)
    common = tuple(label for label in first.labels if all(label in other.labels for other in rest))
    if common and all(other.line == first.line for other in rest):
        unset = tuple(name for name in first.unset if all(name in other.unset for other in rest))
        return Forbidden(first.line, common, first.possible if all(other.possible == first.possible for other in rest) else None, unset=unset)
    return replace(first, others=tuple(rest))
