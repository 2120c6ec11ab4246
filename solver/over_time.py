"""The values of a form over the time of a story: each moment at which it changes, by an event or by time alone; when a condition holds."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from dsl import core as c
from dsl.dates import Instant
from solver.evaluate_over_time import walk, walk_holds
from solver.story import Story

Stretch = tuple[Instant, Instant]  # from its beginning up to its end, the end not included

NOBODY: Mapping[str, Any] = {}


def values_over_time(story: Story, form: c.Core, end: Instant, env: Mapping[str, Any] = NOBODY) -> Iterator[tuple[Instant, Any]]:
    """The value at the beginning, and each later one from its moment on, in a story that has run on to `end`.

    `env` says who is meant by the variables of the form.
    """
    before: object = story  # equal to no value
    for place in range(story.last + 1):
        stop = story.end_of(place, end)
        for tick, value in walk(story.evaluator, form, env, place, stop):
            if value != before and (tick < stop or place == story.last):
                yield Instant(tick), value
                before = value


def values_seen(story: Story, form: c.Core, place: int, until: Instant) -> Iterator[tuple[Instant, Any]]:
    """Each value from an entry on up to `until`, as long as each state is seen, in a story that has run on."""
    for at in range(place, story.last + 1):
        stop = min(story.seen_until(at, until), until)
        if story.history[at].tick <= stop:
            for tick, value in walk(story.evaluator, form, NOBODY, at, stop):
                yield Instant(tick), value


def stretches_of(story: Story, condition: c.Core, env: Mapping[str, Any], since: Instant, until: Instant) -> Iterator[Stretch]:
    """The stretches of time, ends not included, in which a condition holds, in a story that has run on to `until`."""
    for place, entry in enumerate(story.history):
        end = story.end_of(place, until)
        if end <= since:
            continue
        marks = list(walk_holds(story.evaluator, condition, env, place, end))
        for (tick, holds), following in itertools.zip_longest(marks, marks[1:]):
            stop = following[0] if following else end
            begin = max(tick, since, entry.tick)
            if holds and stop > begin:
                yield Instant(begin), Instant(stop)


def joined(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    """Stretches that touch, as one."""
    found: list[Stretch] = []
    for begin, end in sorted(stretches):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return tuple(found)
