"""What is found of a story that the plan does not allow: the line, what forbids it, and until when it was possible."""

from __future__ import annotations

from solver.answer import Finding, Forbidden
from solver.story import Story


def forbidden_in(story: Story) -> Forbidden | None:
    """The line at which a story stopped, where it did."""
    refused = story.refusal
    return Forbidden(story.lines[refused.line], refused.labels, refused.possible) if refused is not None else None


def not_allowed(story: Story) -> Finding | None:
    """That a story is not allowed; None where it is."""
    forbidden = forbidden_in(story)
    return Finding("not allowed", forbidden=forbidden) if forbidden is not None else None
