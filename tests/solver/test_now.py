"""`now` is compared with dates, so that time is seen to pass; what would hide a change is refused."""

from __future__ import annotations

import pytest

from counsel.answers.whole import beginning
from counsel.answers.why import why
from counsel.document import Paragraph
from dsl.diagnostics import Mistakes
from dsl.load import load_text
from solver.ask import ask

PLAN = """plan "Acme" from "acme" dated May 7, 2001.

use "rights".

[assume "for the test"]
Outstanding Shares starts at 10,000,000 shares.

[assume "for the test"]
Over of the Rights means that {condition}.

[assume "for the test"]
Alarm means the first time that (now is on or after June 10, 2001).

scenario "A purchase"
    people Orion is a Stockholder.
    June 1, 2001: Orion buys 1 share.

question "When"
    in "A purchase"
    when does it first hold that the Rights are Over?
    expect {expected}.
"""


@pytest.mark.parametrize(("condition", "expected"), [
    ("now is on or after June 10, 2001", "the start of June 10, 2001"),
    ("now is after June 10, 2001", "the start of June 11, 2001"),
    ("June 9, 2001 is before now", "the start of June 10, 2001"),
    ("not (June 9, 2001 is after now)", "the start of June 9, 2001"),
    ("now is on or after the 10th day after June 1, 2001", "the start of June 11, 2001"),
    ("Alarm is set", "the start of June 10, 2001"),
])  # fmt: skip
def test_time_is_seen_to_pass(condition: str, expected: str) -> None:
    library = load_text(PLAN.format(condition=condition, expected=expected))
    assert not ask(library.plan, library.asked[0]).missed


@pytest.mark.parametrize("condition", [
    "the day of now is on or after June 10, 2001",
    "June 1, 2001 is on or before 10 days before the day of now",
    "now is close of business on June 10, 2001",
    "the latest of (i) now; and (ii) close of business on June 10, 2001 is set",
    "now is set",
])  # fmt: skip
def test_what_would_hide_a_change_is_refused(condition: str) -> None:
    with pytest.raises(Mistakes) as caught:
        load_text(PLAN.format(condition=condition, expected="never"))
    assert {mistake.code for mistake in caught.value.diagnostics} == {"now-reckoned"}


def test_an_effect_may_be_made_of_now() -> None:
    """An effect reads the state before it, so that only the second of two purchases sets the stamp."""
    library = load_text(PLAN.format(condition="now is on or after Stamp", expected="the start of June 1, 2001") + """
[assume "for the test"]
Stamp starts unset as an instant.

[assume "for the test"]
with each Purchase
    effect Stamp becomes close of business on the day of now if (the last Purchase at which the day of now is on or after
        May 1, 2001 is set).

scenario "Two purchases" extends "A purchase"
    June 3, 2001: Orion buys 1 share.

question "Stamped"
    in "Two purchases"
    when is Stamp?
    expect close of business on June 3, 2001.
""")
    stamped = library.asked[1]
    assert not ask(library.plan, stamped).missed


UNSET = """plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "x"]
Outstanding Shares starts at 10,000,000 shares.
[assume "x"]
Deferred Date starts unset as a day.
[assume "x"]
input Marked as yes or no.
[assume "x"]
Early of the Rights means that now is before close of business on the 10th day after Deferred Date.
[assume "x"]
Marked Late of the Rights means that Marked and now is on or after Deferred Date.
[assume "x"]
Redeemed of the Rights starts at no.
[assume "x"]
power Redemption: "the Board redeems the Rights" provided now is before Deferred Date effect the Rights become Redeemed.
[assume "x"]
power Deferral: "the Board defers to {Later: day}" effect Deferred Date becomes Later.
scenario "Not deferred"
    people Orion is a Stockholder.
    June 1, 2001: Orion buys 1 share.
scenario "Deferred" extends "Not deferred"
    June 2, 2001: the Board defers to May 1, 2001.
scenario "Not marked" extends "Not deferred"
    given Marked is no.
scenario "Redeemed too soon" extends "Not deferred"
    June 2, 2001: the Board redeems the Rights.
"""
SAYS_UNSET = "Deferred Date is unset, and nothing is before, on or after what is unset."


@pytest.mark.parametrize(("asked", "story", "says"), [
    ("why are the Rights Early?", "Not deferred", True),
    ("is it so that now is before Deferred Date?", "Not deferred", True),
    ("are the Rights Redeemed?", "Redeemed too soon", True),  # a line of it is refused
    ("when may Redemption happen?", "Not deferred", True),
    ("why are the Rights Early?", "Deferred", False),  # it is past
    ("is it so that the Rights have become Early?", "Deferred", False),  # it was unset before
    ("is it so that the Rights are Marked Late?", "Not deferred", True),  # whether it is Marked or not
    ("is it so that the Rights are Marked Late?", "Not marked", False),  # where the date is not read
])  # fmt: skip
def test_a_time_that_is_unset_is_said_to_be_where_it_is_compared(asked: str, story: str, says: bool) -> None:
    library = load_text(UNSET)
    plan = library.plan
    answer = ask(plan, library.ask(asked, story))
    shown = " ".join("".join(inline.text for inline in block.inlines) for block in (*beginning(plan, answer), *why(plan, answer)) if isinstance(block, Paragraph))
    assert (SAYS_UNSET in shown) == says


@pytest.mark.parametrize(("condition", "by", "expected"), [
    ("June 9, 2001 is on or before now", "June 9, 2001", "possible"),  # a day is on or before now as its last moment comes
    ("June 9, 2001 is on or before now", "June 8, 2001", "impossible"),
    ("not (June 9, 2001 is on or after now)", "June 9, 2001", "possible"),  # and on or after now until it has begun
    ("not (June 9, 2001 is on or after now)", "June 8, 2001", "impossible"),
    ("June 9, 2001 is before now", "June 9, 2001", "impossible"),
    ("not (June 9, 2001 is after now)", "June 9, 2001", "possible"),
    ("not (June 9, 2001 is after now)", "June 8, 2001", "impossible"),
])  # fmt: skip
def test_a_path_is_seen_to_come_to_it_within_the_day(condition: str, by: str, expected: str) -> None:
    text = PLAN.format(condition=condition, expected="June 9, 2001").split("question")[0]
    library = load_text(f"""{text}question "Whether"
    in "A purchase"
    can it be that the Rights are Over by {by}?
    expect {expected}.
""")
    assert not ask(library.plan, library.asked[0]).missed
