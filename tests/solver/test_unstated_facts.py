"""Questions of fact on what nobody stated: it is tried both ways wherever it is read, and no two values that are made of it are taken for one.

By hand. Harm is not stated, so that whether anybody ever became Harmed is not determined. On December 3, 2001 it is before the
10th day after Closing Day and not before the 5th day after it if that day is one of November 24 to 28, which nobody stated either.
A price of $5.001 is less than $5.01, and $5.01 when it is rounded up. What is at least $5 is not less.
"""

from __future__ import annotations

import pytest

from counsel.answers.short import short_words
from dsl.load import Library, load_text
from solver.ask import ask
from solver.course import course

PLAN = """plan "F" from "f" dated May 7, 2001.
use "rights".
[assume "x"]
Outstanding Shares starts at 1,000 shares.
[assume "x"]
input Harm as yes or no.
[assume "x"]
input Registered of a Person at the start as yes or no.
[assume "x"]
input Market Price in dollars per share.
[assume "x"]
input Closing Day as a day.
[assume "x"]
Harmed of a Person means that Harm.
[assume "x"]
Between of the Rights means that now is before the 10th day after Closing Day and not now is before the 5th day after Closing Day.
[assume "x"]
Apart of the Rights means that now is before 2 years after Closing Day and not now is before 2 months after Closing Day.
[assume "x"]
Rounded of the Rights means that rounded up to a whole cent of (Market Price times 1 share) is at least $5.01
    and not Market Price times 1 share is at least $5.01.
[assume "x"]
Either of the Rights means that Market Price is at least $5.00 per share or Market Price is less than $5.00 per share.
[assume "x"]
Both of the Rights means that Market Price is at most $5.00 per share and Market Price is more than $5.00 per share.
[assume "x"]
Come And Not of the Rights means that now is before Closing Day and now is on or after Closing Day.
scenario "S"
    people Orion is a Stockholder.
    December 3, 2001: Orion buys 10 shares.
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_text(PLAN)


@pytest.mark.parametrize("asked", [
    "when does it first hold that Harm?", "is it so that some Person has become Harmed?", "is it so that Orion has become Registered?",
    "when does Orion first become Registered?", "is it so that the Rights are Between?", "when does it first hold that the Rights are Between?",
    "is it so that the Rights are Apart?", "is it so that the Rights are Rounded?",
])  # fmt: skip
def test_what_turns_on_an_unstated_fact_is_not_determined(library: Library, asked: str) -> None:
    (row,) = ask(library.plan, library.ask(asked, "S")).rows
    assert row.finding.verdict == "not determined"


@pytest.mark.parametrize(("asked", "verdict"), [
    ("is it so that the Rights are Either?", "yes"), ("is it so that the Rights are Both?", "no"), ("is it so that the Rights are Come And Not?", "no"),
])  # fmt: skip
def test_what_comes_out_the_same_whatever_it_may_be_is_answered(library: Library, asked: str, verdict: str) -> None:
    (row,) = ask(library.plan, library.ask(asked, "S")).rows
    assert row.finding.verdict == verdict


def test_a_status_that_nobody_stated_is_not_drawn(library: Library) -> None:
    story = library.scenarios["S"]
    found = course(library.plan, story, ["Registered", "Harmed"])
    assert not any(held.stretches for held in found.statuses)
    assert set(found.turning) == {"Registered", "Harmed"}


def test_a_reason_is_one_though_without_it_an_unstated_fact_might_do() -> None:
    """The Rights are Safe as Orion is a Big Holder; were it not for its purchase, that would turn on Harm."""
    library = load_text(PLAN.replace("scenario \"S\"", """[assume "x"]
Big Holder means a Person whose Shares Held is at least 10 shares.
[assume "x"]
Safe of the Rights means that any of (i) some Person is a Big Holder; or (ii) Harm.
scenario "S\""""))
    answer = ask(library.plan, library.ask("why are the Rights Safe?", "S"))
    assert answer.headline.verdict == "yes"
    found = {reason.line.sentence if reason.line else str(reason.label): reason for reason in answer.reasons}
    assert {"Big Holder", "Safe", "Orion buys 10 shares"} <= set(found)
    assert found["Orion buys 10 shares"].instead.verdict == "not determined"


def test_an_answer_rests_on_what_is_read_whichever_way_it_may_be() -> None:
    library = load_text(PLAN + """[assume "x"]
Body Figure is 10 shares.
[assume "x"]
Annex Figure is 20 shares.
[assume "x"]
Lot means Body Figure where Harm, otherwise Annex Figure.
""")
    answer = ask(library.plan, library.ask("what is Lot?", "S"))
    assert {label.clause for label in answer.rests_on} == {"Harm", "Lot", "Body Figure", "Annex Figure"}


@pytest.mark.parametrize(("asked", "verdict"), [
    ("what is Shares Held of Bidder?", "not determined"), ("is it so that Bidder is a Big Holder?", "not determined"), ("what is Bidder?", "not determined"),
    ("is it so that Bidder is the Company or Bidder is Orion?", "yes"), ("is it so that Bidder is Orion and Bidder is the Company?", "no"),
])  # fmt: skip
def test_a_person_whom_nobody_named_is_anybody_in_the_story(asked: str, verdict: str) -> None:
    """Orion, with 10 shares, is a Big Holder, and the Company is none; Bidder is one of the two."""
    library = load_text(PLAN.replace("scenario \"S\"", """[assume "x"]
input Bidder as a Person.
[assume "x"]
Big Holder means a Person whose Shares Held is at least 10 shares.
scenario \"S\""""))
    (row,) = ask(library.plan, library.ask(asked, "S")).rows
    assert row.finding.verdict == verdict


@pytest.mark.parametrize(("asked", "says"), [
    ("is it so that Harm?", "If Harm is yes: yes. If Harm is no: no."),
    ("is it so that not Registered of Orion?", "If Registered of Orion is yes: no. If Registered of Orion is no: yes."),
    ("is it so that Market Price is less than $5.00 per share?",
     "If Market Price is at least $5.00 per share: no. If Market Price is less than $5.00 per share: yes."),
    ("is it so that (Harm or Market Price is at most $5.00 per share)?",
     "If Harm is yes, or if Market Price is at most $5.00 per share: yes. If Harm is no and Market Price is more than $5.00 per share: no."),
    ("when does it first hold that Harm?", "If Harm is yes: the start of May 7, 2001 (Monday). If Harm is no: never."),
    # which is not said in few words: two figures of one fact, and what is reckoned from it
    ("is it so that (Market Price is more than $6.00 per share or Market Price is less than $5.00 per share)?", "Market Price (No or Yes)."),
    ("is it so that the Rights are Rounded?", "Market Price (No or Yes)."),
])  # fmt: skip
def test_which_way_goes_with_which_value_is_said(library: Library, asked: str, says: str) -> None:
    answer = ask(library.plan, library.ask(asked, "S"))
    assert short_words(library.plan, answer).endswith(says)
