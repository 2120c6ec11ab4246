"""Scripts say what the terms say, and cvc5 finds of every obligation what the search found.

On random formulas, on generated plans and, in the long campaign, on every
question that comes with a plan.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from test_formulas import Maker
from test_search_and_explorer import made
from test_shipped_questions import PLANS as SHIPPED

from dsl.calendars import OutsideCalendar
from dsl.load import load
from solver import formula as f
from solver.ask import ask
from solver.obligation import all_of, posed, ways_to_tell
from solver.obligations import obligations
from solver.second_opinion import opinion_on
from solver.second_solver import SecondSolver
from solver.smtlib_from_terms import script
from solver.undecided import Undecided
from solver.z3_solver import forget

FORMULAS = 150
PLANS = 18
CAMPAIGN = range(1000, 1600)


@pytest.fixture(scope="module")
def second() -> Iterator[SecondSolver]:
    with SecondSolver() as solver:
        yield solver


def test_a_script_comes_to_what_its_numbers_come_to(second: SecondSolver) -> None:
    """A formula that holds for an assignment can be met with it, and its negation cannot; or the other way round."""
    dice = random.Random(7)
    open_ones = 0
    for _ in range(FORMULAS):
        forget()
        maker = Maker(dice)
        formula, holds = maker.condition(4)
        if isinstance(formula, bool):
            continue
        open_ones += 1
        held = [
            f.and_((f.declared(term), f.equal(term, value))) if term.sort != "bool" else term if value else f.not_(term)
            for term, value in maker.values.items()
        ]
        assert second.verdict(script([*held, formula], ""), 60) == ("sat" if holds else "unsat"), formula
        assert second.verdict(script([*held, f.not_(formula)], ""), 60) == ("unsat" if holds else "sat"), formula
    assert open_ones > FORMULAS // 2


@pytest.mark.parametrize("make", [f.whole, f.real])
def test_the_edge_of_a_comparison_is_where_it_is(make: Any, second: SecondSolver) -> None:
    """Of two numbers that are equal, one is at most the other and not less; in either order, with factors of either sign."""
    one, other = make("one", -9, 9), make("other", -9, 9)
    same = [f.declared(one), f.declared(other), f.equal(one, other)]
    for left, right in ((one, other), (other, one), (f.arithmetic("times", -3, one), f.arithmetic("times", -3, other))):
        assert second.verdict(script([*same, f.not_(f.at_most(left, right))], ""), 60) == "unsat"
        assert second.verdict(script([*same, f.less(left, right)], ""), 60) == "unsat"
        assert second.verdict(script([*same, f.at_most(left, right)], ""), 60) == "sat"


def check(seed: int, second: SecondSolver, seen: Counter[str]) -> None:
    found = made(seed)
    if found is None:
        return
    plan = found[0].plan
    for question in found[0].questions:
        try:
            answer = ask(plan, question, 20)
            opinion = opinion_on(obligations(plan, answer), second, 60)
        except (OutsideCalendar, Undecided):
            continue
        assert not opinion.disputed, (seed, question.title, opinion.disputed)
        seen[question.form] += opinion.obligations
        for row in answer.rows:
            seen["proved"] += bool(row.finding.proved)
            if question.form == "can" and row.path is not None and row.path.givens == question.scenario.givens:
                for settled in ways_to_tell(plan, answer.question, dict(row.under)):
                    task = posed(plan, answer.question, plan.base_readings | dict(settled))
                    run = task.run(len(row.path.lines) - len(question.scenario.lines))
                    assert second.verdict(script(all_of(run, task.goal.formula(run)), ""), 60) != "unsat", (seed, question.title)
                    seen["a path"] += 1
                    break


def campaign(seeds: range, second: SecondSolver) -> None:
    seen: Counter[str] = Counter()
    for seed in seeds:
        check(seed, second, seen)
    for wanted in ("can", "may", "extreme", "proved", "a path"):
        assert seen[wanted] >= 0.01 * len(seeds), dict(seen)


def test_a_second_solver_agrees_on_generated_plans(second: SecondSolver) -> None:
    campaign(range(PLANS), second)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_a_second_solver_agrees_on_many_generated_plans(part: int, second: SecondSolver) -> None:
    campaign(CAMPAIGN[part::10], second)


@pytest.mark.soak
@pytest.mark.parametrize("name", SHIPPED)
def test_a_second_solver_agrees_on_every_question_of_a_plan(name: str, second: SecondSolver) -> None:
    library = load(name)
    for question in library.asked:
        answer = ask(library.plan, question, 60)
        opinion = opinion_on(obligations(library.plan, answer), second, 120)
        assert not opinion.disputed, (question.title, opinion.disputed)
        assert not opinion.unfinished, (question.title, opinion.unfinished)
