"""A mistake as data: its code, its place, and what to say about it.

Messages are worded in wording.py and drawn in drawing.py; the stages of the
language only make `Diagnostic`s and go on, so that all mistakes of a file are
reported together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from dsl.source import Span


class Related(Struct, frozen=True):
    """Another place that bears on a mistake, with a few words about it."""

    span: Span
    text: str


class Diagnostic(Struct, frozen=True):
    """One mistake: what was read (`problem`), and what would be accepted (`help`)."""

    code: str
    span: Span
    problem: str
    help: str = ""
    related: tuple[Related, ...] = ()


class Mistakes(Exception):
    """The text has mistakes; all of them, in the order of the text."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = in_order(diagnostics)
        super().__init__("; ".join(f"{d.code}: {d.problem}" for d in self.diagnostics))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The mistakes in the order of the text, each once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=_place))


def _place(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    span = diagnostic.span
    return (span.file, span.start, span.end, diagnostic.code)


MOST_QUOTED = 200


def shortened(text: str) -> str:
    """What was written, for a message: the beginning, where it is very long."""
    return text if len(text) <= MOST_QUOTED else text[:MOST_QUOTED] + "…"


def one_of(words: Sequence[str], joint: str = "or") -> str:
    """The words as an English list: `a, b or c`."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"
