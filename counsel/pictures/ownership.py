"""What each person has against the figures of the plan, over the time of a story.

Takes the stakes of a story; gives a picture: a line of steps for each person, a
line for each figure, and below them every value in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from counsel.pictures.events import MARGIN, SIZE, events_of, legend, markers, readings_words
from counsel.pictures.scale import Scale, draw_axis, scale_of
from counsel.pictures.shapes import Line, Part, Picture, Shape, Words, width_of, wrapped
from counsel.words import moment_words, value_words, with_names
from dsl.dates import Instant
from dsl.diagnostics import one_of
from dsl.plan import Plan
from solver.stakes import Series, Stakes

WIDTH, HEIGHT = 960.0, 260.0
LABELS, NARROW_LABELS, NARROW, LEVEL, LEAST_AXIS = 230.0, 130.0, 800.0, 9.5, 70.0
PARTS: tuple[Part, ...] = ("first", "second", "third", "fourth")


def ownership(plan: Plan, stakes: Stakes, width: float = WIDTH) -> Picture:
    """The picture of what each person has, against the figures with which the plan compares it."""
    labels = LABELS if width >= NARROW else NARROW_LABELS
    plan = with_names(plan, stakes.scenario)
    holders = [Series(plan.name(one.name), one.values) for one in stakes.holders]
    figures = [Series(f"{one.name} for {plan.name(one.of)}" if one.of else one.name, one.values) for one in stakes.figures]
    events = events_of(stakes.events, stakes.forbidden)
    ticks = {tick for one in (*holders, *figures) for tick, _ in one.values if tick > stakes.begin}
    most = max((value for one in (*holders, *figures) for _, value in one.values if value is not None), default=Fraction(1)) or Fraction(1)
    axis = max(LEAST_AXIS, *(width_of(text, LEVEL) + 14 for text in _levels(plan, stakes, most).values()))
    scale = scale_of({*ticks, *(event.tick for event in events)} or {stakes.begin}, MARGIN + axis, width - 2 * MARGIN - axis - labels)
    width = max(width, scale.right + labels + MARGIN)
    top = MARGIN + scale.height + 42
    bottom = top + HEIGHT
    shapes = [*draw_axis(scale, MARGIN, bottom), *markers(events, scale, MARGIN + scale.height + 22), *_draw_levels(_levels(plan, stakes, most), most, scale, top)]
    ends: list[tuple[float, str, Part]] = []
    for place, one in enumerate((*figures, *holders)):
        is_figure = place < len(figures)
        part: Part = "threshold" if is_figure else PARTS[(place - len(figures)) % len(PARTS)]
        shapes += _steps(one, part, is_figure, scale, top, most)
        last = one.values[-1][1] if one.values else None
        if last is not None:
            ends.append((_y(last, top, most), one.name, part))
    named = list(_names(ends, scale.right + 8, labels - 8))
    shapes += named
    lowest = max([bottom, *(one.y for one in named)])
    below = list(legend(events, list(_notes(plan, stakes, holders, figures)), lowest + 22, width))
    says = " ".join(_told(plan, stakes, holders, figures))
    height = max((words.y for words in below), default=lowest) + MARGIN
    return Picture(stakes.scenario.title or "The story", says, width, height, (*shapes, *below))


def _y(value: Fraction, top: float, most: Fraction) -> float:
    return top + HEIGHT - float(value / most) * (HEIGHT - 24)


def _levels(plan: Plan, stakes: Stakes, most: Fraction) -> dict[Fraction, str]:
    """The round values at the left, in words."""
    step = _step(most)
    return {count * step: value_words(count * step, stakes.kind, plan) for count in range(int(most / step) + 1)}


def _draw_levels(levels: dict[Fraction, str], most: Fraction, scale: Scale, top: float) -> Iterator[Shape]:
    for level, text in levels.items():
        y = _y(level, top, most)
        yield Line(((scale.left, y), (scale.right, y)), "faint")
        yield Words(scale.left - 6, y + 3.5, text, "dim", size=LEVEL, anchor="end")


def _step(most: Fraction) -> Fraction:
    """A round number, of which there are three to six up to the most."""
    step = Fraction(1)
    while step * 6 < most:
        step *= 10
    while step * 6 > most * 2:
        step /= 10
    return next(step * times for times in (1, 2, 5, 10, 20, 50) if step * times * 6 >= most)


def _steps(one: Series, part: Part, is_figure: bool, scale: Scale, top: float, most: Fraction) -> Iterator[Shape]:
    """The value as it steps up and down; a gap where it is not known."""
    points: list[tuple[float, float]] = []
    for place, (tick, value) in enumerate(one.values):
        x = scale.left if place == 0 else scale.x(tick)
        until = scale.x(one.values[place + 1][0]) if place + 1 < len(one.values) else scale.right
        if value is None:
            if points:
                yield Line(tuple(points), part, 2, dashed=is_figure)
            points = []
            continue
        points += [(x, _y(value, top, most)), (until, _y(value, top, most))]
    if points:
        yield Line(tuple(points), part, 2, dashed=is_figure)


def _names(ends: Sequence[tuple[float, str, Part]], x: float, width: float) -> Iterator[Words]:
    """The names at the right, one below another where the lines end close together."""
    lowest = float("-inf")
    for y, name, part in sorted(ends):
        for line in wrapped(name, SIZE, width):
            lowest = max(y + 4, lowest + 13)
            yield Words(x, lowest, line, part, size=SIZE)


def _told(plan: Plan, stakes: Stakes, holders: Sequence[Series], figures: Sequence[Series]) -> Iterator[str]:
    """Every value from each moment on at which one changed, in words."""
    moments = sorted({tick for one in (*holders, *figures) for tick, _ in one.values} | {stakes.begin})
    series = (*figures, *holders)
    before: list[Fraction | None] = [None] * len(series)
    for moment in moments:
        now = [one.at(moment) for one in series]
        against = [value for one in figures if (value := one.at(moment)) is not None]
        said = [
            f"{one.name} {_value(plan, stakes, value)}{_near(plan, stakes, value, against)}"
            for one, value, last in zip(series, now, before, strict=True) if last != value
        ]  # fmt: skip
        before = now
        if said:
            yield f"{_from(moment)}: {one_of(said, 'and')}."


def _near(plan: Plan, stakes: Stakes, value: Fraction | None, against: Sequence[Fraction]) -> str:
    """On which side of a figure a value is that is too near to it to be told apart in the picture."""
    if value is None:
        return ""
    near = [figure for figure in dict.fromkeys(against) if 0 < abs(value - figure) < figure / 50]
    said = [f"{'less' if value < figure else 'more'} than {value_words(figure, stakes.kind, plan)}" for figure in near]
    return f", {one_of(said, 'and')}" if said else ""


def _from(moment: Instant) -> str:
    words = moment_words(moment)
    return words[0].upper() + words[1:]


def _value(plan: Plan, stakes: Stakes, value: Fraction | None) -> str:
    return "none, or not known" if value is None else value_words(value, stakes.kind, plan)


def _notes(plan: Plan, stakes: Stakes, holders: Sequence[Series], figures: Sequence[Series]) -> Iterator[str]:
    whole = f", as a part of {stakes.of}" if stakes.of else ""
    yield f"{stakes.term}{whole}. A dashed line is the figure with which the status of its name compares it; the status may ask for more."
    yield from _told(plan, stakes, holders, figures)
    yield from readings_words(stakes.scenario, stakes.readings)
    if not holders:
        yield f"Nobody has any {stakes.term} in this story."
