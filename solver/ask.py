"""The one door to every question: takes a plan and a checked question, gives an `Answer`."""

from __future__ import annotations

from typing import assert_never

from dsl.plan import Plan, Question
from solver.answer import Answer
from solver.facts import answer_fact
from solver.says import answer_says
from solver.why import answer_why


def ask(plan: Plan, question: Question, seconds: float = 10.0) -> Answer:
    """The answer to a question; `seconds` limits the search for paths.

    Raises OutsideCalendar, TooMany, TooManyReadings, NeverSettles.
    """
    match question.form:
        case "is" | "when" | "what" | "first" | "who":
            return answer_fact(plan, question)
        case "why":
            return answer_why(plan, question)
        case "says":
            return answer_says(plan, question)
        case "can" | "certain":
            from solver.paths import answer_path

            return answer_path(plan, question, seconds)
        case _:
            assert_never(question.form)
