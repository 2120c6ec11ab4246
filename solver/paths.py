"""Questions over all paths: `can ...?` and `is it certain that ...?`.

A path that is found is told again by the replay, from the plan and not from
the formulas, before it is shown. Where the two do not agree, that is our
mistake, and no answer.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Literal

from dsl import core as c
from dsl.dates import START, Instant, day_of, end_of, instant, write_day
from dsl.kinds import DAY
from dsl.plan import Plan, Question, Scenario
from solver.answer import Answer, Finding, Forbidden, Row
from solver.cast import alike, cast_of
from solver.choices import Choice, Choices, Leaf, every_way, reading_as
from solver.cone import machine_of
from solver.evaluate import Read
from solver.expect import missed
from solver.facts import caveats
from solver.goal import Goal
from solver.machine import Machine
from solver.one_more import any_path, with_one_more
from solver.prove import Proof, prove
from solver.reading_list import in_order, trace
from solver.reasons import reasons
from solver.regions import Cube, Regions, outside, regions, table
from solver.replay import Story, horizon, readings_given, tell
from solver.search import MOST_EVENTS, Found, Task, deepen
from solver.undecided import Undecided
from solver.unknowns import whatever_is_given

DAYS_BEYOND = 400
FOR_REASONS, FOR_PROOFS = 0.3, 0.2  # parts of the time limit
NEGATIVES = ("impossible", "holds")
VACUOUS = "the story as it is told already breaks what is asked to hold throughout, so this says nothing about what is sought"


def answer_path(plan: Plan, question: Question, seconds: float) -> Answer:
    """The answer to a question over all paths, under every reading that bears on it.

    For `can`, no path means that none was found up to a number of events. For
    `is it certain`, no path means that none was found on which it fails.
    Raises Disagreement, OutsideCalendar, TooManyReadings, Undecided.
    """
    deadline = time.monotonic() + seconds
    given = {choice.about: str(option) for choice, option in readings_given(question.scenario).items()}
    machine = machine_for(plan, question, given)
    question = replace(question, scenario=replace(question.scenario, people=cast_of(plan, question.scenario, machine.kinds)))
    rows, parts = _rows(plan, question, machine, given, deadline)
    question, rows, larger = with_one_more(
        question, rows, lambda asked: _more(plan, asked, given, parts, deadline), lambda asked: _rows(plan, asked, machine, given, deadline)[0]
    )
    if rows[0].finding.verdict in NEGATIVES and is_vacuous(plan, question, rows[0], given):
        rows = tuple(replace(row, finding=replace(row.finding, limit=VACUOUS)) if row.finding.verdict in NEGATIVES else row for row in rows)
    else:
        rows = _proved(plan, question, rows, given, min(deadline, time.monotonic() + FOR_PROOFS * seconds))
    answer = replace(_answer(plan, question, machine, rows), one_more=larger)
    if rows[0].finding.verdict in NEGATIVES:
        excluded = _excluded(plan, question, rows[0], given, min(deadline, time.monotonic() + FOR_REASONS * seconds))
        answer = replace(answer, excluded_by=excluded, rests_on=excluded or ())
    return answer


Parts = list[tuple[Cube, Regions]]


def _rows(plan: Plan, question: Question, machine: Machine, given: Cube, deadline: float) -> tuple[tuple[Row, ...], Parts]:
    """What is so under every reading, for the cast of the question; and the regions of each telling."""
    parts: Parts = []
    otherwise: list[Finding] = []
    for leaf in tellings(plan, question.scenario, machine):
        cube = {choice.about: str(option) for choice, option in leaf.made.items() if choice.about not in given}
        found, finding = _part(plan, question, {**given, **cube}, leaf.result, deadline)
        parts.append((cube, found))
        otherwise.append(finding)
    yes = Finding("possible" if question.form == "can" else "no")
    rows = table(plan, given, parts, yes, otherwise)
    return tuple(_turning(plan, question, row, parts, deadline) if row.path else row for row in rows), parts


def _more(plan: Plan, question: Question, given: Cube, parts: Parts, deadline: float) -> bool | None:
    """Whether there is a path under readings for which none was found; None if it was not found out in time."""
    found: list[bool | None] = []
    for cube, there in parts:
        settled = {**given, **cube}
        story = tell(plan, question.scenario, reading_as(settled))
        if story.refusal is None:
            cubes = [region.under for region in there.found]
            depths = deepen(task_of(plan, question, settled, story), deadline)
            found.append(any_path(depths, lambda depth, cubes=cubes: outside(depth.run, cubes)))  # type: ignore[misc]
    return True if True in found else None if None in found else False


def is_vacuous(plan: Plan, question: Question, row: Row, given: Cube) -> bool:
    """Whether the told story itself breaks what is asked to hold throughout, under the readings of a row."""
    task = _settled(plan, question, row, given)
    story, goal = task.story, task.goal
    envs: list[dict[str, str]] = [{goal.var: name} for name in story.evaluator.people] if goal.var else [{}]
    now = story.history[-1].tick
    return bool(goal.never) and all(any(story.evaluator.first(form, env, story.last, now) is not None for form in goal.never) for env in envs)


def _settled(plan: Plan, question: Question, row: Row, given: Cube) -> Task:
    """The question where every reading is settled: those of a row, those given, the rest at their base."""
    options = plan.base_readings | dict(given) | dict(row.under)
    story = tell(plan, question.scenario, reading_as(options))
    return task_of(plan, question, options, story)


def _proved(plan: Plan, question: Question, rows: tuple[Row, ...], given: Cube, until: float) -> tuple[Row, ...]:
    """The rows; of those with no path up to a number of events, that none has more, where it can be proved in time.

    It is tried on the base readings first, then with every reading that the row does not settle left open.
    """
    return tuple(_proved_row(plan, question, row, given, until) if row.finding.verdict in NEGATIVES else row for row in rows)


def _proved_row(plan: Plan, question: Question, row: Row, given: Cube, until: float) -> Row:
    base = _settled(plan, question, row, given)
    proof = prove(base, until)
    if not proof:
        return row
    free = task_of(plan, question, {**given, **dict(row.under)}, base.story)
    told_alike = len(tellings(plan, question.scenario, free.machine)) == 1
    everywhere = proof if not free.machine.readings else prove(free, until) if told_alike else None
    return _with_proof(row, everywhere or proof, "under all of these readings" if everywhere else "on the base readings")


def _with_proof(row: Row, proof: Proof, where: Literal["under all of these readings", "on the base readings"]) -> Row:
    limit = "proved for any number of further events"
    if where == "on the base readings":
        limit += f" on the base readings; on others, {row.finding.limit}"
    return replace(row, finding=replace(row.finding, proved=where, limit=limit, invariant=proof.invariant))


def _excluded(plan: Plan, question: Question, row: Row, given: Cube, deadline: float) -> tuple[c.Label, ...] | None:
    """What excludes every path tried under the base readings, if there is time to find it."""
    return reasons(_settled(plan, question, row, given), MOST_EVENTS, deadline)


def machine_for(plan: Plan, question: Question, options: Cube) -> Machine:
    """The machine of a question, its readings settled as far as `options` say."""
    forms = [question.condition, question.value, question.people, *question.never, *question.always]
    forms += [condition for _, _, condition in question.without]
    named = [event for event, _, _ in question.without]
    return machine_of(plan, options, [form for form in forms if form is not None], named, barred_by(plan, question))


def barred_by(plan: Plan, question: Question) -> set[str]:
    """The events that a question leaves out altogether."""
    idle = {event.name for event in plan.events.values() if event.actor in question.idle}
    return idle | {event for event, _, condition in question.without if condition == c.Truth(True)}


def tellings(plan: Plan, scenario: Scenario, machine: Machine) -> list[Leaf[Story]]:
    """The story of a scenario, under each way to read what bears on the machine; that of the base readings first.

    Raises Undecided where it turns on anything but readings.
    """
    if any(line.either_order for line in scenario.lines):
        raise Undecided("A path cannot go on from lines that are told in either order.", "Write the lines in one order.")
    given = readings_given(scenario)
    idle: dict[Choice, object] = {Choice("reading", name): option for name, option in machine.idle_readings.items()}
    leaves = every_way(lambda choices: tell(plan, scenario, choices), {**idle, **given})
    if all(_borne(leaf.result, machine) == _borne(leaves[0].result, machine) for leaf in leaves):
        return [Leaf(given, leaves[0].result)]
    leaves = [Leaf({choice: option for choice, option in leaf.made.items() if choice not in idle}, leaf.result) for leaf in leaves]
    others = {choice.about: None for leaf in leaves for choice in leaf.made if choice.sort != "reading"}
    if others:
        raise Undecided(f"What is told turns on {', '.join(others)}, which is not given.", "Give it a value with `given`.")
    return leaves


def _borne(story: Story, machine: Machine) -> object:
    """What of a story bears on a machine."""
    by_themselves = {step.happening.label for step in machine.by_themselves}
    return story.refusal, [
        (entry.tick, entry.event, entry.label, {p: v for p, v in entry.state.terms.items() if p[0] in machine.terms},
         {name: entry.state.pairs[name] for name in machine.relations})
        for entry in story.history if entry.sort != "by itself" or entry.label in by_themselves
    ]  # fmt: skip


def goal_of(story: Story, question: Question, end: Instant) -> Goal:
    """What a path must come to: the condition asked about, or its failing."""
    sought = question.condition or c.Truth(True)
    if question.form == "certain":
        sought = c.Not(sought)
    never = (*question.never, *(c.Not(form) for form in question.always))
    return Goal(sought, until_of(story, question, end), never, question.without, question.idle, question.var, question.people)


def task_of(plan: Plan, question: Question, options: Cube, story: Story) -> Task:
    """What is to be searched; where nothing is asked of all time, no further than the time asked about."""
    end = horizon(plan, question.scenario)
    goal = goal_of(story, question, instant(end, START))
    reach = instant(end, START) if goal.never else Instant(goal.until + 1)
    return Task(machine_for(plan, question, options), story, reach, goal, end + dt.timedelta(days=DAYS_BEYOND), alike(question.scenario))


def until_of(story: Story, question: Question, end: Instant) -> Instant:
    """The last tick at which it may hold: `by D` includes the day."""
    if question.by is None:
        return end
    found = story.evaluator.value(question.by, {}, story.last, story.history[-1].tick)
    if found is None:
        raise Undecided("The time by which it is asked is not set as the story begins.", "Name a date: `by January 1, 2000`.")
    if question.by_kind == DAY:
        assert isinstance(found, dt.date)
        found = end_of(found) - 1
    last = story.history[-1].tick
    if found < last:
        raise Undecided(f"That time is over: the story has gone on to {write_day(day_of(last))}, and a path goes on from there.",
                        "Ask what was so: `is ... on May 4, 1998?`, or name a later day.")
    return Instant(min(int(found), end))


def _part(plan: Plan, question: Question, options: Cube, story: Story, deadline: float) -> tuple[Regions, Finding]:
    """The regions that go on from one telling, and what is so where there is no path."""
    if story.refusal is not None:
        refused = story.refusal
        finding = Finding("not allowed", forbidden=Forbidden(story.lines[refused.line], refused.labels, refused.possible))
        return Regions((), None), finding
    found = regions(lambda readings: task_of(plan, question, readings, story), options, question.scenario, deadline)
    return found, _none(question, found.rest) if found.rest else Finding("undecided")


def _none(question: Question, found: Found) -> Finding:
    events = f"{found.tried} further event{'' if found.tried == 1 else 's'}"
    if found.out_of_time:
        so_far = f"no path with up to {events} was found" if found.tried >= 0 else "nothing was tried to the end"
        return Finding("undecided", limit=f"the time limit came first; {so_far}")
    if question.form == "can":
        return Finding("impossible", limit=f"no path was found with up to {events}; longer ones were not tried")
    return Finding("holds", limit=f"no path with up to {events} breaks it; longer ones were not tried")


def _turning(plan: Plan, question: Question, row: Row, parts: Iterable[tuple[Cube, Regions]], deadline: float) -> Row:
    """The row, and what is so where its path turns on something that nobody gave."""
    region = next(region for _, found in parts for region in found.found if region.path == row.path)
    assert row.path is not None
    row = replace(row, path=replace(row.path, title=path_title(question)))
    if not region.given:
        return row
    given = {choice.about: str(option) for choice, option in readings_given(question.scenario).items()}
    task = _settled(plan, question, row, given)
    return whatever_is_given(task, len(question.scenario.lines), row, region, partial(_none, question), deadline)


def path_title(question: Question) -> str:
    """A title that no scenario of the plan is likely to have."""
    return f"A path: {question.title.rstrip('?')}".replace('"', "'")


# ---- the answer --------------------------------------------------------------------------


def _answer(plan: Plan, question: Question, machine: Machine, rows: tuple[Row, ...]) -> Answer:
    given = {choice.about for choice in readings_given(question.scenario)}
    turned = {name for row in rows for name, _ in row.under}
    labels = rests_on(plan, question, rows[0])
    others = tuple(name for name in machine.readings if name not in given | turned)
    whole = all(row.finding.verdict != "undecided" for row in rows)
    return Answer(
        question, rows,
        rests_on=in_order(plan, labels),
        same_under=others if whole else (),
        untried=() if whole else others,
        caveats=caveats(plan, tuple(labels)),
        people=tuple((person.written, person.kind) for person in question.scenario.people),
        horizon=horizon(plan, question.scenario),
        missed=missed(plan, question, rows),
    )  # fmt: skip


def rests_on(plan: Plan, question: Question, row: Row) -> set[c.Label]:
    """The clauses read where the path of the first row comes to what was asked."""
    if row.path is None or row.moment is None:
        return set()
    readings = {Choice("reading", name): option for name, option in row.under}
    story = tell(plan, row.path, Choices({**readings_given(row.path), **readings}))
    end = instant(horizon(plan, question.scenario), START)
    goal = goal_of(story, question, end)
    met = goal.met(story, len(question.scenario.lines), end)
    assert met is not None
    place = max(place for place, entry in enumerate(story.history) if entry.tick <= row.moment)
    story.evaluator.read = Read()
    story.evaluator.holds(goal.sought, met[1], place, row.moment)
    return trace(story, story.evaluator.read)
