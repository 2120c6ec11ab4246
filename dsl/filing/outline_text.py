"""Writes an outline as a file that a person can read, and reads it back."""

from __future__ import annotations

import re

from dsl.diagnostics import Diagnostic, Mistakes
from dsl.filing.outline import Item, Outline
from dsl.source import Source, Span

HASH_LINE = re.compile(r"text ([0-9a-f]{64})")
BOUND_LINE = re.compile(r'(first|last) "(.*)"')
ITEM_LINE = re.compile(r"([0-9a-f]{12})  (sentence|limb|proviso|parenthesis)\s+(p\.(\d+) s\d+[^|]*?)\s*\| ?(.*)")
TITLE = "-- The outline of a source: hash, sort, place, first words."


def write_outline(outline: Outline) -> str:
    """The text of an outline, one item a line."""
    lines = [TITLE, f"text {outline.hash}"]
    lines += [f'{word} "{phrase}"' for word, phrase in (("first", outline.first), ("last", outline.last)) if phrase]
    width = max((len(item.path) for item in outline.items), default=0)
    lines += [f"{item.hash}  {item.sort:<11} {item.path:<{width}} | {item.first_words}" for item in outline.items]
    return "\n".join(lines) + "\n"


def read_outline(source: Source) -> Outline:
    """The outline in a text; raises Mistakes naming each line that is none."""
    items: list[Item] = []
    words: dict[str, str] = {}
    mistakes: list[Diagnostic] = []
    for number, line in enumerate(source.text.splitlines(), 1):
        if match := ITEM_LINE.fullmatch(line):
            items.append(Item(match[2], int(match[4]), match[3], match[5], match[1]))  # type: ignore[arg-type]
        elif match := HASH_LINE.fullmatch(line):
            words["hash"] = match[1]
        elif match := BOUND_LINE.fullmatch(line):
            words[match[1]] = match[2]
        elif line.strip() and not line.startswith("--"):
            start = sum(len(text) + 1 for text in source.text.split("\n")[: number - 1])
            mistakes.append(Diagnostic("outline-line", Span(source.name, start, start + len(line)), "This is no line of an outline.",
                                       "Make the outline anew with `pill outline TEXT`."))
    if "hash" not in words and not mistakes:
        mistakes.append(Diagnostic("outline-line", Span(source.name, 0, 1), "The outline does not say of which text it is.",
                                   "Make the outline anew with `pill outline TEXT`."))
    if mistakes:
        raise Mistakes(mistakes)
    return Outline(tuple(items), words["hash"], words.get("first", ""), words.get("last", ""))
