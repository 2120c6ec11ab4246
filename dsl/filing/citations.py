"""Whether a plan cites its source truly: each phrase once, on the page it names.

Takes a checked plan and the pages of its source; gives a diagnostic for each
citation that is not so. The limb that a citation names is a help for the
reader and is not checked.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from dsl import nodes as n
from dsl.core import Label
from dsl.diagnostics import Diagnostic, one_of
from dsl.filing.pages import Pages, plain
from dsl.plan import Plan

MOST_WORDS = 14
SHOWN_WORDS = 10


def citations_of(plan: Plan) -> Iterator[tuple[Label, n.Citation]]:
    """The citations of a plan's clauses and limbs, in order."""
    for label, info in plan.clauses.items():
        for note in info.sources:
            if isinstance(note, n.Citation):
                yield label, note


def check_citations(plan: Plan, pages: Pages) -> tuple[Diagnostic, ...]:
    """What is wrong with the citations of a plan."""
    found = (_checked(citation, pages) for _, citation in citations_of(plan))
    return tuple(dict.fromkeys(diagnostic for diagnostic in found if diagnostic is not None))


def _checked(citation: n.Citation, pages: Pages) -> Diagnostic | None:
    if len(citation.phrase.split()) > MOST_WORDS:
        return Diagnostic("citation-long", citation.span, f"The phrase has more than {MOST_WORDS} words.", "Cite a few words that occur once on the page.")
    if pages.stretch(citation.page) is None:
        numbers = f"{pages.numbers[0]} to {pages.numbers[-1]}"
        return Diagnostic("citation-page", citation.span, f"The source has no page {citation.page}.", f"Its pages are {numbers}.")
    places = pages.find(citation.phrase, citation.page)
    if not places:
        return Diagnostic("citation-missing", citation.span, f"The phrase is not on page {citation.page} of the source.", _elsewhere(citation, pages))
    if len(places) > 1:
        ends = [f"`{_after(citation, pages, place)}`" for place in places[:3]]
        return Diagnostic("citation-twice", citation.span, f"The phrase is {len(places)} times on page {citation.page} of the source.",
                          f"Make it longer, so that it is there once; it goes on {one_of(ends)}.")
    return None


def _after(citation: n.Citation, pages: Pages, place: int) -> str:
    words = pages.text[place:].split()
    count = len(citation.phrase.split())
    return " ".join(words[count : count + 4])


def _elsewhere(citation: n.Citation, pages: Pages) -> str:
    """The page on which the phrase is, or the words of the page nearest to it."""
    others = [f"page {number}" for number in pages.numbers if pages.find(citation.phrase, number)]
    if others:
        return f"It is on {one_of(others, 'and')}."
    stretch = pages.stretch(citation.page)
    assert stretch is not None
    words = pages.text[slice(*stretch)].split()
    count = len(citation.phrase.split())
    runs = [" ".join(words[i : i + count]) for i in range(max(1, len(words) - count + 1))]
    near = difflib.get_close_matches(plain(citation.phrase), runs, n=1, cutoff=0.5)
    shown = " ".join(near[0].split()[:SHOWN_WORDS]) if near else ""
    return f"The nearest words there: `{shown}`." if near else "Nothing on that page comes near to it."
