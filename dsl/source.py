"""Where text is: a file, a place in it, and the headings above that place.

Takes the text of a file; gives lines, columns and heading paths. Nothing here
knows what the text means.
"""

from __future__ import annotations

import bisect
import re
from functools import cached_property

from msgspec import Struct

HEADING = re.compile(r"^(#+)[ \t]*(.*?)[ \t]*$", re.MULTILINE)


class Span(Struct, frozen=True):
    """A stretch of one file: offsets in characters, the end not included."""

    file: str
    start: int
    end: int

    def through(self, other: Span) -> Span:
        """The stretch from here to the end of `other`, in the same file."""
        return Span(self.file, min(self.start, other.start), max(self.end, other.end))


NOWHERE = Span("", 0, 0)


class Source(Struct, frozen=True, dict=True):
    """One file as read: its name as the user knows it, and its text."""

    name: str
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def _headings(self) -> list[tuple[int, int, str]]:
        return [(m.start(), len(m[1]), m[2]) for m in HEADING.finditer(self.text)]

    def line_of(self, offset: int) -> int:
        """The number of the line, from 1, on which a character stands."""
        return bisect.bisect_right(self._line_starts, offset)

    def column_of(self, offset: int) -> int:
        """The number of the column, from 1, in which a character stands."""
        return offset - self._line_starts[self.line_of(offset) - 1] + 1

    def start_of(self, line: int) -> int:
        """The offset at which a line, numbered from 1, starts."""
        return self._line_starts[line - 1]

    def line_text(self, line: int) -> str:
        """The text of a line, numbered from 1, without its line break."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def heading_path(self, offset: int) -> tuple[str, ...]:
        """The headings under which a character stands, outermost first."""
        path: list[tuple[int, str]] = []
        for start, depth, title in self._headings:
            if start > offset:
                break
            path = [(d, t) for d, t in path if d < depth] + [(depth, title)]
        return tuple(title for _, title in path)
