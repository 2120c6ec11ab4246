"""Holds a plan against the text of its source: its citations, its outline, what it covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from counsel.make_outline import read_pages
from counsel.showing import Shown
from counsel.words import label_words
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.filing import STATES, Covered, Outline, check_citations, coverage, make_outline, read_outline
from dsl.plan import Plan
from dsl.source import NOWHERE, Source
from dsl.text_files import read_text

OUTLINE = "source.outline"


def against_source(plan: Plan, path: Path, source: Path) -> tuple[tuple[Diagnostic, ...], tuple[Covered, ...]]:
    """What is wrong with the citations and the outline, and what of the source is covered; raises Mistakes."""
    pages = read_pages(source)
    kept = _kept_outline(path.parent / OUTLINE)
    made = make_outline(pages, kept.first, kept.last) if kept else make_outline(pages)
    mistakes = [*check_citations(plan, pages), *(_differences(kept, made) if kept else [])]
    return tuple(mistakes), coverage(plan, made, pages)


def _kept_outline(path: Path) -> Outline | None:
    """The outline beside the plan, if there is one."""
    if not path.is_file():
        return None
    text = read_text(path)
    if isinstance(text, Diagnostic):
        raise Mistakes([text])
    return read_outline(Source(str(path), text))


def _differences(kept: Outline, made: Outline) -> Iterator[Diagnostic]:
    """Where the text is not the one that was outlined."""
    if kept.hash == made.hash:
        return
    there = {(item.sort, item.path): item for item in made.items}
    changed = [item.path for item in kept.items if (found := there.get((item.sort, item.path))) is None or not found.same_text(item)]
    where = f" at {', '.join(changed[:5])}{' and elsewhere' if len(changed) > 5 else ''}" if changed else ""
    yield Diagnostic("outline-differs", NOWHERE, f"The text is not the one that the plan's outline was made from: it differs{where}.",
                     "Name the text that was outlined, or make the outline anew with `pill outline TEXT` and go over the plan.")


def show_coverage(items: Sequence[Covered]) -> Iterator[Shown]:
    """How many items of the outline are covered, and each of them."""
    yield Text()
    counted = [f"{sum(1 for covered in items if covered.state == state)} {state}" for state in STATES]
    yield Text(f"Of {len(items)} items of the source: {', '.join(counted)}.", style="bold")
    for covered in items:
        by = f" ({', '.join(label_words(label) for label in covered.labels[:4])}{', …' if len(covered.labels) > 4 else ''})" if covered.labels else ""
        because = f", because {covered.because}" if covered.because else ""
        style = "yellow" if covered.state == "uncovered" else ""
        row = Table.grid(Column(width=max(map(len, STATES))), Column(), padding=(0, 2, 0, 0))
        row.add_row(covered.state, Text(f"{covered.item.path}: {covered.item.first_words} …{by}{because}"), style=style)
        yield Padding(row, (0, 0, 0, 2))


def coverage_json(items: Sequence[Covered]) -> list[dict[str, Any]]:
    """The coverage as plain data."""
    return [
        {"path": c.item.path, "sort": c.item.sort, "page": c.item.page, "state": c.state, "hash": c.item.hash,
         "clauses": [label_words(label) for label in c.labels], "because": c.because}
        for c in items
    ]  # fmt: skip
