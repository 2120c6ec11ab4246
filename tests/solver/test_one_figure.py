"""What turns on one figure that nobody gave is told by the figure itself, and what is so whatever it is turns on nothing."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest

from dsl.load import Library, load_text
from solver.ask import ask
from solver.choices import Choice, follows_of

PLAN = '''plan "Prices" from "prices" dated May 7, 2001.

use "rights".

[p.1: "x"]
input Price in dollars.
[p.1: "x"]
input Fee in dollars.
[p.1: "x"]
Cap means the lesser of Price and 7 dollars.
[p.1: "x"]
Floor means the greater of 3 dollars and Price.
[p.1: "x"]
Half means 50% of Price plus 1 dollars.
[p.1: "x"]
Redeemed of the Rights starts at no.
[p.1: "x"]
power Redemption: "the Board redeems the Rights"
    provided Cap is at most 8 dollars
    effect the Rights become Redeemed.

scenario "Quiet"
    people Ada is a Person.

scenario "Redeemed"
    people Ada is a Person.
    June 1, 2001: the Board redeems the Rights.
'''


@pytest.fixture(scope="module")
def library() -> Library:
    return load_text(PLAN)


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [  # by hand, for every price that is not below zero
        ("Cap is at most 8 dollars", "yes"),  # the lesser of anything and 7
        ("Cap is more than Price", "no"),
        ("Cap is at most Price", "yes"),
        ("Floor is at least 3 dollars", "yes"),
        ("Floor is less than Price", "no"),
        ("Floor is at least Cap", "yes"),  # 3 at least where the price is below 3, the price itself up to 7, more beyond
        ("Half is at least 1 dollars", "yes"),
        ("50% of Price is at most Price", "yes"),
        ("Price minus Price is 0 dollars", "yes"),
        ("(Price is at most 5 dollars or Price is more than 5 dollars)", "yes"),
        ("(Price is at most 6 dollars or Price is more than 5 dollars)", "yes"),
        ("(Price is at most 5 dollars and Price is at least 6 dollars)", "no"),
        ("(Price is at most 5 dollars or Price is more than 6 dollars)", "not determined"),  # not between
        ("Half is at most 4 dollars", "not determined"),
        ("Cap is at least 7 dollars", "not determined"),
        ("Price is at most Fee", "not determined"),
        ("(Price plus Fee is at least Price)", "not determined"),  # two figures are not put together
    ],
)
def test_it_is_as_derived_by_hand(library: Library, asked: str, verdict: str) -> None:
    assert ask(library.plan, library.ask(f"is it so that {asked}?", "Quiet")).headline.verdict == verdict


def test_an_edge_is_that_of_the_figure(library: Library) -> None:
    """Half of it and a dollar is at most four dollars where it is at most six."""
    finding = ask(library.plan, library.ask("is it so that Half is at most 4 dollars?", "Quiet")).headline
    met = {way.verdict: [(one.about, one.says, one.value) for case in when.cases for one in case] for way, when in zip(finding.ways, finding.when, strict=True)}
    assert met == {"yes": [("Price", "at most", 6)], "no": [("Price", "more than", 6)]}


def test_a_line_that_is_allowed_at_any_price_is_allowed(library: Library) -> None:
    assert ask(library.plan, library.ask("is it so that the Rights are Redeemed?", "Redeemed")).headline.verdict == "yes"


COMPARED = {"at least": Fraction.__ge__, "at most": Fraction.__le__}


@pytest.mark.parametrize("holds", [True, False])
@pytest.mark.parametrize(("says", "other"), list(itertools.product(COMPARED, repeat=2)))
def test_what_follows_is_so_of_every_figure(says: str, other: str, holds: bool) -> None:
    """Held against all figures in halves from 0 to 5, under which the other comparison holds, or does not."""
    for figure, than in itertools.product(map(Fraction, range(1, 5)), repeat=2):
        choice, known = (Choice("input", "Price", (sort, limit), sort, limit) for sort, limit in ((says, figure), (other, than)))
        if choice == known:
            continue
        left = [half for half in (Fraction(n, 2) for n in range(11)) if COMPARED[other](half, than) == holds]
        met = {COMPARED[says](half, figure) for half in left}
        assert follows_of(choice, known, holds) == (met.pop() if len(met) == 1 else None)
