"""Duties: owed after what, until when, performed, breached, lapsed; each date derived by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, instant
from dsl.load import Library, load_text
from solver.answer import Finding
from solver.ask import ask
from solver.chronicle import chronicle

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 10,000,000 shares.
[assume "a"]
Distribution Date means close of business on the 10th day after the first Announcement.
[assume "a"]
Redeemed of the Rights starts at no.
[assume "a"]
Count starts at 0 shares.
[assume "a"]
power Redemption: "the Board redeems the Rights" effect the Rights become Redeemed.
[assume "a"]
duty Mailing: "the Company mails the certificates"
    after the Distribution Date
    as soon as practicable
    unless the Rights are Redeemed
    effect Count increases by 1 share.
[assume "a"]
duty Notice: "the Company gives notice"
    on or after the first Announcement
    by the 5th day after the first Announcement.
[assume "a"]
duty Report: "{Reporter: Person} reports at {Figure: dollars per share}"
    on or after the last Purchase
    provided Figure is at least $1.00 per share
    and no Person is an Associate of the Company.
scenario "An announcement"
    people Orion is a Stockholder.
    June 1, 2001: Orion announces that Orion beneficially owns 2,000,000 shares.
"""


def library(lines: str = "") -> Library:
    return load_text(PLAN + "".join(f"    {line}.\n" for line in lines.split("; ") if line))


def found(question: str, lines: str = "") -> Finding:
    at_hand = library(lines)
    return ask(at_hand.plan, at_hand.ask(question, "An announcement")).headline


@pytest.mark.parametrize(("question", "lines", "verdict"), [
    # the clock ends at the close of business on June 11, and the duty begins after it
    ("is Mailing open at close of business on June 11, 2001?", "", "no"),
    ("is Mailing open on June 11, 2001?", "", "yes"),
    ("is Mailing open on December 1, 2001?", "", "yes"),
    ("is Mailing breached on December 1, 2001?", "", "no"),
    ("is Mailing performed on June 12, 2001?", "June 12, 2001: the Company mails the certificates", "yes"),
    ("is Mailing open on June 12, 2001?", "June 12, 2001: the Company mails the certificates", "no"),
    # what is redeemed before or after it begins is owed no longer
    ("is Mailing open on June 20, 2001?", "June 2, 2001: the Board redeems the Rights", "no"),
    ("is Mailing open on June 20, 2001?", "June 15, 2001: the Board redeems the Rights", "no"),
    ("is Mailing open on June 14, 2001?", "June 15, 2001: the Board redeems the Rights", "yes"),
    # `by the 5th day` takes in the whole of June 6
    ("is Notice open at the start of June 1, 2001?", "", "no"),
    ("is Notice breached on June 6, 2001?", "", "no"),
    ("is Notice breached on June 7, 2001?", "", "yes"),
    ("is Notice open on June 7, 2001?", "", "yes"),
    ("is Notice not open on June 7, 2001?", "", "no"),
    ("is Notice breached on June 9, 2001?", "June 1, 2001: the Company gives notice", "no"),
    # once breached, always breached, though performed late
    ("is Notice breached on June 9, 2001?", "June 8, 2001: the Company gives notice", "yes"),
    ("is Notice performed on June 9, 2001?", "June 8, 2001: the Company gives notice", "yes"),
    # a duty after the last purchase begins anew with each
    ("is Report performed on June 3, 2001?", "June 2, 2001: Orion buys 5 shares; June 2, 2001: Orion reports at $1.00 per share", "yes"),
    ("is Report open on June 4, 2001?",
     "June 2, 2001: Orion buys 5 shares; June 2, 2001: Orion reports at $1.00 per share; June 4, 2001: Orion buys 5 shares", "yes"),
    ("is it so that Report is performed or Notice is not breached?", "June 20, 2001: the Board redeems the Rights", "no"),
])  # fmt: skip
def test_how_a_duty_stands(question: str, lines: str, verdict: str) -> None:
    assert found(question, lines).verdict == verdict


@pytest.mark.parametrize(("lines", "by"), [
    ("June 5, 2001: the Company mails the certificates", "window"),  # before it begins
    ("June 12, 2001: the Company mails the certificates; June 13, 2001: the Company mails the certificates", "one performance"),
    ("June 12, 2001: the Board redeems the Rights; June 13, 2001: the Company mails the certificates", "unless"),
    ("June 2, 2001: Orion buys 5 shares; June 2, 2001: Orion reports at $.99 per share", "proviso"),
])  # fmt: skip
def test_what_is_no_performance(lines: str, by: str) -> None:
    finding = found("what is Count?", lines)
    assert finding.forbidden is not None
    assert [label.parts[-1] for label in finding.forbidden.labels] == [by]


def test_performing_has_its_effect() -> None:
    assert found("what is Count?", "June 12, 2001: the Company mails the certificates").values == (1,)


def test_a_figure_still_to_be_chosen_does_not_decide_whether_a_duty_is_owed() -> None:
    assert found("is Report open?", "June 2, 2001: Orion buys 5 shares").verdict == "yes"
    assert found("is Report open?", "June 2, 2001: Orion buys 5 shares; June 3, 2001: Orion and the Company agree to act together").verdict == "no"


def test_what_is_owed_since_when_until_when() -> None:
    mailing, = found("what is owed on June 20, 2001?", "June 8, 2001: the Company gives notice").standings
    assert (mailing.duty, mailing.state, mailing.due) == ("Mailing", "open", None)
    assert mailing.since == instant(dt.date(2001, 6, 11), AFTER_CLOSE)
    notice, = found("what is owed on June 8, 2001?").standings
    assert (notice.duty, notice.state, notice.due) == ("Notice", "breached", dt.date(2001, 6, 6))
    assert notice.since == instant(dt.date(2001, 6, 1), BEFORE_CLOSE)
    assert notice.breached == instant(dt.date(2001, 6, 7), 0)
    assert found("what is owed on May 20, 2001?").verdict == "nothing"


