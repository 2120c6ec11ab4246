"""A question in words: as it was asked, as a statement, and what was expected of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from counsel.finding_words import finding_words
from counsel.words import under_words, value_words
from dsl import nodes as n
from dsl.dates import day_of, read_day
from dsl.diagnostics import one_of
from dsl.nodes.base import Node
from dsl.plan import ExpectedOutcome, Plan, Question
from solver.answer import Missed
from solver.replay import start_of

MANY = (n.Quantified,)


def asked_words(plan: Plan, question: Question) -> str:
    """The question as it was asked."""
    return " ".join((question.text or part_words(plan, question, question.node)).split()).rstrip("?") + "?"


def part_words(plan: Plan, question: Question, *nodes: Node) -> str:
    """What is written from the first of some parts of a question to the last."""
    return _between(plan, question, nodes[0].span.start, nodes[-1].span.end)


def _between(plan: Plan, question: Question, start: int, end: int) -> str:
    return " ".join(re.sub(r"--[^\n]*", "", _written(plan, question)[start:end]).split())


def _written(plan: Plan, question: Question) -> str:
    """The text that the question's places are in; nothing where it is no longer at hand as it was typed."""
    source = plan.sources.get(question.node.span.file)
    if source is not None and (not question.text or " ".join(source.text.split()) == question.text):
        return source.text
    return question.text if len(question.text) == question.span.end else ""


def moment_asked(plan: Plan, question: Question) -> str:
    """` on April 1, 1998`; empty where the question is of the end of the story."""
    node = getattr(question.node, "asked", question.node)
    moment = getattr(node, "moment", None)
    return f" {moment.word} {part_words(plan, question, moment.value)}" if moment is not None else ""


def day_asked(plan: Plan, question: Question) -> dt.date | None:
    """The day at whose end it is asked what is so, where that is a date."""
    words = moment_asked(plan, question)
    return read_day(words.removeprefix(" on ")) if words.startswith(" on ") else None


def untold_words(plan: Plan, question: Question) -> str:
    """`, if nothing more happens`: of a moment on a day, or of one, that comes after the last line of the story; else nothing."""
    words = moment_asked(plan, question)
    day = next((found for part in (" on ", " of ") if (found := read_day(words.rpartition(part)[2])) is not None), None)
    lines = [line.date for line in question.scenario.lines]
    if question.moment is None or day is None or day <= max(lines, default=day_of(start_of(plan, question.scenario))):
        return ""
    return f", if nothing {'more ' if lines else ''}happens"


def statement(plan: Plan, question: Question, asked: n.AskIs, is_so: bool = True) -> str:
    """What is asked as what is so: `Orion is an Acquiring Person`, `Orion is not an Acquiring Person`; empty where it cannot be parted."""
    if asked.run_on is not None:
        subject, verb, said = _parted(plan, question, part_words(plan, question, asked.run_on))
    elif isinstance(asked.condition, n.Predicated) and asked.inverted:
        whole = asked.condition
        subject = part_words(plan, question, whole.subject)
        said = _between(plan, question, whole.subject.span.end, whole.span.end)
        verb = "has" if isinstance(whole.predicate, n.HasBecome) else _verb(plan, subject)
    elif asked.condition is not None and not asked.inverted:
        said = part_words(plan, question, asked.condition)
        return said if is_so or not said else f"it is not so that {said}"
    else:
        return ""
    if not subject or not said:
        return ""
    if verb == "has":
        said = "become " + said.removeprefix("become").strip()
    if is_so:
        return f"{subject} {verb} {said}"
    if isinstance(asked.condition, n.Predicated) and isinstance(asked.condition.subject, MANY):
        return f"it is not so that {subject} {verb} {said}"
    return f"{subject} {verb} {said.removeprefix('not ')}" if said.startswith("not ") else f"{subject} {verb} not {said}"


def _parted(plan: Plan, question: Question, text: str) -> tuple[str, str, str]:
    """A run of words that begins with a name: `the Rights`, `are`, `Exercisable`."""
    for name in sorted(_names(plan, question), key=len, reverse=True):
        if text.startswith(f"{name} "):
            return name, _verb(plan, name), text[len(name) + 1 :]
    return "", "", ""


def _names(plan: Plan, question: Question) -> Iterable[str]:
    yield from plan.display.values()
    yield from (person.written for person in question.scenario.people)


def _verb(plan: Plan, subject: str) -> str:
    return "are" if subject.endswith("s") and subject in [plan.name(thing) for thing in plan.things] else "is"


def missed_words(plan: Plan, question: Question, missed: Missed) -> str:
    """`Expected X under R; found Y.`"""
    expected = expected_words(plan, question, missed.expected)
    where = f" where {under_words(missed.row.under)}" if missed.row.under else ""
    return f"Expected {expected}; found {finding_words(missed.row.finding, question.kind, plan)}{where}."


def expected_words(plan: Plan, question: Question, expected: ExpectedOutcome) -> str:
    """What was expected, as the question says it."""
    source = plan.sources.get(expected.span.file)
    if source is not None:
        return " ".join(source.text[expected.span.start : expected.span.end].split())
    values = ["yes" if value is True else "no" if value is False else value_words(value, question.kind, plan) for value in expected.values]
    under = f" under {under_words(expected.under)}" if expected.under else ""
    return f"{expected.verdict or one_of(values, 'and')}{under}"
