"""Prints answers as they come, and in the end how many there were."""

from __future__ import annotations

import sys

from counsel.answering import print_lines
from counsel.answers.whole import Detail
from counsel.second_words import second_lines, second_tally
from counsel.show_answer import brief, show, tally
from dsl.plan import Plan
from solver.answer import Answer


def print_answer(name: str, plan: Plan, answer: Answer, whole: bool, detail: Detail) -> None:
    """One answer, as soon as it is there; what is amiss is shown whole."""
    if not whole:
        print_lines([brief(plan, answer)])
    if whole or answer.missed or (answer.second and answer.second.disputed):
        print_lines([*show(plan, answer, detail), *second_lines(name, plan, answer), ""])
    sys.stdout.flush()


def print_tally(answers: list[Answer], whole: bool) -> None:
    """How many answers there were, and how many were as expected."""
    if not answers:
        print_lines(["There is no question here. Type one: pill ask PLAN \"when is the Distribution Date?\""])
    if len(answers) > 1:
        print_lines([tally(answers)])
    if not whole:
        print_lines(filter(None, [second_tally(answers)]))
