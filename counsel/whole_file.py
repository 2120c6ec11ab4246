"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from dsl.diagnostics import Mistakes
from dsl.text_files import write_bytes


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; raises Mistakes where it cannot be written."""
    if (wrong := write_bytes(path, data)) is not None:
        raise Mistakes([wrong])
