"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from dsl.diagnostics import Diagnostic, Mistakes
from dsl.source import NOWHERE


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; raises Mistakes where it cannot be written."""
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".pill")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        raise Mistakes([Diagnostic("file", NOWHERE, f"`{path}` cannot be written: {(error.strerror or 'no such folder').lower()}.",
                                   "Name a file in a folder that is there and is yours.")]) from error  # fmt: skip
