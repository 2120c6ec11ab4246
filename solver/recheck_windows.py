"""Tells again when a power is open: with no further event, and in the continuations that a window rests on.

That no continuation opens or closes it elsewhere is a matter of obligations.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence

from dsl.dates import START, Instant, instant
from dsl.plan import Plan, Scenario, StoryLine
from solver.answer import Answer, Row
from solver.asks import asks_of
from solver.choices import Choice, Choices, Leaf, every_way, reading_as, reading_choices
from solver.idle import idle_readings
from solver.in_force import not_before_the_plan
from solver.looked_at import is_looked_at
from solver.obligation import Misfit
from solver.over_time import Stretch
from solver.recheck import Check, where
from solver.recheck_paths import goes_on
from solver.replay import horizon, readings_settled, run_on, tell
from solver.rows import MOST_COMBINATIONS
from solver.tasks import machine_for
from solver.windows_of_powers import holder_of, window

Ticks = frozenset[int]
NEVER: Ticks = frozenset()
Leaves = Sequence[Leaf[Ticks | None]]  # None where a line is refused


def of_windows(plan: Plan, answer: Answer) -> Iterator[Check]:
    """That the windows of each row are what its story and its continuations, told again, have."""
    for row in answer.rows:
        if row.finding.verdict == "windows":
            yield from _of_row(plan, answer, row)


def _of_row(plan: Plan, answer: Answer, row: Row) -> Iterator[Check]:
    """The three senses: as things stand just so; at best shown by some continuation; shut elsewhere by one of others."""
    story = answer.question.scenario
    if not all(goes_on(plan, story, path) for path in row.others):
        yield Check(f"the continuations go on from the story{where(row)}", "not so", "one does not")
        return
    claimed: dict[str, Ticks] = {opening.scope: _ticks(opening.stretches) for opening in row.finding.openings}
    every = _every(plan, answer, row)
    told = {path: _leaves(plan, answer, row, path) for path in (story, *row.others)}
    others = [path for path in row.others if not _is_by_the_holder(plan, answer, path)]
    now = {leaf.result for leaf in told[story]}
    opened = _throughout([told[path] for path in row.others])
    shut = _throughout([_turned(told[path], every) for path in others])
    found = {
        "as things stand": next(iter(now)) if len(now) == 1 else None,
        "at best": claimed.get("at best", every) & opened,
        "whatever others do": claimed.get("whatever others do", every) | (every - shut),
    }
    for sense, ticks in found.items():
        what = f"{sense}, the window is what is told again{where(row)}"
        yield Check(what, "so") if claimed.get(sense) == ticks else Check(what, "not so", "it is another")


def _throughout(told: Sequence[Leaves]) -> Ticks:
    """The instants at which, under every combination of readings and of what nobody gave, one of several tellings has them."""
    options: dict[Choice, dict[object, None]] = {}
    for choice, option in ((choice, option) for leaves in told for leaf in leaves for choice, option in leaf.made.items()):
        options.setdefault(choice, {})[option] = None
    if math.prod(map(len, options.values())) > MOST_COMBINATIONS:
        raise Misfit("too many readings matter together")
    found = []
    for combo in itertools.product(*options.values()):
        taken = dict(zip(options, combo, strict=True))
        found.append(_union(leaf.result for leaves in told for leaf in leaves if all(taken[c] == option for c, option in leaf.made.items())))
    return found[0].intersection(*found)


def _turned(leaves: Leaves, every: Ticks) -> Leaves:
    """The same tellings, with the instants at which the power is closed."""
    return [Leaf(leaf.made, every - leaf.result if leaf.result is not None else None) for leaf in leaves]


def _union(found: Iterable[Ticks | None]) -> Ticks:
    return NEVER.union(*(ticks for ticks in found if ticks is not None))


def _ticks(stretches: Iterable[Stretch]) -> Ticks:
    """The instants of some stretches that are looked at."""
    return frozenset(tick for begin, end in stretches for tick in range(begin, end) if is_looked_at(tick))


def _leaves(plan: Plan, answer: Answer, row: Row, path: Scenario) -> Leaves:
    """When a story has the power open, under each way to take the readings that the row leaves open."""
    question = answer.question
    given = {**readings_settled(question), **{name: plan.readings[name].base for name in answer.untried}, **dict(row.under)}
    fixed = reading_choices({**idle_readings(machine_for(plan, question, given), question.scenario), **given})
    leaves = every_way(lambda choices: _told(plan, answer, row, path, choices), fixed)
    return [Leaf({choice: option for choice, option in leaf.made.items() if choice not in fixed}, leaf.result) for leaf in leaves]


def _told(plan: Plan, answer: Answer, row: Row, path: Scenario, choices: Choices) -> Ticks | None:
    """When a story told under one run's readings has the power open; None where a line is refused."""
    story = tell(plan, path, choices)
    assert answer.question.topic is not None
    if story.refusal is not None:
        return None
    end = instant(horizon(plan, answer.question.scenario), START)
    run_on(story, end)
    asks = asks_of(plan, answer.question.scenario, plan.events[answer.question.topic])
    return _ticks(window(story, asks, _since(plan, answer, row), end).stretches)


def _every(plan: Plan, answer: Answer, row: Row) -> Ticks:
    """All instants from the end of the story that was told to the horizon."""
    return _ticks([(_since(plan, answer, row), instant(horizon(plan, answer.question.scenario), START))])


def _since(plan: Plan, answer: Answer, row: Row) -> Instant:
    """The end of the story, which other readings than those of the row may not let come so far; the plan's date if that is later."""
    scenario = answer.question.scenario
    assert answer.question.topic is not None
    told = tell(plan, scenario, reading_as({**readings_settled(answer.question), **dict(row.under)}))
    return not_before_the_plan(plan, plan.events[answer.question.topic], Instant(told.history[-1].tick))


def _is_by_the_holder(plan: Plan, answer: Answer, path: Scenario) -> bool:
    """Whether some further line of a path is an act of those who hold the power."""
    assert answer.question.topic is not None
    holder = holder_of(plan, plan.events[answer.question.topic])
    return any(_actor(plan, line) in holder for line in path.lines[len(answer.question.scenario.lines) :])


def _actor(plan: Plan, line: StoryLine) -> str:
    """Who acts in a line: the one whom its event names, or who fills the hole that it names."""
    actor = plan.events[line.event].actor
    return str(dict(line.values).get(actor, actor))
