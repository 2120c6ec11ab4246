"""`at what Market Price is ...?`: the exact values of one input at which something is so, without a solver.

The replay itself tells the story with the unknown carried along (`carried`),
over ever smaller stretches of its values, until each comes out one way; the
points between them are told with their plain values. Then each edge of the
answer and its neighbours are told once more with plain values. Under further
readings it begins with the edges that are known, and what comes out the same
is not confirmed again.
"""

from __future__ import annotations

import itertools
import time
from contextlib import suppress
from fractions import Fraction
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from dsl.plan import GivenTerm, Plan, Question, is_whole, looks_at_zero
from dsl.ranges import Range, all_values, whole_ranges
from solver.answer import Answer, Finding
from solver.bearing import bearing_of
from solver.carried import Parted, unknown
from solver.choices import Choices, every_way
from solver.expect import missed
from solver.facts import asked_about, find, look, same_under, told
from solver.history import Place
from solver.rational_function import Stretch
from solver.reading_list import rests_on
from solver.replay import begin, horizon, readings_given, readings_settled, tell_line
from solver.rows import rows_of
from solver.simplest import simplest_between
from solver.story import Story
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
    """The values at which the condition holds, under every reading that matters: those above zero, and zero where it may be one.

    Raises OutsideCalendar, Undecided.
    """
    deadline = time.monotonic() + seconds
    given = readings_given(question.scenario)
    known = _Known()
    leaves = every_way(lambda choices: _Solved(plan, question, choices, deadline, known).finding(), given)
    fixed = readings_settled(question)
    rows = rows_of(plan, leaves, fixed)
    story, moment = told(plan, asked_of(question, *(row.finding for row in rows)), Choices(given))
    return Answer(
        question=question, rows=rows, rests_on=rests_on(story, question, moment), same_under=same_under(plan, leaves, fixed),
        people=tuple((person.written, person.kind) for person in question.scenario.people),
        horizon=horizon(plan, question.scenario), missed=missed(plan, question, rows),
    )  # fmt: skip


def asked_of(question: Question, *findings: Finding) -> Question:
    """A question as the story of one of its findings is told: where it seeks a figure, with one that is an edge of what was found."""
    if question.form != "inverse":
        return question
    edges = [edge for one in findings for item in one.ranges for edge in (item.low, item.high) if edge is not None]
    return _with(question, next((edge for edge in edges if edge), edges[0] if edges else Fraction(1)))


def _with(question: Question, value: Any) -> Question:
    """The question with a value for its unknown."""
    assert question.topic is not None
    given = GivenTerm(question.topic, question.subject, value, question.span)
    return replace(question, scenario=replace(question.scenario, givens=(*question.scenario.givens, given)))


class _Known(Struct):
    """What runs under other readings have found: the edges, and the ranges that were confirmed."""

    edges: set[Fraction] = field(default_factory=set)
    confirmed: set[tuple[Range, ...]] = field(default_factory=set)


class _Solved(Struct):
    """One run's choices, under which all values of the unknown are sorted."""

    plan: Plan
    question: Question
    choices: Choices
    deadline: float
    known: _Known
    found: dict[Piece, Finding] = field(default_factory=dict)
    _before: tuple[Story, int] | None = None  # the story as far as it is the same for all values, and its next line

    def finding(self) -> Finding:
        """What comes out for all values; where that is no yes or no, just that."""
        self._sort()
        order = sorted(self.found, key=lambda piece: (piece.low, 1) if isinstance(piece, Stretch) else (piece, 0))
        other = next((found for found in self.found.values() if found.verdict not in ("yes", "no", "not allowed", "unset")), None)
        if other is not None:
            return other
        unset = next((found for found in self.found.values() if found.verdict == "unset"), None)  # the time asked about never comes at this value
        if unset is not None and not any(found.verdict in ("yes", "no") for found in self.found.values()):
            return unset
        every = all_values(looks_at_zero(self.plan.terms, self.question))
        ranges, barred = (_ranges([(piece, self.found[piece].verdict == verdict) for piece in order], every) for verdict in ("yes", "not allowed"))
        self._confirm(ranges)
        if self.question.kind is not None and is_whole(self.plan, self.question.kind):
            ranges, barred, (every,) = whole_ranges(ranges), whole_ranges(barred), whole_ranges([every])
        return Finding(_verdict(ranges, every), ranges=ranges, barred=barred, about=self._name)

    @property
    def _name(self) -> str:
        subject = self.question.subject
        return f"{self.question.topic} of {self.plan.name(subject)}" if subject else self.question.topic or ""

    def _sort(self) -> None:
        """Part the values into pieces over each of which one thing comes out; zero is one of its own."""
        todo: list[Piece] = _parts(ALL, tuple(self.known.edges))
        if looks_at_zero(self.plan.terms, self.question):
            todo.append(Fraction(0))
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
        """What comes out for a value; what comes before the unknown is asked for is told only once."""
        question = _with(self.question, value)
        self._before = self._before or self._told_before(question)
        if self._before is None:
            return find(self.plan, question, self.choices)
        before, number = self._before
        story = before.fork({**before.evaluator.inputs, self._unknown: value})
        try:
            while story.refusal is None and number < len(story.lines):
                tell_line(story, number)
                number += 1
            return look(story, question, asked_about(story, self.plan, question))
        finally:
            before.evaluator.learn(story.evaluator, self._unknown)

    @property
    def _unknown(self) -> Place:
        return self.question.topic or "", self.question.subject

    def _begin(self, question: Question) -> Story:
        return begin(self.plan, question.scenario, self.choices, bearing=bearing_of(self.plan, question))

    def _told_before(self, question: Question) -> tuple[Story, int] | None:
        """The story as far as nothing asks for the unknown; None where its beginning does."""
        story = self._begin(question)
        if self._unknown in story.evaluator.asked:
            return None
        for number in range(len(story.lines)):
            before = story.fork(story.evaluator.inputs)
            with suppress(Parted):
                tell_line(story, number)
            if self._unknown in story.evaluator.asked:
                return before, number
            if story.refusal is not None:
                break
        return story, len(story.lines)

    def _confirm(self, ranges: tuple[Range, ...]) -> None:
        """Each edge and its neighbours, told with plain values, come out as the answer says."""
        edges = sorted({edge for item in ranges for edge in (item.low, item.high) if edge})  # zero was told by itself
        if ranges in self.known.confirmed:
            return
        self.known.edges.update(edges)
        self.known.confirmed.add(ranges)
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


def _ranges(pieces: list[tuple[Piece, bool]], every: Range) -> tuple[Range, ...]:
    """The pieces of which something is so, in order, those that touch as one; `every` are all that were looked at."""
    found: list[Range] = []
    goes_on = False
    for piece, holds in pieces:
        if holds:
            low, high = (piece.low, piece.high) if isinstance(piece, Stretch) else (piece, piece)
            closed = not isinstance(piece, Stretch)
            start = found.pop() if goes_on else Range(low or every.low, closed, high, closed)
            found.append(replace(start, high=high, with_high=closed))
        goes_on = holds
    return tuple(found)


def _verdict(ranges: tuple[Range, ...], every: Range) -> Any:
    if not ranges:
        return "at no value"
    return "at every value" if ranges == (every,) else "at values"


def _within(value: Fraction, ranges: tuple[Range, ...]) -> bool:
    return any(
        (item.low is None or value > item.low or (item.with_low and value == item.low))
        and (item.high is None or value < item.high or (item.with_high and value == item.high))
        for item in ranges
    )
