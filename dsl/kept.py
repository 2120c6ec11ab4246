"""Keeps what takes long to make: the checked library of files that have not changed since, what each file says, the grammar's tables.

What is kept lies in the user's own cache folder, under a name that changes with
the program. It is used only where every file that was read has the same text,
every file that was looked for in vain is still not there, and every folder
that was listed holds the same files; otherwise it is made anew. It is written
whole or not at all, and its hash is checked whenever it is read: tables that
are wrong in one place read a plan wrongly. With `PILL_KEEP=no` nothing is kept.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field
from platformdirs import user_cache_path

Made = TypeVar("Made")
LIBRARIES = ("lark", "holidays", "msgspec")
DIGEST = hashlib.sha256().digest_size


class Seen(Struct):
    """What a result was made from: files by their hash, paths with no file, folders with their files."""

    files: dict[Path, str] = field(default_factory=dict)
    absent: set[Path] = field(default_factory=set)
    folders: dict[Path, tuple[str, ...]] = field(default_factory=dict)
    is_lasting: bool = True  # whether all of it can be read again; what comes through a pipe cannot

    def file(self, path: Path) -> None:
        """A file was read."""
        if path.is_file():
            self.files[path.absolute()] = _hash_of(path)
        else:
            self.is_lasting = False

    def exists(self, path: Path) -> bool:
        """Whether a file is there; that it was looked for is remembered."""
        found = path.is_file()
        if not found:
            self.absent.add(path.absolute())
        return found

    def listed(self, folder: Path, pattern: str) -> list[Path]:
        """The files of a folder, sorted; that they were listed is remembered."""
        found = sorted(folder.glob(pattern))
        self.folders[folder.absolute() / pattern] = tuple(path.name for path in found)
        return found

    def is_same(self) -> bool:
        """Whether all is as it was."""
        return (
            all(_hash_of(path) == before for path, before in self.files.items())
            and not any(path.is_file() for path in self.absent)
            and all(tuple(p.name for p in sorted(f.parent.glob(f.name))) == names for f, names in self.folders.items())
        )


def kept(about: tuple[str, ...], make: Callable[[Seen], Made]) -> Made:
    """What was made of the same files before, or what is made now and then kept; raises what `make` raises."""
    path = _place(f"{_digest(*about)}.library")
    found = _read(path) if path is not None else None
    if found is not None and found[0].is_same():
        result: Made = found[1]
        return result
    seen = Seen()
    made = make(seen)
    if path is not None and seen.is_lasting:
        _write(path, (seen, made))
    return made


def kept_of_text(name: str, text: str, make: Callable[[], Made]) -> Made:
    """What was made of a text of this name before, if it was the same text, or what is made of it now and then kept in its place."""
    path = _place(f"{_digest('text', name)}.text")
    found = _read(path) if path is not None else None
    if found is not None and found[0] == text:
        result: Made = found[1]
        return result
    made = make()
    if path is not None:
        _write(path, (text, made))
    return made


def _place(name: str) -> Path | None:
    """A file of the cache folder, which is made and is the user's own; None where nothing is kept."""
    if os.environ.get("PILL_KEEP") == "no":
        return None
    with contextlib.suppress(OSError):
        folder = user_cache_path("pill", appauthor=False) / _program()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid():
            return folder / name
    return None


@cache
def _program() -> str:
    """A name for this program as it is now: its own files, Python and the libraries that read a plan."""
    own = Path(__file__).resolve().parent
    files = sorted(path for path in own.rglob("*") if path.suffix in (".py", ".lark"))
    stamps = (f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    return _digest(str(own), sys.version, *(version(name) for name in LIBRARIES), *stamps)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _hash_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _read(path: Path) -> tuple[Any, Any] | None:
    """What is kept in a file; None where there is nothing that can be read, or it is not what was written."""
    with contextlib.suppress(Exception), _no_collection():
        content = path.read_bytes()
        if hashlib.sha256(content[DIGEST:]).digest() == content[:DIGEST]:
            found: tuple[Any, Any] = pickle.loads(memoryview(content)[DIGEST:])
            return found
    return None


def _write(path: Path, content: object) -> None:
    """Keep something, whole or not at all; where it cannot be kept, it is made again next time."""
    with contextlib.suppress(OSError, RecursionError, pickle.PicklingError):
        data = pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        os.replace(name, path)


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Without Python's garbage collector, which would look again and again at what is only being read in."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
