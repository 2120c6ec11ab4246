"""What an answer over paths rests on, worked out by telling its paths, or its story, again.

Takes a plan and an answer, or what a receipt claims of one; gives the clauses
that are read where its first path, or each of its ways, comes to what was
asked, or where its window is looked for. Where there is no path, it rests on
what excludes every one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from msgspec.structs import replace

from dsl.core import Label
from dsl.dates import START, Instant, instant
from dsl.plan import Plan, Question, Scenario
from solver.answer import OVER_PATHS, Answer, Under
from solver.asks import asks_of
from solver.choices import Choices, TooMany, every_way, reading_choices
from solver.facts import MOST_TOLD
from solver.read import Read
from solver.reading_list import in_order, trace
from solver.replay import horizon, readings_given, tell
from solver.tasks import goal_of
from solver.windows_of_powers import as_things_stand, window

Shown = tuple[Under, Scenario, Instant]  # a path, under which readings it is told, and when it comes to what was asked


def with_grounds(plan: Plan, answer: Answer) -> Answer:
    """The answer, with what it rests on, if it is one over paths."""
    if answer.question.form not in OVER_PATHS:
        return answer
    return replace(answer, rests_on=in_order(plan, answer.excluded_by or _read(plan, answer)))


def _read(plan: Plan, answer: Answer) -> set[Label]:
    if answer.question.form == "may":
        return _of_window(plan, answer)
    return {label for shown in _shown(answer) for label in _of_path(plan, answer.question, shown)}


def _shown(answer: Answer) -> Iterator[Shown]:
    """The path of the base readings, or that of each way."""
    row = answer.rows[0]
    if row.path is not None and row.moment is not None:
        yield row.under, row.path, row.moment
    yield from ((row.under, way.path, way.moment) for way in answer.ways)


def _of_path(plan: Plan, question: Question, shown: Shown) -> set[Label]:
    """What is read where a path comes to what was asked, in the ways in which what nobody stated can be."""
    under, path, _ = shown
    found: set[Label] = set()
    settled = reading_choices(plan.base_readings) | readings_given(path) | reading_choices(under)
    with suppress(TooMany):  # what was read so far
        every_way(lambda choices: found.update(_as_told(plan, question, shown, choices)), settled, MOST_TOLD)
    return found


def _as_told(plan: Plan, question: Question, shown: Shown, choices: Choices) -> set[Label]:
    """What is read in one of these ways."""
    _, path, moment = shown
    story = tell(plan, path, choices)
    end = instant(horizon(plan, question.scenario), START)
    goal = goal_of(tell(plan, question.scenario, choices), question, end)  # `by` is of the story, which a path may go on from
    met = goal.met(story, len(question.scenario.lines), end)
    if met is None:
        return set()  # of a receipt that claims a path which comes to something else
    place = story.place_at(moment)
    story.evaluator.read = Read()
    story.evaluator.holds(goal.sought, met[1], place, moment)
    if question.form == "extreme" and question.value is not None:
        story.evaluator.value(question.value, met[1], place, moment)
    return trace(story, story.evaluator.read)


def _of_window(plan: Plan, answer: Answer) -> set[Label]:
    """What is read where it is looked for when a power is open as things stand."""
    question, row = answer.question, answer.rows[0]
    assert question.topic is not None
    power = plan.events[question.topic]
    choices = Choices(readings_given(question.scenario) | reading_choices(row.under))
    story, since, end = as_things_stand(plan, question.scenario, choices)
    if story.refusal is not None:
        return {power.label, *story.refusal.labels}
    story.evaluator.read = Read()
    window(story, asks_of(plan, question.scenario, power), since, end)
    return {power.label} | trace(story, story.evaluator.read)
