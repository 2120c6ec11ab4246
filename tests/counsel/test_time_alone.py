"""`when is ...?` is asked of a story that goes on by itself: what time alone changes is said beside what it was as told."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_commands import said

# The tenth day after May 6 is May 16. While Rigel is excused, from May 11 until May 26, nobody is an Acquiring Person, whose
# known day could be the earliest; once the excuse is over Rigel is one again, known since May 6.
PLAN = """plan "When" from "when-2020" dated April 6, 2020.

use "rights".

[assume "a"]
Outstanding Shares starts at 10,000,000 shares.

[assume "b"]
Excused Until of a Person starts unset as a day.

[assume "c"]
power Excuse: "the Board excuses {Target: Person} until {Last: day}"
    effect Excused Until of Target becomes Last.

[assume "d"]
Excused Holder means a Person for whom now is before its Excused Until.

[assume "e"]
Acquiring Person means a Person, other than an Excused Holder, whose Beneficial Ownership is at least 10% of Outstanding Shares.

[assume "f"]
Known Day of a Person means the day of the first Disclosure whose Holder is such Person.

[assume "g"]
Distribution Date means close of business on the 10th day after the earliest Known Day over Acquiring Persons.

scenario "Known"
    people Rigel is a Stockholder.
    May 4, 2020: Rigel buys 1,000,000 shares.
    May 6, 2020: the Company learns that Rigel beneficially owns 1,000,000 shares.

scenario "Excused" extends "Known"
    May 11, 2020: the Board excuses Rigel until May 26, 2020.

scenario "Nothing known"
    people Rigel is a Stockholder.
    May 4, 2020: Rigel buys 1,000,000 shares.
"""
DATE = "The Distribution Date is close of business on May 16, 2020 (Saturday)"


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "when.plan"
    path.write_text(PLAN)
    return str(path)


def test_a_date_that_time_alone_brings_back_is_unset_as_told(plan: str) -> None:
    shown = said("ask", plan, "when is the Distribution Date?", "-s", "Excused")
    assert f"{DATE}, if nothing more happens. Right after the last line of the story it is unset; time alone changes it." in shown
    assert f"{DATE}." in said("ask", plan, "when is the Distribution Date?", "-s", "Known")


def test_what_was_set_and_is_no_more_is_not_said_to_be_set_by_nothing(plan: str) -> None:
    shown = said("ask", plan, "what is the Distribution Date?", "-s", "Excused")
    assert "The Distribution Date is unset; what set it in the story no longer does." in shown
    assert "The Distribution Date is unset; nothing in the story has set it." in said("ask", plan, "what is the Distribution Date?", "-s", "Nothing known")


def test_what_is_set_later_was_not_set_by_then(plan: str) -> None:
    """On May 5 nobody knows of Rigel yet; it is the line of May 6 that sets the date."""
    shown = said("ask", plan, "what is the Distribution Date on May 5, 2020?", "-s", "Excused")
    assert "The Distribution Date on May 5, 2020 is unset; nothing up to then has set it" in shown
