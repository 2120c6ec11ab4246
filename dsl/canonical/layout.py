"""Lays a clause out in lines: takes its words and where they may break, gives text.

Only white space is decided here; every word stays as its author wrote it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from dsl.canonical.breaks import MARGIN, Breaks

WIDTH = 110
NOWHERE = -1
WORD = re.compile(r'(?P<comment>--[^\n]*)|(?:"[^"]*"|(?!--)[^\s"])+|"')
WHITE = re.compile(r"\s+")
KEEP_TOGETHER = ("because", "[assume")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
CLOSING = (";", ",", ".", "?", ")", "]", ":")
SPLIT = re.compile(r"(?<=;)(?=\S)|(?<=,)(?=[^\s\d])")


class Word(Struct, frozen=True):
    """A word with its place; `comment` is one that stands alone or ends its line."""

    text: str
    at: int
    comment: str = ""  # "", "alone" or "after"


class Run(Struct):
    """Words that make one line if they fit, each segment of them a line if not."""

    margin: int
    segments: list[list[Word]] = field(default_factory=lambda: [[]])
    body: int | None = None  # the segment with which the body of a limb begins, after its citations

    @property
    def words(self) -> list[Word]:
        return [word for segment in self.segments for word in segment]

    @property
    def fits(self) -> bool:
        """Whether all of it fits on one line."""
        has_comment = any(word.comment for word in self.words[:-1])
        return not has_comment and self.margin + len(joined(self.words)) <= WIDTH

    @property
    def last_margin(self) -> int:
        """The margin of the line on which it ends."""
        filled = [segment for segment in self.segments if segment]
        return self.margin if self.fits or len(filled) <= 1 else self.margin + MARGIN


def words_of(text: str, start: int, end: int, places: set[int]) -> list[Word]:
    """The words of a stretch of text, parted where lines may break."""
    found: list[Word] = []
    for match in WORD.finditer(text, start, end):
        if match["comment"]:
            line_start = text.rfind("\n", 0, match.start()) + 1
            alone = not text[line_start : match.start()].strip()
            found.append(Word(match[0].rstrip(), match.start(), "alone" if alone else "after"))
        elif found and found[-1].text in KEEP_TOGETHER and match[0].startswith('"'):
            found[-1] = Word(f"{found[-1].text} {WHITE.sub(' ', match[0])}", found[-1].at)
        else:
            found.extend(_parted(match[0], match.start(), places))
    return found


def _parted(text: str, start: int, places: set[int]) -> list[Word]:
    cuts = {0, len(text), *(place - start for place in places if 0 < place - start < len(text))}
    if '"' not in text:
        cuts |= {match.start() for match in SPLIT.finditer(text)}
    ordered = sorted(cuts)
    pieces = [Word(WHITE.sub(" ", text[a:b]), start + a) for a, b in itertools.pairwise(ordered)]
    return [piece for piece in pieces if piece.text]


def joined(words: Sequence[Word]) -> str:
    """Words on one line: no space before a closing mark or after an opening one."""
    text = ""
    for word in words:
        glued = not text or (word.text.startswith(CLOSING) and not word.text.startswith("...")) or text.endswith(("(", "["))
        space = "" if glued else "  " if word.comment else " "
        text += space + word.text
    return text


def lay_out(text: str, start: int, end: int, breaks: Breaks) -> str:
    """The text of a clause in its canonical lines."""
    runs = _runs(words_of(text, start, end, breaks.places), breaks)
    return "\n".join(line for run in runs for line in _lines(run))


def _runs(words: Sequence[Word], breaks: Breaks) -> list[Run]:
    words = _led_by_comments(words)
    runs = [Run(0)]
    lists: list[tuple[int, int, int, int]] = []  # start and end of each list around, margins of its limbs and of what follows
    for place, word in enumerate(words):
        while lists and word.at >= lists[-1][1] and not _goes_on(words, place, breaks, lists):
            runs.append(Run(lists.pop()[3]))
        if word.at in breaks.parts:
            lists.clear()
            runs.append(Run(breaks.parts[word.at]))
        elif word.at in breaks.limbs:
            first, end = breaks.limbs[word.at]
            if word.at == first:
                lead = runs[-1].last_margin
                lists.append((first, end, lead + MARGIN, max(lead, MARGIN)))
            while lists[-1][0] != first:
                lists.pop()
            runs.append(Run(lists[-1][2]))
        elif word.at in breaks.joints and runs[-1].words:
            runs[-1].segments.append([])
        elif word.at in breaks.bodies:
            runs[-1].segments.append([])
            runs[-1].body = len(runs[-1].segments) - 1
        runs[-1].segments[-1].append(word)
    return [run for run in runs if run.words]


def _led_by_comments(words: Sequence[Word]) -> list[Word]:
    """The words, where a comment that stands alone takes the place of the word that it is about."""
    found: list[Word] = []
    for word in words:
        first = len(found)
        while first > 0 and found[first - 1].comment == "alone":
            first -= 1
        if word.comment or first == len(found):
            found.append(word)
        else:
            found[first] = replace(found[first], at=word.at)
            found[first + 1 :] = [replace(other, at=NOWHERE) for other in (*found[first + 1 :], word)]
    return found


def _goes_on(words: Sequence[Word], place: int, breaks: Breaks, lists: Sequence[tuple[int, int, int, int]]) -> bool:
    """Whether a word after a list stays on the line of its last limb: a closing mark, or the joint of an outer list."""
    word = words[place]
    if word.text.startswith(CLOSING) or word.comment == "after" or word.at in breaks.limbs or word.at in breaks.parts:
        return True
    following = next((w for w in words[place + 1 :] if not w.comment), None)
    return word.text in ("and", "or") and following is not None and following.at in breaks.limbs and len(lists) > 1


def _lines(run: Run) -> list[str]:
    if run.fits:
        return [" " * run.margin + joined(run.words)]
    if run.body is not None:
        cited, body = Run(run.margin, run.segments[: run.body]), Run(run.margin + MARGIN, run.segments[run.body :])
        return [*_lines(cited), *_lines(body)]
    lines: list[str] = []
    for segment in run.segments:
        if segment:
            lines.extend(_filled(segment, run.margin if not lines else run.margin + MARGIN, run.margin + MARGIN))
    return lines


def _filled(words: Sequence[Word], first: int, rest: int) -> list[str]:
    """Words filled into lines; a comment ends its line."""
    lines: list[str] = []
    current: list[Word] = []
    begun = False
    hanging = max(rest, first + MARGIN) if first == rest else rest
    for unit in _units(words):
        margin = hanging if begun else first
        comment = unit[0].comment
        new_line = current and (
            current[-1].comment or comment == "alone" or (not comment and margin + len(joined([*current, *unit])) > WIDTH)
        )
        if new_line:
            lines.append(" " * margin + joined(current))
            begun = begun or current[-1].comment != "alone"
            current = []
        current.extend(unit)
    if current:
        lines.append(" " * (hanging if begun else first) + joined(current))
    return lines


def _units(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stay on one line: those of a Defined Term, with a closing mark, a number with its unit."""
    units: list[list[Word]] = []
    for word in words:
        last = units[-1][-1].text if units else ""
        goes_on = (last[:1].isupper() and word.text[:1].isupper() and last[-1].isalnum()) or word.text.startswith(CLOSING)
        counted = NUMBER.fullmatch(last) is not None or last in ("the", "a", "an")
        if units and not word.comment and not units[-1][-1].comment and (goes_on or counted):
            units[-1].append(word)
        else:
            units.append([word])
    return units
