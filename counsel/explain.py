"""Explains a message by its code: what it means, an example that meets with it, and the example mended.

The pages are sections of one file, `docs/errors.md`, which comes with the program.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rich.padding import Padding
from rich.text import Text

from counsel.on_screen import Hanging
from counsel.showing import Shown
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.source import NOWHERE

HERE = Path(__file__).resolve().parent
PLACES = (HERE / "errors.md", HERE.parent / "docs" / "errors.md")  # as installed, and in a checkout
SECTION = re.compile(r"^## ([a-z-]+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"```\w*\n(.*?)```\n?", re.DOTALL)


@cache
def pages() -> dict[str, str]:
    """The page of each code, by its code."""
    text = next(place for place in PLACES if place.is_file()).read_text(encoding="utf-8")
    return {match[1]: match[2].strip() + "\n" for match in SECTION.finditer(text)}


def page_of(code: str) -> str:
    """The page of a code; raises Mistakes where there is none."""
    code = code.strip().strip("`").lower()
    if code not in pages():
        near = difflib.get_close_matches(code, pages(), n=3, cutoff=0.5)
        close = f"Did you mean {', '.join(f'`{one}`' for one in near)}?" if near else "`pill explain` lists them all."
        raise Mistakes([Diagnostic("unknown-code", NOWHERE, f"No message has the code `{code}`.", close)])
    return pages()[code]


def show_page(code: str) -> Iterator[Shown]:
    """A page as text: its examples stand indented, as they are typed."""
    text = page_of(code)
    yield Text(code.strip().strip("`").lower(), style="bold")
    for index, part in enumerate(FENCE.split(text)):
        if index % 2:
            yield from (Padding(Hanging(line), (0, 0, 0, 4)) for line in part.rstrip("\n").splitlines())
            yield Text()
        elif part.strip():
            yield Text(" ".join(part.split()) + "\n")


def show_codes() -> Iterator[Shown]:
    """Every code with the first sentence of its page."""
    for code, page in pages().items():
        first = re.split(r"(?<=[a-z.])[.:;] ", " ".join(FENCE.split(page)[0].split()), maxsplit=1)[0].rstrip(".")
        yield Padding(Text.assemble((f"{code}  ", "bold"), f"{first}."), (0, 0, 0, 2))
