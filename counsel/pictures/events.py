"""The events of a story as pictures show them: numbered marks on the axis of time, and the lines they stand for."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from msgspec import Struct

from counsel.pictures.scale import Scale
from counsel.pictures.shapes import Box, Shape, Words, width_of, wrapped
from counsel.words import under_words
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, Instant, instant
from dsl.plan import Scenario, StoryLine
from dsl.written_scenario import write_line
from solver.answer import Forbidden
from solver.choices import readings_made
from solver.replay import readings_given

MARGIN, SIZE, LEGEND = 16.0, 11.0, 15.0
NOT_ALLOWED = "Not allowed: the story stops before it."


class Event(Struct, frozen=True):
    """A line of the story, or one that the plan does not allow."""

    number: int
    tick: Instant
    line: StoryLine
    refused: bool = False

    @property
    def text(self) -> str:
        """What it says."""
        return write_line(self.line) + (f" {NOT_ALLOWED}" if self.refused else "")


def events_of(lines: Sequence[tuple[Instant, StoryLine]], forbidden: Forbidden | None) -> tuple[Event, ...]:
    """The lines of a story numbered, with the one at which it stopped."""
    found = [Event(number, tick, line) for number, (tick, line) in enumerate(lines, 1)]
    if forbidden is not None:
        line = forbidden.line
        found.append(Event(len(lines) + 1, instant(line.date, AFTER_CLOSE if line.after_close else BEFORE_CLOSE), line, True))
    return tuple(found)


def markers(events: Sequence[Event], scale: Scale, y: float) -> Iterator[Shape]:
    """The numbers of the events, those of one moment together."""
    if events:
        yield Words(MARGIN, y + 4, "Events", size=SIZE, bold=True)
    for (tick, refused), group in itertools.groupby(events, key=lambda event: (event.tick, event.refused)):
        numbers = [event.number for event in group]
        text = f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else str(numbers[0])
        width = max(16.0, width_of(text, 10, True) + 4)
        beside = refused and any(event.tick == tick and not event.refused for event in events)
        x = scale.x(tick) + (20 if beside else 0)
        yield Box(x - width / 2, y - 8, width, 16, "refused" if refused else "event", round=8)
        yield Words(x, y + 3.5, text, size=10, anchor="middle", bold=True, on_fill=True)


def readings_words(scenario: Scenario, readings: Sequence[tuple[str, str]]) -> Iterator[str]:
    """On which of the readings that were asked for a story is told; nothing where none was."""
    given = readings_made(readings_given(scenario))
    own = tuple((name, option) for name, option in readings if name in given)
    if readings:
        yield f"Told where {under_words(own)}; other readings at their base." if own else "Told on the base readings."


def legend(events: Sequence[Event], notes: Sequence[str], y: float, width: float) -> Iterator[Words]:
    """The events in words, and below them what else must be known to read the picture."""
    for event in events:
        yield Words(MARGIN, y, f"{event.number}.", "refused" if event.refused else "plain", size=SIZE, bold=True)
        for line in wrapped(event.text, SIZE, width - 2 * MARGIN - 30):
            yield Words(MARGIN + 28, y, line, size=SIZE)
            y += LEGEND
    y += 6
    for note in notes:
        for line in wrapped(note, SIZE - 1, width - 2 * MARGIN):
            yield Words(MARGIN, y, line, "dim", size=SIZE - 1)
            y += LEGEND - 2
