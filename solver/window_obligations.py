"""That a power is open at no instant outside the windows said to be the best, and closed at none whatever others do."""

from __future__ import annotations

from collections.abc import Sequence

from dsl import core as c
from dsl.dates import PARTS, START, Instant, instant
from dsl.plan import Event, Plan, Scenario
from solver.answer import Answer, Opening, Row
from solver.asks import Asks, asks_of
from solver.cast import alike
from solver.choices import reading_as
from solver.cone import machine_of
from solver.formula import (
    Bool,
    Num,
    and_,
    at_most,
    declared,
    less,
    not_,
    or_,
    whole,
)
from solver.goal import Goal
from solver.in_force import not_before_the_plan
from solver.looked_at import some_instant
from solver.obligation import Misfit, Obligation, Readings, all_of, events, ways_to_tell
from solver.over_time import Stretch
from solver.replay import horizon, tell
from solver.search import MOST_EVENTS, Task
from solver.story import Story
from solver.tasks import days_tried
from solver.unroll import Unrolled
from solver.windows_of_powers import holder_of, ways


def outside_windows(plan: Plan, answer: Answer, row: Row) -> list[Obligation]:
    """For each number of events that no continuation opens the power outside, or closes it inside, what the row says.

    A reading of which only the base was tried is at its base.
    """
    assert answer.question.topic is not None
    power, scenario = plan.events[answer.question.topic], answer.question.scenario
    untried = {name: plan.readings[name].base for name in answer.untried}
    return [
        _bounded(plan, scenario, power, opening, settled, count)
        for opening in row.finding.openings if opening.scope != "as things stand"
        for settled in ways_to_tell(plan, answer.question, untried | dict(row.under)) for count in range(MOST_EVENTS + 1)
    ]  # fmt: skip


def _bounded(plan: Plan, scenario: Scenario, power: Event, opening: Opening, settled: Readings, count: int) -> Obligation:
    closed = opening.scope == "whatever others do"
    asks = asks_of(plan, scenario, power)

    def make() -> list[Bool]:
        story = tell(plan, scenario, reading_as(settled))
        if story.refusal is not None:
            raise Misfit("the story cannot be told as it stands")
        end = instant(horizon(plan, scenario), START)
        goal = Goal(c.Truth(True), end, idle=holder_of(plan, power) if closed else ())
        machine = machine_of(plan, settled, asks.forms)
        task = Task(machine, story, end, goal, days_tried(plan, scenario)[1], alike(scenario))
        run = task.run(count)
        found = _looked_at(run, story, asks, opening.stretches, closed)
        return all_of(run, goal.formula(run), found)

    what = "closes the power within the window" if closed else "opens the power outside the window"
    return Obligation(f"{opening.scope}: no path with {events(count)} {what}", tuple(settled.items()), make)


def _looked_at(run: Unrolled, story: Story, asks: Asks, stretches: Sequence[Stretch], closed: bool) -> Bool:
    """The instant looked at lies inside the stretches and the power is closed, or outside and it is open."""
    since, end = not_before_the_plan(run.machine.plan, asks.power, Instant(story.history[-1].tick)), run.horizon
    day = whole("day looked at", since // PARTS, end // PARTS)
    look = some_instant(day)
    inside = or_(and_((at_most(int(begin), look), less(look, int(stop)))) for begin, stop in stretches)
    states = range(run.last_told if run.happenings else run.last, run.last + 1)
    there = or_(
        and_((at_most(run.symbolic.entries[at].tick, look), less(look, run.until(at)), _is(run, story, asks, at, look, closed)))
        for at in states
    )
    return and_((declared(day), at_most(since, look), less(look, end), inside if closed else not_(inside), there))


def _is(run: Unrolled, story: Story, asks: Asks, at: int, look: Num, closed: bool) -> Bool:
    """That the power is open to somebody, or to nobody, as far as it does not wait on what is still to be chosen."""
    is_open = or_(
        run.symbolic.holds(asks.fixed, {var: run.symbolic.who(name) for var, name in env.items()}, at, look)
        for env in ways(story, asks)
    )
    return not_(is_open) if closed else is_open
