"""The story of a scenario as it is told to counsel: step by step, what changed.

Takes a plan and a scenario; gives plain data: the steps in order, with what
each changed, what time alone changed between them and after them, and the
windows of the powers after each line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl.core import Label
from dsl.dates import START, Instant, instant
from dsl.kinds import TIMES, YES_NO
from dsl.plan import Duty, Plan, Scenario, StoryLine, Term
from solver.answer import Forbidden
from solver.choices import Choices, is_yes_or_no, readings_made
from solver.duties import Standing, open_stretches, standing, standings
from solver.evaluate_over_time import walk_holds
from solver.refused import forbidden_in
from solver.replay import horizon, readings_given, run_on, tell
from solver.story import Story
from solver.windows_of_powers import Window, windows


class Changed(Struct, frozen=True):
    """A term that changed, of somebody where it has one for each; values of the term's kind."""

    term: str
    subject: str | None
    before: Any
    after: Any


class Paired(Struct, frozen=True):
    """Two persons whom a relation joined or parted."""

    relation: str
    one: str
    other: str
    joined: bool


class Step(Struct, frozen=True):
    """One moment of the story: a line, what happened by itself, or what time changed."""

    tick: Instant
    sort: Literal["line", "by itself", "time"]
    line: StoryLine | None = None
    label: Label | None = None
    changes: tuple[Changed, ...] = ()
    pairs: tuple[Paired, ...] = ()
    windows: tuple[Window, ...] = ()
    duties: tuple[Standing, ...] = ()


class Chronicle(Struct, frozen=True):
    """A story told: `windows` and `duties` are those after the last line; `readings` those it was told under.

    `assumed` are facts that nobody stated and on which the telling turned, each as it was taken to be; `taken` are figures,
    days and orders of lines that nobody stated, of which it is told as one of them would have it.
    """

    scenario: Scenario
    start: Instant
    steps: tuple[Step, ...]
    forbidden: Forbidden | None
    windows: tuple[Window, ...]
    duties: tuple[Standing, ...]
    last: Instant
    horizon: dt.date
    readings: tuple[tuple[str, str], ...]
    assumed: tuple[tuple[str, bool], ...] = ()
    taken: tuple[str, ...] = ()


def chronicle(plan: Plan, scenario: Scenario) -> Chronicle:
    """The story of a scenario on the readings it gives, the others on their base."""
    choices = Choices(readings_given(scenario))
    end = instant(horizon(plan, scenario), START)
    story = tell(plan, scenario, choices)
    last = story.history[-1].tick
    forbidden = forbidden_in(story)
    run_on(story, end)
    told = _told_by_line(plan, scenario, story, end)
    steps = [*_entries(story, told, end), *_by_time(story, end)]
    steps.sort(key=lambda step: (step.tick, step.sort != "time"))  # what time brings is there when a step is made
    final = told[max(told)]
    duties = standings(final.story, last, end)
    every = (choices, *(so_far.story.evaluator.choices for so_far in told.values()))
    asked = dict(pair for one in every for pair in one.asked())
    made = [(choice, option) for choice, option in dict(pair for one in every for pair in one.made.items()).items() if choice.sort != "reading"]
    return Chronicle(
        scenario, story.history[0].tick, tuple(steps), forbidden, final.windows, duties, last, horizon(plan, scenario),
        readings=tuple(readings_made(asked).items()),
        assumed=tuple(dict.fromkeys((choice.about, bool(option)) for choice, option in made if is_yes_or_no(choice))),
        taken=tuple(dict.fromkeys(choice.about for choice, _ in made if not is_yes_or_no(choice))),
    )  # fmt: skip


class _SoFar(Struct, frozen=True):
    """The story up to a line, run on with no further one, and the windows as things stood then."""

    story: Story
    windows: tuple[Window, ...]


def _told_by_line(plan: Plan, scenario: Scenario, story: Story, end: Instant) -> dict[int, _SoFar]:
    """The story as things stood after each line that happened; -1 is before the first."""
    happened = [entry.line for entry in story.history if entry.line is not None]
    found = {}
    for count in range(len(happened) + 1):
        lines = tuple(replace(line, either_order=False) for line in story.lines[:count])
        so_far = tell(plan, replace(scenario, lines=lines), Choices(readings_given(scenario)))
        since = so_far.history[-1].tick
        run_on(so_far, end)
        found[count - 1] = _SoFar(so_far, windows(so_far, scenario, since, end))
    return found


