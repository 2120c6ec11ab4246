"""Plan files with the mistakes that a lawyer would make, each with all that is said of it.

`PILL_WRITE=1 pytest tests/test_corpus.py` writes the outputs anew; read every
one of them before it is kept.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from rich.console import Console

from counsel.answering import WIDTH
from counsel.drawing import draw
from dsl.diagnostics import Mistakes
from dsl.load import WithSources, load_text

CORPUS = Path(__file__).parent / "corpus"
BAD = sorted((CORPUS / "bad").glob("*.plan"))


def said(path: Path) -> tuple[str, set[str]]:
    """All that is said of a file, and the codes in it."""
    with pytest.raises(Mistakes) as caught:
        load_text(path.read_text(), path.name, path.parent)
    mistakes = caught.value
    assert isinstance(mistakes, WithSources)
    out = io.StringIO()
    console = Console(file=out, width=WIDTH, highlight=False, markup=False, emoji=False)
    for line in draw(mistakes.diagnostics, mistakes.sources):
        console.print(line)
    text = "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
    return text, {diagnostic.code for diagnostic in mistakes.diagnostics}


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_mistake_is_met_with_help(path: Path) -> None:
    text, _ = said(path)
    expected = path.with_suffix(".txt")
    if os.environ.get("PILL_WRITE"):
        expected.write_text(text)
    assert text == expected.read_text()


def test_there_are_forty_kinds_of_mistake() -> None:
    codes = set().union(*(said(path)[1] for path in BAD))
    assert len(codes) >= 40, sorted(codes)


def test_no_message_speaks_of_python_or_of_the_parser() -> None:
    """A lawyer reads these: no token names, no tracebacks, no types."""
    for path in BAD:
        text, _ = said(path)
        for word in ("Token", "lark", "Traceback", "None", "NoneType", "__", "dsl.", "TERM", "LPAR"):
            assert word not in text, (path.name, word)


def test_all_mistakes_of_a_file_are_reported_together() -> None:
    text, codes = said(CORPUS / "bad" / "several-at-once.plan")
    assert text.rstrip().endswith("4 mistakes.")
    assert len(codes) == 4
