"""When each power is open, as things stand: with no further event, until the horizon.

Conditions that depend on an amount or a date still to be chosen are set aside
and named; persons and organs that could be chosen are all tried.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from dsl import core as c
from dsl.core import Label
from dsl.dates import START, Instant, instant
from dsl.forms import variables
from dsl.kinds import ORGAN, PERSON
from dsl.plan import Event, Plan, Scenario
from solver.choices import Choices
from solver.over_time import Stretch, joined, stretches_of
from solver.replay import horizon, run_on, tell
from solver.room import room_for
from solver.story import Story


class Bar(Struct, frozen=True):
    """Of a power that is open at no time, for whom which of its conditions hold at no time; none where they only never hold together.

    No names mean whoever uses it.
    """

    who: tuple[str, ...]
    labels: tuple[Label, ...]


class Window(Struct, frozen=True):
    """The stretches of time, ends not included, in which a power may be used as things stand.

    `also` are the conditions on what is still to be chosen. `opens` are the
    conditions that still fail just before each stretch begins, `closes` those
    that fail as it ends; none where it lasts to the horizon.
    """

    power: str
    stretches: tuple[Stretch, ...]
    also: tuple[Label, ...]
    opens: tuple[tuple[Label, ...], ...]
    closes: tuple[tuple[Label, ...], ...]


def as_things_stand(plan: Plan, scenario: Scenario, choices: Choices) -> tuple[Story, Instant, Instant]:
    """The story of a scenario with no further event, with the moments from which and up to which its windows are looked for.

    It has run on to the last of them, unless a line of it is refused.
    """
    story = tell(plan, scenario, choices)
    since, until = Instant(story.history[-1].tick), instant(horizon(plan, scenario), START)
    if story.refusal is None:
        run_on(story, until)
    return story, since, until


def windows(story: Story, since: Instant, until: Instant) -> tuple[Window, ...]:
    """The window of each power in a story that has run on to `until`."""
    powers = [event for event in story.evaluator.plan.events.values() if event.is_power]
    return tuple(window(story, power, since, until) for power in powers)


def window(story: Story, power: Event, since: Instant, until: Instant) -> Window:
    """The window of one power in a story that has run on to `until`."""
    fixed, also = fixed_conditions(power)
    found: list[Stretch] = []
    for env in ways(story, power, fixed):
        found.extend(stretches_of(story, fixed, env, since, until))
    stretches = joined(found)
    opens = tuple(_failing(story, power, fixed, Instant(begin - 1)) if begin > since else () for begin, _ in stretches)
    closes = tuple(_failing(story, power, fixed, end) if end < until else () for _, end in stretches)
    return Window(power.name, stretches, tuple(g.label for g in also if isinstance(g, c.Part)), opens, closes)


def bars(story: Story, power: Event, since: Instant, until: Instant) -> tuple[Bar, ...]:
    """Why a power is open at no time in a story that has run on to `until`: the conditions that hold at no time, for whomever or for each."""
    fixed, _ = fixed_conditions(power)
    parts = [part for part in fixed.items if isinstance(part, c.Part)]
    found: dict[tuple[str, ...], list[Label]] = {}
    for env in ways(story, power, fixed):
        failing = [part.label for part in parts if not any(stretches_of(story, part, env, since, until))]
        found[tuple(str(who) for who in env.values())] = list(dict.fromkeys(failing))
    always = [label for label in next(iter(found.values()), []) if all(label in failing for failing in found.values())]
    if always:
        return (Bar((), tuple(always)),)
    alike: dict[tuple[Label, ...], list[str]] = {}
    for who, failing in found.items():
        alike.setdefault(tuple(failing), []).extend(who)
    return tuple(Bar(tuple(dict.fromkeys(who)), labels) for labels, who in alike.items())


def holder_of(plan: Plan, power: Event) -> tuple[str, ...]:
    """Who holds a power: an organ acts together with the other organs and with the persons whom the plan itself names."""
    hole = next((hole for hole in power.holes if hole.name == power.actor), None)
    if hole is None and power.actor not in (*plan.organs, *plan.persons):
        return (power.actor,)
    return (*plan.organs, *plan.persons) if hole is None or hole.kind == ORGAN else ()


def fixed_conditions(power: Event) -> tuple[c.All, tuple[c.Core, ...]]:
    """The conditions that do not wait on an amount or a date to be chosen, and those that do.

    What a choice is compared with must be set, and what it is to be above be
    below what it is to be below, or no choice can meet it.
    """
    chosen = {hole.var for hole in power.holes if hole.kind not in (PERSON, ORGAN)}
    also = tuple(g for g in power.guards if chosen & set(variables(g)))
    fixed = [g for g in power.guards if g not in also]
    for guard in also:
        body = guard.body if isinstance(guard, c.Part) else guard
        if isinstance(guard, c.Part) and isinstance(body, c.Compare | c.CompareTime | c.Same):
            fixed += [c.Part(guard.label, "drop", c.IsSetIs(side)) for side in (body.left, body.right) if not chosen & set(variables(side))]
    fixed += [part for var in chosen for part in room_for(var, also)]
    return c.All(tuple(fixed)), also


def ways(story: Story, power: Event, condition: c.Core) -> Iterator[Mapping[str, Any]]:
    """Every way to choose the persons and organs that the conditions speak of."""
    used = set(variables(condition))
    holes = [hole for hole in power.holes if hole.var in used]
    options = [story.evaluator.plan.organs if hole.kind == ORGAN else tuple(story.evaluator.people) for hole in holes]
    for values in itertools.product(*options):
        yield dict(zip((hole.var for hole in holes), values, strict=True))


def _failing(story: Story, power: Event, fixed: c.All, moment: Instant) -> tuple[Label, ...]:
    """The conditions that no choice meets at a moment."""
    at = story.place_at(moment)
    failing = None
    for env in ways(story, power, fixed):
        labels = {
            guard.label for guard in fixed.items
            if isinstance(guard, c.Part) and not story.evaluator.holds(guard, env, at, moment)
        }  # fmt: skip
        if failing is None or len(labels) < len(failing):
            failing = labels
    return tuple(sorted(failing or (), key=list(story.evaluator.plan.clauses).index))
