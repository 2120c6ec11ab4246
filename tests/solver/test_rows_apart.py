"""Each row of readings has a path of its own, which comes out so under every reading that the row names."""

from __future__ import annotations

from dsl.load import load_text
from solver.ask import ask

PLAN = """
plan "Readings One" from "r-1" dated May 7, 2001.
use "rights".
[assume "x"]
Outstanding Shares starts at 1,000 shares.
[assume "x"]
reading Measure is Alone (base, because "the text says its own"), "own shares"; or Group, "with associates".
[assume "x"]
reading Selling is Remains (base, because "once is ever"), "once, ever"; or Ceases, "while it holds".
[assume "x"]
Size of a Person means its Beneficial Ownership where Measure reads Group, otherwise its Shares Held.
[assume "x"]
Holder Now means a Person, other than the Company, whose Size is at least 200 shares.
[assume "x"]
Acquiring Person means a Person for whom any of
    (i) such Person is a Holder Now; or
    (ii) all of (A) Selling reads Remains; and (B) such Person has become a Holder Now.
[assume "x"]
Redeemed of the Rights starts at no.
[assume "x"]
power Redemption: "the Board redeems the Rights"
    provided no Person is an Acquiring Person
    effect the Rights become Redeemed.
scenario "Both"
    people Orion is a Stockholder, Vega is a Stockholder.
    June 1, 2001: Orion buys 150 shares.
    June 1, 2001: Vega buys 100 shares.
    June 4, 2001: Orion and Vega agree to act together.
"""


def test_a_row_that_another_has_a_part_of_is_shown_by_the_rest_of_it() -> None:
    """Alone neither has 200 shares, and the Board may redeem at once. Together they have 250: where selling helps, somebody must sell first; where it does not, nothing does."""
    library = load_text(PLAN)
    answer = ask(library.plan, library.ask("can the Rights be Redeemed?", "Both"))
    found = {row.under: (row.finding.verdict, row.path and len(row.path.lines) - 3) for row in answer.rows}
    assert found == {
        (("Measure", "Alone"),): ("possible", 1),
        (("Measure", "Group"), ("Selling", "Remains")): ("impossible", None),
        (("Measure", "Group"), ("Selling", "Ceases")): ("possible", 2),
    }


def test_ways_do_not_go_on_from_several_stories() -> None:
    text = PLAN.replace("June 1, 2001: Orion", "June 1, 2001, in either order: Orion").replace("June 1, 2001: Vega", "June 1, 2001, in either order: Vega")
    library = load_text(text)
    answer = ask(library.plan, library.ask("in every way can the Rights be Redeemed?", "Both"))
    assert answer.headline.verdict == "undecided"
    assert "either order" in answer.headline.limit
