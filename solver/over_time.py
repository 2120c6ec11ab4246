"""The values of a form over the time of a story: each moment at which it changes, by an event or by time alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dsl import core as c
from dsl.dates import Instant
from solver.replay import Story

NOBODY: Mapping[str, Any] = {}


def values_over_time(story: Story, form: c.Core, end: Instant, env: Mapping[str, Any] = NOBODY) -> Iterator[tuple[Instant, Any]]:
    """The value at the beginning, and each later one from its moment on, in a story that has run on to `end`.

    `env` says who is meant by the variables of the form.
    """
    before: object = story  # equal to no value
    for place in range(story.last + 1):
        stop = story.history[place + 1].tick if place < story.last else end
        for tick, value in story.evaluator.walk(form, env, place, stop):
            if value != before and (tick < stop or place == story.last):
                yield Instant(tick), value
                before = value
