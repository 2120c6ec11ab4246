"""The whole course of a story, as pictures show it: from when until when each status holds and each power is open.

Takes a plan and a scenario; gives plain data: the story as it is told, the
stretches of every status and window from its beginning to the horizon, and the
dates that were set in it. What turns on a fact that nobody stated is named and
left out. Nothing here knows Z3.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl.dates import START, Instant, instant
from dsl.diagnostics import one_of
from dsl.kinds import TIMES, YES_NO
from dsl.plan import Plan, Scenario
from solver.answer import Forbidden
from solver.asks import asks_of
from solver.choices import Choices, every_way, matters, readings_made
from solver.chronicle import Changed, Paired, Step, changes_at, pairs_at
from solver.history import Unknown
from solver.over_time import Stretch, joined, stretches_of, values_over_time
from solver.refused import forbidden_in
from solver.replay import horizon, readings_on_base, run_on, tell
from solver.story import Story
from solver.undecided import Undecided
from solver.windows_of_powers import Window, window


class Held(Struct, frozen=True):
    """A status, of somebody where it has one for each, and the stretches in which it holds, ends not included."""

    term: str
    subject: str | None
    stretches: tuple[Stretch, ...]


class Clock(Struct, frozen=True):
    """A date that was set during the story: from then until the date, or until it was changed.

    `value` is the date as the plan has it, a day or an instant; `moved` says
    that it never came, because it was changed first.
    """

    term: str
    subject: str | None
    begin: Instant
    end: Instant
    value: Any
    moved: bool


Row = TypeVar("Row", Held, Window, Clock)
Made = TypeVar("Made", Changed, Paired)


class Course(Struct, frozen=True):
    """A story with its steps, clocks, windows and statuses, from its beginning to the horizon.

    `steps` are what happened, in order, each with what it changed. `turning`
    are the names of what comes out otherwise with facts that nobody stated,
    and is none of these; `unstated` are those facts. `readings` are those on
    which it was told.
    """

    scenario: Scenario
    begin: Instant
    end: Instant
    steps: tuple[Step, ...]
    forbidden: Forbidden | None
    clocks: tuple[Clock, ...]
    windows: tuple[Window, ...]
    statuses: tuple[Held, ...]
    readings: tuple[tuple[str, str], ...]
    turning: tuple[str, ...] = ()
    unstated: tuple[str, ...] = ()


class _Run(Struct, frozen=True):
    """What comes of one way in which the facts that nobody stated can be."""

    steps: tuple[Step, ...]
    forbidden: Forbidden | None
    clocks: tuple[Clock, ...]
    windows: tuple[Window, ...]
    statuses: tuple[Held, ...]
    begin: Instant


MOST_RUNS = 256
NO_END = Instant(10**9)


def course(plan: Plan, scenario: Scenario, only: Collection[str] | None = None, until: Instant | None = None) -> Course:
    """The course of a scenario on the readings it gives, the others on their base.

    `only` are the names of the terms and powers wanted, where not all are; with `until` it ends before that moment, not with the horizon.
    Raises Undecided where it turns on what nobody stated whether a line can happen.
    """
    end = min(instant(horizon(plan, scenario), START), until if until is not None else NO_END)
    leaves = every_way(lambda choices: _run(plan, scenario, choices, end, only), readings_on_base(plan, scenario), MOST_RUNS)
    runs = [leaf.result for leaf in leaves]
    unstated = tuple(dict.fromkeys(choice.about for choice in matters(leaves, ("input", "open", "order"))))
    if len({run.forbidden for run in runs}) > 1:
        raise Undecided(f"Whether every line of the story can happen turns on what nobody stated: {one_of(unstated, 'and')}.", "State it in the story.")
    clocks, moving = _agreed([run.clocks for run in runs])
    opening, closing = _agreed([run.windows for run in runs])
    statuses, turning = _agreed([run.statuses for run in runs])
    steps, changing = _agreed_steps([run.steps for run in runs])
    readings = tuple(readings_made(leaves[0].made).items())
    return Course(scenario, runs[0].begin, end, steps, runs[0].forbidden, clocks, opening, statuses,
                  readings, tuple(dict.fromkeys((*moving, *closing, *turning, *changing))), unstated)  # fmt: skip


def _agreed(runs: Sequence[Sequence[Row]]) -> tuple[tuple[Row, ...], list[str]]:
    """The rows that come out the same in every run, and the names of the others."""
    same = [row for row in runs[0] if all(row in run for run in runs)]
    return tuple(same), list(dict.fromkeys(_name(row) for run in runs for row in run if row not in same))


def _agreed_steps(runs: Sequence[Sequence[Step]]) -> tuple[tuple[Step, ...], list[str]]:
    """The steps of the first run, each with the changes and the pairs that every run has at that moment, and the names of the others."""
    made = [{(step.tick, changed) for step in run for changed in (*step.changes, *step.pairs)} for run in runs]

    def agreed(step: Step, changes: Sequence[Made]) -> tuple[Made, ...]:
        return tuple(changed for changed in changes if all((step.tick, changed) in run for run in made))

    others = {changed for run in made for changed in run if not all(changed in other for other in made)}
    names = [changed.term for run in runs for step in run for changed in step.changes if (step.tick, changed) in others]
    names += [pair.relation for run in runs for step in run for pair in step.pairs if (step.tick, pair) in others]
    return tuple(replace(step, changes=agreed(step, step.changes), pairs=agreed(step, step.pairs)) for step in runs[0]), names


def _name(row: Held | Window | Clock) -> str:
    return row.power if isinstance(row, Window) else row.term


def _run(plan: Plan, scenario: Scenario, choices: Choices, end: Instant, only: Collection[str] | None) -> _Run:
    story = tell(plan, scenario, choices)
    run_on(story, end)
    begin = story.history[0].tick
    steps = tuple(_steps(story, only))
    powers = [event for event in plan.events.values() if event.is_power and (only is None or event.name in only)]
    return _Run(
        steps, forbidden_in(story), tuple(_clocks(story, end, only)), tuple(window(story, asks_of(plan, scenario, power), begin, end) for power in powers),
        tuple(_statuses(story, begin, end, only)), begin,
    )  # fmt: skip


def _steps(story: Story, only: Collection[str] | None) -> Iterator[Step]:
    for place in range(1, story.last + 1):
        entry = story.history[place]
        line = story.lines[entry.line] if entry.line is not None else None
        changes = tuple(changes_at(story, place, only))
        yield Step(entry.tick, "line" if line else "by itself", line, entry.label, changes, tuple(pairs_at(story, place)))


def _statuses(story: Story, begin: Instant, end: Instant, only: Collection[str] | None) -> Iterator[Held]:
    for term in story.evaluator.plan.terms.values():
        if term.kind != YES_NO or term.role not in ("state", "means") or (only is not None and term.name not in only):
            continue
        for subject in story.evaluator.people if term.per == "Person" else (None,):
            core = c.TermIs(term.name, c.ActorIs(subject) if subject else None)
            yield Held(term.name, subject, joined(list(stretches_of(story, core, {}, begin, end))))


def _clocks(story: Story, horizon: Instant, only: Collection[str] | None) -> Iterator[Clock]:
    """The dates to come that were set since the beginning, each until it comes or is changed."""
    for term in story.evaluator.plan.terms.values():
        if term.kind not in TIMES or term.role not in ("state", "means") or (only is not None and term.name not in only):
            continue
        for subject in story.evaluator.people if term.per == "Person" else (None,):
            _, *later = values_over_time(story, c.TermIs(term.name, c.ActorIs(subject) if subject else None), horizon)
            for (tick, value), following in itertools.zip_longest(later, later[1:]):
                if value is None or isinstance(value, Unknown) or (due := instant_of(value)) <= tick:
                    continue
                moved = following is not None and following[0] < due
                yield Clock(term.name, subject, tick, min(following[0] if moved else due, horizon), value, moved)


def instant_of(value: dt.date | Instant) -> Instant:
    """A day as its beginning; an instant as it is."""
    return instant(value, START) if isinstance(value, dt.date) else value
