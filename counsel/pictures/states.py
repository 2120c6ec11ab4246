"""The states that a story goes through: what holds in each, and what leads from one to the next.

Takes the course of a story; gives a picture: a box for each state, an arrow for
each event or lapse of time that leads on, and at the end the powers that are
open after the last event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from counsel.duty_words import owed_words
from counsel.pictures.events import MARGIN, SIZE, Event, events_of, readings_words
from counsel.pictures.shapes import Box, Line, Part, Picture, Shape, Words, wrapped
from counsel.pictures.timeline import status_words
from counsel.show_story import window_words
from counsel.words import begin_words, moment_words, with_names
from dsl.core import SetTerm, Truth
from dsl.dates import Instant, day_of, write_day
from dsl.diagnostics import one_of
from dsl.kinds import YES_NO
from dsl.plan import Plan
from solver.course import Course
from solver.windows_of_powers import Window

WIDTH, PAD, STEP, ARROW = 760.0, 10.0, 14.0, 26.0


class State(Struct, frozen=True):
    """What holds from a moment on: what begins, ends and goes on there, and what led to it."""

    since: Instant
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    goes_on: tuple[str, ...]
    causes: tuple[str, ...]


def states(plan: Plan, course: Course) -> Picture:
    """The states of a course, from its beginning to the horizon."""
    plan = with_names(plan, course.scenario)
    events = events_of([(step.tick, step.line) for step in course.steps if step.line is not None], course.forbidden)
    found = list(_states(plan, course, events))
    shapes: list[Shape] = []
    y = MARGIN
    for place, state in enumerate(found):
        if place:
            y = _down(shapes, state.causes, y)
        y = _boxed(shapes, list(_lines(state, bool(course.turning))), y)
    for event in events:
        if event.refused:
            y = _refused(shapes, event.text, y)
    y = _open(plan, course, events, shapes, y)
    for note in _notes(course):
        for line in wrapped(note, SIZE - 1, WIDTH - 2 * MARGIN):
            shapes.append(Words(MARGIN, y, line, "dim", size=SIZE - 1))
            y += STEP - 1
    says = " ".join(f"{' '.join(state.causes)} {' '.join(text for text, _ in _lines(state, bool(course.turning)))}".strip() for state in found)
    return Picture(course.scenario.title or "The story", says, WIDTH, y + 4, tuple(shapes))


def _states(plan: Plan, course: Course, events: Sequence[Event]) -> Iterator[State]:
    held = [(status_words(plan, one), one.stretches) for one in course.statuses]
    moments = sorted({course.begin} | {tick for _, stretches in held for stretch in stretches for tick in stretch if tick < course.end})
    before: set[str] = set()
    passed = course.begin
    for moment in moments:
        now = {name for name, stretches in held if any(begin <= moment < end for begin, end in stretches)}
        order = [name for name, _ in held]
        between = [event.text for event in events if passed < event.tick <= moment and not event.refused]
        led = any(event.tick == moment for event in events)
        causes = between if led else [*between, f"{_capital(moment_words(moment))}: by time alone."]
        yield State(
            moment, tuple(n for n in order if n in now - before), tuple(n for n in order if n in before - now),
            tuple(n for n in order if n in now & before), tuple(causes) if moment != course.begin else (),
        )  # fmt: skip
        before, passed = now, moment


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _lines(state: State, is_partly: bool) -> Iterator[tuple[str, str]]:
    """What a box says, and how: what is new stands out. Where it is told in part, what turns on facts that nobody stated is left out."""
    yield _capital(begin_words(state.since)), "head"
    if state.begins:
        yield f"{_capital(one_of(state.begins, 'and'))}.", "new"
    if state.ends:
        yield f"No longer: {one_of(state.ends, 'and')}.", "ended"
    if state.goes_on:
        yield f"Still: {one_of(state.goes_on, 'and')}.", "still"
    if not (state.begins or state.ends or state.goes_on):
        yield f"Nobody and nothing has a status of the plan{', but for what is left out below' if is_partly else ''}.", "still"


def _boxed(shapes: list[Shape], lines: Sequence[tuple[str, str]], y: float) -> float:
    """A box about some lines; the height below it."""
    top, inside = y, []
    y += PAD + 8
    for text, how in lines:
        for line in wrapped(text, SIZE, WIDTH - 2 * MARGIN - 2 * PAD, how in ("head", "new")):
            part: Part = "dim" if how in ("still", "head") else "plain"
            inside.append(Words(MARGIN + PAD, y, line, part, size=SIZE, bold=how in ("head", "new")))
            y += STEP
    shapes += [Box(MARGIN, top, WIDTH - 2 * MARGIN, y - top - 4, "status", filled=False, round=6), *inside]
    return y - 4


def _down(shapes: list[Shape], causes: Sequence[str], y: float) -> float:
    """An arrow down, with what leads on beside it."""
    lines = [line for cause in causes for line in wrapped(cause, SIZE, WIDTH - 2 * MARGIN - 60)]
    height = max(ARROW, STEP * len(lines) + 12)
    shapes.append(Line(((MARGIN + 24, y), (MARGIN + 24, y + height - 2)), "plain", 1.5, arrow=True))
    shapes += [Words(MARGIN + 40, y + 16 + STEP * place, line, size=SIZE) for place, line in enumerate(lines)]
    return y + height


def _refused(shapes: list[Shape], text: str, y: float) -> float:
    """The line at which the story stops."""
    y += 18
    for line in wrapped(text, SIZE, WIDTH - 2 * MARGIN, bold=True):
        shapes.append(Words(MARGIN, y, line, "refused", size=SIZE, bold=True))
        y += STEP
    return y


def _open(plan: Plan, course: Course, events: Sequence[Event], shapes: list[Shape], y: float) -> float:
    """The powers that are open after the last event, each with what it would set."""
    last = max((event.tick for event in events if not event.refused), default=course.begin)
    y += 22
    shapes.append(Words(MARGIN, y, "Powers that may lead on from the last event, as things stand", size=SIZE, bold=True))
    y += 8
    for window in course.windows:
        window = _from(window, last)
        if not window.stretches:
            continue
        text = f"{_capital(owed_words(plan, window.power))}. {window_words(plan, window, course.end)}.{_leads(plan, window.power)}"
        lines = list(wrapped(text, SIZE - 1, WIDTH - 2 * MARGIN - 60))
        shapes.append(Line(((MARGIN + 8, y + 10), (MARGIN + 36, y + 10)), "power", 1.5, dashed=True, arrow=True))
        shapes += [Words(MARGIN + 48, y + 14 + (STEP - 1) * place, line, size=SIZE - 1) for place, line in enumerate(lines)]
        y += (STEP - 1) * len(lines) + 5
    return y + 20


def _from(window: Window, since: Instant) -> Window:
    """A window from a moment on."""
    kept = [place for place, (_, end) in enumerate(window.stretches) if end > since]
    stretches = tuple((max(window.stretches[place][0], since), window.stretches[place][1]) for place in kept)
    return replace(window, stretches=stretches, opens=tuple(window.opens[p] for p in kept), closes=tuple(window.closes[p] for p in kept))


def _leads(plan: Plan, power: str) -> str:
    """` Then: Exchanged.`, of the statuses that a power sets by itself."""
    made = [change.make for change in plan.events[power].changes if isinstance(change.make, SetTerm) and change.condition is None]
    names = [one.term for one in made if plan.terms[one.term].kind == YES_NO and one.value == Truth(True)]
    return f" Sets: {one_of(names, 'and')}." if names else ""


def _notes(course: Course) -> Iterator[str]:
    if course.turning:
        yield f"Left out, as nobody stated {one_of(course.unstated, 'and')}: {one_of(course.turning, 'and')}."
    yield from readings_words(course.scenario, course.readings)
    yield f"After the last event it is drawn as if nothing more happened, up to the horizon, {write_day(day_of(course.end))}."
