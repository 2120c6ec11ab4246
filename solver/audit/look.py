"""Looks for the story that shows a defect, or for the proof that there is none.

Takes what is sought; gives a story that the replay has told again, a proof, or
how it came out otherwise. All readings are at their base but those that what
is sought names; a proof is tried under every reading first.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from dsl import core as c
from dsl.calendars import OutsideCalendar
from dsl.dates import PARTS, START, Instant, instant
from dsl.plan import GivenTerm, Person, Plan, Scenario
from solver.audit.finding import Proved, Sought, Told
from solver.cast import alike, cast_of
from solver.choices import Choices, every_way, reading_as, reading_choices
from solver.cone import machine_of
from solver.goal import Goal
from solver.idle import idle_readings
from solver.prove import is_out_of_reach
from solver.regions import Disagreement
from solver.replay import horizon, readings_given, run_on, tell
from solver.search import Depth, Found, Task, deepen
from solver.story import Story
from solver.tasks import DAYS_BEYOND, borne
from solver.tidied import with_path
from solver.undecided import Undecided
from solver.z3_solver import Budget, forget

EVENTS, EVENTS_BEFORE_PROOF = 4, 2
Settled = Literal["none", "out of time"]
FIRST_DAYS = 60  # in which what happens by itself puts a plan in place, as its dividend of Rights
TITLE = "The audit's story"


class Look(Struct, dict=True):
    """Looks into one plan; `seconds` limits each search and each proof.

    The stories of its scenarios, and those found, often show of other things too that they can come about.
    """

    plan: Plan
    seconds: float
    scenarios: Sequence[Scenario] = ()
    _found: list[Story] = field(default_factory=list)

    @cached_property
    def _stories(self) -> list[Story]:
        """The stories of the scenarios that give no reading, as far as they are told."""
        found = []
        for scenario in self.scenarios:
            if not readings_given(scenario):
                with suppress(Undecided, OutsideCalendar):
                    found.append(tell(self.plan, scenario, reading_as(self.plan.base_readings)))
        return found

    def tell_scenarios(self) -> None:
        """Tell the stories of the scenarios now, and not once they are needed."""
        _ = self._stories

    @cached_property
    def happened(self) -> set[str]:
        """The events that happen in these stories."""
        return {entry.event for story in self._stories for entry in story.history if entry.event}

    @cached_property
    def refused(self) -> set[c.Label]:
        """The parts that, each by itself, forbid a line of these stories."""
        return {story.refusal.labels[0] for story in self._stories if story.refusal is not None and len(story.refusal.labels) == 1}

    def for_story(self, sought: Sought, title: str = TITLE) -> Told | Settled:
        """A story of as few events as can be, told again; none with up to EVENTS of them, or the time was up."""
        forget()
        found = self._searched(sought, EVENTS, lambda depth: depth.find())
        return found if isinstance(found, str) else self._told(sought, found, title)

    def for_proof(self, sought: Sought) -> Proved | Settled:
        """A proof that there is no story, however many events it has; none if there is one, else the time was up."""
        if self._is_known(sought):
            return "none"
        forget()
        if self._has_story(sought, EVENTS_BEFORE_PROOF):
            return "none"
        return self._proof(sought) or ("none" if self._has_story(sought, EVENTS) else "out of time")

    def _has_story(self, sought: Sought, most: int) -> bool:
        """Whether there is a story, which is told again; the first that is met."""
        found = self._searched(sought, most, lambda depth: depth.find_with(True, None)[0])
        if isinstance(found, str):
            return False
        story, moment = _outcome(found.task, sought, found.path, self._options(sought))
        if moment is None:
            raise Disagreement("the story of the audit does not come about as it is told again")
        if _is_of_the_plan(sought):
            self._found.append(story)
        return True

    def _searched(self, sought: Sought, most: int, find: Callable[[Depth], Found]) -> _Path | Settled:
        """A path of as few events as can be, as it is found."""
        plan, options = sought.plan or self.plan, self._options(sought)
        scenario = self._scenario(plan, sought, options, small=True)
        try:
            task = _task(plan, sought, options, scenario, in_place=True)
            for depth in deepen(task, time.monotonic() + self.seconds, most):
                found = find(depth)
                if found.lines is not None:
                    return _Path(task, with_path(task, scenario, found))
                if found.out_of_time:
                    return "out of time"
        except (Undecided, OutsideCalendar):
            return "out of time"
        return "none"

    def _proof(self, sought: Sought) -> Proved | None:
        """A proof under every reading that is left open, or else on the base readings."""
        plan = sought.plan or self.plan
        free, base = dict(sought.options), self._options(sought)
        for options in (free, base) if free != base else (free,):
            scenario = self._scenario(plan, sought, options, small=False)
            if self._is_proved(plan, sought, options, scenario):
                return Proved(options is free, tuple((person.written, person.kind) for person in scenario.people))
        return None

    def _is_proved(self, plan: Plan, sought: Sought, options: dict[str, str], scenario: Scenario) -> bool:
        try:
            task = _task(plan, sought, options, scenario)
            return is_out_of_reach(task, Budget(time.monotonic() + self.seconds, self.seconds))
        except (Undecided, OutsideCalendar):
            return False

    def _options(self, sought: Sought) -> dict[str, str]:
        return (sought.plan or self.plan).base_readings | dict(sought.options)

    def _scenario(self, plan: Plan, sought: Sought, options: dict[str, str], small: bool) -> Scenario:
        """Nothing told as yet, with a small cast for a story, and one of every kind that is told apart for a proof."""
        machine = machine_of(plan, options, _forms(sought))
        people = cast_of(plan, Scenario(""), machine.kinds)
        if small:
            people = tuple(person for person in people if _is_no_kind(person))[:2] + tuple(_one_of_each(people))
        return Scenario("", people)

    def _is_known(self, sought: Sought) -> bool:
        """Whether a story told before comes to it."""
        if not _is_of_the_plan(sought):
            return False
        goal, end = _goal(self.plan, sought, Scenario("")), self._end
        return any(_meets(goal, story, end) for stories in (self._found, self._stories) for story in stories)

    @property
    def _end(self) -> Instant:
        return instant(horizon(self.plan, Scenario("")), START)

    def _told(self, sought: Sought, found: _Path, title: str) -> Told | Settled:
        """The path with nobody in it who does not come into it, told again, and how it comes out as it is read otherwise."""
        task, options = found.task, self._options(sought)
        path = replace(found.path, title=title)
        told, comes = _outcome(task, sought, fewer := _without_idle(path), options)
        if comes is not None and not _supposes(told):
            path = fewer
        story, moment = _outcome(task, sought, path, options)
        if moment is None and sought.at is not None:
            return "none"
        if moment is None:
            raise Disagreement("the story of the audit does not come about as it is told again")
        at = story.place_at(moment)
        shown = tuple((name, story.evaluator.value(form, {}, at, moment), kind) for name, form, kind in sought.shown)
        if _is_of_the_plan(sought):
            self._found.append(story)
        return Told(path, moment, shown, tuple(_otherwise(task, sought, path, options, story)))


class _Path(Struct, frozen=True):
    """A path as it was found, and what it was found for."""

    task: Task
    path: Scenario


def _meets(goal: Goal, story: Story, end: Instant) -> bool:
    """Whether a story comes to a goal; no where it goes on beyond a calendar."""
    with suppress(Undecided, OutsideCalendar):
        return goal.met(story, 0, end) is not None
    return False


def _is_of_the_plan(sought: Sought) -> bool:
    """Whether a story of it is one of the plan as it is, on the base readings."""
    return sought.plan is None and not sought.options


def _otherwise(task: Task, sought: Sought, path: Scenario, options: Mapping[str, str], story: Story) -> Iterator[tuple[str, str]]:
    """The readings under which, taken one by one, a path does not come to what it came to."""
    for choice, option in list(story.evaluator.choices.asked()):
        if choice.sort == "reading":
            for other in task.machine.plan.readings[choice.about].options:
                if other.name != option and _outcome(task, sought, path, {**options, choice.about: other.name})[1] is None:
                    yield choice.about, other.name


def _without_idle(path: Scenario) -> Scenario:
    """A scenario with only those people of whom its lines speak."""
    named = {value for line in path.lines for _, value in line.values if isinstance(value, str)}
    people = tuple(person for person in path.people if person.name in named)
    names = {person.name for person in people}
    givens = tuple(given for given in path.givens if not isinstance(given, GivenTerm) or given.subject is None or given.subject in names)
    return replace(path, people=people, givens=givens)


def _supposes(story: Story) -> bool:
    """Whether a story took to be so what it does not state."""
    return any(choice.sort != "reading" for choice in story.evaluator.choices.made)


def _is_no_kind(person: Person) -> bool:
    return person.name.rsplit(" ", 1)[0] == person.kind == "Person"


def _one_of_each(people: Iterable[Person]) -> list[Person]:
    kinds: dict[str, Person] = {}
    for person in people:
        if not _is_no_kind(person):
            kinds.setdefault(person.kind, person)
    return list(kinds.values())


def _forms(sought: Sought) -> list[c.Core]:
    return [sought.condition, *sought.never, *(form for _, form, _ in sought.shown)]


def _goal(plan: Plan, sought: Sought, scenario: Scenario) -> Goal:
    end = Instant(instant(horizon(plan, scenario), START) - 1)
    people = c.Truth(True) if sought.var is not None else None
    return Goal(sought.condition, end, sought.never, (), sought.idle, sought.var, people)


def _task(plan: Plan, sought: Sought, options: dict[str, str], scenario: Scenario, in_place: bool = False) -> Task:
    """What is to be searched, from the beginning of the plan or from when it is in place."""
    last: dt.date = horizon(plan, scenario)
    idle = {event.name for event in plan.events.values() if event.actor in sought.idle}
    machine = machine_of(plan, options, _forms(sought), (), idle)
    given = reading_choices({**idle_readings(machine, scenario), **options})
    stories = [leaf.result for leaf in every_way(lambda choices: _begun(plan, scenario, choices, in_place), given)]
    if any(borne(story, machine) != borne(stories[0], machine) for story in stories):
        raise Undecided("The plan begins otherwise as it is read, or as what is not given is.", "")
    return Task(machine, stories[0], instant(last, START), _goal(plan, sought, scenario), last + dt.timedelta(days=DAYS_BEYOND), alike(scenario))


def _begun(plan: Plan, scenario: Scenario, choices: Choices, in_place: bool) -> Story:
    story = tell(plan, scenario, choices)
    if in_place:
        run_on(story, Instant(story.history[0].tick + FIRST_DAYS * PARTS))
    return story


def _outcome(task: Task, sought: Sought, path: Scenario, options: Mapping[str, str]) -> tuple[Story, Instant | None]:
    """The story of a path on some readings, and when it comes to what is sought, if it does."""
    story = tell(task.machine.plan, path, reading_as(options))
    met = None if story.refusal is not None else task.goal.met(story, 0, task.horizon)
    if met is None or sought.at is None:
        return story, met[0] if met is not None else None
    at = story.evaluator.value(sought.at, {}, story.last, story.history[-1].tick)
    holds = at is not None and all(story.evaluator.holds(form, {}, story.place_at(at), at) for form in sought.then)
    return story, at if holds else None
