"""No answer over paths says less than it seems to: about what is over, about what cannot hold, about one person too few."""

from __future__ import annotations

import pytest

from dsl.load import Library, load_text
from solver.answer import Answer
from solver.ask import ask

PLAN = '''plan "Small" from "small" dated March 2, 1998.

[p.1: "x"]
person the Company.
[p.1: "x"]
Met of a Person starts at no.
[p.1: "x"]
Alone of a Person starts at yes.
[p.1: "x"]
event Meeting: "{One: Person} meets {Other: Person}"
    provided One is not Other
    and One is not the Company
    and Other is not the Company
    effect One becomes Met
    and Other becomes Met.
[p.1: "x"]
event Shunning: "{One: Person} shuns {Other: Person}"
    provided One is not Other
    and Other is not the Company
    effect One ceases to be Alone.

[p.1: "x"]
unit coins, whole.
[p.1: "x"]
Purse starts at 3 coins.
[p.1: "x"]
reading Shunned is
    Stays (base, because "nothing says that it ends"), "who shuns is as lonely as before"; or
    Ends, "who shuns is lonely no more".
[p.1: "x"]
Lonely means a Person for whom any of
    (i) such Person is Alone; or
    (ii) Shunned reads Stays.

[p.1: "x"]
Faded means that now is on or after June 1, 1998.

scenario "One only"
    people Ada is a Person.
    March 9, 1998: the Company shuns Ada.

scenario "Nobody has come yet"
    people Ada is a Person.
'''


@pytest.fixture(scope="module")
def library() -> Library:
    return load_text(PLAN)


def answer(library: Library, question: str, story: str) -> Answer:
    return ask(library.plan, library.ask(question, story))


def test_a_time_that_is_over_is_no_time_for_a_path(library: Library) -> None:
    found = answer(library, "is it certain that the Company is Alone by March 3, 1998?", "One only")
    assert found.headline.verdict == "undecided"
    assert "March 9, 1998" in found.headline.limit


def test_what_cannot_hold_throughout_excludes_nothing_else(library: Library) -> None:
    """The Company stopped being alone on March 9, so that it is alone throughout fails before anything is sought."""
    found = answer(library, "can Ada be Met, with the Company at all times Alone?", "One only")
    assert found.headline.verdict == "impossible"
    assert "says nothing about what is sought" in found.headline.limit
    held = answer(library, "can Ada be Met, with Ada at no time Met?", "One only")
    assert "says nothing about what is sought" not in held.headline.limit


def test_a_most_of_what_cannot_hold_throughout_says_nothing_either(library: Library) -> None:
    found = answer(library, "what is the most that Purse can be, with the Company at all times Alone?", "One only")
    assert found.headline.verdict == "unset"
    assert "says nothing about what is sought" in found.headline.limit
    none = answer(library, "what is the most that Purse can be, with Ada at no time Alone?", "Nobody has come yet")
    assert "says nothing about what is sought" in none.headline.limit  # Ada is alone from the start


def test_a_reading_by_which_the_story_breaks_it_is_said_to_say_nothing(library: Library) -> None:
    """The Company shunned Ada; where it is lonely no more since, what is asked to hold throughout is broken before anything is sought."""
    found = answer(library, "can Ada be Met, with the Company at all times Lonely?", "One only")
    said = [(dict(row.under)["Shunned"], row.finding.verdict, "says nothing" in row.finding.limit) for row in found.rows]
    assert said == [("Stays", "possible", False), ("Ends", "impossible", True)]


@pytest.mark.parametrize(
    ("question", "verdict", "is_never_kept"),
    [  # by hand: Fading comes on June 1, 1998, whatever anyone does; until then it can be kept that nothing has faded
        ("can Ada be Met, and at no time Faded, without the Company?", "impossible", True),
        ("is it certain that Ada is Met, and at no time Faded?", "holds", True),
        ("can Ada be Met, with Ada at all times Lonely, without any Meeting?", "impossible", False),
        ("can Ada be Met, without any Meeting?", "impossible", False),
    ],
)
def test_that_time_alone_breaks_what_is_asked_throughout_is_said(library: Library, question: str, verdict: str, is_never_kept: bool) -> None:
    found = answer(library, question, "Nobody has come yet").headline
    assert (found.verdict, found.never_kept) == (verdict, is_never_kept)


def test_one_more_person_is_tried_where_no_path_is_found(library: Library) -> None:
    """Ada can meet nobody but the Company, which meets no one; with a newcomer she can."""
    found = answer(library, "can Ada be Met?", "Nobody has come yet")
    assert (found.headline.verdict, found.one_more) == ("possible", "differs")
    assert found.people == (("Ada", "Person"), ("Newcomer", "Person"))


def test_what_one_more_person_does_not_change_is_said_to_be_so(library: Library) -> None:
    found = answer(library, "can the Company be Met?", "Nobody has come yet")
    assert (found.headline.verdict, found.one_more) == ("impossible", "same")


@pytest.mark.parametrize(("asked", "expected"), [
    ("can Ada be Met, with the Company at all times Alone?", "impossible"),
    ("is it certain that Ada is not Met, with the Company at all times Alone?", "holds"),
    ("what is the most that Purse can be, with the Company at all times Alone?", "unset"),
])  # fmt: skip
def test_what_says_nothing_is_as_nobody_expects(asked: str, expected: str) -> None:
    library = load_text(f'{PLAN}\nquestion "Q"\n    in "One only"\n    {asked}\n    expect {expected}.\n')
    found = ask(library.plan, library.asked[0])
    assert found.missed
    assert not found.excluded_by
