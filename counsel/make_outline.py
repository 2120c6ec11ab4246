"""Makes the outline of a source's text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dsl.diagnostics import Diagnostic, Mistakes
from dsl.filing import Outline, Pages, make_outline, pages_of
from dsl.source import NOWHERE
from dsl.text_files import read_text

HELP = "Name the text of the filing, saved as UTF-8 text."


def outline_of(path: Path, first: str | None, last: str | None) -> Outline:
    """The outline of a file, from the phrase `first` through `last`; raises Mistakes."""
    pages = read_pages(path)
    mistakes = [
        Diagnostic("outline-bound", NOWHERE, f"The phrase `{phrase}` is not in the text.", "Copy a few words of the text exactly.")
        for phrase in (first, last) if phrase and phrase not in pages.text
    ]  # fmt: skip
    if mistakes:
        raise Mistakes(mistakes)
    return make_outline(pages, first or "", last or "")


def read_pages(path: Path) -> Pages:
    """The pages of a source's file; raises Mistakes."""
    text = read_text(path, help_text=HELP)
    if isinstance(text, Diagnostic):
        raise Mistakes([text])
    return pages_of(text)


def outline_json(outline: Outline) -> dict[str, Any]:
    """An outline as plain data."""
    items = [
        {"sort": item.sort, "page": item.page, "path": item.path, "first words": item.first_words, "hash": item.hash}
        for item in outline.items
    ]
    return {"text": outline.hash, "first": outline.first, "last": outline.last, "items": items}
