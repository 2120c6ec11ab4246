"""Every story that goes on from a told one by lines of a short menu, told by the replay alone.

The brute force against which the search is held: it knows nothing of formulas.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, PARTS, Instant, instant
from dsl.plan import Plan, Scenario, StoryLine
from solver.asks import asks_of
from solver.choices import Choices, reading_choices
from solver.goal import Goal
from solver.replay import run_on, tell
from solver.story import Story
from solver.windows_of_powers import window

Readings = dict[str, str]


def tick_of(line: StoryLine) -> Instant:
    return instant(line.date, AFTER_CLOSE if line.after_close else BEFORE_CLOSE)


def stories(plan: Plan, scenario: Scenario, readings: Readings, menu: tuple[StoryLine, ...], most: int) -> Iterator[tuple[int, Story]]:
    """Each story that the plan allows, with how many lines it adds; fewest first."""
    fixed = reading_choices(readings)
    todo: list[tuple[StoryLine, ...]] = [()]
    while todo:
        following = []
        for lines in todo:
            story = tell(plan, replace(scenario, lines=(*scenario.lines, *lines)), Choices(fixed))
            if story.refusal is not None:
                continue
            last = story.history[-1].tick
            if len(lines) < most:
                following += [(*lines, line) for line in menu if tick_of(line) >= last]
            yield len(lines), story
        todo = following


def fewest(plan: Plan, scenario: Scenario, readings: Readings, menu: tuple[StoryLine, ...], most: int, goal: Goal, end: Instant) -> int | None:
    """How many lines the shortest story adds that comes to the goal; None if none does."""
    for count, story in stories(plan, scenario, readings, menu, most):
        if goal.met(story, len(scenario.lines), end) is not None:
            return count
    return None


def ticks_open(plan: Plan, scenario: Scenario, readings: Readings, menu: tuple[StoryLine, ...], most: int, power: str, end: Instant) -> tuple[set[int], set[int]]:
    """The ticks at which an event may happen where some story has the power open, and closed."""
    opened: set[int] = set()
    closed: set[int] = set()
    since: Instant | None = None
    for _, story in stories(plan, scenario, readings, menu, most):
        since = Instant(story.history[-1].tick) if since is None else since
        run_on(story, end)
        found = window(story, asks_of(plan, scenario, plan.events[power]), since, end)
        here = {tick for begin, stop in found.stretches for tick in range(begin, stop) if tick % PARTS in (BEFORE_CLOSE, AFTER_CLOSE)}
        opened |= here
        closed |= {tick for tick in range(since, end) if tick % PARTS in (BEFORE_CLOSE, AFTER_CLOSE)} - here
    return opened, closed
