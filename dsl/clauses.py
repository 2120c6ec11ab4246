"""Cuts the text of a plan file into clauses, headings and comments.

A clause starts at the left margin and goes on over indented lines. Citations
at the left margin belong to the clause that follows. So one mistake spoils one
clause only, and the mistakes of all clauses can be reported together.
"""

from __future__ import annotations

import re

from msgspec import Struct

from dsl.nodes import Comment, Heading
from dsl.source import HEADING, Source, Span

LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
COMMENT = re.compile(r'"[^"\n]*(?:\n[ \t][^"\n]*)*"|(--[^\n]*)')


class ClauseText(Struct, frozen=True):
    """The text of one clause and where it starts in its file."""

    start: int
    text: str


class Cut(Struct, frozen=True):
    """A file cut up: clauses, headings and comments, each in order."""

    clauses: tuple[ClauseText, ...]
    headings: tuple[Heading, ...]
    comments: tuple[Comment, ...]


def cut(source: Source) -> Cut:
    """The clauses, headings and comments of a file."""
    starts: list[int] = []
    ends: list[int] = []
    headings: list[Heading] = []
    before_clause = False
    for match in LINE.finditer(source.text):
        line = match.group()
        if heading := HEADING.match(line):
            headings.append(_heading(source, match.start(), heading))
            before_clause = False
        elif not line.strip() or line.startswith("--"):
            continue
        elif starts and (line[0] in " \t" or before_clause):
            ends[-1] = match.end()
            before_clause = before_clause and (line[0] in " \t[")
        else:
            starts.append(match.start())
            ends.append(match.end())
            before_clause = line.startswith("[")
    clauses = tuple(
        ClauseText(start, source.text[start:end]) for start, end in zip(starts, ends, strict=True)
    )
    return Cut(clauses, tuple(headings), tuple(_comments(source)))


def _heading(source: Source, start: int, match: re.Match[str]) -> Heading:
    span = Span(source.name, start, start + match.end())
    return Heading(len(match[1]), match[2], span=span)


def _comments(source: Source) -> list[Comment]:
    found = []
    for match in COMMENT.finditer(source.text):
        if match[1] is None:
            continue
        line_start = source.text.rfind("\n", 0, match.start()) + 1
        alone = not source.text[line_start : match.start()].strip()
        span = Span(source.name, match.start(), match.end())
        found.append(Comment(match[1].rstrip(), alone, span=span))
    return found
