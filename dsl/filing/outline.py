"""The outline of a source: its sentences, limbs, provisos and parentheses, each with a hash.

Takes pages; gives items that point into the text without quoting more of it
than their first words, so that a project can hold the outline and not the
text, and tell whether the text has changed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from dsl.filing.pages import Pages

Sort = Literal["sentence", "limb", "proviso", "parenthesis"]

FIRST_WORDS = 6
ABBREVIATED = re.compile(r"(?:\b(?:Inc|Corp|Co|Ltd|No|Nos|Sec|Mr|Mrs|Ms|Dr|St|vs|Art|Exh|p|pp|U\.S|[A-Z])|\.\.)\.$")
SENTENCE_END = re.compile(r"[.?!][\")]*(?=\s+[\"(]*[A-Z]|\s*\Z)")
GOES_ON = re.compile(r"(?:[;:,]|\band|\bor)\s*\Z")
LABEL = re.compile(r"(?<![\w)])\((?P<label>[ivx]{1,5}|[A-Za-z]|\d{1,2})\)")
REFERENCE = re.compile(r"\b(?:in|under|clauses?|paragraphs?|sections?|limbs?)\s*\Z", re.IGNORECASE)
CHAIN = re.compile(r"\s*(?:,|and|or|,\s*and|,\s*or|through|to)\s*\Z")
PROVISO = re.compile(r"\bprovided,?\s+(?:however,?\s+)?(?:that|if)\b", re.IGNORECASE)
NAMING = re.compile(r'\((?:the|a|an|each,?\s+an?|collectively,?\s+the)?\s*"[^"]*"\)')
CLOSE = re.compile(r";(?!\s*provided\b)", re.IGNORECASE)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


class Item(Struct, frozen=True):
    """One piece of a source: `path` names it, `start` and `end` are its place in the text (0 where not known)."""

    sort: Sort
    page: int
    path: str
    first_words: str
    hash: str
    start: int = 0
    end: int = 0

    def same_text(self, other: Item) -> bool:
        """Whether two items are the same piece of text."""
        return (self.sort, self.path, self.hash) == (other.sort, other.path, other.hash)


class Outline(Struct, frozen=True):
    """The items of a source in order; `first` and `last` are phrases that bound the part outlined."""

    items: tuple[Item, ...]
    hash: str
    first: str = ""
    last: str = ""


def make_outline(pages: Pages, first: str = "", last: str = "") -> Outline:
    """The outline of a source, or of its part from the phrase `first` through the sentence with `last`."""
    start = max(0, pages.text.find(first)) if first else 0
    found = pages.text.find(last, start) if last else -1
    end = found + len(last) if found >= 0 else len(pages.text)
    items: list[Item] = []
    counted: dict[int, int] = {}
    for begin, stop in _sentences(pages.text, start, end):
        page = pages.page_at(begin)
        counted[page] = counted.get(page, 0) + 1
        path = f"p.{page} s{counted[page]}"
        items.append(_item(pages, "sentence", path, begin, stop))
        items.extend(_inside(pages, path, begin, stop))
    return Outline(tuple(items), _hash(pages.text[start:end], 64), first, last)


def _item(pages: Pages, sort: Sort, path: str, start: int, end: int) -> Item:
    text = pages.text[start:end]
    return Item(sort, pages.page_at(start), path, " ".join(text.split()[:FIRST_WORDS]), _hash(text, 12), start, end)


def _hash(text: str, digits: int) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:digits]


# ---- sentences ------------------------------------------------------------------------


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each sentence starts and ends; a paragraph that stops at `;` or `:` goes on in the next."""
    at = start
    for stop in [*_stops(text, start, end), end]:
        while at < stop and text[at].isspace():
            at += 1
        if text[at:stop].strip():
            yield at, at + len(text[at:stop].rstrip())
        at = stop


