"""Every question that comes with a plan is answered as its hand-derived expectation says."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest

from dsl.load import Library, built_in, load
from solver.ask import ask

PLANS = sorted(path.parent.name for path in built_in().glob("*/*.plan") if path.stem == path.parent.name)


FILES = [(plan, path) for plan in PLANS for path in sorted((built_in() / plan / "questions").glob("*.plan"))]


@pytest.mark.parametrize(("plan", "path"), FILES, ids=[f"{plan}-{path.stem}" for plan, path in FILES])
def test_every_expectation_is_met(plan: str, path: Path) -> None:
    library = load(plan)
    questions = [question for question in library.asked if question.span.file.endswith(f"{plan}/questions/{path.name}")]
    assert questions
    missed = [question.title for question in questions if ask(library.plan, question, 20).missed]
    assert not missed


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
