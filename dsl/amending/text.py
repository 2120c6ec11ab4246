"""The text of a plan with changes: takes sources and edits, gives the sources as they then read.

The amended text is text like any other, so it is read and checked as any
other, and what it says can be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from dsl.clauses import COMMENT
from dsl.source import Source, Span

AMENDED = ", as amended by "
CITATION = re.compile(r'\[(?:p\.|assume)(?:[^"\]]|"[^"]*")*\]')


class Edit(Struct, frozen=True):
    """Text that takes the place of a stretch."""

    span: Span
    text: str


class Edited(Struct, frozen=True):
    """A text as it then reads, and the name of the one that it takes the place of."""

    before: str
    after: Source


def edited(sources: Mapping[str, Source], edits: Iterable[Edit], by: str) -> list[Edited]:
    """The texts in which something is edited; their names say that they are amended."""
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.span.file, []).append(edit)
    return [Edited(name, Source(name.partition(AMENDED)[0] + AMENDED + by, _edited(sources[name].text, found))) for name, found in by_file.items()]


def _edited(text: str, edits: list[Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end), reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def text_of(sources: Mapping[str, Source], span: Span) -> str:
    """The words of a stretch, on their lines."""
    source = sources.get(span.file)
    return source.text[span.start : span.end] if source else ""


def words_of(text: str) -> str:
    """The words of a clause or limb on one line, without its comments and citations."""
    uncommented = COMMENT.sub(lambda match: "" if match[1] else match[0], text)
    return " ".join(CITATION.sub("", uncommented).split())
