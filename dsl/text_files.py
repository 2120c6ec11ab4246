"""Reads and writes text files: UTF-8, of a stated size at most, with line breaks of one kind; written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from dsl.diagnostics import Diagnostic
from dsl.source import NOWHERE, Span

MOST_CHARACTERS = 2_000_000
MOST_BYTES = 4 * MOST_CHARACTERS
HELP = "Name a built-in plan, such as `hemacare`, or a file saved as UTF-8 text."
COMMON = 0o644  # what a new file may be read and written by, where nothing was there before


def read_text(path: Path, at: Span = NOWHERE, help_text: str = HELP) -> str | Diagnostic:
    """The text of a file, or what is wrong with it; of what never ends, no more is read than a file may hold."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        text = data.decode("utf-8-sig") if len(data) <= MOST_BYTES else "\0" if b"\0" in data else " " * len(data)
    except UnicodeDecodeError as error:
        return Diagnostic("file", at, f"`{_named(path)}` is not UTF-8 text (byte {error.start + 1}).", help_text)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such file"
        return Diagnostic("file", at, f"`{_named(path)}` cannot be read: {reason.lower()}.", help_text)
    if "\0" in text:
        return Diagnostic("file", at, f"`{_named(path)}` is no text.", help_text)
    if len(text) > MOST_CHARACTERS:
        return Diagnostic("file", at, f"`{_named(path)}` is too long: {MOST_CHARACTERS:,} characters at most.", help_text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write_text(path: Path, text: str) -> Diagnostic | None:
    """Write a text, whole or not at all; what is wrong where it cannot be written."""
    return write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> Diagnostic | None:
    """Write a file, whole or not at all; what is wrong where it cannot be written."""
    name = ""
    try:
        there = path.resolve()
        mode = there.stat().st_mode & 0o777 if there.exists() else COMMON
        if not mode & 0o200:
            return _unwritten(path, "it may only be read")
        handle, name = tempfile.mkstemp(dir=there.parent, prefix=".pill")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, mode)
        os.replace(name, there)
    except (OSError, ValueError) as error:
        return _unwritten(path, (getattr(error, "strerror", None) or "no such folder").lower())
    finally:
        if name:
            with contextlib.suppress(OSError):
                os.unlink(name)
    return None


def is_no_place(path: Path) -> Diagnostic | None:
    """What is wrong with a place for a file to be written, so far as it can be told before."""
    if path.is_dir():
        return _unwritten(path, "it is a folder")
    return None if path.absolute().parent.is_dir() else _unwritten(path, "no such folder")


def _unwritten(path: Path, why: str) -> Diagnostic:
    return Diagnostic("file", NOWHERE, f"`{_named(path)}` cannot be written: {why}.", "Name a file in a folder that is there and is yours.")


MOST_OF_A_NAME = 80


def _named(path: Path) -> str:
    """A path for a message: the end of it, where it is very long."""
    name = str(path)
    return name if len(name) <= MOST_OF_A_NAME else "…" + name[-MOST_OF_A_NAME:]
