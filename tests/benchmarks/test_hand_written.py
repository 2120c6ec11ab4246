"""The model written by hand answers as the plan's questions expect, and covers what it says."""

from __future__ import annotations

import pytest
import z3

from benchmarks.hand_written.business_days import tenth_after
from benchmarks.hand_written.questions import QUESTIONS, Question, verdict
from benchmarks.hand_written.state import adoption, ordinal
from benchmarks.hand_written.steps import KINDS, after, allowed, choose
from dsl.load import Library
from dsl.plan import ExpectedOutcome, Plan


def _is_base(plan: Plan, expected: ExpectedOutcome) -> bool:
    return all(plan.readings[reading].base == option for reading, option in expected.under)


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.title for question in QUESTIONS])
def test_it_answers_as_expected_on_the_base_readings(hemacare: Library, question: Question) -> None:
    (asked,) = (q for q in hemacare.asked if q.title == question.title and q.span.file.endswith("hemacare/questions/paths.plan"))
    (expected,) = (outcome for outcome in asked.expected if _is_base(hemacare.plan, outcome))
    assert verdict(question) == expected.verdict


def test_every_kind_of_event_can_happen() -> None:
    """No constraint shuts out a kind by mistake, which would make a negative vacuous."""
    solver, state, seen = z3.Solver(), adoption(), set()
    for number in range(1, 4):
        step = choose(number, len(state.held))
        before, (state, constraints) = state, after(number, state, step)
        solver.add(*allowed(before, step), *constraints)
        seen |= {kind for kind in KINDS if solver.check(step.kind[kind]) == z3.sat}
    assert seen == set(KINDS)


@pytest.mark.parametrize(
    ("since", "tenth"),
    [
        ((1998, 5, 4), (1998, 5, 18)),  # a Monday, no holiday on the way
        ((1998, 5, 16), (1998, 6, 1)),  # a Saturday; Memorial Day, May 25
        ((1998, 6, 26), (1998, 7, 10)),  # July 4 is a Saturday and is not moved
        ((1999, 12, 21), (2000, 1, 4)),  # Christmas and New Year on Saturdays
        ((2004, 6, 28), (2004, 7, 13)),  # July 4 is a Sunday, kept on Monday
        ((1998, 12, 24), (1999, 1, 11)),  # Christmas and New Year on Fridays
    ],
)
def test_the_tenth_business_day(since: tuple[int, int, int], tenth: tuple[int, int, int]) -> None:
    start, found = z3.Ints("start found")
    solver = z3.Solver()
    solver.add(tenth_after(start, found, ordinal(1998, 2, 23), ordinal(2009, 3, 10)), start == ordinal(*since))
    assert solver.check(found == ordinal(*tenth)) == z3.sat
    assert solver.check(found != ordinal(*tenth)) == z3.unsat
