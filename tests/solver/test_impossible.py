"""A story that cannot happen as it is told is named, unless it is meant so, or what nobody stated would let it happen."""

from __future__ import annotations

import pytest

import solver.impossible
from dsl.load import Library, load_text
from solver.impossible import impossible, to_tell

PLAN = """plan "Acme" from "acme" dated May 7, 2001.
use "rights".

[assume "a"]
Outstanding Shares starts at 10,000 shares.

[assume "a"]
reading Last Hour is
    Early (base, because "days begin"), "as the day begins"; or
    Late, "as it ends".

[assume "a"]
input Consent as yes or no.

[assume "a"]
power Opening: "the Board opens the books"
    provided now is before the start of June 4, 2001 where Last Hour reads Early, otherwise the end of June 4, 2001
    effect Opened becomes yes.

[assume "a"]
power Asking: "the Board asks"
    provided Consent.

[assume "a"]
Opened starts at no.

scenario "Oversold"
    people Orion is a Stockholder.
    June 1, 2001: Orion buys 100 shares.
    June 4, 2001: Orion sells 200 shares.

scenario "Oversold, and later" extends "Oversold"
    June 5, 2001: Orion buys 1 share.

scenario "Meant so"
    people Orion is a Stockholder.
    June 4, 2001: Orion sells 200 shares.

scenario "On the last day"
    people Orion is a Stockholder.
    June 4, 2001: the Board opens the books.

scenario "On the last day, early"
    people Orion is a Stockholder.
    June 4, 2001: the Board opens the books.

scenario "Nobody said"
    people Orion is a Stockholder.
    June 4, 2001: the Board asks.

scenario "In one order"
    people Orion is a Stockholder.
    June 1, 2001, in either order: Orion sells 100 shares.
    June 1, 2001, in either order: Orion buys 100 shares.

scenario "In no order"
    people Orion is a Stockholder.
    June 1, 2001, in either order: Orion sells 200 shares.
    June 1, 2001, in either order: Orion buys 100 shares.

scenario "Sold"
    people Orion is a Stockholder.
    June 1, 2001: Orion buys 100 shares.
    June 4, 2001: Orion sells 100 shares.

question "Nobody sells what he does not have"
    in "Meant so"
    what is Shares Held of Orion?
    expect not allowed.

question "If the day counts"
    in "On the last day"
    given Last Hour reads Late.
    is it so that Opened?

question "Sold out"
    in "Sold"
    what is Shares Held of Orion?
    expect 0 shares.
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_text(PLAN)


def test_what_cannot_happen_is_named_once(library: Library) -> None:
    """Vocabulary: who sells has what he sells. The books may be opened on June 4 if the day counts to its end, which nobody takes in "early"."""
    found = list(impossible(library.plan, library.scenarios.values(), library.questions))
    assert [(one.scenario.title, one.line.sentence, [label.clause for label in one.labels]) for one in found] == [
        ("Oversold", "Orion sells 200 shares", ["Sale"]), ("On the last day, early", "the Board opens the books", ["Opening"]),
        ("In no order", "Orion sells 200 shares", ["Sale"]),
    ]  # fmt: skip


def test_of_many_those_are_told_that_no_question_tells(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver.impossible, "MOST_TOLD", 4)
    titles = [scenario.title for scenario in to_tell(library.scenarios.values(), library.questions)]
    assert titles == ["Oversold", "Oversold, and later", "On the last day, early", "Nobody said"]
