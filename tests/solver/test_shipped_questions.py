"""Every question that comes with a plan is answered as its hand-derived expectation says."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from dsl.load import Library, load
from dsl.plan import Question
from dsl.plan_files import built_in
from solver.ask import ask

PLANS = sorted(path.parent.name for path in built_in().glob("*/*.plan") if path.stem == path.parent.name)
library_of = lru_cache(load)
ASKED = [(plan, question) for plan in PLANS for question in library_of(plan).asked]
SEARCHED = ("can", "certain", "ways", "may", "extreme")  # forms that may take seconds
ONE_IN = 16  # of those are asked here; `make soak` asks all
SECONDS = 60  # effort is counted by what the solver does, so that a busy machine comes to the same answers


def cases() -> Iterator[Any]:
    places: Counter[str] = Counter()
    for plan, question in ASKED:
        places[question.form] += question.form in SEARCHED
        marks = [pytest.mark.soak] if places[question.form] % ONE_IN else []
        yield pytest.param(plan, question, id=f"{plan}-{question.title}", marks=marks)


@pytest.mark.parametrize(("plan", "question"), list(cases()))
def test_the_expectation_is_met(plan: str, question: Question) -> None:
    assert not ask(library_of(plan).plan, question, SECONDS).missed


def test_every_file_of_questions_is_asked() -> None:
    asked = {Path(question.span.file).relative_to("plans") for _, question in ASKED}
    assert asked == {path.relative_to(built_in()) for plan in PLANS for path in (built_in() / plan / "questions").glob("*.plan")}


def test_there_are_three_plans() -> None:
    assert {"hemacare", "household", "rr-donnelley"} <= set(PLANS)


def test_at_least_forty_questions_of_fact_expect_something(hemacare: Library) -> None:
    facts = [q for q in hemacare.asked if q.form in ("is", "when", "what", "first", "who", "why") and q.expected]
    assert len(facts) >= 40


def test_half_of_them_expect_an_exact_date_or_figure(hemacare: Library) -> None:
    facts = [q for q in hemacare.asked if q.form in ("is", "when", "what", "first", "who", "why")]
    exact = [q for q in facts if any(isinstance(v, (dt.date, int, Fraction)) and not isinstance(v, bool) for e in q.expected for v in e.values)]
    assert len(exact) * 2 >= len(facts)


def test_a_wrong_expectation_is_noticed(hemacare: Library) -> None:
    """p.2: 1,078,607 of 7,190,710 is 15.0000...%; a question that expects otherwise is missed."""
    from dsl.load import load_text

    library = load_text(
        'use "hemacare".\n\nquestion "Wrong"\n    what is Outstanding Shares?\n    expect 7,190,711 shares.\n'
    )
    (question,) = library.asked
    assert ask(library.plan, question).missed
