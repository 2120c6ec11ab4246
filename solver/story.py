"""A story as it is told: the history so far, and the line at which it stopped if one was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from dsl import core as c
from dsl.dates import Instant
from dsl.plan import StoryLine
from solver.bearing import Bearing
from solver.evaluate import Evaluator
from solver.history import Entry, Place, seen_until


class Refusal(Struct, frozen=True):
    """A line that the plan does not allow: the parts that forbid it, and until when it was possible.

    `possible` are the stretches of time, before the line, in which the line
    was allowed as things then stood; None if that cannot be said.
    """

    line: int
    labels: tuple[c.Label, ...]
    possible: tuple[tuple[Instant, Instant], ...] | None


class Story(Struct):
    """A history as it is told; `refusal` is set where it stopped at a line that is not allowed.

    Of what happens only that is told that bears on the question, where `bearing` says what.
    """

    evaluator: Evaluator
    lines: tuple[StoryLine, ...]
    refusal: Refusal | None = None
    done: set[tuple[c.Label, str | None]] = field(default_factory=set)
    bearing: Bearing | None = None

    @property
    def history(self) -> list[Entry]:
        return self.evaluator.history

    @property
    def last(self) -> int:
        return len(self.history) - 1

    def place_at(self, moment: int) -> int:
        """The last entry of the history that is no later than a moment; the first one where all are later."""
        return max((place for place, entry in enumerate(self.history) if entry.tick <= moment), default=0)

    def last_told(self, told: int) -> int:
        """The place of the last entry that was there when so many lines had been told."""
        place = max((at for at, entry in enumerate(self.history) if entry.line == told - 1), default=0) if told else 0
        tick = self.history[place].tick
        while place < self.last and self.history[place + 1].sort == "by itself" and self.history[place + 1].tick == tick:
            place += 1
        return place

    def end_of(self, place: int, until: Instant) -> Instant:
        """When the state after an entry ends: as the next entry comes, and after the last one at `until`."""
        return self.history[place + 1].tick if place < self.last else until

    def seen_until(self, place: int, until: Instant) -> Instant:
        """The last tick at which the state after an entry is seen: as the next event comes, or up to `until`; what happens by itself happens at once, before.

        It lies before the entry if something happens by itself in the same moment.
        """
        return Instant(seen_until(self.history, place)) if place < self.last else until

    def fork(self, inputs: Mapping[Place, Any]) -> Story:
        """A story that goes on from here by itself, with other inputs of which none was asked for so far."""
        return Story(self.evaluator.fork(inputs), self.lines, self.refusal, set(self.done), self.bearing)

    def of(self, changes: Sequence[c.Change]) -> Sequence[c.Change]:
        """Those changes that are told."""
        return changes if self.bearing is None else [change for change in changes if self.bearing.changed(change)]
