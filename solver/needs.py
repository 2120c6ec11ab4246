"""What a route needs, each by itself: where one of these is out of reach, so is the route.

Takes a route and a task; gives goals that are met on every run which goes the route.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl.dates import Instant
from solver.evaluate_over_time import first
from solver.goal import Goal
from solver.routes import Route
from solver.search import Task


class Need(Struct, frozen=True):
    """Something that a route needs, as a goal; and that it is not so in words that no other need of the route has."""

    says: str
    goal: Goal


def needs(route: Route, task: Task) -> Iterator[Need]:
    """Everything that is known to be needed."""
    yield from soon_seen(route, task)
    yield from wholes(route, task)


def soon_seen(route: Route, task: Task) -> Iterator[Need]:
    """What must come about on the route, each by itself."""
    yield Need(f"what is sought does not come about{_by(route)}", replace(route.goal, never=(), once=()))
    if route.excuse is not None and route.excuse.applies is not None and not _has_been_so(route.excuse.applies, task):
        yield Need(f"the exception {route.excuse.name} does not apply", _by_the_end(route, task, route.excuse.applies, ()))


def wholes(route: Route, task: Task) -> Iterator[Need]:
    """The route as it is: what is sought, and that its exception makes a difference."""
    yield Need(f"what is sought does not come about{_by(route)} before what must not be so", replace(route.goal, once=()))
    if route.excuse is not None and not _has_been_so(route.excuse.without, task):
        yield Need(f"the exception {route.excuse.name} makes no difference", _by_the_end(route, task, route.excuse.without, route.goal.never))


def _by(route: Route) -> str:
    limb = route.limb.label or route.limb.name
    return f" by {limb}" if limb else ""


def _has_been_so(condition: c.Core, task: Task) -> bool:
    """Whether a condition has held in the told story: what is remembered of that may make a difference later."""
    story = task.story
    return first(story.evaluator, condition, {}, story.last, story.history[-1].tick) is not None


def _by_the_end(route: Route, task: Task, sought: c.Core, never: tuple[c.Core, ...]) -> Goal:
    return replace(route.goal, sought=sought, until=Instant(task.horizon), never=never, once=())
