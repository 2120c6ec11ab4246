"""When each power is open, as things stand: with no further event, until the horizon.

Conditions that depend on an amount or a date still to be chosen are set aside
and named; persons and organs that could be chosen are all tried.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from dsl import core as c
from dsl.core import Label
from dsl.dates import START, Instant, instant
from dsl.forms import variables
from dsl.kinds import ORGAN, PERSON
from dsl.plan import Event, HoleOf, Plan, Scenario
from solver.asks import Asks, asks_of
from solver.choices import Choices
from solver.in_force import not_before_the_plan
from solver.over_time import Stretch, joined, stretches_of
from solver.replay import horizon, run_on, tell
from solver.story import Story
from solver.unset_times import unset_in


class Bar(Struct, frozen=True):
    """Of a power that is open at no time, for whom which of its conditions hold at no time; none where they only never hold together.

    No names mean whoever uses it. `unset` are times that these conditions
    compare, and that nothing sets.
    """

    who: tuple[str, ...]
    labels: tuple[Label, ...]
    unset: tuple[str, ...] = ()


class Window(Struct, frozen=True):
    """The stretches of time, ends not included, in which a power may be used as things stand.

    `also` are the conditions on what is still to be chosen, `not_looked_at` what
    must always hold and is not among its conditions. `opens` are the
    conditions that still fail just before each stretch begins, `closes` those
    that fail as it ends; none where it lasts to the horizon.
    """

    power: str
    stretches: tuple[Stretch, ...]
    also: tuple[Label, ...]
    opens: tuple[tuple[Label, ...], ...]
    closes: tuple[tuple[Label, ...], ...]
    not_looked_at: tuple[Label, ...] = ()


def as_things_stand(plan: Plan, scenario: Scenario, choices: Choices) -> tuple[Story, Instant, Instant]:
    """The story of a scenario with no further event, with the moments from which and up to which its windows are looked for.

    It has run on to the last of them, unless a line of it is refused.
    """
    story = tell(plan, scenario, choices)
    since, until = Instant(story.history[-1].tick), instant(horizon(plan, scenario), START)
    if story.refusal is None:
        run_on(story, until)
    return story, since, until


def windows(story: Story, scenario: Scenario, since: Instant, until: Instant) -> tuple[Window, ...]:
    """The window of each power in a story of a scenario that has run on to `until`."""
    plan = story.evaluator.plan
    powers = [event for event in plan.events.values() if event.is_power]
    return tuple(window(story, asks_of(plan, scenario, power), since, until) for power in powers)


def window(story: Story, asks: Asks, since: Instant, until: Instant) -> Window:
    """The window of one power in a story that has run on to `until`."""
    since = not_before_the_plan(story.evaluator.plan, asks.power, since)
    found: list[Stretch] = []
    for env in ways(story, asks):
        found.extend(stretches_of(story, asks.fixed, env, since, until))
    stretches = joined(found)
    opens = tuple(_failing(story, asks, Instant(begin - 1)) if begin > since else () for begin, _ in stretches)
    closes = tuple(_failing(story, asks, end) if end < until else () for _, end in stretches)
    return Window(asks.power.name, stretches, asks.also, opens, closes, asks.not_looked_at)


def bars(story: Story, asks: Asks, since: Instant, until: Instant) -> tuple[Bar, ...]:
    """Why a power is open at no time in a story that has run on to `until`: the conditions that hold at no time, for whomever or for each."""
    since = not_before_the_plan(story.evaluator.plan, asks.power, since)
    parts = [part for part in asks.fixed.items if isinstance(part, c.Part)]
    found: dict[tuple[str, ...], list[Label]] = {}
    for env in ways(story, asks):
        failing = [label for part in parts if not any(stretches_of(story, part, env, since, until)) for label in _limbs(story, part, since, until)]
        found[tuple(str(who) for who in env.values())] = list(dict.fromkeys(failing))
    always = [label for label in next(iter(found.values()), []) if all(label in failing for failing in found.values())]
    if always:
        return (Bar((), tuple(always), _unset(story, [part for part in parts if part.label in always], next(iter(ways(story, asks))), since, until)),)
    alike: dict[tuple[Label, ...], list[str]] = {}
    for who, failing in found.items():
        alike.setdefault(tuple(failing), []).extend(who)
    return tuple(Bar(tuple(dict.fromkeys(who)), labels) for labels, who in alike.items())


def _limbs(story: Story, part: c.Part, since: Instant, until: Instant) -> Iterator[Label]:
    """The part, which holds at no time; in its place, where it asks for a status of nobody in particular, the limbs of that by which it does not."""
    wanted, is_asked = (part.body.body, False) if isinstance(part.body, c.Not) else (part.body, True)
    body = _status(story, wanted)
    limbs: list[c.Part] = []
    if is_asked and isinstance(body, c.All):
        limbs = [limb for limb in body.items if isinstance(limb, c.Part) and not any(stretches_of(story, limb, {}, since, until))]
    elif not is_asked and isinstance(body, c.Any):
        limbs = [limb for limb in body.items if isinstance(limb, c.Part) and joined(list(stretches_of(story, limb, {}, since, until))) == ((since, until),)]
    if not limbs:
        yield part.label
    for limb in limbs:
        yield from _limbs(story, limb, since, until) if is_asked else (limb.label,)


def _status(story: Story, form: c.Core) -> c.Core | None:
    """What a status means that is nobody's in particular, as of the Rights; None of any other form."""
    term = story.evaluator.plan.terms[form.term] if isinstance(form, c.TermIs) and form.subject is None else None
    return term.body if term is not None and term.role == "means" else None


