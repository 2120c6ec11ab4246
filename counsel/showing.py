"""What is shown on a terminal: paragraphs, some with a left margin."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

GOOD, BAD, CAUTION = "bold green", "bold red", "yellow"

Shown = Text | Padding


def indented(text: Text | str, by: int = 2, style: str = "") -> Padding:
    """A paragraph with a left margin."""
    return Padding(Text(text, style=style) if isinstance(text, str) else text, (0, 0, 0, by), expand=False)
