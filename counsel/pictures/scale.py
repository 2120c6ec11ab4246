"""The scale of time: where each moment stands from left to right.

Every moment that matters has its own place, in order; long times between two
of them are drawn shorter than they are, and the axis is broken there.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator

from msgspec import Struct

from counsel.pictures.shapes import Line, Shape, Words, width_of
from dsl.dates import AFTER_CLOSE, CLOSE, MONTHS, START, Instant, day_of, part_of

LEAST_APART = 21.0  # turned labels stand side by side
LEVEL_APART = 96.0  # level ones do
LONG = 4 * 45  # a time between two moments that is drawn broken
SIZE = 9.5
SUFFIX = {START: "as it begins", CLOSE: "close of business", AFTER_CLOSE: "after the close"}


class Scale(Struct, frozen=True):
    """Where moments stand between `left` and `right`; `is_level` where there is room for level labels."""

    places: dict[Instant, float]
    left: float
    right: float
    is_level: bool

    def x(self, moment: Instant) -> float:
        """Where a moment stands; what is outside of those known stands at their edge."""
        if moment in self.places:
            return self.places[moment]
        return self.left if moment < min(self.places, default=moment) else self.right

    @property
    def height(self) -> float:
        """How high the labels are above the axis."""
        widest = max((width_of(_label(moment), SIZE) for moment in self.places), default=0)
        return 26 if self.is_level else widest + 4


def scale_of(moments: Iterable[Instant], left: float, width: float, tail: float = 40) -> Scale:
    """The scale of some moments, as wide as is given or as wide as they need; `tail` is left free after the last."""
    ordered = sorted(set(moments))
    gaps = [_weight(later - sooner) for sooner, later in itertools.pairwise(ordered)]
    room = width - tail - 20
    level = room / max(len(gaps), 1) >= LEVEL_APART
    least = LEVEL_APART if level else LEAST_APART
    room = max(room, least * len(gaps))
    spare, total = room - least * len(gaps), sum(gaps) or 1
    places, x = {}, left + 20
    for place, moment in enumerate(ordered):
        x += least + spare * gaps[place - 1] / total if place else 0
        places[moment] = x
    return Scale(places, left, (x if ordered else left) + max(tail, width - tail - 20 - (x - left) if len(ordered) < 2 else tail), level)


def _weight(ticks: int) -> float:
    return math.log2(1 + ticks / 4)


def draw_axis(scale: Scale, top: float, bottom: float) -> Iterator[Shape]:
    """The labels, the axis below them, broken where time is long, and a faint line down from each moment."""
    axis = top + scale.height + 4
    ordered = sorted(scale.places)
    x = scale.left
    for sooner, later in itertools.pairwise(ordered):
        if later - sooner > LONG:
            middle = (scale.places[sooner] + scale.places[later]) / 2
            yield Line(((x, axis), (middle - 4, axis)), "plain")
            yield from (Line(((at - 2, axis + 5), (at + 2, axis - 5)), "plain") for at in (middle - 3, middle + 3))
            x = middle + 4
    yield Line(((x, axis), (scale.right, axis)), "plain", arrow=True)
    for moment in ordered:
        at = scale.places[moment]
        yield Line(((at, axis - 3), (at, axis + 3)), "plain")
        yield Line(((at, axis + 3), (at, bottom)), "faint")
        yield from _labels(scale, moment, at, axis)


def _labels(scale: Scale, moment: Instant, at: float, axis: float) -> Iterator[Shape]:
    if not scale.is_level:
        yield Words(at + 3.5, axis - 6, _label(moment), size=SIZE, turned=-90)
        return
    suffix = SUFFIX.get(part_of(moment), "")
    yield Words(at, axis - (18 if suffix else 8), _day(moment), size=SIZE, anchor="middle")
    if suffix:
        yield Words(at, axis - 7, suffix, "dim", size=SIZE - 1, anchor="middle")


def _day(moment: Instant) -> str:
    day = day_of(moment)
    return f"{MONTHS[day.month - 1][:3]} {day.day}, {day.year}"


def _label(moment: Instant) -> str:
    suffix = SUFFIX.get(part_of(moment), "")
    return f"{_day(moment)}, {suffix}" if suffix else _day(moment)