def _entries(story: Story, told: dict[int, _SoFar], end: Instant) -> Iterator[Step]:
    """The lines, and what happened by itself, with what each changed."""
    for place in range(1, story.last + 1):
        entry = story.history[place]
        changes = tuple(changes_at(story, place))
        pairs = tuple(pairs_at(story, place))
        if entry.line is None:
            yield Step(entry.tick, "by itself", label=entry.label, changes=changes, pairs=pairs)
        else:
            before, after = told[entry.line - 1], told[entry.line]
            windows_before = {window.power: window for window in before.windows}
            new = tuple(w for w in after.windows if not _alike(w, windows_before[w.power], entry.tick))
            stood = standings(before.story, entry.tick, end)
            duties = tuple(duty for duty in standings(after.story, entry.tick, end) if duty not in stood)
            yield Step(entry.tick, "line", story.lines[entry.line], entry.label, changes, pairs, new, duties)


def _alike(one: Window, other: Window, since: Instant) -> bool:
    """Whether two windows are the same from a moment on."""
    def rest(window: Window) -> list[tuple[int, int]]:
        return [(max(begin, since), end) for begin, end in window.stretches if end > since]
    return rest(one) == rest(other)


def changes_at(story: Story, place: int, only: Collection[str] | None = None) -> Iterator[Changed]:
    """What one step changed, at once: kept values, dates and statuses; of these terms only, where some are named."""
    evaluator, tick = story.evaluator, story.history[place].tick
    for term in evaluator.plan.terms.values():
        if only is not None and term.name not in only:
            continue
        if term.role != "state" and not (term.role == "means" and (term.kind == YES_NO or term.kind in TIMES)):
            continue
        for subject in evaluator.people if term.per == "Person" else (None,):
            before = evaluator.term(term.name, subject, place - 1, tick)
            after = evaluator.term(term.name, subject, place, tick)
            if before != after:
                yield Changed(term.name, subject, before, after)


def pairs_at(story: Story, place: int) -> Iterator[Paired]:
    """Whom one step joined or parted."""
    before, after = story.history[place - 1].state.pairs, story.history[place].state.pairs
    for relation, pairs in after.items():
        for pair in sorted(pairs ^ before[relation], key=sorted):
            one, other = sorted(pair, key=list(story.evaluator.people).index)
            yield Paired(relation, one, other, pair in pairs)


def _by_time(story: Story, end: Instant) -> Iterator[Step]:
    """The statuses that time alone changed, between the steps and after the last."""
    found: dict[Instant, list[Changed]] = {}
    for term in story.evaluator.plan.terms.values():
        if term.role == "means" and term.kind == YES_NO:
            for subject in story.evaluator.people if term.per == "Person" else (None,):
                for tick, changed in _status_by_time(story, term, subject, end):
                    found.setdefault(tick, []).append(changed)
    duties = dict(_duties_by_time(story, end))
    for tick in {**found, **duties}:
        yield Step(tick, "time", changes=tuple(found.get(tick, ())), duties=duties.get(tick, ()))


def _duties_by_time(story: Story, end: Instant) -> Iterator[tuple[Instant, tuple[Standing, ...]]]:
    """The duties that time alone makes owed, breached or owed no longer, by the moment at which it does."""
    steps = {entry.tick for entry in story.history}
    found: dict[Instant, list[Duty]] = {}
    for duty in story.evaluator.plan.duties.values():
        ticks = {tick for stretch in open_stretches(story, duty, end) for tick in stretch}
        breached = standing(story, duty, end, end).breached
        for tick in sorted({*ticks, *([breached] if breached is not None else [])} - steps - {end}):
            found.setdefault(tick, []).append(duty)
    for tick, duties in found.items():
        yield tick, tuple(standing(story, duty, tick, end) for duty in duties)


def _status_by_time(story: Story, term: Term, subject: str | None, end: Instant) -> Iterator[tuple[Instant, Changed]]:
    core = c.TermIs(term.name, c.ActorIs(subject) if subject else None)
    for place in range(story.last + 1):
        until = story.end_of(place, end)
        before = None
        for tick, holds in walk_holds(story.evaluator, core, {}, place, until):
            if before is not None and holds != before:
                yield Instant(tick), Changed(term.name, subject, before, holds)
            before = holds
