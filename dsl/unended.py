"""Sentences that lack the mark at their end: takes where a clause could not be read on, gives the clause with the mark.

A mark is put in only where the clause, with it, is read on beyond that place.
So the mistakes behind it are told too, as they would be once the mark is set.
No character moves: the mark takes the place of white space.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from dsl.clauses import COMMENT
from dsl.diagnostics import Diagnostic
from dsl.phrases import DAY
from dsl.source import Span

ASKED = r"(?:is|are|has|have|when|what|who|why|at\s+what|for\s+what|can|in\s+every\s+way)\b"
PART = re.compile(rf"\n[ \t]+(?=(?:{DAY})|(?:people|given|expect)\b|at\s+the\s+start\b|{ASKED})")
INSTEAD = re.compile(r"\.(?=\s*(?:expect\b|$))")  # a full stop where a question ends

Reads = Callable[[str], int | None]  # how far a text is read; None is to its end


class Unended(Struct, frozen=True):
    """Where a mark is missing, which, what stands after it, and the text with it."""

    place: int
    mark: str
    instead: bool
    text: str

    def mistake(self, file: str, offset: int) -> Diagnostic:
        """What is said of it, of a clause at an offset of its file."""
        span = Span(file, offset + self.place, offset + self.place + 1)
        if self.instead:
            return Diagnostic("missing-question-mark", span, "A question ends with a question mark.", "Write `?` in place of the full stop.")
        if self.mark == "?":
            more = "; `expect` and what follows stands on the next line." if self.text[self.place + 1 :].strip() else ""
            return Diagnostic("missing-question-mark", span, "The question has no question mark.", f"End it with `?`{more}")
        return Diagnostic("missing-full-stop", span, "The sentence has no full stop at its end.", "End it with `.`")


def unended(text: str, at: int, reads: Reads) -> Unended | None:
    """The mark for want of which a clause is read to `at` only; None if it is not for that."""
    if INSTEAD.match(text, at):
        asked = Unended(at, "?", True, f"{text[:at]}?{text[at + 1 :]}")
        return asked if _goes_on(reads(asked.text), at) else None
    for place in _places(text, at):
        for mark in ".?":
            marked = _with(text, place, mark)
            if marked is not None and _goes_on(reads(marked), max(at, place)):
                return Unended(place, mark, False, marked)
    return None


def part_with(text: str, at: int) -> tuple[int, int] | None:
    """From where to where the line of a story goes in which a text could not be read on; None if it is not in one."""
    begins = [match.end() for match in PART.finditer(text)]
    before = [start for start in begins if start <= at and text[:start].rstrip().endswith((".", '"'))]
    if not before or re.match(rf"expect\b|{ASKED}", text[before[-1] :]):
        return None
    return before[-1], next((start for start in begins if start > at), len(text))


def uncommented(text: str) -> str:
    """The text with white space in place of its comments."""
    return COMMENT.sub(lambda match: " " * len(match[0]) if match[1] else match[0], text)


def blanked(text: str, start: int, end: int) -> str:
    """The text with white space in place of a stretch, line by line."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def _goes_on(read: int | None, at: int) -> bool:
    return read is None or read > at + 1


def _places(text: str, at: int) -> list[int]:
    """The ends of sentences before a place: of the text, or of the line above the one that begins a part."""
    begins = [match.end() for match in PART.finditer(text) if match.end() <= at]
    ends = ([len(text)] if not text[at:].strip() else []) + begins[-1:]
    return [len(text[:end].rstrip()) for end in ends]


def _with(text: str, place: int, mark: str) -> str | None:
    """The text with a mark in the place of white space, behind which a line still ends."""
    behind = text[place:]
    if not behind.strip():
        return f"{text[:place]}{mark}\n"
    if behind.startswith("\n"):
        return f"{text[:place]}{mark}\n{behind[2:]}"
    return f"{text[:place]}{mark}{behind[1:]}" if behind[0].isspace() else None