def test_expectations_of_what_is_owed() -> None:
    asked = load_text(PLAN + '\n\n'.join(
        f'question "{number}"\n    in "An announcement"\n    what is owed on {day}?\n    expect {expected}.'
        for number, (day, expected) in enumerate([
            ("June 20, 2001", "Mailing and Notice"), ("June 20, 2001", "Notice"), ("May 20, 2001", "nothing"), ("June 20, 2001", "nothing"),
        ])
    ) + "\n")  # fmt: skip
    assert [bool(ask(asked.plan, question).missed) for question in asked.asked] == [False, True, False, True]


def test_the_chronicle_tells_when_a_duty_begins_and_is_breached() -> None:
    at_hand = library()
    told = chronicle(at_hand.plan, at_hand.scenarios["An announcement"])
    marks = [(step.tick, step.sort, standing.duty, standing.state) for step in told.steps for standing in step.duties]
    first, close = instant(dt.date(2001, 6, 1), BEFORE_CLOSE), instant(dt.date(2001, 6, 11), AFTER_CLOSE)
    assert marks == [
        (first, "line", "Mailing", "not yet owed"), (first, "line", "Notice", "open"),
        (instant(dt.date(2001, 6, 7), 0), "time", "Notice", "breached"), (close, "time", "Mailing", "open"),
    ]  # fmt: skip


@pytest.mark.parametrize(("question", "verdict"), [
    ("can it be that Mailing is performed by June 12, 2001?", "possible"),
    ("can it be that Mailing is performed by June 10, 2001?", "impossible"),
    ("can it be that Notice is breached?", "possible"),
    ("can it be that Mailing is breached?", "impossible"),
])  # fmt: skip
def test_duties_over_paths(question: str, verdict: str) -> None:
    assert found(question).verdict == verdict


# ---- after an event, on its day ----

AFTER = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 10,000,000 shares.
[assume "a"]
Announced means the first Announcement.
[assume "a"]
duty Advice: "the Company advises the holders" after the first Announcement by the 5th day after the first Announcement.
[assume "a"]
duty Report: "the Company reports" after the last Purchase.
[assume "a"]
Bought means the last Purchase.
[assume "a"]
duty Record: "the Company records" after Bought.
[assume "a"]
power Answer: "the Board answers" after some Person first becomes a Buyer In.
[assume "a"]
power Reply: "the Board replies" after the last Purchase.
[assume "a"]
power Comment: "the Board comments" after Announced.
[assume "a"]
Buyer In means a Person whose Shares Held is more than 0 shares.
scenario "S"
    people Orion is a Stockholder.
"""
ANNOUNCED = "June 1, 2001: Orion announces that Orion beneficially owns 2,000,000 shares"
LATE = "June 1, 2001, after the close of business"
BOUGHT = "June 1, 2001: Orion buys 100 shares"


@pytest.mark.parametrize(("question", "lines", "expected"), [
    # lines on one day happen in the order written, so that what is told after an event comes after it
    ("is Advice performed", f"{ANNOUNCED}; June 1, 2001: the Company advises the holders", "yes"),
    ("what is owed", ANNOUNCED, "Advice"),
    ("what is owed on June 1, 2001", ANNOUNCED, "Advice"),
    ("is Advice performed", f"June 1, 2001: the Company advises the holders; {ANNOUNCED}", "not allowed"),
    ("is Advice performed", f"{LATE}: Orion announces that Orion beneficially owns 2,000,000 shares; {LATE}: the Company advises the holders", "yes"),
    ("can it be that Advice is performed by June 1, 2001", ANNOUNCED, "possible"),
    ("can it be that Advice is performed, without any Announcement", "", "impossible"),
    ("is it so that some Answer has happened", f"{BOUGHT}; June 1, 2001: the Board answers", "yes"),
    ("is it so that some Answer has happened", f"June 1, 2001: the Board answers; {BOUGHT}", "not allowed"),
    ("can it be that some Answer has happened by June 1, 2001, without any Purchase", BOUGHT, "possible"),
    # of a power it does not matter whether the event comes again
    ("is it so that some Reply has happened", f"{BOUGHT}; June 1, 2001: the Board replies", "yes"),
    # a duty that comes again is held against the clock: what is told before the second purchase is no performance after it
    ("is Report performed", f"{BOUGHT}; June 1, 2001: the Company reports", "not allowed"),
    ("is Report performed", f"{BOUGHT}; June 2, 2001: the Company reports; June 2, 2001: Orion buys 100 shares", "no"),
    # by whatever name it goes
    ("is it so that some Comment has happened", f"{ANNOUNCED}; June 1, 2001: the Board comments", "yes"),
    ("is Record performed", f"{BOUGHT}; June 2, 2001: the Company records; June 2, 2001: Orion buys 100 shares", "no"),
])  # fmt: skip
def test_what_is_told_after_an_event_comes_after_it(question: str, lines: str, expected: str) -> None:
    text = AFTER + "".join(f"    {line}.\n" for line in lines.split("; ") if line)
    at_hand = load_text(f'{text}question "Q" in "S"\n    {question}?\n    expect {expected}.\n')
    answer = ask(at_hand.plan, at_hand.asked[0])
    assert not answer.missed, answer.headline
