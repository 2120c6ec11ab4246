"""Reads text files: UTF-8, of a stated size at most, with line breaks of one kind."""

from __future__ import annotations

from pathlib import Path

from dsl.diagnostics import Diagnostic
from dsl.source import NOWHERE, Span

MOST_CHARACTERS = 2_000_000
HELP = "Name a built-in plan, such as `hemacare`, or a file saved as UTF-8 text."


def read_text(path: Path, at: Span = NOWHERE) -> str | Diagnostic:
    """The text of a file, or what is wrong with it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Diagnostic("file", at, f"`{path}` is not UTF-8 text (byte {error.start + 1}).", HELP)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such file"
        return Diagnostic("file", at, f"`{path}` cannot be read: {reason.lower()}.", HELP)
    if "\0" in text:
        return Diagnostic("file", at, f"`{path}` is no text.", HELP)
    if len(text) > MOST_CHARACTERS:
        return Diagnostic("file", at, f"`{path}` is too long: {MOST_CHARACTERS:,} characters at most.", HELP)
    return text.replace("\r\n", "\n").replace("\r", "\n")
