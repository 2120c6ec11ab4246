"""`at what Market Price is ...?`: the exact values of one input at which something is so, without a solver.

The replay itself tells the story with the unknown carried along (`carried`),
over ever smaller stretches of its values, until each comes out one way; the
points between them are told with their plain values. Then each edge of the
answer and its neighbours are told once more with plain values.
"""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from dsl.plan import GivenTerm, Plan, Question, is_whole
from dsl.ranges import Range, whole_ranges
from solver.answer import Answer, Finding
from solver.carried import Parted, unknown
from solver.choices import Choices, every_way
from solver.expect import missed
from solver.facts import caveats, find, same_under, told
from solver.rational_function import Stretch
from solver.reading_list import rests_on
from solver.replay import horizon, readings_given
from solver.rows import rows_of
from solver.simplest import simplest_between
from solver.undecided import Undecided

MOST_PIECES = 4000
ALL = Stretch(Fraction(0), None)
Piece = Stretch | Fraction
NEAR = Fraction(1, 10**6)


class OutOfTime(Undecided):
    """The time limit came first."""

    def __init__(self, count: int) -> None:
        super().__init__(f"The time limit came first; {count:,} stretches of the figure were told apart.", "Give more time: `--seconds 60`.")


class TooManySteps(Undecided):
    """Rounding makes the answer change too often."""

    def __init__(self, count: int) -> None:
        super().__init__(f"The answer changes too often as the figure does: {count:,} stretches were told apart, and there are more.",
                         "Rounding does this; ask about a figure before it is rounded.")


def answer_inverse(plan: Plan, question: Question, seconds: float) -> Answer:
    """The positive values at which the condition holds, under every reading that matters.

    Raises OutsideCalendar, Undecided.
    """
    deadline = time.monotonic() + seconds
    given = readings_given(question.scenario)
    leaves = every_way(lambda choices: _Solved(plan, question, choices, deadline).finding(), given)
    fixed = {choice.about: str(option) for choice, option in given.items()}
    rows = rows_of(plan, leaves, fixed)
    sample = next((edge for row in rows for item in row.finding.ranges for edge in (item.low, item.high) if edge), Fraction(1))
    story, moment = told(plan, _with(question, sample), Choices(given))
    labels = rests_on(story, question, moment)
    return Answer(
        question=question, rows=rows, rests_on=labels, same_under=same_under(plan, leaves, fixed), caveats=caveats(plan, labels),
        people=tuple((person.written, person.kind) for person in question.scenario.people),
        horizon=horizon(plan, question.scenario), missed=missed(plan, question, rows),
    )  # fmt: skip


def _with(question: Question, value: Any) -> Question:
    """The question with a value for its unknown."""
    assert question.topic is not None
    given = GivenTerm(question.topic, question.subject, value, question.span)
    return replace(question, scenario=replace(question.scenario, givens=(*question.scenario.givens, given)))


@dataclass
class _Solved:
    """One run's choices, under which all values of the unknown are sorted."""

    plan: Plan
    question: Question
    choices: Choices
    deadline: float
    found: dict[Piece, Finding] = field(default_factory=dict)

    def finding(self) -> Finding:
        """What comes out for all positive values; where that is no yes or no, just that."""
        self._sort()
        order = sorted(self.found, key=lambda piece: (piece.low, 1) if isinstance(piece, Stretch) else (piece, 0))
        other = next((found for found in self.found.values() if found.verdict not in ("yes", "no", "not allowed")), None)
        if other is not None:
            return other
        ranges, barred = (_ranges([(piece, self.found[piece].verdict == verdict) for piece in order]) for verdict in ("yes", "not allowed"))
        self._confirm(ranges)
        if self.question.kind is not None and is_whole(self.plan, self.question.kind):
            ranges, barred = whole_ranges(ranges), whole_ranges(barred)
        return Finding(_verdict(ranges), ranges=ranges, barred=barred, about=self._name)

    @property
    def _name(self) -> str:
        subject = self.question.subject
        return f"{self.question.topic} of {self.plan.name(subject)}" if subject else self.question.topic or ""

    def _sort(self) -> None:
        """Part the positive values into pieces over each of which one thing comes out."""
        todo: list[Piece] = [ALL]
        while todo:
            piece = todo.pop()
            if len(self.found) + len(todo) > MOST_PIECES:
                raise TooManySteps(len(self.found))
            if time.monotonic() > self.deadline:
                raise OutOfTime(len(self.found))
            try:
                self.found[piece] = self._tell(unknown(piece) if isinstance(piece, Stretch) else piece)
            except Parted as parted:
                assert isinstance(piece, Stretch)
                todo.extend(_parts(piece, parted.points))

    def _tell(self, value: Any) -> Finding:
        return find(self.plan, _with(self.question, value), self.choices)

    def _confirm(self, ranges: tuple[Range, ...]) -> None:
        """Each edge and its neighbours, told with plain values, come out as the answer says."""
        edges = sorted({edge for item in ranges for edge in (item.low, item.high) if edge is not None})
        for place, edge in enumerate(edges):
            before = edges[place - 1] if place else Fraction(0)
            after = edges[place + 1] if place + 1 < len(edges) else 2 * edge
            beside = (edge - (edge - before) * NEAR, edge + (after - edge) * NEAR, simplest_between(*_inner(before, edge)), simplest_between(*_inner(edge, after)))
            for value in (edge, *beside):
                if (self._tell(value).verdict == "yes") != _within(value, ranges):
                    raise AssertionError(f"the answer and the story disagree at {value}")


def _inner(low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """The middle half of a stretch."""
    return low + (high - low) / 4, high - (high - low) / 4


def _parts(piece: Stretch, points: tuple[Fraction, ...]) -> list[Piece]:
    """A stretch parted at points within it: the points, and the stretches between them."""
    inside = sorted(set(points))
    ends: list[Fraction | None] = [piece.low, *inside, piece.high]
    stretches = [Stretch(low, high) for low, high in itertools.pairwise(ends) if low is not None]
    return [*inside, *stretches]


def _ranges(pieces: list[tuple[Piece, bool]]) -> tuple[Range, ...]:
    """The pieces of which something is so, in order, those that touch as one."""
    found: list[Range] = []
    goes_on = False
    for piece, holds in pieces:
        if holds:
            low, high = (piece.low, piece.high) if isinstance(piece, Stretch) else (piece, piece)
            closed = not isinstance(piece, Stretch)
            start = found.pop() if goes_on else Range(low or None, closed, high, closed)
            found.append(replace(start, high=high, with_high=closed))
        goes_on = holds
    return tuple(found)


def _verdict(ranges: tuple[Range, ...]) -> Any:
    if not ranges:
        return "at no value"
    (first, *others) = ranges
    everywhere = not others and first.high is None and (first.low is None or (first.low == 1 and first.with_low))
    return "at every value" if everywhere else "at values"


def _within(value: Fraction, ranges: tuple[Range, ...]) -> bool:
    return any(
        (item.low is None or value > item.low or (item.with_low and value == item.low))
        and (item.high is None or value < item.high or (item.with_high and value == item.high))
        for item in ranges
    )
