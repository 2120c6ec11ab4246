"""The list of what no question turns on: takes the file beside a plan, gives the reason for each label."""

from __future__ import annotations

from pathlib import Path


def read_unasked(path: Path) -> list[tuple[str, str]]:
    """Each label of the list with its reason; lines that begin with `#` are comments."""
    lines = [line for line in path.read_text().splitlines() if line.strip() and not line.startswith("#")]
    pairs = [line.partition("|") for line in lines]
    return [(label.strip(), reason.strip()) for label, _, reason in pairs]
