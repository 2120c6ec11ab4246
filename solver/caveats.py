"""What the plan file leaves out and may bear on an answer: the one place for questions of every form.

Takes a plan and an answer; gives the passages left out. An answer over paths
says of every path that the plan allows what it comes to, so that whatever is
left out on anything in the cone of its question bears on it, and so may what
names nothing that it bears on. Any other answer rests on what was read on the
way to each of its findings.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable

from msgspec.structs import replace

from dsl.core import Core, Label
from dsl.plan import Plan, Question, Scenario
from solver.answer import OVER_PATHS, Answer
from solver.asks import asks_of
from solver.bearing import bearing_of
from solver.choices import Choices, reading_choices
from solver.facts import told
from solver.inverse import asked_of
from solver.reading_list import rests_on
from solver.replay import readings_given, readings_settled

OPEN = ("not determined", "the plan does not say")  # where not every way to take what nobody stated is told again


def with_caveats(plan: Plan, answer: Answer) -> Answer:
    """The answer, with the passages left out that may bear on it."""
    return replace(answer, caveats=caveats(plan, answer)) if plan.omissions else answer


def caveats(plan: Plan, answer: Answer) -> tuple[Label, ...]:
    """The passages left out that may bear on an answer, in the plan's order."""
    form = answer.question.form
    if form == "says":
        return _bearing(plan, {answer.question.topic or ""})
    if form in OVER_PATHS:
        return _on_paths(plan, in_cone(plan, answer.question))
    names, any_names = _names(answer.rests_on), can_be_read(plan, answer.question)
    if any(row.finding.verdict in OPEN for row in answer.rows):
        return _bearing(plan, names | any_names)
    if set(_bearing(plan, any_names)) <= set(_bearing(plan, names)):
        return _bearing(plan, names)  # the stories need not be told again
    return _bearing(plan, names | _names(read_for(plan, answer)))


def bearing_on(plan: Plan, forms: Iterable[Core], events: Iterable[str] = ()) -> tuple[Label, ...]:
    """The passages left out that may bear on what comes of some forms and events on any path."""
    from solver.cone import cone_of  # what is asked of one story has no cone

    named = tuple(events)
    guards = (guard for event in named for guard in plan.events[event].guards)
    return _on_paths(plan, _with_limbs(plan, cone_of(plan, {}, (*forms, *guards)).names | set(named)))


def bearing_on_windows(plan: Plan, scenario: Scenario, powers: Iterable[str]) -> tuple[Label, ...]:
    """The passages left out that may bear on when powers are open as things stand: on them, or on what their conditions read."""
    from solver.cone import Cone

    named = tuple(powers)
    cone = Cone(plan, {})
    for power in named:
        for form in asks_of(plan, scenario, plan.events[power]).forms:
            cone.read(form)
    return _bearing(plan, _with_limbs(plan, cone.names | set(named)))


def _bearing(plan: Plan, names: set[str]) -> tuple[Label, ...]:
    return tuple(omission.label for omission in plan.omissions if names & set(omission.bearing_on))


def _on_paths(plan: Plan, names: set[str]) -> tuple[Label, ...]:
    """Those that bear on some names, and those of which nobody said what they bear on: some path may be another by them."""
    return tuple(omission.label for omission in plan.omissions if not omission.bearing_on or names & set(omission.bearing_on))


def in_cone(plan: Plan, question: Question) -> set[str]:
    """What can bear on a question over paths, however the plan is read but for what the question settles."""
    from solver.tasks import cone_for  # loads Z3

    given = readings_settled(question)
    return _with_limbs(plan, cone_for(plan, question, given).names | {question.topic or ""})


def _with_limbs(plan: Plan, names: Collection[str]) -> set[str]:
    """Names of clauses, with those of their limbs."""
    return {*names, *(label.limb_name for label in plan.clauses if label.clause in names)}


def _names(labels: Iterable[Label]) -> set[str]:
    return {name for label in labels for name in (label.clause, label.limb_name)}


def can_be_read(plan: Plan, question: Question) -> set[str]:
    """All that can be read in the story of a question, whatever comes of it."""
    bearing = bearing_of(plan, question)
    return _with_limbs(plan, bearing.terms | bearing.relations | {line.event for line in question.scenario.lines})


def read_for(plan: Plan, answer: Answer) -> set[Label]:
    """What was read on the way to each finding, and for every line that made it so, on the way to that line's being allowed.

    A reading that makes no difference is taken in each of its ways: that it makes none is said, too.
    """
    found: set[Label] = set()
    others = [{name: option.name} for name in answer.same_under for option in plan.readings[name].options if option.name != plan.readings[name].base]
    for row, other in itertools.product(answer.rows, ({}, *others)):
        question = asked_of(answer.question, row.finding)
        choices = Choices(readings_given(question.scenario) | reading_choices(other | dict(row.under)))
        story, moment = told(plan, question, choices)
        found.update(rests_on(story, question, moment, with_guards=True))
    return found
