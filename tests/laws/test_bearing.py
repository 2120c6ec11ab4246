"""What does not bear on a question of fact may be told or left out: the finding is the same, under any readings."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from generated_plans import loaded

from dsl.calendars import OutsideCalendar
from dsl.diagnostics import Mistakes
from dsl.load import Library, load
from dsl.plan import Plan, Question
from solver import facts
from solver.answer import Finding
from solver.bearing import bearing_of
from solver.choices import Choice, Choices, reading_choices
from solver.facts import find
from solver.replay import NeverSettles, readings_given, tell

FORMS = ("is", "when", "what", "first", "who", "owed", "why")


def some_readings(plan: Plan, question: Question, numbers: random.Random) -> dict[Choice, object]:
    """An option of each reading, at random, with those that the scenario gives."""
    chosen = reading_choices({name: numbers.choice(reading.options).name for name, reading in plan.readings.items()})
    return chosen | readings_given(question.scenario)


def found(plan: Plan, question: Question, readings: dict[Choice, object], whole: bool, patch: pytest.MonkeyPatch) -> Finding:
    """What comes out, of the whole story or of what bears."""
    with patch.context() as patched:
        if whole:
            patched.setattr(facts, "bearing_of", lambda *_: None)
        return find(plan, question, Choices(readings))


def check(plan: Plan, question: Question, seed: int, patch: pytest.MonkeyPatch, counts: Counter[str]) -> None:
    """One question, under some readings."""
    readings = some_readings(plan, question, random.Random(seed))
    whole = found(plan, question, readings, True, patch)
    assert found(plan, question, readings, False, patch) == whole, (question.title, readings)
    counts["asked"] += 1
    counts[whole.verdict] += 1


@pytest.mark.parametrize("name", [pytest.param("hemacare", marks=pytest.mark.soak), "household", "rr-donnelley"])
def test_on_the_questions_of_the_shipped_plans(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    library = load(name)
    counts: Counter[str] = Counter()
    for seed, question in list(enumerate(library.asked))[::2]:
        if question.form in FORMS:
            check(library.plan, question, seed, monkeypatch, counts)
    assert counts["asked"] >= 3


def questions_of(library: Library) -> list[Question]:
    """What each term without a person is at the end of the story."""
    asked: list[Question] = []
    (story,) = library.scenarios
    for term in library.plan.terms.values():
        if term.per is None:
            try:
                asked.append(library.ask(f"what is {term.name}?", story))
            except Mistakes:
                continue
    return asked


def test_on_generated_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: Counter[str] = Counter()
    for seed in range(100):
        library = loaded(seed)
        if library is None:
            continue
        for question in questions_of(library):
            try:
                check(library.plan, question, seed, monkeypatch, counts)
                shorter = tell(library.plan, question.scenario, Choices({}), bearing=bearing_of(library.plan, question))
                counts["shorter"] += len(shorter.history) < len(tell(library.plan, question.scenario, Choices({})).history)
            except (OutsideCalendar, NeverSettles):
                counts["outside"] += 1
    assert counts["asked"] > 200, counts
    assert counts["shorter"] > 0.01 * counts["asked"], counts


def test_a_question_lists_no_reading_that_bears_on_nothing_in_it(hemacare: Library) -> None:
    """Who is an Acquiring Person does not turn on when the Rights separate (p.2 (i))."""
    question = hemacare.ask("is Orion an Acquiring Person?", "Twenty percent")
    assert set(facts.answer_fact(hemacare.plan, question).same_under) <= {"Passive Crossing", "Selling Down"}
