"""Draws mistakes: takes diagnostics and the texts they are in, gives what a terminal shows.

Each is drawn with its code, its place in the document, the line with carets
under what was read, and what would be accepted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from dsl.diagnostics import Diagnostic
from dsl.source import Source, Span

MOST_DRAWN = 69  # with the margin and what is left out on either side, 80 columns
NO_SOURCES: Mapping[str, Source] = {}


def draw(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source] = NO_SOURCES) -> Iterator[Text]:
    """The lines of every mistake, in order, and how many there are."""
    for diagnostic in diagnostics:
        yield from draw_one(diagnostic, sources)
        yield Text()
    count = len(diagnostics)
    yield Text(f"{count} mistake{'' if count == 1 else 's'}.", style="bold")


def draw_one(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> Iterator[Text]:
    """The lines of one mistake."""
    source = sources.get(diagnostic.span.file)
    head = Text(diagnostic.code, style="bold red")
    if source is not None:
        head.append(f"  {place(source, diagnostic.span)}", style="bold")
    yield head
    yield Text(diagnostic.problem)
    if source is not None:
        yield from _drawn(source, diagnostic.span)
    for related in diagnostic.related:
        other = sources.get(related.span.file)
        yield Text(related.text + (f" ({place(other, related.span)}):" if other else ""))
        if other is not None:
            yield from _drawn(other, related.span)
    if diagnostic.help:
        yield Text(diagnostic.help, style="green")


def place(source: Source, span: Span) -> str:
    """`plans/acme.plan, line 41, Section 11 › Flip-in`."""
    path = " › ".join(source.heading_path(span.start))
    return f"{source.name}, line {source.line_of(span.start)}{', ' + path if path else ''}"


def _drawn(source: Source, span: Span) -> Iterator[Text]:
    """The line of a stretch of text, with carets under what of it stands on that line."""
    number = source.line_of(span.start)
    text, column = source.line_text(number), source.column_of(span.start)
    width = max(1, min(span.end - span.start, len(text) - column + 1))
    if len(text) > MOST_DRAWN:
        text, column, width = _window(text, column, width)
    margin = f"{number:>6} │ "
    before = "".join("\t" if c == "\t" else " " for c in text[: column - 1])
    yield Text(margin, style="blue") + Text(text)
    yield Text(" " * 7 + "│ ", style="blue") + Text(before + "^" * width, style="red")


def _window(text: str, column: int, width: int) -> tuple[str, int, int]:
    """The part of a long line that shows what stands at a column, with that column and width in it."""
    width = min(width, MOST_DRAWN - 20)
    start = max(0, min(column - 1 - (MOST_DRAWN - width) // 2, len(text) - MOST_DRAWN))
    shown = text[start : start + MOST_DRAWN]
    before, after = ("…" if start else ""), ("…" if start + MOST_DRAWN < len(text) else "")
    return before + shown + after, column - start + len(before), width
