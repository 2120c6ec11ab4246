"""Sources: pages, outlines, citations held against the text, coverage."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.diagnostics import Mistakes
from dsl.filing import check_citations, coverage, make_outline, pages_of, read_outline, write_outline
from dsl.load import Library, load_text
from dsl.source import Source

TEXT = """Front page.
                 -1-

   2

The Rights of "Acme Inc." will expire on the earlier of (i) the date (or any
later date) set by the Board, (ii) May 1, 2002, or (iii) as described in (i)
and (ii), above; provided, however, that the Board may act sooner.  The Company
may redeem the Rights at any
                 -2-

   3

time.

The Rights have no vote.  They are not
taxable.
                 -3-
"""
PLAN = """plan "Acme" from "acme" dated May 7, 2001.
[assume "x"]
unit rights, singular right, whole.
[assume "x"]
organ the Board.
"""


def paths(text: str) -> list[tuple[str, str]]:
    return [(item.path, item.first_words) for item in make_outline(pages_of(text)).items]


def test_the_outline_of_a_text() -> None:
    """By hand: a sentence runs over the foot of page 2; (i) and (ii) after `in` are references."""
    assert paths(TEXT) == [
        ("p.1 s1", "Front page."),
        ("p.2 s1", 'The Rights of "Acme Inc." will'),
        ("p.2 s1 (i)", "(i) the date (or any later"),
        ("p.2 s1 (i) parenthesis", "(or any later date)"),
        ("p.2 s1 (ii)", "(ii) May 1, 2002, or"),
        ("p.2 s1 (iii)", "(iii) as described in (i) and"),
        ("p.2 s1 (iii) proviso", "provided, however, that the Board may"),
        ("p.2 s2", "The Company may redeem the Rights"),
        ("p.3 s1", "The Rights have no vote."),
        ("p.3 s2", "They are not taxable."),
    ]


def cited(phrase: str, page: int = 2) -> list[str]:
    library = load_text(PLAN + f'[p.{page}: "{phrase}"]\nRights Count is 5 rights.\n')
    return [mistake.code for mistake in check_citations(library.plan, pages_of(TEXT))]


def test_citations_held_against_a_text() -> None:
    assert cited("set by the Board, (ii) May 1") == []
    assert cited("or any later date") == []  # over a line break
    assert cited("The Rights have no vote") == ["citation-missing"]  # on page 3
    assert cited("the Board") == ["citation-twice"]
    assert cited("the Board", page=9) == ["citation-page"]
    assert cited("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen") == ["citation-long"]


def test_a_missing_phrase_is_met_with_its_page() -> None:
    library = load_text(PLAN + '[p.2: "The Rights have no vote"]\nRights Count is 5 rights.\n')
    (mistake,) = check_citations(library.plan, pages_of(TEXT))
    assert mistake.help == "It is on page 3."


def test_what_is_covered() -> None:
    library = load_text(
        PLAN + '[p.2: "May 1, 2002"]\nLast Day is May 1, 2002.\n[p.3: "not taxable"]\nstatement Tax: "None.".\n'
        '[p.3: "have no vote"]\nleft out because "votes are outside this plan".\n'
    )
    pages = pages_of(TEXT)
    states = {covered.item.path: covered.state for covered in coverage(library.plan, make_outline(pages), pages)}
    assert states["p.2 s1"] == states["p.2 s1 (ii)"] == "encoded"
    assert states["p.2 s1 (i)"] == states["p.2 s2"] == "uncovered"
    assert states["p.3 s1"] == "left out"
    assert states["p.3 s2"] == "statement"


@given(st.text(alphabet="(ivxAB);:. \n-1-ab\"T", max_size=200))
def test_any_text_has_an_outline_that_is_read_back(text: str) -> None:
    outline = make_outline(pages_of(text))
    again = read_outline(Source("outline", write_outline(outline)))
    assert [item.hash for item in again.items] == [item.hash for item in outline.items]
    assert again.hash == outline.hash


def test_a_spoiled_outline_is_met_with_a_mistake() -> None:
    with pytest.raises(Mistakes) as caught:
        read_outline(Source("outline", "nonsense\n"))
    assert caught.value.diagnostics[0].code == "outline-line"


def test_the_hemacare_citations_are_true(hemacare: Library, filing: Path) -> None:
    assert check_citations(hemacare.plan, pages_of(filing.read_text())) == ()


def test_the_hemacare_outline_is_of_the_filing(filing: Path) -> None:
    kept = Path(__file__).resolve().parents[2] / "plans" / "hemacare" / "source.outline"
    outline = read_outline(Source(kept.name, kept.read_text()))
    made = make_outline(pages_of(filing.read_text()), outline.first, outline.last)
    assert write_outline(made) == kept.read_text()
