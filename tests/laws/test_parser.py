"""No text crashes the reader: it is read, or met with mistakes that can be drawn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counsel.drawing import draw
from dsl.clauses import cut
from dsl.diagnostics import Mistakes
from dsl.load import WithSources, load_text
from dsl.parse import parse
from dsl.plan_files import built_in
from dsl.source import Source

CLAUSES = [
    clause.text
    for path in sorted(built_in().rglob("*.plan"))
    for clause in cut(Source(path.name, path.read_text())).clauses
]
SNIPPETS = ("the", "(i)", ";", "and", "or", "is", "means", "15%", "March 3, 1998", "such Person", "its", '"', ".", "\n", "\n    ",
            "provided", "effect", "[", "]", "{", "}", "--", "#", "Orion", "0", "$", "first", "of", "?", "\x00", "“", "é")  # fmt: skip


@st.composite
def spoiled(draw_: st.DrawFn) -> str:
    """A real clause with some of its words dropped, doubled, moved or replaced."""
    words = draw_(st.sampled_from(CLAUSES)).split(" ")
    for _ in range(draw_(st.integers(1, 4))):
        place = draw_(st.integers(0, len(words) - 1))
        other = draw_(st.one_of(st.sampled_from(SNIPPETS), st.sampled_from(words), st.just("")))
        words[place] = draw_(st.sampled_from([other, f"{words[place]} {other}", f"{other}{words[place]}"]))
    return " ".join(words)


def met(text: str) -> None:
    found: Mistakes | None = None
    try:
        load_text('use "rights".\n\n' + text)
    except Mistakes as mistakes:
        found = mistakes
    if found is not None:
        assert isinstance(found, WithSources)
        assert found.diagnostics
        assert all(line.plain is not None for line in draw(found.diagnostics, found.sources))


@given(spoiled())
def test_a_spoiled_clause_is_met_with_a_mistake_or_read(text: str) -> None:
    met(text)


@given(st.text())
def test_any_text_is_met(text: str) -> None:
    met(text)


@given(st.text(alphabet="(ivx);, \n.[]\"{}ABab15%$-#", max_size=60))
def test_marks_alone_are_met(text: str) -> None:
    parse(Source("text", text))


def test_deep_nesting_is_met() -> None:
    _, mistakes = parse(Source("text", "Cap means " + "(" * 3000 + "Cap" + ")" * 3000 + ".\n"))
    assert [mistake.code for mistake in mistakes] == ["too-deep"]
