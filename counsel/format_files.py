"""Writes files in canonical form: those named, or the standard input to the standard output."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from dsl.canonical import format_source
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.load import WithSources
from dsl.source import Source
from dsl.text_files import read_text, write_text

HELP = "Name a plan file, saved as UTF-8 text; the built-in plans are in their form already."


class Formatted(Struct, frozen=True):
    """A file formatted: whether it changed, and its text where that is to be printed."""

    name: str
    changed: bool
    text: str | None = None


def format_files(names: Sequence[str], only_check: bool) -> list[Formatted]:
    """Format each file, in place unless `only_check`; raises Mistakes, and then no file is changed."""
    sources = [_read(name) for name in names]
    written: list[str] = []
    mistakes: list[Diagnostic] = []
    texts: dict[str, Source] = {source.name: source for source in sources}
    for source in sources:
        try:
            written.append(format_source(source))
        except Mistakes as found:
            mistakes.extend(found.diagnostics)
    if mistakes:
        raise WithSources(mistakes, texts)
    return [_write(source, text, only_check) for source, text in zip(sources, written, strict=True)]


def _write(source: Source, text: str, only_check: bool) -> Formatted:
    changed = text != source.text
    if source.name == "-":
        return Formatted("the standard input", changed, None if only_check else text)
    if changed and not only_check:
        wrong = write_text(Path(source.name), text)
        if wrong is not None:
            raise Mistakes([wrong])
    return Formatted(source.name, changed)


def _read(name: str) -> Source:
    if name == "-":
        return Source("-", sys.stdin.read())
    found = read_text(Path(name), help_text=HELP)
    if isinstance(found, Diagnostic):
        raise Mistakes([found])
    return Source(name, found)


