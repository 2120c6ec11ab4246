"""Questions over all paths: `can ...?` and `is it certain that ...?`.

A path that is found is told again by the replay, from the plan and not from
the formulas, before it is shown. Where the two do not agree, that is our
mistake, and no answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from dsl import core as c
from dsl.dates import START, Instant, end_of, instant
from dsl.kinds import DAY
from dsl.plan import Plan, Question, Scenario
from solver.answer import Answer, Finding, Forbidden, Row
from solver.cast import cast_of
from solver.choices import Choices
from solver.cone import machine_of
from solver.evaluate import Read
from solver.expect import missed
from solver.facts import caveats
from solver.formula import Bool, and_, at_most, implies, not_, or_
from solver.machine import Machine
from solver.reading_list import in_order, trace
from solver.replay import Story, horizon, readings_given, run_on, tell
from solver.search import Found, search
from solver.undecided import Undecided
from solver.unroll import Unrolled


class Disagreement(Undecided):
    """The solver and the replay do not agree: a mistake of this program, never an answer."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The path that the solver found does not come out so when it is told again: {what}.",
            "This is a mistake of ours, and there is no answer. Please report the plan and the question.",
        )


def answer_path(plan: Plan, question: Question, seconds: float) -> Answer:
    """The answer to a question over all paths, on the base readings and those given.

    For `can`, no path means that none was found up to a number of events. For
    `is it certain`, no path means that none was found on which it fails.
    Raises Disagreement, OutsideCalendar, Undecided.
    """
    machine = _machine(plan, question)
    scenario = replace(question.scenario, people=cast_of(plan, question.scenario, machine.kinds))
    question = replace(question, scenario=scenario)
    story = _told(plan, scenario)
    end = instant(horizon(plan, scenario), START)
    if story.refusal is not None:
        refused = story.refusal
        finding = Finding("not allowed", forbidden=Forbidden(story.lines[refused.line], refused.labels, refused.possible))
        return _answer(plan, question, machine, finding)
    until = _until(story, question, end)
    found = search(story, machine, end, lambda run: _wanted(run, question, until), seconds)
    if found.lines is None:
        return _answer(plan, question, machine, _none(question, found))
    return _with_path(plan, question, machine, found, until, end)


def _machine(plan: Plan, question: Question) -> Machine:
    forms = [question.condition, *question.never, *question.always, *(condition for _, _, condition in question.without)]
    events = [event for event, _, _ in question.without]
    options = {name: reading.base for name, reading in plan.readings.items()}
    options |= {choice.about: str(option) for choice, option in readings_given(question.scenario).items()}
    return machine_of(plan, options, [form for form in forms if form is not None], events)


def _told(plan: Plan, scenario: Scenario) -> Story:
    if any(line.either_order for line in scenario.lines):
        raise Undecided("A path cannot go on from lines that are told in either order.", "Write the lines in one order.")
    return tell(plan, scenario, Choices(readings_given(scenario)))


def _until(story: Story, question: Question, end: Instant) -> Instant:
    """The last tick at which it may hold: `by D` includes the day."""
    if question.by is None:
        return end
    found = story.evaluator.value(question.by, {}, story.last, story.history[-1].tick)
    if found is None:
        raise Undecided("The time by which it is asked is not set as the story begins.", "Name a date: `by January 1, 2000`.")
    if question.by_kind == DAY:
        assert isinstance(found, dt.date)
        found = end_of(found) - 1
    return Instant(min(int(found), end))


# ---- what is wanted of a run, as a formula -----------------------------------------------


def _sought(question: Question) -> c.Core:
    """What a path must come to: the condition asked about, or its failing."""
    assert question.condition is not None
    return question.condition if question.form == "can" else c.Not(question.condition)


def _wanted(run: Unrolled, question: Question, until: Instant) -> Bool:
    sought = _sought(question)
    reached = or_(
        and_((counts, at_most(tick, until), run.symbolic.holds(sought, {}, at, tick)))
        for at in range(run.last_told, run.last + 1)
        for counts, tick in run.symbolic.marks(sought, {}, at, run.until(at))
    )
    return and_((reached, *_in_time(run, question, until), *_never(run, question), *_without(run, question)))


def _in_time(run: Unrolled, question: Question, until: Instant) -> Iterator[Bool]:
    """Events after the time asked about cannot help, unless something is asked of all time."""
    if not question.never and not question.always:
        for step in run.steps:
            yield implies(step.kind < len(run.events), at_most(step.tick, until))


