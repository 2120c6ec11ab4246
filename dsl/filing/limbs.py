"""The limbs of a sentence: takes its place in the text, gives the place and the labels of each.

A limb begins at its label, `(i)`, `(A)` or `(x)`, and ends where the next one
of its list or of an outer list begins. A limb within a parenthesis ends with
it. The last limb of a list runs to the next semicolon or to the end of its
sentence, for nothing in the text says where the list ends before that. A
label that refers to a limb (`described in (A) and (B)`) begins none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LABEL = re.compile(r"(?<![\w)])\((?P<label>[ivx]{1,5}|[A-Za-z]|[0-9]{1,2})\)")
REFERS = re.compile(r"\b(?:in|under|with|clauses?|paragraphs?|subsections?|sections?|limbs?|items?)\s*\Z", re.IGNORECASE)
CHAIN = re.compile(r"\s*(?:,\s*)?(?:and|or|through|to)?\s*\Z")
BARE = re.compile(r"\s*(?:[,;.:)]|(?:above|below|hereof)\b|(?:and|or|through)\s*\()")
CLOSE = re.compile(r";(?!\s*provided\b)", re.IGNORECASE)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx")
FIRSTS = {"i": "roman", "I": "great roman", "a": "small", "A": "great", "1": "number", "x": "last letters"}
LOOK_BACK = 24


@dataclass(frozen=True, slots=True)
class LimbPlace:
    """Where a limb starts and ends, and its label after those of the limbs that it stands in."""

    start: int
    end: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Opened:
    """A label of a list that has not ended, and the list's sort of labels."""

    label: str
    series: str


def limb_places(text: str, start: int, end: int, brackets: Sequence[tuple[int, int]]) -> list[LimbPlace]:
    """The limbs of the sentence between two places, in order; `brackets` are its matching parentheses."""
    labels = list(_labels(text, start, end))
    return [LimbPlace(at, _end(text, place, labels, end, brackets), path) for place, (at, path) in enumerate(labels)]


def _end(text: str, place: int, labels: Sequence[tuple[int, tuple[str, ...]]], end: int, brackets: Sequence[tuple[int, int]]) -> int:
    """Where the limb at a place in the list of labels ends."""
    at, path = labels[place]
    later = next(((other, deeper) for other, deeper in labels[place + 1 :] if len(deeper) <= len(path)), None)
    stop = min([later[0] if later else end, *(close for opened, close in brackets if opened < at < close)])
    if later is None or later[1][:-1] != path[:-1] or later[0] > stop:
        closed = CLOSE.search(text, _last_inside(labels, place, stop), stop)
        stop = closed.start() if closed else stop
    return at + len(re.sub(r"(?:[\s,;]|\b(?:and|or)\s*\Z)+\Z", "", text[at:stop]))


def _last_inside(labels: Sequence[tuple[int, tuple[str, ...]]], place: int, stop: int) -> int:
    """Where the last limb within a limb begins: a semicolon before it ends a limb within, not this one."""
    at, path = labels[place]
    return max([at, *(other for other, deeper in labels[place + 1 :] if other < stop and deeper[: len(path)] == path)])


def _labels(text: str, start: int, end: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The labels that begin a limb, each after those it stands in."""
    opened: list[_Opened] = []
    referred = None
    for match in LABEL.finditer(text, start, end):
        before = text[max(start, match.start() - LOOK_BACK) : match.start()]
        chained = referred is not None and CHAIN.fullmatch(text[referred : match.start()]) is not None
        if chained or REFERS.search(before) or BARE.match(text, match.end(), end):
            referred = match.end()
            continue
        deeper = _opened_with(opened, match["label"], not before.strip())
        if deeper:
            opened, referred = deeper, None
            yield match.start(), tuple(f"({one.label})" for one in opened)


def _opened_with(opened: list[_Opened], label: str, begins: bool) -> list[_Opened]:
    """The open labels with this one: the next of a list, or the first of a new one; none if it is neither."""
    depths = range(len(opened) - 1, -1, -1)
    for depth in depths:
        if _follows(opened[depth].label, label):
            return [*opened[:depth], _Opened(label, opened[depth].series)]
    series = FIRSTS.get(label, "other" if begins else None)
    if series is None:
        return []
    depth = next((depth for depth in depths if opened[depth].series == series), len(opened))
    return [*opened[:depth], _Opened(label, series)]


def _follows(one: str, other: str) -> bool:
    """Whether one label comes just after another in a list."""
    if one in ROMAN and other in ROMAN and ROMAN.index(other) == ROMAN.index(one) + 1:
        return True
    if one.isdigit() or other.isdigit():
        return one.isdigit() and other.isdigit() and int(other) == int(one) + 1
    return len(one) == len(other) == 1 and ord(other) == ord(one) + 1
