"""The timeline of a story: its events, the dates that they set, the powers open and the statuses that hold.

Takes the course of a story; gives a picture. A row is drawn where something of
it begins or ends between the first event and the last date set by one, or
at any time where only some are wanted; powers that stay open or shut all that
time are named below.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from counsel.change_words import with_article
from counsel.clause_words import left_out_words, not_looked_at_words, provided_words
from counsel.pictures.events import MARGIN, SIZE, Event, events_of, legend, markers, readings_words
from counsel.pictures.scale import Scale, draw_axis, scale_of
from counsel.pictures.shapes import Box, Line, Part, Picture, Shape, Words, width_of, wrapped
from counsel.words import stretch_words, value_words, with_names
from dsl.dates import Instant, day_of, write_day, write_instant
from dsl.diagnostics import one_of
from dsl.plan import Plan
from solver.caveats import bearing_on_windows
from solver.course import Clock, Course, Held
from solver.over_time import Stretch
from solver.windows_of_powers import Window

WIDTH = 960.0
NAMES, NARROW_NAMES, NARROW = 200.0, 140.0, 800.0
ROW, SMALL = 30.0, 9.0


class Bar(Struct, frozen=True):
    """One row: its name, and its stretches, each with what is said of it."""

    name: str
    stretches: tuple[tuple[Stretch, str], ...]
    part: Part
    moved: tuple[bool, ...] = ()

    @property
    def bounds(self) -> set[Instant]:
        """Where its stretches begin and end."""
        return {tick for stretch, _ in self.stretches for tick in stretch}


def timeline(plan: Plan, course: Course, only: Collection[str] | None = None, width: float = WIDTH) -> Picture:
    """The timeline of a course; `only` are the terms and powers it is about, where it is not about all.

    It is wider than `width` where its moments need it.
    """
    names = NAMES if width >= NARROW else NARROW_NAMES
    events = events_of([(step.tick, step.line) for step in course.steps if step.line is not None], course.forbidden)
    groups, still = _chosen(plan, course, events, only)
    moments = {event.tick for event in events} | {
        tick for _, bars in groups for bar in bars for tick in bar.bounds if tick < course.end
    }  # fmt: skip
    scale = scale_of(moments or {course.begin}, MARGIN + names, width - 2 * MARGIN - names)
    width = max(width, scale.right + MARGIN)
    top = MARGIN
    y = top + scale.height + 42
    shapes: list[Shape] = []
    for title, bars in groups:
        if bars:
            shapes += _group(title, bars, scale, course, y)
            y += 20 + sum(_height(bar, scale) for bar in bars)
    shapes = [*draw_axis(scale, top, y), *markers(events, scale, top + scale.height + 22), *shapes]
    below = list(legend(events, list(_notes(plan, course, groups, still)), y + 14, width))
    height = max((words.y for words in below), default=y) + MARGIN
    return Picture(course.scenario.title or "The story", _says(events, groups), width, height, (*shapes, *below))


def _chosen(
    plan: Plan, course: Course, events: Sequence[Event], only: Collection[str] | None
) -> tuple[list[tuple[str, list[Bar]]], list[tuple[str, list[str]]]]:
    """The rows drawn, in groups, and of those that are not drawn which are open or hold all the time shown, and which never."""
    def wanted(name: str) -> bool:
        return only is None or name in only

    clocks = [clock for clock in course.clocks if wanted(clock.term)]
    first = min((event.tick for event in events), default=course.begin)
    set_by_lines = [clock.end for clock in clocks if any(event.tick == clock.begin for event in events)]
    last = max([*(event.tick for event in events), *set_by_lines], default=course.end) if events else course.end

    def moves(bar: Bar) -> bool:
        return any((only is not None or first <= tick <= last) and course.begin < tick < course.end for tick in bar.bounds)

    plan = with_names(plan, course.scenario)
    dates = [bar for bar in _dates(plan, clocks) if moves(bar)]
    powers = [_power(plan, window, course) for window in course.windows if wanted(window.power)]
    statuses = [_status(plan, held, course) for held in course.statuses if wanted(held.term)]
    groups = [
        ("Dates that were set", dates),
        ("Powers: open as things stood", [bar for bar in powers if moves(bar)]),
        ("What holds", [bar for bar in statuses if moves(bar)]),
    ]  # fmt: skip
    shown = (first, last) if only is None else (course.begin, course.end)
    time = f"all the time from {write_instant(shown[0])} to {write_instant(shown[1])}"
    still = [
        (f"Open {time}", [bar.name for bar in powers if not moves(bar) and _covers(bar, shown[0])]),
        (f"Shut {time}", [bar.name for bar in powers if not moves(bar) and not _covers(bar, shown[0])]),
    ]  # fmt: skip
    return groups, still


def _covers(bar: Bar, tick: Instant) -> bool:
    return any(begin <= tick < end for (begin, end), _ in bar.stretches)


def _dates(plan: Plan, clocks: Sequence[Clock]) -> Iterator[Bar]:
    names = list(plan.terms)
    ordered = sorted(clocks, key=lambda clock: (names.index(clock.term), clock.subject or "", clock.begin))
    for (term, subject), group in itertools.groupby(ordered, key=lambda clock: (clock.term, clock.subject)):
        own = list(group)
        said = tuple(((clock.begin, clock.end), _date_words(plan, clock)) for clock in own)
        yield Bar(f"{term} of {plan.name(subject)}" if subject else term, said, "date", tuple(clock.moved for clock in own))


def _date_words(plan: Plan, clock: Clock) -> str:
    words = value_words(clock.value, plan.terms[clock.term].kind, plan)
    return f"{words}; changed before it came" if clock.moved else words


def _power(plan: Plan, window: Window, course: Course) -> Bar:
    return Bar(window.power, tuple((stretch, stretch_words(*stretch, course.end)) for stretch in window.stretches), "power")


def status_words(plan: Plan, held: Held) -> str:
    """`Orion: an Acquiring Person`."""
    term = plan.terms[held.term]
    subject = held.subject or (term.per if term.per != "Person" else None)
    return f"{plan.name(subject)}: {with_article(plan, term)}" if subject else held.term


def _status(plan: Plan, held: Held, course: Course) -> Bar:
    name = status_words(plan, held)
    return Bar(name[0].upper() + name[1:], tuple((stretch, stretch_words(*stretch, course.end)) for stretch in held.stretches), "status")


def _group(title: str, bars: Sequence[Bar], scale: Scale, course: Course, y: float) -> Iterator[Shape]:
    yield Words(MARGIN, y + 8, title, "dim", size=10, bold=True)
    yield Line(((MARGIN, y + 13), (scale.right, y + 13)), "faint")
    y += 20
    for bar in bars:
        yield from _row(bar, scale, course, y)
        y += _height(bar, scale)


def _lines(bar: Bar, scale: Scale) -> list[str]:
    return list(wrapped(bar.name, SIZE, scale.left - MARGIN - 8))


def _height(bar: Bar, scale: Scale) -> float:
    """How high a row is: a long name takes as many lines as it needs."""
    return max(ROW, 12 * len(_lines(bar, scale)) + 8)


def _row(bar: Bar, scale: Scale, course: Course, y: float) -> Iterator[Shape]:
    for place, line in enumerate(_lines(bar, scale)):
        yield Words(MARGIN, y + 10 + 12 * place, line, size=SIZE)
    said_until = scale.left
    for place, (stretch, said) in enumerate(bar.stretches):
        begin, end = stretch
        left = scale.x(begin)
        right = scale.right if end >= course.end else scale.x(end)
        yield from _bar(bar, left, max(right, left + 2), y, end >= course.end, bool(bar.moved) and bar.moved[place])
        width = width_of(said, SMALL)
        at = min(left, scale.right - width)
        if at >= said_until or place == 0:
            at = max(at, scale.left)
            yield Words(at, y + 21, said, "dim", size=SMALL)
            said_until = at + width + 8


def _bar(bar: Bar, left: float, right: float, y: float, goes_on: bool, moved: bool) -> Iterator[Shape]:
    if bar.part == "date":
        yield Line(((left, y + 6), (right, y + 6)), "date", 2, dashed=moved, arrow=not moved)
        yield Line(((left, y + 2), (left, y + 10)), "date", 2)
        return
    stop = right - 7 if goes_on else right
    yield Box(left, y + 1, max(stop - left, 2), 10, bar.part)
    if goes_on:
        yield Line(((stop, y + 6), (right, y + 6)), bar.part, 2, arrow=True)


def _notes(
    plan: Plan, course: Course, groups: Sequence[tuple[str, Sequence[Bar]]], still: Sequence[tuple[str, list[str]]]
) -> Iterator[str]:
    """What is not drawn, and how far the picture goes."""
    drawn = {bar.name for _, bars in groups for bar in bars if bar.part == "power"}
    named = drawn.union(*(names for _, names in still))
    for window in course.windows:
        if window.power in drawn and window.also:
            yield f"{window.power}: provided, of what is chosen then, {provided_words(plan, window.also)}."
        if window.power in named and window.stretches:
            yield from (f"{window.power}: {words[:1].lower()}{words[1:]}" for words in not_looked_at_words(plan, window.not_looked_at))
    yield from (f"{title}: {one_of(names, 'and')}." for title, names in still if names)
    for label in bearing_on_windows(plan, course.scenario, sorted(drawn)):
        yield f"{left_out_words(plan, label)}."
    if course.turning:
        yield f"Not drawn, as nobody stated {one_of(course.unstated, 'and')}: {one_of(course.turning, 'and')}."
    yield from readings_words(course.scenario, course.readings)
    yield f"After the last event it is drawn as if nothing more happened, up to the horizon, {write_day(day_of(course.end))}. Long times are drawn shorter than they are."


def _says(events: Sequence[Event], groups: Sequence[tuple[str, Sequence[Bar]]]) -> str:
    """What the picture shows, in sentences."""
    told = [event.text for event in events]
    rows = [f"{bar.name}: {one_of([said for _, said in bar.stretches], 'and')}." for _, bars in groups for bar in bars]
    return " ".join([*told, *rows])
