"""What is answered holds under every reading of its row, and whatever nobody stated may be: every story is tried, with every value.

On plans in which readings and unstated facts decide what the told lines, and
those that may follow, are allowed to do. An answer may also say that it is
undecided, or not determined by which fact; how often is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

import pytest
from every_fact import MOST, Outcomes, Tried, ticks_of
from explorer import Readings
from guarded_plans import Guarded, guarded
from test_search_and_explorer import combinations, from_menu

import solver.continuations
import solver.grounds
import solver.search
import solver.tasks
from dsl.calendars import OutsideCalendar
from dsl.plan import GivenTerm, Question
from solver.answer import Answer, Finding, Row
from solver.ask import ask
from solver.asks import asks_of
from solver.cubes import fits
from solver.goal import Goal
from solver.replay import NeverSettles, readings_settled

FEW = (3,)
CAMPAIGN = range(1000, 3000)
FORMS = ("can", "certain", "ways", "extreme", "may", "is", "first", "what", "when", "who")


def says(question: Question, row: Row) -> Any:
    """What a row says comes out, as trying everything has it."""
    finding = row.finding
    if finding.verdict == "not allowed":
        return None
    match question.form:
        case "can" | "certain" | "ways":
            return {"possible": True, "no": True, "impossible": False, "holds": False}[finding.verdict]
        case "extreme":
            return {"value": finding.values, "unset": ()}[finding.verdict]
        case "may":
            return tuple(ticks_of(opening.stretches) for opening in finding.openings)
        case _:
            return finding


def is_open(finding: Finding) -> bool:
    """Whether it is left open, for a reason that is said."""
    return finding.verdict in ("undecided", "not determined", "the plan does not say")


def check(found: Guarded, answer: Answer, seen: Counter[str]) -> None:
    """That every row of an answer is what comes out of every story under its readings."""
    question, plan = answer.question, found.plan
    if question.form == "may" and asks_of(plan, question.scenario, plan.events[question.topic or ""]).not_looked_at:
        seen["may, not looked at"] += 1  # which the answer says
        return
    tried = Tried(found, question)
    given = readings_settled(question)
    for readings in combinations(found.plan):
        if not fits(given, readings):
            continue
        rows = [row for row in answer.rows if fits(dict(row.under), readings)]
        assert rows, readings
        if any(readings[name] != plan.readings[name].base for name in answer.untried):
            seen[f"{question.form} on the base only"] += 1
            continue
        seen[f"{question.form} rows"] += 1
        if all(row.finding.verdict == "undecided" for row in rows):
            seen[f"{question.form} undecided"] += 1
            continue
        outcomes = tried.under(readings)
        for row in rows:
            if row.finding.verdict == "ways":
                check_ways(tried, answer, readings, outcomes, seen)
            else:
                compare(outcomes, row, question, readings, seen)


def check_ways(tried: Tried, answer: Answer, readings: Readings, outcomes: Outcomes, seen: Counter[str]) -> None:
    """That each way is one however what nobody stated is, but for what it says it takes for granted; and that there is none where none may be."""
    assert any(outcomes.values()), readings
    for way in answer.ways:
        taken = {(given.term, given.subject): given.value for given in way.path.givens if isinstance(given, GivenTerm)}
        for facts in outcomes:
            if all(taken.get((given.term, given.subject), given.value) == given.value for given in facts):
                assert tried.is_reached(way.path, readings, facts), (readings, facts, way.given)
    seen["ways ways" + ("" if all(outcomes.values()) else ", by what nobody stated")] += 1


def compare(outcomes: Outcomes, row: Row, question: Question, readings: Readings, seen: Counter[str]) -> None:
    """That a row says what comes out for every way to state the facts; or that it turns on some of them, where it does."""
    every = list(dict.fromkeys(outcomes.values()))
    where = (readings, row.finding.verdict, every[:4])
    if row.finding.verdict == "undecided":
        return
    if is_open(row.finding):
        assert row.finding.turns_on, where
        in_vain = len(every) == 1 and not (isinstance(every[0], Finding) and is_open(every[0]))
        assert not (in_vain and question.form in ("can", "certain", "ways")), where
        seen[f"{question.form} open{' in vain' if in_vain else ''}"] += 1
        return
    said = says(question, row)
    assert every == [said], (*where, said)
    seen[f"{question.form} {row.finding.verdict}"] += 1


def agree(seed: int, monkeypatch: pytest.MonkeyPatch, seen: Counter[str], forms: Collection[str] = FORMS) -> None:
    """Every question about a generated plan, its further events taken from the menu, held against every story."""
    found = guarded(seed)
    if found is None:
        seen["not a plan"] += 1
        return
    goal_of = solver.tasks.goal_of
    for question in found.questions:
        if question.form not in forms:
            continue
        with monkeypatch.context() as patch:
            patch.setattr(solver.search, "MOST_EVENTS", MOST)
            for module in (solver.grounds, solver.tasks):
                patch.setattr(module, "goal_of", lambda *parts: from_menu(goal_of(*parts), found.menu))
            patch.setattr(solver.continuations, "Goal", lambda *parts, **more: from_menu(Goal(*parts, **more), found.menu))
            answer = ask(found.plan, question, 60)
        try:
            check(found, answer, seen)
        except AssertionError as error:
            raise AssertionError(f"question {question.title}") from error


def campaign(seeds: Iterable[int], monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What was compared on plans made of these seeds."""
    seen: Counter[str] = Counter()
    for seed in seeds:
        try:
            agree(seed, monkeypatch, seen)
        except (OutsideCalendar, NeverSettles):
            seen["outside"] += 1
        except AssertionError as error:
            raise AssertionError(f"seed {seed}") from error
    return seen


def test_answers_hold_under_every_reading_and_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = campaign(FEW, monkeypatch)
    for form in FORMS:
        assert seen[f"{form} rows"] > 0, dict(seen)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(20))
def test_answers_hold_under_every_reading_and_fact_of_many_plans(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each form some rows are answered, some stories are refused by a reading, and not all is left open."""
    seen = campaign(CAMPAIGN[part::20], monkeypatch)
    for form in FORMS:
        rows = seen[f"{form} rows"]
        assert seen[f"{form} not allowed"] >= 0.01 * rows, dict(seen)
        assert seen[f"{form} open"] + seen[f"{form} undecided"] <= 0.6 * rows, dict(seen)
    for common in ("can possible", "can impossible", "certain no", "certain holds", "extreme value", "may windows", "is yes", "is no", "first value", "what value"):
        assert seen[common] >= 0.05 * len(CAMPAIGN) / 20, (common, dict(seen))
