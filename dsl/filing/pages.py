"""A source's text by its pages: takes the text as filed, gives it in one line with page marks.

White space, line breaks and curly quotation marks are made plain, so that a
phrase is found although it runs over lines. A page ends with its number at
its foot (`-2-`); what a filing service prints around that is dropped.
"""

from __future__ import annotations

import bisect
import re

from msgspec import Struct

FOOT = re.compile(r"^[ \t]*-[ \t]*(\d+)[ \t]*-[ \t]*$", re.MULTILINE)
RUNNING_HEAD = re.compile(r"\A(?:\s|\f|<PAGE>)*(?:\d+[ \t]*(?=\n))?\s*")
PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\f": "\n", "–": "-", "—": "-"})
PARAGRAPH = "\n\n"


class Pages(Struct, frozen=True):
    """The text of a source, and where each page starts in it.

    Paragraphs are parted by an empty line; all other white space is one space.
    """

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def page_at(self, place: int) -> int:
        """The number of the page on which a character stands."""
        return self.numbers[max(0, bisect.bisect_right(self.starts, place) - 1)]

    def stretch(self, number: int) -> tuple[int, int] | None:
        """Where a page starts and ends in the text; None if there is no such page."""
        if number not in self.numbers:
            return None
        place = self.numbers.index(number)
        end = self.starts[place + 1] if place + 1 < len(self.starts) else len(self.text)
        return self.starts[place], end

    def find(self, phrase: str, number: int) -> list[int]:
        """The places of a phrase on a page."""
        stretch = self.stretch(number)
        if stretch is None:
            return []
        wanted = re.compile(r"\s+".join(re.escape(word) for word in plain(phrase).split()))
        return [match.start() for match in wanted.finditer(self.text, *stretch)]


def plain(text: str) -> str:
    """The text with plain quotation marks and dashes."""
    return text.translate(PLAIN)


def pages_of(text: str) -> Pages:
    """The pages of a text; one without page marks is all page 1."""
    pieces: list[str] = []
    starts: list[int] = []
    numbers: list[int] = []
    at = length = 0
    for match in [*FOOT.finditer(plain(text)), None]:
        raw = plain(text)[at : match.start() if match else len(text)]
        body = _flowing(raw[RUNNING_HEAD.match(raw).end() :] if numbers else raw)  # type: ignore[union-attr]
        if match is None and not body and numbers:
            break
        if pieces:
            joint = PARAGRAPH if not pieces[-1] or pieces[-1].endswith((".", ":", ";")) else " "
            pieces[-1] += joint
            length += len(joint)
        starts.append(length)
        numbers.append(int(match[1]) if match else (numbers[-1] + 1 if numbers else 1))
        pieces.append(body)
        length += len(body)
        at = match.end() if match else at
    return Pages("".join(pieces), tuple(starts), tuple(numbers))


def _flowing(text: str) -> str:
    """Paragraphs each in one line."""
    paragraphs = re.split(r"\n[ \t]*\n", text)
    return PARAGRAPH.join(flowed for paragraph in paragraphs if (flowed := " ".join(paragraph.split())))
