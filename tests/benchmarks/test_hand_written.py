"""The models written by hand answer as the plan's questions expect, and cover what they say."""

from __future__ import annotations

import datetime as dt
import importlib

import pytest
import z3

from benchmarks.asked import ASKED, BOARD, Asked, OutOfTime, Size, ordinal
from benchmarks.calendar import runs_of_holidays, tenth_after, without_holidays
from benchmarks.hand_written.business_days import tenth_is_after
from benchmarks.hand_written.state import adoption
from benchmarks.hand_written.steps import KINDS, OTHERS, after, allowed, choose
from benchmarks.ours import fewest_events
from dsl.load import Library
from dsl.plan import ExpectedOutcome, Plan

SECONDS = 60.0
MODELS = {"hand_written": "z3", "by_clingcon": "clingcon", "by_cp_sat": "ortools"}  # and what each needs
TITLES = [asked.title for asked in ASKED]


def _is_base(plan: Plan, expected: ExpectedOutcome) -> bool:
    return all(plan.readings[reading].base == option for reading, option in expected.under)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("asked", ASKED, ids=TITLES)
def test_it_answers_as_expected_on_the_base_readings(hemacare: Library, model: str, asked: Asked) -> None:
    pytest.importorskip(MODELS[model])
    questions = importlib.import_module(f"benchmarks.{model}.questions")
    (question,) = (q for q in hemacare.asked if q.title == asked.title and q.span.file.endswith("hemacare/questions/paths.plan"))
    (expected,) = (outcome for outcome in question.expected if _is_base(hemacare.plan, outcome))
    fewest = questions.fewest_events(asked, Size(), SECONDS)
    assert (asked.none if fewest is None else asked.found) == expected.verdict


@pytest.mark.parametrize("asked", ASKED, ids=TITLES)
def test_the_triggers_alone_answer_as_the_whole_plan(asked: Asked) -> None:
    small = Size(events=2, persons=2)
    assert fewest_events("triggers", asked, small, SECONDS) == fewest_events("hemacare", asked, small, SECONDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("model", MODELS)
def test_without_a_kind_a_model_finds_no_path_that_needs_it(model: str, kind: str) -> None:
    """Each model knows each kind of event: leaving one out can only take paths away."""
    pytest.importorskip(MODELS[model])
    questions = importlib.import_module(f"benchmarks.{model}.questions")
    redeemed = Asked(title="", text="", start="after the press", sought="redeemed", without=(kind,))
    assert questions.fewest_events(redeemed, Size(events=1), SECONDS) == (None if kind == "redeem" else 1)


@pytest.mark.parametrize("model", MODELS)
def test_out_of_time_is_no_answer(model: str) -> None:
    pytest.importorskip(MODELS[model])
    questions = importlib.import_module(f"benchmarks.{model}.questions")
    with pytest.raises(OutOfTime):
        questions.fewest_events(ASKED[0], Size(), 0.0)


def test_every_kind_of_event_can_happen() -> None:
    """No constraint shuts out a kind by mistake, which would make a negative vacuous."""
    solver, state, seen = z3.Solver(), adoption(), set()
    for number in range(1, 4):
        step = choose(number, len(state.held))
        before, (state, constraints) = state, after(number, state, step)
        solver.add(*allowed(before, step), *constraints)
        seen |= {kind for kind in KINDS if solver.check(step.kind[kind]) == z3.sat}
    assert seen == set(KINDS) == {*OTHERS, *BOARD}


TENTHS = [
    ((1998, 5, 4), (1998, 5, 18)),  # a Monday, no holiday on the way
    ((1998, 5, 16), (1998, 6, 1)),  # a Saturday; Memorial Day, May 25
    ((1998, 6, 26), (1998, 7, 10)),  # July 4 is a Saturday and is not moved
    ((1999, 12, 21), (2000, 1, 4)),  # Christmas and New Year on Saturdays
    ((2004, 6, 28), (2004, 7, 13)),  # July 4 is a Sunday, kept on Monday
    ((1998, 12, 24), (1999, 1, 11)),  # Christmas and New Year on Fridays
]
Day = tuple[int, int, int]


@pytest.mark.parametrize(("since", "tenth"), TENTHS)
def test_the_tenth_business_day(since: Day, tenth: Day) -> None:
    start, found = z3.Ints("start found")
    solver = z3.Solver()
    solver.add(tenth_is_after(start, found, ordinal(1998, 2, 23), ordinal(2009, 3, 10)), start == ordinal(*since))
    assert solver.check(found == ordinal(*tenth)) == z3.sat
    assert solver.check(found != ordinal(*tenth)) == z3.unsat


@pytest.mark.parametrize(("since", "tenth"), TENTHS)
def test_the_tenth_business_day_by_runs_of_holidays(since: Day, tenth: Day) -> None:
    day = ordinal(*since)
    (run,) = (run for run in runs_of_holidays(ordinal(1998, 2, 23), ordinal(2009, 3, 10)) if run.first <= day <= run.last)
    assert dt.date.fromordinal(day + without_holidays(day) + run.holidays) == dt.date(*tenth)
    assert tenth_after(day) == ordinal(*tenth)
