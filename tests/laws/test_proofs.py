"""A proof that no run comes to a goal is never found where a search finds a run that does; and each is one when it is made anew.

By one step, and over several in a row: what the first proves the other proves too, and now and then more.
"""

from __future__ import annotations

import time
from collections import Counter

import pytest
from test_search_and_explorer import made

from dsl.calendars import OutsideCalendar
from solver.answer import ProvedCase
from solver.choices import Choice, Choices
from solver.paths import cases_of
from solver.proof_obligations import claims, of_case
from solver.prove import prove, prove_in_a_row
from solver.replay import tell
from solver.search import Task, search
from solver.tasks import task_of
from solver.undecided import Undecided
from solver.z3_solver import Budget, Solver, forget

PLANS = 120
CAMPAIGN = range(1000, 2500)


def check(seed: int, seen: Counter[str]) -> None:
    found = made(seed)
    if found is None:
        seen["not a plan"] += 1
        return
    library, _ = found
    plan = library.plan
    base = {name: reading.base for name, reading in plan.readings.items()}
    for question in (q for q in library.questions if q.form == "can"):
        forget()
        try:
            story = tell(plan, question.scenario, Choices({Choice("reading", name): option for name, option in base.items()}))
            if story.refusal is not None:
                seen["refused"] += 1
                continue
            task = task_of(plan, question, base, story)
            proof = prove(task, Budget(time.monotonic() + 30, 3))
            longer = prove_in_a_row(task, Budget(time.monotonic() + 30, 3))
            path = search(task, time.monotonic() + 30)
        except (OutsideCalendar, Undecided):
            seen["outside"] += 1
            continue
        assert proof is None or path.lines is None, (seed, proof)
        assert longer is None or path.lines is None, (seed, longer)
        assert proof is None or longer is not None, (seed, proof)
        if longer is not None:
            seen["in a row alone"] += proof is None
            for case in cases_of(longer):
                assert disputed(task, case) is None, (seed, case)
        seen["proved" if proof else "a path" if path.lines is not None else "neither"] += 1


def disputed(task: Task, case: ProvedCase) -> str | None:
    """Which claim of a case is not so, as its conditions can be met; they are made apart from the proof."""
    posed = of_case(task, case, {})
    for says, conditions in claims(case, "comes to what is sought"):
        solver = Solver(time.monotonic() + 30)
        solver.add(*conditions(posed, None))
        if solver.check() != "unsat":
            return says
    return None


@pytest.mark.parametrize("part", range(2))
def test_nothing_is_proved_that_a_path_refutes(part: int) -> None:
    campaign(range(part, PLANS, 2))


@pytest.mark.soak
@pytest.mark.parametrize("part", range(20))
def test_nothing_is_proved_that_a_path_refutes_in_many_plans(part: int) -> None:
    campaign(CAMPAIGN[part::20])


@pytest.mark.soak
def test_some_things_are_proved_only_over_several_steps() -> None:
    seen: Counter[str] = Counter()
    for seed in (30, 815, 910):
        check(seed, seen)
    assert seen["in a row alone"] >= 3, dict(seen)


def campaign(seeds: range) -> None:
    seen: Counter[str] = Counter()
    for seed in seeds:
        check(seed, seen)
    assert seen["proved"] >= 0.05 * len(seeds), dict(seen)
    assert seen["a path"] >= 0.1 * len(seeds), dict(seen)
