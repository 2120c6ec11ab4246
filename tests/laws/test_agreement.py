"""Choices that are not made, as nothing turns on them, change no table: it is that of every choice made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from msgspec.structs import replace
from test_bearing import FORMS
from test_search_and_explorer import made

from dsl.calendars import OutsideCalendar
from dsl.load import load
from dsl.plan import Plan, Question
from solver import evaluate, evaluate_over_time
from solver.choices import every_way, readings_made
from solver.facts import find
from solver.replay import NeverSettles, readings_given
from solver.rows import rows_of
from solver.undecided import Undecided


def table(plan: Plan, question: Question, counts: Counter[str], of: str) -> object:
    """What is so under every reading that matters."""
    given = readings_given(question.scenario)
    leaves = every_way(lambda choices: find(plan, question, choices), given, 600)
    counts[of] += len(leaves)
    return rows_of(plan, leaves, readings_made(given))


def check(plan: Plan, questions: Iterable[Question], patch: pytest.MonkeyPatch, counts: Counter[str]) -> None:
    for question in questions:
        try:
            with patch.context() as patched:
                for module in (evaluate, evaluate_over_time):
                    patched.setattr(module, "agreed", lambda evaluator, work: work())
                wanted = table(plan, question, counts, "runs with every choice made")
        except (OutsideCalendar, NeverSettles, Undecided):
            continue
        found = table(plan, question, counts, "runs")
        assert found == wanted, question.title
        counts["more than one row"] += isinstance(found, tuple) and len(found) > 1
        counts["asked"] += 1


def test_on_generated_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: Counter[str] = Counter()
    for seed in range(80):
        found = made(seed)
        if found is not None:
            library, _ = found
            forms: dict[str, Any] = {"can": "is", "extreme": "what"}
            asked = [replace(q, form=forms[q.form]) for q in library.questions if q.form in forms and q.var is None]
            check(library.plan, asked, monkeypatch, counts)
    assert counts["asked"] > 100, counts
    assert counts["more than one row"], counts


@pytest.mark.soak
def test_on_questions_of_a_shipped_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    library = load("hemacare")
    counts: Counter[str] = Counter()
    check(library.plan, [q for q in library.asked if q.form in FORMS and q.form not in ("why", "owed")][::28], monkeypatch, counts)
    assert counts["asked"] > 8, counts
    assert counts["runs"] * 3 < counts["runs with every choice made"], counts


@pytest.mark.soak
def test_on_every_question_of_the_shipped_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("hemacare", "household", "rr-donnelley"):
        library = load(name)
        check(library.plan, [q for q in library.asked if q.form in FORMS and q.form not in ("why", "owed")], monkeypatch, Counter())
