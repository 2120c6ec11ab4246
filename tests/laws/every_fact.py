"""What comes of a question about a generated plan, by trying every story of its menu, for any readings and facts.

The brute force against which answers are held where facts are unstated: it
states them all, so that nothing is left open in the stories that it tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from explorer import Readings, stories
from guarded_plans import Given, Guarded, facts_of
from msgspec.structs import replace
from test_search_and_explorer import values_of

from dsl import core as c
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, PARTS, START, Instant, end_of, instant
from dsl.kinds import DAY
from dsl.plan import GivenTerm, Plan, Question, Scenario, StoryLine
from solver.asks import asks_of
from solver.choices import reading_as
from solver.evaluate_over_time import first
from solver.facts import asked_about, look
from solver.goal import Goal
from solver.replay import horizon, run_on, tell
from solver.story import Story
from solver.windows_of_powers import holder_of, window

MOST = 2
Outcomes = dict[Given, Any]  # what comes out for each way to state what nobody stated; None where the story is refused


class Tried:
    """A question about one plan, tried for every reading and every fact."""

    def __init__(self, found: Guarded, question: Question) -> None:
        self.plan = found.plan
        self.question = question
        self.menu = found.menu
        self.facts = list(facts_of(self.plan, question.scenario))
        self.end = instant(horizon(self.plan, question.scenario), START)

    def under(self, readings: Readings) -> Outcomes:
        """What comes out under some readings, for each way to state the facts."""
        return {facts: self.one(readings, facts) for facts in self.facts}

    def one(self, readings: Readings, facts: Given) -> Any:
        scenario = _stated(self.question.scenario, facts)
        story = tell(self.plan, scenario, reading_as(readings))
        if story.refusal is not None:
            return None
        match self.question.form:
            case "can" | "certain" | "ways":
                goal = self.goal(story)
                return any(goal.met(tried, len(scenario.lines), self.end) is not None for tried in self.stories(scenario, readings))
            case "extreme":
                return self.best(scenario, readings, self.goal(story))
            case "may":
                return self.windows(story, scenario, readings)
            case _:
                return look(story, self.question, asked_about(story, self.plan, self.question))

    def is_reached(self, path: Scenario, readings: Readings, facts: Given) -> bool:
        """Whether a path comes to what is sought."""
        told = tell(self.plan, _stated(self.question.scenario, facts), reading_as(readings))
        story = tell(self.plan, _stated(path, facts), reading_as(readings))
        return story.refusal is None and self.goal(told).met(story, len(self.question.scenario.lines), self.end) is not None

    def stories(self, scenario: Scenario, readings: Readings, menu: tuple[StoryLine, ...] | None = None) -> Iterator[Story]:
        return (story for _, story in stories(self.plan, scenario, readings, self.menu if menu is None else menu, MOST))

    def goal(self, story: Story) -> Goal:
        """What is sought, by the time that the question names, of this very story."""
        question = self.question
        until = self.end
        if question.by is not None:
            time = story.evaluator.value(question.by, {}, story.last, story.history[-1].tick)
            until = min(self.end, Instant(end_of(time) - 1 if question.by_kind == DAY else time))
        sought = question.condition or c.Truth(True)
        if question.form == "certain":
            sought = c.Not(sought)
        never = (*question.never, *(c.Not(form) for form in question.always))
        return Goal(sought, until, never, question.without, question.idle, question.var, question.people)

    def best(self, scenario: Scenario, readings: Readings, goal: Goal) -> Any:
        """The most or least, in a tuple; nothing in it where there is no value."""
        values: list[Any] = []
        for story in self.stories(scenario, readings):
            run_on(story, self.end)
            if all(first(story.evaluator, forbidden, {}, story.last, self.end) is None for forbidden in goal.never):
                values += values_of(story, self.question, goal)
        word = self.question.node.word  # type: ignore[union-attr]
        return ((max if word in ("most", "latest") else min)(values),) if values else ()

    def windows(self, story: Story, scenario: Scenario, readings: Readings) -> tuple[frozenset[int], ...]:
        """The ticks at which the power is open: as things stand, whatever others do, at best."""
        power = self.plan.events[self.question.topic or ""]
        since = Instant(story.history[-1].tick)
        every = ticks_of([(since, self.end)])
        holder = holder_of(self.plan, power)
        others = tuple(line for line in self.menu if _actor(self.plan, line) not in holder)

        def opened(tried: Story) -> frozenset[int]:
            run_on(tried, self.end)
            return ticks_of(window(tried, asks_of(self.plan, scenario, power), since, self.end).stretches)

        best = frozenset().union(*(opened(tried) for tried in self.stories(scenario, readings)))
        kept = every.intersection(*(opened(tried) for tried in self.stories(scenario, readings, others)))
        return opened(story), kept, best


def ticks_of(stretches: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The instants of some stretches at which an event may happen."""
    return frozenset(tick for begin, end in stretches for tick in range(begin, end) if tick % PARTS in (BEFORE_CLOSE, AFTER_CLOSE))


def _stated(scenario: Scenario, facts: Given) -> Scenario:
    """A scenario with the facts that it leaves unstated."""
    given = {(one.term, one.subject) for one in scenario.givens if isinstance(one, GivenTerm)}
    return replace(scenario, givens=(*scenario.givens, *(one for one in facts if (one.term, one.subject) not in given)))


def _actor(plan: Plan, line: StoryLine) -> str:
    """Who acts in a line."""
    actor = plan.events[line.event].actor
    return str(dict(line.values).get(actor, actor))
