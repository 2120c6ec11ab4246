"""A time that a question names by a term is that of the plan under every reading, and what nobody gave is not guessed.

By hand: the gate can be opened after June 20 only. Where `How Long` reads Short, the Limit is June 10
and no opening is in time; where it reads Long, it is July 10 and one is. The lamp is lit on June 15 by
itself, so that the Late Day is June 18.
"""

from __future__ import annotations

import pytest

from dsl.load import Library, load_text
from solver.answer import Finding
from solver.ask import ask

PLAN = """plan "Gate" from "gate" dated May 7, 2001.

[p.1: "x"]
reading How Long is Short (base, because "x"), "until June"; or Long, "until July".
[p.1: "x"]
Limit means June 10, 2001 where How Long reads Short, otherwise July 10, 2001.
[p.1: "x"]
open Closing Day as a day, because "the source names no day".
[p.1: "x"]
input Named Day as a day.
[p.1: "x"]
organ the Keeper.
[p.1: "x"]
thing the Gates.
[p.1: "x"]
Open of the Gates starts at no.
[p.1: "x"]
power Opening: "the Keeper opens the gate"
    after June 20, 2001
    effect the Gates become Open.
[p.1: "x"]
Lit of the Gates starts at no.
[p.1: "x"]
on June 15, 2001: the Gates become Lit.
[p.1: "x"]
Late Day means the 3rd day after the first time that (the Gates are Lit).

[p.1: "x"]
Set Day starts unset as a day.

scenario "Later"
    people Ada is a Person.
    June 21, 2001: the Keeper opens the gate.

scenario "Nothing yet"
    people Ada is a Person.

scenario "Read Long" extends "Nothing yet"
    given How Long reads Long.

scenario "Read Short" extends "Nothing yet"
    given How Long reads Short.
"""
FORMS = (
    "can the Gates be Open by {}?", "can it be that the Gates are Open by {}?", "is it certain that the Gates are not Open by {}?",
    "in every way can the Gates be Open by {}?", "what is the latest that Late Day can be by {}?",
)  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Library:
    return load_text(PLAN)


def found(library: Library, text: str, story: str = "Nothing yet") -> Finding:
    answer = ask(library.plan, library.ask(text, story))
    assert len(answer.rows) == 1
    return answer.headline


@pytest.mark.parametrize("form", FORMS)
def test_a_time_that_turns_on_a_reading_is_not_held_at_its_base(library: Library, form: str) -> None:
    turning = found(library, form.format("Limit"))
    assert turning.verdict == "undecided"
    assert "how How Long is read" in turning.limit


@pytest.mark.parametrize("form", FORMS)
def test_a_time_that_nobody_gave_is_not_guessed(library: Library, form: str) -> None:
    for name in ("Closing Day", "Named Day"):
        assert f"turns on {name}, which is not given" in found(library, form.format(name)).limit


def test_where_the_reading_is_settled_so_is_the_time(library: Library) -> None:
    assert found(library, FORMS[0].format("Limit"), "Read Long").verdict == "possible"
    assert found(library, FORMS[0].format("Limit"), "Read Short").verdict == "impossible"


def test_a_fact_on_a_day_that_nobody_gave_is_not_said_never_to_come(library: Library) -> None:
    assert found(library, "is it so that the Gates are Lit on Closing Day?").verdict == "the plan does not say"
    assert found(library, "is it so that the Gates are Lit on Named Day?").verdict == "not determined"


def test_a_day_that_time_alone_sets_is_the_day_that_it_is_said_to_be(library: Library) -> None:
    assert found(library, "is it so that the Gates are Lit on Late Day?").verdict == "yes"
    assert found(library, "is it so that the Gates are Lit on June 14, 2001?").verdict == "no"


def test_other_times_are_offered_in_dates_of_the_plan(library: Library) -> None:
    """The plan is of May 7, 2001, its last date July 10, so that the horizon is July 10, 2002 and July 9 the last day before it."""
    unset = found(library, "can the Gates be Open by Set Day?")
    assert unset.limit.startswith("The time by which it is asked is not set as the story ends. Name a date, as `by July 9, 2002`, or ask of it as it comes: ")
    assert found(library, "can it be that the Gates are Open and not (now is on or after Set Day)?").verdict == "possible"
    assert "as `by July 9, 2002`" in found(library, "can the Gates be Open by Closing Day?").limit
    assert "`is ... on May 8, 2001?`" in found(library, "can the Gates be Open by May 8, 2001?", "Later").limit