def _never(run: Unrolled, question: Question) -> Iterator[Bool]:
    """What must fail at every instant, and what must hold at every one, up to the horizon."""
    for forbidden in (*question.never, *(c.Not(form) for form in question.always)):
        for at in range(run.last + 1):
            for counts, tick in run.symbolic.marks(forbidden, {}, at, run.until(at)):
                yield not_(and_((counts, run.symbolic.holds(forbidden, {}, at, tick))))


def _without(run: Unrolled, question: Question) -> Iterator[Bool]:
    """No further event may be one of these."""
    for name, holes, condition in question.without:
        for at in range(run.last_told + 1, run.last + 1):
            entry = run.symbolic.entries[at]
            if name in entry.events:
                happened, values = entry.events[name]
                env = dict(zip(holes, values, strict=True))
                yield not_(and_((happened, run.symbolic.holds(condition, env, at, entry.tick))))


# ---- the path, told again --------------------------------------------------------------------


def _with_path(plan: Plan, question: Question, machine: Machine, found: Found, until: Instant, end: Instant) -> Answer:
    assert found.lines is not None
    told_lines = len(question.scenario.lines)
    path = replace(question.scenario, lines=(*question.scenario.lines, *found.lines))
    story = tell(plan, path, Choices(readings_given(path)))
    if story.refusal is not None:
        raise Disagreement(f"`{story.lines[story.refusal.line].sentence}` is refused")
    since = max((entry.tick for entry in story.history if entry.line == told_lines - 1), default=story.history[0].tick)
    run_on(story, end)
    moment = _first_since(story, _sought(question), Instant(since), until)
    if moment is None:
        raise Disagreement("what was asked for does not come about")
    for forbidden in (*question.never, *(c.Not(form) for form in question.always)):
        if story.evaluator.first(forbidden, {}, story.last, end) is not None:
            raise Disagreement("what must not be is so at some time")
    answer = _answer(plan, question, machine, Finding("possible" if question.form == "can" else "no"))
    story.evaluator.read = Read()
    story.evaluator.holds(_sought(question), {}, _place(story, moment), moment)
    labels = trace(story, story.evaluator.read)
    return replace(
        answer, path=replace(path, title=_path_title(question)), path_moment=moment,
        rests_on=in_order(plan, labels), caveats=caveats(plan, tuple(labels)),
    )  # fmt: skip


def _path_title(question: Question) -> str:
    """A title that no scenario of the plan is likely to have."""
    return f"A path: {question.title.rstrip('?')}".replace('"', "'")


def _first_since(story: Story, condition: c.Core, since: Instant, until: Instant) -> Instant | None:
    """The first moment from `since` on, no later than `until`, at which a condition holds."""
    for place, entry in enumerate(story.history):
        stop = story.history[place + 1].tick if place < story.last else until
        if stop < since or entry.tick > until:
            continue
        marks = list(story.evaluator.walk(condition, {}, place, min(stop, until)))
        for index, (tick, holds) in enumerate(marks):
            over = marks[index + 1][0] - 1 if index + 1 < len(marks) else min(stop, until)
            if holds and over >= since:
                return Instant(max(tick, since))
    return None


def _place(story: Story, moment: Instant) -> int:
    return max(place for place, entry in enumerate(story.history) if entry.tick <= moment)


# ---- the answer --------------------------------------------------------------------------


def _none(question: Question, found: Found) -> Finding:
    events = f"{found.tried} further event{'' if found.tried == 1 else 's'}"
    if found.out_of_time:
        so_far = f"no path with up to {events} was found" if found.tried >= 0 else "nothing was tried to the end"
        return Finding("undecided", limit=f"the time limit came first; {so_far}")
    if question.form == "can":
        return Finding("impossible", limit=f"no path was found with up to {events}; longer ones were not tried")
    return Finding("holds", limit=f"no path with up to {events} breaks it; longer ones were not tried")


def _answer(plan: Plan, question: Question, machine: Machine, finding: Finding) -> Answer:
    rows = (Row((), finding),)
    given = {g.about for g in readings_given(question.scenario)}
    return Answer(
        question, rows,
        people=tuple((person.written, person.kind) for person in question.scenario.people),
        horizon=horizon(plan, question.scenario),
        missed=missed(plan, question, rows),
        untried=tuple(name for name in plan.readings if name in machine.readings and name not in given),
    )  # fmt: skip