def _stops(text: str, start: int, end: int) -> list[int]:
    marks = {match.end() for match in SENTENCE_END.finditer(text, start, end) if not ABBREVIATED.search(text[start : match.start() + 1][-12:])}
    for match in re.finditer(r"\n\n", text[start:end]):
        place = start + match.start()
        following = text[place:end].lstrip()[:1]
        if not GOES_ON.search(text[max(start, place - 8) : place]) and not following.islower() and following != "(":
            marks.add(place)
    return sorted(marks)


# ---- what is inside a sentence -------------------------------------------------------------


def _inside(pages: Pages, path: str, start: int, end: int) -> Iterator[Item]:
    """The limbs of a sentence, and the provisos and parentheses of it and of its limbs, in order."""
    limbs = _limbs(pages.text, start, end)
    found = [(begin, stop, "limb", f"{path} {label}") for begin, stop, label in limbs]
    for sort, places in (("proviso", _provisos(pages.text, start, end)), ("parenthesis", _parentheses(pages.text, start, end))):
        counted: dict[str, int] = {}
        for begin, stop in places:
            around = [(b, s, label) for b, s, label in limbs if b <= begin < s]
            if sort == "proviso" and around:
                stop = min(stop, around[-1][1])
            home = f"{path} {around[-1][2]}" if around else path
            counted[home] = counted.get(home, 0) + 1
            found.append((begin, stop, sort, f"{home} {sort}{f' {counted[home]}' if counted[home] > 1 else ''}"))
    for begin, stop, sort, name in sorted(found):
        yield _item(pages, sort, name, begin, stop)  # type: ignore[arg-type]


def _limbs(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Where each limb starts and ends, with its label under those it stands in."""
    labels = list(_enumerators(text, start, end))
    found: list[tuple[int, int, str]] = []
    for place, (at, path) in enumerate(labels):
        later = [other for other, deeper in labels[place + 1 :] if len(deeper) <= len(path)]
        outer = [stop for begin, stop, _ in found if begin < at < stop]
        stop = later[0] if later else min([*outer, end])
        if not any(len(deeper) == len(path) and deeper[:-1] == path[:-1] for _, deeper in labels[place + 1 :]):
            close = CLOSE.search(text, at, stop)
            stop = close.start() if close else stop
        found.append((at, at + len(text[at:stop].rstrip(" \n;,")), " ".join(path)))
    return found


def _enumerators(text: str, start: int, end: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The labels that begin a limb, each with those it stands in; references to limbs are passed over."""
    open_labels: list[str] = []
    referred = -1
    for match in LABEL.finditer(text, start, end):
        before = text[start : match.start()]
        chained = referred >= 0 and CHAIN.fullmatch(text[referred : match.start()]) is not None
        if REFERENCE.search(before) or chained:
            referred = match.end()
            continue
        label = match["label"]
        depth = next((d for d in range(len(open_labels) - 1, -1, -1) if _follows(open_labels[d], label)), None)
        open_labels = [*open_labels[:depth], label] if depth is not None else [*open_labels, label]
        yield match.start(), tuple(f"({one})" for one in open_labels)


def _follows(one: str, other: str) -> bool:
    if one in ROMAN and other in ROMAN and ROMAN.index(other) == ROMAN.index(one) + 1:
        return True
    if one.isdigit() or other.isdigit():
        return one.isdigit() and other.isdigit() and int(other) == int(one) + 1
    return len(one) == len(other) == 1 and ord(other) == ord(one) + 1


def _provisos(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in PROVISO.finditer(text, start, end):
        stop = text.find(";", match.start(), end)
        yield match.start(), stop if stop >= 0 else end


def _parentheses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bracketed text that is neither a label nor the naming of a term."""
    opened: list[int] = []
    for place in range(start, end):
        if text[place] == "(":
            opened.append(place)
        elif text[place] == ")" and opened:
            begin = opened.pop()
            inner = text[begin : place + 1]
            if not LABEL.fullmatch(inner) and not NAMING.fullmatch(inner):
                yield begin, place + 1
