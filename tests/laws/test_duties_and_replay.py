"""A duty that leaves nothing to choose is open just when its performance is allowed, on generated plans, day by day."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from generated_plans import loaded
from msgspec.structs import replace

from dsl.calendars import OutsideCalendar
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, START, Instant, instant
from dsl.plan import Plan, Scenario, StoryLine
from dsl.source import NOWHERE
from solver.choices import Choices
from solver.duties import open_stretches, standing
from solver.replay import NeverSettles, horizon, run_on, tell

SEEDS = range(200)
DAYS_TRIED = 30
SENTENCE = "the Company discharges its duty now"


def performed(plan: Plan, scenario: Scenario, day: dt.date, late: bool, counts: Counter[str]) -> bool:
    """Whether it can be performed then, and is performed right after, by telling the story with that line."""
    line = StoryLine(day, late, False, "Da", (), SENTENCE, NOWHERE)
    story = tell(plan, replace(scenario, lines=(*scenario.lines, line)), Choices({}))
    if story.refusal is not None:
        return False
    now = story.history[-1].tick
    state = standing(story, plan.duties["Da"], now, now).state
    assert state not in ("open", "breached"), "it is still owed after it was performed"
    counts[state] += 1
    return True


def check(seed: int, counts: Counter[str]) -> None:
    """Every day of one plan and story that has a duty."""
    library = loaded(seed)
    if library is None or not library.plan.duties or library.plan.invariants:
        return
    plan, (scenario,) = library.plan, library.scenarios.values()
    story = tell(plan, scenario, Choices({}))
    if story.refusal is not None:
        return
    since, until = story.history[-1].tick, instant(horizon(plan, scenario), START)
    run_on(story, until)
    duty = plan.duties["Da"]
    found = open_stretches(story, duty, until)
    for after in range(DAYS_TRIED):
        day = scenario.lines[-1].date + dt.timedelta(days=after)
        for late in (False, True):
            tick = instant(day, AFTER_CLOSE if late else BEFORE_CLOSE)
            if tick < since:
                continue
            within = any(begin <= tick < end for begin, end in found)
            assert performed(plan, scenario, day, late, counts) == within, (seed, day, late)
            counts["open" if within else "closed"] += 1
            counts[standing(story, duty, Instant(tick), until).state] += 1


def test_a_duty_is_open_when_its_performance_is_allowed() -> None:
    counts: Counter[str] = Counter()
    for seed in SEEDS:
        try:
            check(seed, counts)
        except (OutsideCalendar, NeverSettles):
            continue
    assert counts["open"] > 100, counts
    assert counts["closed"] > 100, counts
    assert {"breached", "performed", "lapsed", "not yet owed"} <= set(counts), counts
