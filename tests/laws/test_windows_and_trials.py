"""A window is open just where the replay lets the event happen: a line of it is told at the tick, with whatever values.

On generated plans with more that must always hold; every event, also those with
persons and amounts to be chosen. What a window says that it did not look at is
left out.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import pytest
from generated_plans import FIRST, Maker
from msgspec.structs import replace

from dsl import core as c
from dsl.calendars import OutsideCalendar
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, PARTS, START, Instant, day_of, instant, part_of
from dsl.diagnostics import Mistakes
from dsl.kinds import DAY, ORGAN, PERSON
from dsl.load import Library, load_text
from dsl.plan import Event, HoleOf, Plan, StoryLine
from dsl.source import NOWHERE
from solver.asks import asks_of
from solver.choices import Choices
from solver.held_after import CannotSay, held_after
from solver.replay import NeverSettles, horizon, run_on, tell, tell_line
from solver.story import Story
from solver.windows_of_powers import Window, window

PLANS = (54, 56, 86, 91)  # in which something turns at what must hold
CAMPAIGN = range(1000, 4000)
FEW = (0, 1, 49, 50, 100, 101, 149, 150, 151, 200, 300, 301, 500, 900, 1000)
ALL = range(1202)


def made(seed: int) -> Library | None:
    """A generated plan in which more must always hold, with its story; None where chance made no plan."""
    maker = Maker(seed)
    head, story = maker.make().rsplit("scenario", 1)
    try:
        return load_text(f"{head}{maker.always()}scenario{story}")
    except Mistakes:
        return None


def lets(story: Story, event: Event, tick: int, amounts: Iterable[int]) -> bool:
    """Whether the line of some values happens at a tick that is no earlier than the end of the told story."""
    return any(happens(story, event, tick, values) for values in every_choice(story, event.holes, amounts))


def happens(story: Story, event: Event, tick: int, values: tuple[tuple[str, Any], ...]) -> bool:
    """Whether the line of an event with these values happens at a tick."""
    line = StoryLine(day_of(Instant(tick)), part_of(Instant(tick)) == AFTER_CLOSE, False, event.name, values, "it happens", NOWHERE)
    told = story.fork(story.evaluator.inputs)
    told.lines = (*story.lines, line)
    return tell_line(told, len(story.lines))


def every_choice(story: Story, holes: Sequence[HoleOf], amounts: Iterable[int]) -> Iterator[tuple[tuple[str, Any], ...]]:
    """Every way to fill the holes with the people there are, these amounts, and a day."""
    for filled in itertools.product(*(tuple(options(story, hole, amounts)) for hole in holes)):
        yield tuple((hole.name, value) for hole, value in zip(holes, filled, strict=True))


def options(story: Story, hole: HoleOf, amounts: Iterable[int]) -> Iterable[Any]:
    if hole.kind == PERSON:
        return [name for name, kind in story.evaluator.people.items() if hole.person_kind in (None, kind)]
    if hole.kind == ORGAN:
        return story.evaluator.plan.organs
    return [FIRST] if hole.kind == DAY else map(Fraction, amounts)


def check_lines(story: Story, event: Event, dice: random.Random, seen: Counter[str]) -> None:
    """What must be so before a line, with the event's own conditions, is so just where the line is allowed."""
    plan = story.evaluator.plan
    try:
        kept = [held_after(plan, event, invariant.condition) for invariant in plan.invariants]
    except CannotSay:
        return
    tick = Instant(story.history[-1].tick // PARTS * PARTS + PARTS * dice.randrange(1, 30) + BEFORE_CLOSE)
    told = story.fork(story.evaluator.inputs)
    run_on(told, tick)
    every = list(every_choice(story, event.holes, dice.sample(FEW, 5)))
    for values in dice.sample(every, min(len(every), 4)):
        env = {hole.var: value for hole, (_, value) in zip(event.holes, values, strict=True)}
        allowed = told.evaluator.holds(c.All((*event.guards, *kept)), env, told.last, tick)
        assert happens(story, event, tick, values) == allowed, (event.name, values, day_of(Instant(tick)))
        broken = not told.evaluator.holds(c.All(tuple(kept)), env, told.last, tick)
        seen["a line breaks it"] += broken and told.evaluator.holds(c.All(event.guards), env, told.last, tick)


def ticks_of(found: Window, since: Instant, until: Instant, dice: random.Random) -> list[int]:
    """The ticks beside each edge at which an event may happen, those at both ends, and some others."""
    near = {edge + by for stretch in found.stretches for edge in stretch for by in range(-PARTS, PARTS + 1)}
    near |= {since + by for by in range(PARTS)} | {until - by for by in range(PARTS)} | {dice.randrange(since, until) for _ in range(4)}
    return sorted(tick for tick in near if since <= tick < until and tick % PARTS in (BEFORE_CLOSE, AFTER_CLOSE))


def check(plan: Plan, library: Library, seed: int, seen: Counter[str]) -> None:
    (scenario,) = library.scenarios.values()
    dice = random.Random(seed)
    told = tell(plan, scenario, Choices({}))
    if told.refusal is not None:
        scenario = replace(scenario, lines=told.lines[: told.refusal.line])
        told = tell(plan, scenario, Choices({}))
    since, until = Instant(told.history[-1].tick), instant(horizon(plan, scenario), START)
    whole = told.fork(told.evaluator.inputs)
    run_on(whole, until)
    for event in plan.events.values():
        check_lines(told, event, dice, seen)
        asks = asks_of(plan, scenario, event)
        if asks.not_looked_at:
            seen["not looked at"] += 1
            continue
        found = window(whole, asks, since, until)
        for tick in ticks_of(found, since, until, dice):
            is_open = any(begin <= tick < end for begin, end in found.stretches)
            assert lets(told, event, tick, ALL if is_open else FEW) == is_open, (event.name, day_of(Instant(tick)), part_of(Instant(tick)))
            seen["open" if is_open else "closed"] += 1
        kept = {part.label for part in asks.kept}
        seen["kept"] += bool(kept)
        seen["turns at what is kept"] += any(kept & set(labels) for labels in (*found.opens, *found.closes))
        seen["never, of what is kept"] += bool(kept) and not found.stretches


def met(seeds: Iterable[int]) -> Counter[str]:
    seen: Counter[str] = Counter()
    for seed in seeds:
        library = made(seed)
        if library is None:
            seen["not a plan"] += 1
            continue
        try:
            check(library.plan, library, seed, seen)
        except (OutsideCalendar, NeverSettles):
            seen["outside"] += 1
        except AssertionError as error:
            raise AssertionError(f"seed {seed}") from error
    return seen


def test_windows_are_open_just_where_a_line_can_be_told() -> None:
    seen = met(PLANS)
    for wanted in ("open", "closed", "kept", "turns at what is kept", "never, of what is kept", "a line breaks it"):
        assert seen[wanted] >= 3, dict(seen)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_windows_of_many_plans_are_open_just_where_a_line_can_be_told(part: int) -> None:
    seen = met(CAMPAIGN[part::10])
    assert seen["turns at what is kept"] > 10, dict(seen)
