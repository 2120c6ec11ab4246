"""What a terminal shows of an answer, as paragraphs of a document: the same sentences, so that a memo says neither more nor less."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping

from rich.padding import Padding
from rich.text import Text

from counsel.memo.document import Inline, Look, Note, Paragraph, Words
from counsel.showing import Shown

INDENT = 4


def paragraphs(shown: Iterable[Shown], named: Mapping[str, str], look: Look = "body") -> Iterator[Paragraph]:
    """The paragraphs shown; one that begins with a name of a clause and a colon has the clause's source as a note."""
    for one in shown:
        text, indent = (one.renderable, one.left) if isinstance(one, Padding) else (one, 0)
        assert isinstance(text, Text)
        if text.plain.strip():
            yield Paragraph(tuple(_inlines(text, named)), _look(text, one, look), indent // INDENT)


def _look(text: Text, shown: Shown, look: Look) -> Look:
    if "dim" in str(text.style):
        return "dim"
    return "lead" if isinstance(shown, Text) and "bold" in str(text.style) else look


def _inlines(text: Text, named: Mapping[str, str]) -> Iterator[Inline]:
    name = next((name for name in named if text.plain.startswith(f"{name}:")), "")
    if name and named[name]:
        yield Words(name, True)
        yield Note(named[name])
        text = text[len(name) :]
    bold = "bold" in str(text.style)
    edges = sorted({0, len(text.plain), *(edge for span in text.spans for edge in (span.start, span.end))})
    for begin, end in itertools.pairwise(edges):
        strong = any(span.start <= begin and end <= span.end and "bold" in str(span.style) for span in text.spans)
        yield Words(text.plain[begin:end], bold or strong)
