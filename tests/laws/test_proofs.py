"""A proof that no run comes to a goal is never found where a search finds a run that does; and each is one when it is made anew.

By one step, and over several in a row: what the first proves the other proves too, and now and then more.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator

import pytest
from test_search_and_explorer import made

import solver.lemmas
import solver.prove
from dsl.calendars import OutsideCalendar
from solver.answer import ProvedCase
from solver.any_state import any_state
from solver.choices import reading_as
from solver.paths import cases_of
from solver.proof_obligations import claims, of_case
from solver.prove import prove, prove_in_a_row
from solver.replay import tell
from solver.search import Task, search
from solver.tasks import task_of
from solver.undecided import Undecided
from solver.unroll import Unrolled
from solver.z3_solver import Budget, Solver, forget

PLANS = 120
CAMPAIGN = range(1000, 2500)


def tasks(seed: int, seen: Counter[str], ratios: bool = False) -> Iterator[Task]:
    """What is to be searched of each question about a generated plan, on the base readings."""
    found = made(seed, ratios=ratios)
    if found is None:
        seen["not a plan"] += 1
        return
    library, _ = found
    plan = library.plan
    base = {name: reading.base for name, reading in plan.readings.items()}
    for question in (q for q in library.questions if q.form == "can"):
        forget()
        try:
            story = tell(plan, question.scenario, reading_as(base))
            if story.refusal is not None:
                seen["refused"] += 1
                continue
            yield task_of(plan, question, base, story)
        except (OutsideCalendar, Undecided):
            seen["outside"] += 1


def check(seed: int, seen: Counter[str], ratios: bool = False) -> None:
    for task in tasks(seed, seen, ratios):
        try:
            proof, longer, path = prove(task, within()), prove_in_a_row(task, within()), search(task, time.monotonic() + 30)
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


def within() -> Budget:
    return Budget(time.monotonic() + 30, 3)


def check_candidates(seed: int, seen: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The further candidates add proofs and change none; that none of these is refuted is checked with all others."""
    for task in tasks(seed, seen):
        with_all = prove(task, within())
        with monkeypatch.context() as without:
            without.setattr(solver.lemmas, "so_far", lambda told: [])
            without.setattr(solver.lemmas, "changes_beside", lambda told: [])
            fewer = prove(task, within())
        assert fewer is None or (with_all is not None and cases_of(with_all) == cases_of(fewer)), (seed, fewer)
        seen["proved"] += with_all is not None
        seen["by further candidates"] += fewer is None and with_all is not None


def check_roughly(seed: int, seen: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With open days counted only roughly at first, just as much is proved as with all days known from the beginning."""
    for task in tasks(seed, seen):
        try:
            roughly = prove(task, within())
            with monkeypatch.context() as in_full:
                in_full.setattr(solver.prove, "any_state", lambda task, is_rough: remembered(any_state(task)))
                known = prove(task, within())
        except OutsideCalendar:
            seen["outside"] += 1
            continue
        assert (roughly is None) == (known is None), (seed, roughly, known)
        counted = any(run.symbolic.counted for run in runs)
        runs.clear()
        if known is not None and counted:
            seen["proved where days are counted"] += 1


runs: list[Unrolled] = []


def remembered(run: Unrolled) -> Unrolled:
    runs.append(run)
    return run


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


@pytest.mark.parametrize("seeds", [range(4), pytest.param(range(1000, 1400), marks=pytest.mark.soak)])
def test_nothing_of_ratios_is_proved_that_a_path_refutes(seeds: range) -> None:
    seen: Counter[str] = Counter()
    for seed in seeds:
        check(seed, seen, ratios=True)
    assert seen["a path"] >= 0.5 * len(seeds), dict(seen)


def test_some_things_are_proved_only_over_several_steps() -> None:
    seen: Counter[str] = Counter()
    for seed in (30, 910):
        check(seed, seen)
    assert seen["in a row alone"] == 2, dict(seen)


def test_further_candidates_add_proofs(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Counter[str] = Counter()
    for seed in (*range(0, 30, 6), 1736, 3518):
        check_candidates(seed, seen, monkeypatch)
    assert seen["by further candidates"] >= 2, dict(seen)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_further_candidates_add_proofs_in_many_plans(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Counter[str] = Counter()
    for seed in CAMPAIGN[part::10]:
        check_candidates(seed, seen, monkeypatch)
    assert seen["proved"] >= 0.05 * len(CAMPAIGN[part::10]), dict(seen)


def test_what_is_known_roughly_proves_as_much(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Counter[str] = Counter()
    for seed in (48, 859, 993, 1107, 1131, 2043, 3050, 3299):  # of which each proves something where days are counted
        check_roughly(seed, seen, monkeypatch)
    assert seen["proved where days are counted"] >= 8, dict(seen)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_what_is_known_roughly_proves_as_much_in_many_plans(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Counter[str] = Counter()
    for seed in range(4000 + 1000 * part, 5000 + 1000 * part):
        check_roughly(seed, seen, monkeypatch)
    assert seen["proved where days are counted"], dict(seen)


def campaign(seeds: range) -> None:
    seen: Counter[str] = Counter()
    for seed in seeds:
        check(seed, seen)
    assert seen["proved"] >= 0.03 * len(seeds), dict(seen)
    assert seen["a path"] >= 0.05 * len(seeds), dict(seen)
