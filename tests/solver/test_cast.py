"""A plan that counts people is asked of as many as it counts up to, or it is said that they were fewer."""

from __future__ import annotations

import pytest

from counsel.answers.short import short_words
from dsl.load import load_text
from solver.ask import ask
from solver.cast import counted_up_to

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
Big Holder means a Person, other than the Company, whose Shares Held is at least 200 shares.
[assume "a"]
Crowded of the Rights means that the number of Big Holders is {} Persons.
scenario "Orion alone"
    people Orion is a Stockholder.
"""


@pytest.mark.parametrize(("said", "count"), [("at least 4", 4), ("more than 4", 5), ("at most 4", 5), ("less than 4", 4)])
def test_how_many_people_tell_whether_a_count_is_met(said: str, count: int) -> None:
    """More than four are five; and that there are at most four, five people show to be otherwise."""
    assert counted_up_to(load_text(PLAN.format(said)).plan) == count


def test_a_default_cast_is_as_many_as_the_plan_counts() -> None:
    """Four people can buy 200 of the 1,000 shares each."""
    library = load_text(PLAN.format("at least 4"))
    answer = ask(library.plan, library.ask("can the Rights be Crowded?"))
    assert (answer.headline.verdict, [kind for _, kind in answer.people].count("Person")) == ("possible", 4)


def test_that_fewer_were_looked_at_stands_beside_the_answer() -> None:
    library = load_text(PLAN.format("at least 4"))
    answer = ask(library.plan, library.ask("can the Rights be Crowded?", "Orion alone"))
    assert answer.headline.verdict == "impossible"
    assert "The plan counts people up to 4, and fewer were looked at." in short_words(library.plan, answer)
