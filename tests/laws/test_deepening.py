"""Where nothing is said of a step before something is sought that its bounds do not exclude, the same is found as where all is said at once.

On generated plans and questions, at each number of further events: by deepening,
and in a solver of its own that was told everything, without the bounds that
conditions and comparisons give, and with every moment at which anything changes.
"""

from __future__ import annotations

import time
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from test_search_and_explorer import made

import solver.one_step
import solver.symbolic_changes
import solver.symbolic_over_time
import solver.symbolic_values
from dsl.calendars import OutsideCalendar
from solver.choices import Choices
from solver.formula import ite
from solver.replay import NeverSettles, tell
from solver.search import Task, at_depth, deepen
from solver.symbolic_changes import marks
from solver.tasks import task_of
from solver.undecided import Undecided

MOST = 2
PLANS = range(24)
CAMPAIGN = range(1000, 1600)


def tasks(seed: int) -> list[Task]:
    """What is searched of the questions of a generated plan about a path; nothing where its story is refused."""
    found = made(seed)
    if found is None:
        return []
    plan, questions = found[0].plan, [question for question in found[0].questions if question.form == "can"]
    options = {name: reading.base for name, reading in plan.readings.items()}
    stories = [tell(plan, question.scenario, Choices({})) for question in questions]
    return [task_of(plan, question, options, story) for question, story in zip(questions, stories, strict=True) if story.refusal is None]


def without_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver.one_step, "bounds_asked", lambda *event: (Fraction(0), None))
    monkeypatch.setattr(solver.symbolic_values, "_taken", lambda op, take, value, found: ite(take, value.it, found.it))
    monkeypatch.setattr(solver.symbolic_values, "low_of", lambda value: None)
    for module in (solver.symbolic_changes, solver.symbolic_over_time):
        monkeypatch.setattr(module, "marks", lambda run, core, env, at, until, to=None: marks(run, core, env, at, until))


def compared(seeds: range, monkeypatch: pytest.MonkeyPatch) -> Counter[Any]:
    """How often there was a path of so many events, and none."""
    seen: Counter[Any] = Counter()
    for seed in seeds:
        try:
            for task in tasks(seed):
                found = [depth.find_any() is not None for depth in deepen(task, time.monotonic() + 60, MOST)]
                without_cuts(monkeypatch)
                told = [at_depth(task, count, time.monotonic() + 60).find_any() is not None for count in range(MOST + 1)]
                monkeypatch.undo()
                assert found == told, seed
                seen.update(enumerate(found))
        except (OutsideCalendar, NeverSettles, Undecided):
            continue
    return seen


def test_deepening_finds_what_is_found_when_all_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = compared(PLANS, monkeypatch)
    assert min(seen[count, found] for count in range(1, MOST + 1) for found in (True, False)) >= 3, dict(seen)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_deepening_finds_the_same_on_many_plans(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert compared(CAMPAIGN[part::10], monkeypatch)
