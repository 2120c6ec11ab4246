"""Finds the misspelt word of the language at which a sentence could not be read on.

Takes the text, where it broke off, and how to try another; gives the place and
the word meant. A word is offered only where the sentence, with it, is read on
beyond that place.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from functools import cache

from msgspec import Struct

from dsl.grammar import parser

WORD = re.compile(r"\b[A-Za-z]+\b")
BEHIND, AHEAD = 2, 8  # how many words before the place, and from it on, are looked at: no phrase of the grammar is longer
SHORT = 4  # letters up to which one letter is much of a word
LIKE_SHORT, LIKE = 0.5, 0.7
MOST_TRIED = 8

Reads = Callable[[str], int | None]  # how far a text is read; None is to its end


class Misspelt(Struct, frozen=True):
    """A word from `start` to `end` of the text, and what it may have been meant as."""

    start: int
    end: int
    meant: str


def misspelt(text: str, at: int, reads: Reads) -> Misspelt | None:
    """The misspelt word by which a text is read to `at` only; None if there is none."""
    best: tuple[int, int, Misspelt] | None = None
    for place, (start, end) in enumerate(_places(text, at)):
        for meant in _meant(text[start:end]):
            longer = len(meant) - (end - start)
            read = reads(text[:start] + meant + text[end:])
            reached = len(text) if read is None else read - longer
            found = (reached, -place, Misspelt(start, end, meant))
            if reached > max(at, end) and (best is None or found[:2] > best[:2]):
                best = found
    return best[2] if best else None


def _places(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The words about a place that are no words of the language, outside quotation marks."""
    quoted = [(match.start(), match.end()) for match in re.finditer(r'"[^"]*"|--[^\n]*', text)]
    words = [match.span() for match in WORD.finditer(text) if not any(start <= match.start() < end for start, end in quoted)]
    before, after = [span for span in words if span[1] <= at], [span for span in words if span[1] > at]
    for start, end in (*before[-BEHIND:], *after[:AHEAD]):
        if text[start:end] not in _words():
            yield start, end


def _meant(word: str) -> list[str]:
    """The words of the language that are like a word, the likest first; two that were run together are parted."""
    joined = [pair for pair in _pairs() if pair.replace(" ", "") == word]
    like = difflib.get_close_matches(word, _words(), n=MOST_TRIED, cutoff=LIKE_SHORT if len(word) <= SHORT else LIKE)
    return joined + [meant for meant in like if meant[0].isupper() == word[0].isupper()] + [month for month in _words() if month.lower() == word]


@cache
def _phrases() -> str:
    """What the patterns of the grammar spell, without their marks."""
    patterns = "\n".join(terminal.pattern.value for terminal in parser().terminals)
    spelt = re.sub(r"\(\?[^()]*\)|\\b|\\d", "", patterns).replace(r"\s+", " ")
    return re.sub(r"\b(\w+)s\?", r"\1|\1s", re.sub(r"\[[^\]]*\]", "_", spelt))


@cache
def _words() -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in WORD.findall(_phrases()) if len(word) > 1))


@cache
def _pairs() -> tuple[str, ...]:
    return tuple(dict.fromkeys(re.findall(r"(?=\b([A-Za-z]+ [A-Za-z]+)\b)", _phrases())))
