"""How far questions look: a year past the last date that plan, story or question names; what is asked of later times is not answered."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dsl.load import Library, load_text
from solver.answer import Answer
from solver.ask import ask
from solver.tasks import days_chosen

PLAN = """plan "H" from "h" dated May 7, 2001.
use "rights".
[assume "x"]
Outstanding Shares starts at 1,000 shares.
[assume "x"]
Final Date starts at May 7, 2003.
[assume "x"]
Alive of the Rights means that now is before Final Date.
[assume "x"]
power Extending: "the Board extends the final date to {New: day}"
    provided New is after Final Date
    effect Final Date becomes New.
[assume "x"]
Long After means 5,000 days after Final Date.

scenario "Extended"
    people Orion is a Stockholder.
    May 1, 2002: the Board extends the final date to May 7, 2010.

scenario "As it was"
    people Orion is a Stockholder.

"""


def asked(question: str, scenario: str) -> tuple[Library, Answer]:
    library = load_text(f'{PLAN}question "Q"\n    in "{scenario}"\n    {question}\n')
    return library, ask(library.plan, library.questions[0], 60)


def verdict(question: str, scenario: str = "As it was") -> Any:
    return asked(question, scenario)[1].headline.verdict


def test_a_day_that_the_story_sets_is_looked_past() -> None:
    """On May 7, 2010, by time alone, the Rights are alive no longer."""
    assert verdict("can it be that the Rights are not Alive by December 31, 2010?", "Extended") == "possible"
    assert verdict("is it certain that the Rights are Alive?", "Extended") == "no"


def test_a_day_that_the_question_names_is_looked_past() -> None:
    """One extension, to any day after January 1, 2012, keeps them alive till then."""
    assert verdict("can it be that the Rights are Alive and now is after January 1, 2012?") == "possible"
    assert verdict("can it be that Final Date is January 1, 2030?") == "possible"
    assert verdict("is it certain that Final Date is before January 1, 2030?") == "no"


def test_a_time_past_all_that_is_looked_at_is_not_answered() -> None:
    """5,000 days after May 7, 2003, are in 2017; no date so late is named, so paths are looked for up to 2004."""
    assert verdict("can it be that the Rights are not Alive by Long After?") == "undecided"


def test_the_latest_of_days_that_somebody_chooses_is_no_day_of_ours() -> None:
    """Nothing but the day before bounds an extension, so no day is the latest that it can be."""
    library, answer = asked("what is the latest that Final Date can be?", "As it was")
    assert answer.headline.verdict == "undecided"
    assert "the last day that was tried" in answer.headline.limit
    assert days_chosen(library.plan, answer.question) is not None


def test_a_date_that_is_only_as_late_as_is_looked_at_is_undecided() -> None:
    """Nothing keeps anybody from buying on any later day; by the end of 2004 the 10th day after is in 2005."""
    _, answer = asked("what is the latest that the 10th day after the last Purchase can be?", "As it was")
    assert answer.headline.verdict == "undecided"
    _, answer = asked("what is the latest that the 10th day after the last Purchase can be by December 31, 2004?", "As it was")
    assert answer.headline.values == (dt.date(2005, 1, 10),)
    _, answer = asked("what is the earliest that the 10th day after the last Purchase can be?", "As it was")
    assert answer.headline.values == (dt.date(2001, 5, 17),)  # the 10th day after that of the plan


def test_what_rests_on_a_day_that_no_calendar_covers_is_not_answered_and_says_so(hemacare: Library) -> None:
    """An offer of June 2, 1997: the calendar of the plan begins with 1998."""
    people = "people Orion is a Stockholder."
    story = f'scenario "Before"\n    {people}\n    June 2, 1997: Orion commences a tender offer for 2,000,000 shares.\n'
    library = load_text(f'use "hemacare".\n{story}question "Q"\n    in "Before"\n    when is the Distribution Date?\n')
    (row,) = ask(library.plan, library.asked[-1], 60).rows
    assert row.finding.verdict == "undecided"
    assert "June 2, 1997 is outside Bank Calendar" in row.finding.limit
