"""What is to be searched, made of a question: its machine, the story told, the goal.

Takes a plan, a checked question and the readings that are settled; gives the
`Task` of each way to tell the story.
"""

from __future__ import annotations

import datetime as dt

from dsl import core as c
from dsl.dates import START, Instant, day_of, end_of, instant, write_day
from dsl.kinds import DAY
from dsl.plan import Plan, Question, Scenario
from solver.asks import asks_of
from solver.cast import alike
from solver.choices import Leaf, every_way, reading_choices
from solver.cone import Cone, cone_of, machine_of
from solver.cubes import Cube
from solver.goal import Goal
from solver.idle import idle_readings
from solver.machine import Machine
from solver.replay import horizon, readings_given, readings_settled, start_of, tell
from solver.search import Task
from solver.story import Story
from solver.time_asked_by import name_a_date, time_asked_by, unset_words
from solver.undecided import Undecided
from solver.upheld import not_so_at_first

DAYS_BEYOND = 400


def machine_for(plan: Plan, question: Question, options: Cube) -> Machine:
    """The machine of any question over paths, its readings settled as far as `options` say."""
    return machine_of(plan, options, *_what_bears(plan, question))


def cone_for(plan: Plan, question: Question, options: Cube) -> Cone:
    """All that can bear on a question over paths."""
    return cone_of(plan, options, *_what_bears(plan, question))


def kinds_told_apart(plan: Plan, question: Question) -> tuple[str, ...]:
    """The kinds of person that anything tells apart which can bear on a question over paths, and those of an event that it is about."""
    kinds = set(machine_for(plan, question, readings_settled(question)).kinds)
    if question.form == "may" and question.topic is not None:
        kinds |= {hole.person_kind for hole in plan.events[question.topic].holes if hole.person_kind is not None}
    return tuple(kind for kind in plan.person_kinds if kind in kinds)


def _what_bears(plan: Plan, question: Question) -> tuple[list[c.Core], list[str], set[str]]:
    """The forms and the events that a question names, and the events that it leaves out."""
    forms = _forms_of(question)
    if question.form == "may" and question.topic is not None:
        forms += asks_of(plan, question.scenario, plan.events[question.topic]).forms
    forms += not_so_at_first(plan, question.scenario)
    named = [event for event, _, _ in question.without]
    return forms, named, barred_by(plan, question)


def _forms_of(question: Question) -> list[c.Core]:
    """The forms of what a question asks about."""
    forms = [question.condition, question.value, question.people, *question.never, *question.always]
    forms += [condition for _, _, condition in question.without]
    return [form for form in forms if form is not None]


def barred_by(plan: Plan, question: Question) -> set[str]:
    """The events that a question leaves out altogether."""
    idle = {event.name for event in plan.events.values() if event.actor in question.idle}
    return idle | {event for event, _, condition in question.without if condition == c.Truth(True)}


def one_order(scenario: Scenario) -> None:
    """Raises Undecided where lines are told in either order, as no path goes on from several stories."""
    if any(line.either_order for line in scenario.lines):
        raise Undecided("A path cannot go on from lines that are told in either order.", "Write the lines in one order.")


def tellings(plan: Plan, scenario: Scenario, machine: Machine) -> list[Leaf[Story]]:
    """The story of a scenario, under each way to read what bears on the machine; that of the base readings first.

    Raises Undecided where it turns on anything but readings.
    """
    one_order(scenario)
    given = readings_given(scenario)
    idle = reading_choices(idle_readings(machine, scenario))
    leaves = every_way(lambda choices: tell(plan, scenario, choices), idle | given)
    if all(borne(leaf.result, machine) == borne(leaves[0].result, machine) for leaf in leaves):
        return [Leaf(given, leaves[0].result)]
    leaves = [Leaf({choice: option for choice, option in leaf.made.items() if choice not in idle}, leaf.result) for leaf in leaves]
    others = {choice.about: None for leaf in leaves for choice in leaf.made if choice.sort != "reading"}
    if others:
        raise Undecided(f"What is told turns on {', '.join(others)}, which is not given.", "Give it a value with `given`.")
    return leaves


def days_tried(plan: Plan, scenario: Scenario) -> tuple[dt.date, dt.date]:
    """The first and the last of the days that are tried where somebody is to choose one, or nobody gave one."""
    return day_of(start_of(plan, scenario)), horizon(plan, scenario) + dt.timedelta(days=DAYS_BEYOND)


def days_chosen(plan: Plan, question: Question) -> tuple[dt.date, dt.date] | None:
    """The same, where an event that bears on a question over paths has a day to be chosen."""
    steps = machine_for(plan, question, readings_settled(question)).steps
    return days_tried(plan, question.scenario) if any(hole.kind == DAY for step in steps for hole in step.event.holes) else None


def borne(story: Story, machine: Machine) -> object:
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
    twins = alike(question.scenario, _forms_of(question), (*question.idle, *plan.persons))
    _, last_day = days_tried(plan, question.scenario)
    return Task(machine_for(plan, question, options), story, reach, goal, last_day, twins)


def until_of(story: Story, question: Question, end: Instant) -> Instant:
    """The last tick at which it may hold: `by D` includes the day; raises Undecided where that is not one day or instant."""
    if question.by is None:
        return end
    last = story.history[-1].tick
    found = time_asked_by(story, question)
    if found is None:
        raise Undecided("The time by which it is asked is not set as the story ends.", unset_words(story, question))
    if question.by_kind == DAY:
        assert isinstance(found, dt.date)
        found = end_of(found) - 1
    if found < last:
        raise Undecided(f"That time is over: the story has gone on to {write_day(day_of(last))}, and a path goes on from there.",
                        f"Ask what was so: `is ... on {write_day(day_of(Instant(int(found))))}?`, or name a later day.")
    if found > end:
        raise Undecided(f"That time is later than paths are looked for: {write_day(day_of(end))} is the horizon.", f"Name an earlier time. {name_a_date(story, question)}.")
    return Instant(int(found))
