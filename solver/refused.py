"""A story of which a line cannot happen as it is told: which, what forbids it, and when it was possible before."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from solver.answer import Finding, Forbidden
from solver.story import Story


def forbidden_in(story: Story) -> Forbidden | None:
    """The line at which a story stopped, where it did."""
    refused = story.refusal
    return Forbidden(story.lines[refused.line], refused.labels, refused.possible) if refused is not None else None


def not_allowed(story: Story) -> Finding | None:
    """What is answered of a story that stopped at a line, whatever is asked; None where every line can happen."""
    forbidden = forbidden_in(story)
    return Finding("not allowed", forbidden=forbidden) if forbidden is not None else None


def however(found: Sequence[Forbidden]) -> Forbidden:
    """What stops a story in each of several ways in which what nobody stated can be: what is so in all of them, or else each."""
    first, *rest = dict.fromkeys(found)
    common = tuple(label for label in first.labels if all(label in other.labels for other in rest))
    if common and all(other.line == first.line for other in rest):
        return Forbidden(first.line, common, first.possible if all(other.possible == first.possible for other in rest) else None)
    return replace(first, others=tuple(rest))
