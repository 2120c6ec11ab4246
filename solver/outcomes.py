"""Whether and when a path comes to its goal, told again from the plan's sentences.

Takes a task and the whole scenario of a path; gives the moment, or in words
why it does not.
"""

from __future__ import annotations

from dsl.dates import Instant
from dsl.plan import Scenario
from solver.choices import Choices, Leaf, every_way, reading_choices
from solver.idle import idle_readings
from solver.replay import tell
from solver.rows import MOST_COMBINATIONS
from solver.search import Task


def outcomes(task: Task, scenario: Scenario, path: Scenario, most: int = MOST_COMBINATIONS) -> list[Leaf[Instant | str]]:
    """When a path comes to the goal, or why it does not, under every reading that its story asks for; raises TooMany."""
    given = reading_choices({**idle_readings(task.machine, scenario), **task.machine.options})
    return every_way(lambda choices: outcome(task, path, scenario, choices), given, most)


def outcome(task: Task, path: Scenario, scenario: Scenario, choices: Choices) -> Instant | str:
    """When a path comes to the goal under one run's readings, or why it does not."""
    story = tell(task.machine.plan, path, choices)
    if story.refusal is not None:
        return f"`{story.lines[story.refusal.line].sentence}` is refused"
    met = task.goal.met(story, len(scenario.lines), task.horizon)
    return met[0] if met is not None else "what was asked for does not come about"
