"""A condition holds just where one of its limbs does, at every moment of a told story, on generated plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from test_search_and_explorer import made

from dsl import core as c
from dsl.calendars import OutsideCalendar
from dsl.dates import Instant
from dsl.kinds import DAY, INSTANT, YES_NO
from dsl.plan import Plan
from solver.choices import TooMany, reading_as
from solver.evaluate import Evaluator
from solver.limbs_of import limbs_of
from solver.replay import NeverSettles, tell
from solver.story import Story
from solver.undecided import Undecided

LATER = (0, 1, 4, 41, 163)  # ticks after an entry


def conditions(plan: Plan) -> Iterator[c.Core]:
    """What every term of nobody in particular means: that it holds, or that its time has come."""
    for term in plan.terms.values():
        if term.role == "means" and term.per is None:
            if term.kind == YES_NO:
                yield c.TermIs(term.name)
            if term.kind in (DAY, INSTANT):
                yield c.CompareTime("on or after", c.NowIs(), c.TermIs(term.name))


def check(seed: int, seen: Counter[str]) -> None:
    found = made(seed)
    if found is None:
        return
    library = found[0]
    plan, base = library.plan, library.plan.base_readings
    try:
        story = tell(plan, library.scenarios["The menu"], reading_as(base))
    except (OutsideCalendar, NeverSettles, TooMany, Undecided):
        return
    for condition in conditions(plan):
        limbs = limbs_of(plan, base, condition)
        if len(limbs) > 1:
            seen["of several limbs"] += 1
            compare(seed, story, condition, [limb.condition for limb in limbs], seen)


def compare(seed: int, story: Story, condition: c.Core, limbs: list[c.Core], seen: Counter[str]) -> None:
    for at in range(len(story.history)):
        for later in LATER:
            moment = story.history[at].tick + later
            if moment > story.end_of(at, Instant(moment)):
                continue
            try:
                whole = holds(story.evaluator, condition, at, moment)
                each = [holds(story.evaluator, limb, at, moment) for limb in limbs]
            except (OutsideCalendar, Undecided):
                seen["outside"] += 1
                continue
            assert whole == any(each), (seed, condition, at, moment, each)
            seen["by one alone" if each.count(True) == 1 else "so" if whole else "not so"] += 1


def holds(evaluator: Evaluator, condition: c.Core, at: int, moment: int) -> bool:
    return bool(evaluator.holds(condition, {}, at, moment))


@pytest.mark.parametrize("seeds", [range(300), pytest.param(range(1000, 5000), marks=pytest.mark.soak)])
def test_a_condition_holds_where_one_of_its_limbs_does(seeds: range) -> None:
    seen: Counter[str] = Counter()
    for seed in seeds:
        check(seed, seen)
    assert seen["of several limbs"] >= 0.2 * len(seeds), dict(seen)
    assert seen["by one alone"] >= 0.5 * len(seeds), dict(seen)
