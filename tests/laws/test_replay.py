"""Laws of the replay alone: the same every time, and windows that agree with trying every day."""

from __future__ import annotations

import datetime as dt

import pytest
from generated_plans import generated_plan, loaded
from msgspec.structs import replace

from dsl.calendars import OutsideCalendar
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, START, Instant, instant
from dsl.load import Library, load_text
from dsl.plan import Event, Plan, Scenario, StoryLine
from dsl.source import NOWHERE
from dsl.written_scenario import write_scenario
from solver.choices import Choices
from solver.chronicle import chronicle
from solver.replay import NeverSettles, horizon, run_on, tell
from solver.windows_of_powers import windows

DAYS_TRIED = 40


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_the_same_story_every_time(seed: int) -> None:
    library = loaded(seed)
    if library is None:
        pytest.skip("not a plan")
    (scenario,) = library.scenarios.values()
    try:
        assert chronicle(library.plan, scenario) == chronicle(load_text(generated_plan(seed)).plan, scenario)
    except (OutsideCalendar, NeverSettles):
        pytest.skip("outside the calendar")


@pytest.mark.parametrize("seed", range(1, 60, 3))
def test_a_scenario_written_is_read_again_and_replays_to_the_same_states(seed: int) -> None:
    text = generated_plan(seed)
    library = loaded(seed)
    if library is None:
        pytest.skip("not a plan")
    (scenario,) = library.scenarios.values()
    again = load_text(text.split("\nscenario ")[0] + "\n" + write_scenario(library.plan, scenario))
    (pasted,) = again.scenarios.values()
    assert [replace(line, span=NOWHERE) for line in pasted.lines] == [replace(line, span=NOWHERE) for line in scenario.lines]
    try:
        one, other = tell(library.plan, scenario, Choices({})), tell(again.plan, pasted, Choices({}))
    except (OutsideCalendar, NeverSettles):
        pytest.skip("outside the calendar")
    assert [(entry.tick, entry.state) for entry in one.history] == [(entry.tick, entry.state) for entry in other.history]


def fixed_powers(plan: Plan) -> list[Event]:
    """The powers that choose nothing, so that one line tries them."""
    return [event for event in plan.events.values() if event.is_power and not event.holes]


def allowed(plan: Plan, scenario: Scenario, event: Event, day: dt.date, late: bool) -> bool:
    """Whether the power can be used then, by telling the story with that line."""
    sentence = "".join(part for part in event.phrase.parts if isinstance(part, str))
    line = StoryLine(day, late, False, event.name, (), sentence, NOWHERE)
    story = tell(plan, replace(scenario, lines=(*scenario.lines, line)), Choices({}))
    return story.refusal is None


def test_windows_agree_with_trying_every_day() -> None:
    every_day_is_tried(range(0, 400, 3))


@pytest.mark.soak
def test_windows_of_many_plans_agree_with_trying_every_day() -> None:
    every_day_is_tried(range(400, 4000))


def every_day_is_tried(seeds: range) -> None:
    tried = opened = 0
    for seed in seeds:
        library = loaded(seed)
        if library is None or not fixed_powers(library.plan):
            continue
        (scenario,) = library.scenarios.values()
        plan = library.plan
        try:
            story = tell(plan, scenario, Choices({}))
            if story.refusal is not None:
                continue
            since = story.history[-1].tick
            run_on(story, instant(horizon(plan, scenario), START))
            found = {window.power: window for window in windows(story, scenario, since, instant(horizon(plan, scenario), START))}
            for event in fixed_powers(plan):
                if found[event.name].not_looked_at:
                    continue
                for after in range(DAYS_TRIED):
                    day = scenario.lines[-1].date + dt.timedelta(days=after)
                    for late in (False, True):
                        tick = instant(day, AFTER_CLOSE if late else BEFORE_CLOSE)
                        if tick < since:
                            continue
                        within = any(begin <= tick < end for begin, end in found[event.name].stretches)
                        assert allowed(plan, scenario, event, day, late) == within, (seed, event.name, day, late)
                        tried += 1
                        opened += within
        except (OutsideCalendar, NeverSettles):
            continue
    assert tried > 3 * len(seeds)
    assert 0.05 * tried < opened < 0.98 * tried, (opened, tried)


def test_the_hemacare_redemption_window_day_by_day(hemacare: Library) -> None:
    """p.5 (i): after the Company's announcement of May 8, 1998 redemption ends as May 18 begins."""
    scenario = hemacare.scenarios["Then the Company speaks"]
    story = tell(hemacare.plan, scenario, Choices({}))
    run_on(story, instant(dt.date(2009, 1, 1), START))
    found = next(w for w in windows(story, scenario, Instant(story.history[0].tick), instant(dt.date(2009, 1, 1), START)) if w.power == "Redemption")
    assert found.stretches[-1][1] == instant(dt.date(1998, 5, 18), START)