def _unset(story: Story, conditions: Sequence[c.Core], env: Mapping[str, Any], since: Instant, until: Instant) -> tuple[str, ...]:
    """The times that some conditions compare and that are unset at the beginning and at the end."""
    first, last = (unset_in(story, conditions, env, story.place_at(moment), moment) for moment in (since, Instant(until - 1)))
    return tuple(name for name in first if name in last)


def holder_of(plan: Plan, power: Event) -> tuple[str, ...]:
    """Who holds a power: an organ acts together with the other organs and with the persons whom the plan itself names."""
    hole = next((hole for hole in power.holes if hole.name == power.actor), None)
    if hole is None and power.actor not in (*plan.organs, *plan.persons):
        return (power.actor,)
    return (*plan.organs, *plan.persons) if hole is None or hole.kind == ORGAN else ()


def ways(story: Story, asks: Asks) -> Iterator[Mapping[str, Any]]:
    """Every way to choose the persons and organs that the conditions speak of; none where nobody is there to be chosen."""
    used = set(variables(asks.fixed))
    options = {hole.var: _takes(story, hole) for hole in asks.power.holes if hole.kind in (PERSON, ORGAN)}
    if all(options.values()):
        spoken_of = {var: taken for var, taken in options.items() if var in used}
        for values in itertools.product(*spoken_of.values()):
            yield dict(zip(spoken_of, values, strict=True))


def _takes(story: Story, hole: HoleOf) -> tuple[str, ...]:
    """The persons or organs that a hole takes."""
    if hole.kind == ORGAN:
        return tuple(story.evaluator.plan.organs)
    return tuple(name for name, kind in story.evaluator.people.items() if hole.person_kind in (None, kind))


def _failing(story: Story, asks: Asks, moment: Instant) -> tuple[Label, ...]:
    """The conditions that no choice meets at a moment."""
    at = story.place_at(moment)
    failing = None
    for env in ways(story, asks):
        labels = {
            guard.label for guard in asks.fixed.items
            if isinstance(guard, c.Part) and not story.evaluator.holds(guard, env, at, moment)
        }  # fmt: skip
        if failing is None or len(labels) < len(failing):
            failing = labels
    return tuple(sorted(failing or (), key=list(story.evaluator.plan.clauses).index))
