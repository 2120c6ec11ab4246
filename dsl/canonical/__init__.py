"""Writes a plan file in its one canonical form: takes its text, gives text.

Only white space changes, so the words, the comments and the meaning stay; the
result is read again and compared before it is given. Raises Mistakes where
the file cannot be read.
"""

from __future__ import annotations

import re

from dsl.canonical.breaks import breaks_of
from dsl.canonical.layout import lay_out
from dsl.clauses import cut
from dsl.diagnostics import Diagnostic
from dsl.load import WithSources
from dsl.nodes import PlanFile
from dsl.parse import parse
from dsl.source import NOWHERE, Source

MOST_ROUNDS = 3  # laying out a text in quotation marks that ran over lines may move what follows it
HEADING = re.compile(r"^(#+)[ \t]*")

__all__ = ["format_source"]


def format_source(source: Source) -> str:
    """The canonical text of a file; raises Mistakes."""
    parsed, mistakes = parse(source)
    if mistakes:
        raise WithSources(mistakes, {source.name: source})
    text = _written(source, parsed)
    _compare(parsed, source, Source(source.name, text))
    for _ in range(MOST_ROUNDS):
        again = _written(source := Source(source.name, text), parse(source)[0])
        if again == text:
            return text
        _compare(parsed, source, Source(source.name, again))
        text = again
    raise _unwritten(source)


def _written(source: Source, parsed: PlanFile) -> str:
    pieces: list[str] = []
    at = 0
    for piece, clause in zip(cut(source).clauses, parsed.clauses, strict=True):
        pieces.append(_between(source.text[at : piece.start], first=not pieces))
        at = piece.start + len(piece.text.rstrip())
        pieces.append(lay_out(source.text, piece.start, at, breaks_of(source.text, clause)))
    pieces.append(_between(source.text[at:] + "\n", first=not pieces))
    return "".join(pieces).strip("\n") + "\n"


def _between(text: str, first: bool) -> str:
    """Headings, comments and blank lines between clauses: one blank line at most, and one about each heading."""
    middle = text.split("\n") if first else text.split("\n")[1:]
    lines: list[str] = []
    for line in middle[:-1]:
        written = HEADING.sub(r"\1 ", line.rstrip()) if line.startswith("#") else line.strip()
        apart = lines and lines[-1] and (written.startswith("#") or lines[-1].startswith("#"))
        lines += [""] if apart and written else []
        if written or not lines or lines[-1]:
            lines.append(written)
    if lines and lines[-1].startswith("#"):
        lines.append("")
    if lines and not first and lines[0].startswith("#"):
        lines.insert(0, "")
    return ("" if first else "\n") + "".join(f"{line}\n" for line in lines)


def _compare(parsed: PlanFile, before: Source, source: Source) -> None:
    """The canonical text says just what the text said; raises Mistakes where it would not."""
    again, mistakes = parse(source)
    same = not mistakes and again.clauses == parsed.clauses
    comments = [comment.text for comment in parsed.comments] == [comment.text for comment in again.comments]
    headings = [(h.depth, h.title) for h in parsed.headings] == [(h.depth, h.title) for h in again.headings]
    if not (same and comments and headings):
        raise _unwritten(before)


def _unwritten(source: Source) -> WithSources:
    return WithSources([Diagnostic("cannot-format", NOWHERE, f"`{source.name}` cannot be put in canonical form without changing what it says, so it stays as it is.",
                                   "Write each text in quotation marks on one line.")], {source.name: source})  # fmt: skip
