"""Sees to it that a list of limbs looks as it is read.

After the last limb of a list, `and ...` could go on with that limb or follow
the whole list. The grammar reads on in the limb for as long as it can; where
the margin says otherwise, the sentence is refused rather than guessed at.
Where labels stand within a line, a line that begins with `and` or `or` may be
read either way, unless it stands in brackets or deeper than the label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dsl import nodes as n
from dsl.diagnostics import Diagnostic
from dsl.source import Source, Span

BLANK = re.compile(r"(?:\s|--[^\n]*)*")
COMMENT = re.compile(r"--[^\n]*")
WORD = re.compile(r"(?:and|or)\b")
HELP = (
    "Set what belongs to the limb deeper than its label. Put the whole list in brackets if the sentence "
    "goes on after it, or write the list last."
)


def limb_layout(source: Source, node: n.Node) -> tuple[Diagnostic, ...]:
    """The lists of a clause that look otherwise than they are read."""
    found: list[Diagnostic] = []
    for limbs in _lists(node):
        found.extend(_inside(source, limb) for limb in limbs if _strays(source, limb) is not None)
        after = _follows(source, limbs[-1])
        if after is not None:
            found.append(Diagnostic("limb-layout", after, f"This looks like a part of limb {limbs[-1].label}, and follows the whole list.", HELP))
    return tuple(found)


def _lists(node: Any) -> Iterator[tuple[n.Limb, ...]]:
    if isinstance(node, tuple):
        for item in node:
            yield from _lists(item)
    elif isinstance(node, n.Node):
        if isinstance(node, n.Listed | n.Choose):
            yield node.limbs
        for part in node.said():
            yield from _lists(part)


def _margin(source: Source, limb: n.Limb) -> int | None:
    """The column of a limb's label, where the label is the first of its line."""
    line = source.line_text(source.line_of(limb.span.start))
    column = source.column_of(limb.span.start)
    return column if not line[: column - 1].strip() else None


def _strays(source: Source, limb: n.Limb) -> Span | None:
    """The first line of a limb that does not stand deeper than its label; of a label within a line, the first such that begins with `and` or `or`."""
    margin = _margin(source, limb)
    column = source.column_of(limb.span.start)
    first, last = source.line_of(limb.span.start), source.line_of(max(limb.span.start, limb.span.end - 1))
    for line in range(first + 1, last + 1):
        text = source.line_text(line)
        indent = len(text) - len(text.lstrip())
        if not text.strip() or text.lstrip().startswith("--") or indent + 1 > column:
            continue
        start = source.start_of(line) + indent
        if margin is not None or (WORD.match(text.lstrip()) and not _is_in_brackets(source.text[limb.span.start : start])):
            return Span(source.name, start, start + len(text.strip()))
    return None


def _is_in_brackets(text: str) -> bool:
    """Whether a bracket is left open by a text from the label of a limb on; labels have brackets that are closed."""
    code = COMMENT.sub("", text)
    return code.count("(") > code.count(")")


def _inside(source: Source, limb: n.Limb) -> Diagnostic:
    span = _strays(source, limb)
    assert span is not None
    return Diagnostic("limb-layout", span, f"This is read as a part of limb {limb.label}, and looks as if it followed the list.", HELP)


def _follows(source: Source, last: n.Limb) -> Span | None:
    """A word after a list that looks as if it belonged to the last limb."""
    blank = BLANK.match(source.text, last.span.end)
    assert blank is not None
    word = WORD.match(source.text, blank.end())
    if word is None:
        return None
    margin = _margin(source, last)
    same_line = source.line_of(word.start()) == source.line_of(max(0, last.span.end - 1))
    if same_line or (margin is not None and source.column_of(word.start()) > margin):
        return Span(source.name, word.start(), word.end())
    return None
