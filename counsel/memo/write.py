"""Writes a memo in the form that its file's name asks for."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from counsel.document import Document
from counsel.whole_file import write_whole
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.source import NOWHERE

NEEDS = {".docx": ("docx", "pypdfium2", "reportlab"), ".html": (), ".pdf": ("pypdfium2", "reportlab")}


def check_form(path: Path) -> None:
    """Raise Mistakes where a file of this name cannot be written, before anything is asked."""
    form = path.suffix.lower()
    if form not in NEEDS:
        raise Mistakes([Diagnostic("form", NOWHERE, f"A memo cannot be written as `{path.name}`.", "Name a file that ends in .docx, .html or .pdf.")])
    if any(find_spec(name) is None for name in NEEDS[form]):
        raise Mistakes([Diagnostic("not-installed", NOWHERE, f"What writes {form} files is not installed.",
                                   "Install it with pip install 'pill[memo]', or write the memo as .html.")])  # fmt: skip
    if not path.parent.is_dir():
        raise Mistakes([Diagnostic("file", NOWHERE, f"`{path}` cannot be written: no such folder.", "Name a file in a folder that is there and is yours.")])


def write_memo(document: Document, path: Path) -> None:
    """Write a memo, whole or not at all; raises Mistakes."""
    write_whole(path, memo_bytes(document, path.suffix.lower()))


def memo_bytes(document: Document, form: str) -> bytes:
    """A memo in a form: `.docx`, `.html` or `.pdf`."""
    if form == ".docx":
        from counsel.memo.as_docx import docx

        return docx(document)
    if form == ".pdf":
        from counsel.memo.as_pdf import pdf

        return pdf(document)
    from counsel.memo.as_html import html

    return html(document)
