"""What deserves a second look is found, and its mended twin is not."""

from __future__ import annotations

import pytest

from counsel.answers.rests import early_words
from dsl.load import load_text
from dsl.notices import notices

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Later Date starts unset as a day.
[assume "a"]
First Day is May 9, 2001.
[assume "a"]
Deadline means {deadline}.
"""


@pytest.mark.parametrize(("deadline", "codes"), [
    ("the later of close of business on First Day and close of business on Later Date", ["later-of-unset"]),
    ("close of business on First Day, postponed to close of business on Later Date", []),
    ("the earlier of close of business on First Day and close of business on Later Date", []),
])  # fmt: skip
def test_a_later_date_that_waits_for_one_that_may_never_be_set(deadline: str, codes: list[str]) -> None:
    assert [notice.code for notice in notices(load_text(PLAN.format(deadline=deadline)).plan)] == codes


POWER = """
[assume "a"]
Offer Day means the day of the first Tender Offer.
[assume "a"]
power Recall: "the Board recalls what it did"{guards}
    effect Later Date becomes May 9, 2001.
"""


@pytest.mark.parametrize(("guards", "is_noted"), [
    (" provided now is before Offer Day", True),
    (" provided now is on or before Deadline", True),
    (" provided now is before the earlier of Offer Day and Later Date", False),  # no term that one could name
    (" provided now is before First Day", False),  # which is always set
    (" before Offer Day", False),
    (" provided not (now is on or after Offer Day)", False),
    (" provided any of (i) now is before Offer Day; or (ii) Offer Day is unset", False),
])  # fmt: skip
def test_a_power_that_waits_for_the_time_which_should_end_it(guards: str, is_noted: bool) -> None:
    """Nobody need make an offer, nor is a later date ever fixed; May 9, 2001 is fixed."""
    library = load_text(PLAN.format(deadline="close of business on Offer Day, postponed to close of business on Later Date") + POWER.format(guards=guards))
    assert [notice.code for notice in notices(library.plan)] == ["before-unset"] * is_noted


STORIES = """
scenario "Early"
    people Vega is a Stockholder.
    {day}: Vega buys 5 shares.
scenario "Later on" extends "Early"
    June 1, 2001: Vega buys 5 shares.
"""


@pytest.mark.parametrize(("day", "codes"), [("June 1, 1991", ["line-before-plan"]), ("May 6, 2001", ["line-before-plan"]), ("May 7, 2001", [])])
def test_a_line_before_the_plan_is_said_once(day: str, codes: list[str]) -> None:
    """The plan is dated May 7, 2001; the second story goes on from the first."""
    library = load_text(PLAN.format(deadline="First Day") + STORIES.format(day=day))
    assert [notice.code for notice in notices(library.plan, library.scenarios.values())] == codes
    for story in library.scenarios.values():
        assert [words.startswith(f"The story begins on {day}, before the plan") for words in early_words(library.plan, story)] == [True] * len(codes)
