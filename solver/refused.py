"""A story of which a line cannot happen as it is told: which, what forbids it, and when it was possible before."""

from __future__ import annotations

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
