"""The bound of a value over the paths of one combination of readings: exact, with the path that reaches it.

A bound is sought by asking whether some path goes beyond a value, and beyond
which it does not. What is approached and not reached is an open bound.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl.check.wholes import is_whole
from dsl.dates import START, Instant, day_of, instant, write_day
from dsl.kinds import DAY, Number
from dsl.plan import Plan, Question, Scenario
from dsl.written import write_value
from solver.answer import Finding, Row
from solver.choices import Choices, every_way, reading_as, reading_choices, whatever_is_given
from solver.cubes import Cube
from solver.for_granted import only_what_bears
from solver.formula import Bool, and_, at_most, equal, less, not_, or_, real, whole
from solver.idle import idle_readings
from solver.over_time import values_seen
from solver.paths import path_title
from solver.regions import Disagreement
from solver.replay import horizon, tell
from solver.search import Depth, Found, Task, deepen, further_events
from solver.simplest import simplest_between
from solver.symbolic_changes import marks_seen
from solver.symbolic_parameters import reads
from solver.tasks import days_tried, machine_for
from solver.ties import GRID
from solver.undecided import Undecided
from solver.unknowns import name_of, undecided_by
from solver.unroll import Unrolled

FAR = 10**15  # a value that is taken for no bound at all
CLOSE = Fraction(1, 10**9)
CLOSER = 4  # times that the numbers between which a bound lies are brought closer, each by as much again
BEYOND, NO_VALUE = "goes beyond it", "comes to any value"
NOTHING = Finding("undecided")
NEAR = Fraction(1, 1_000)  # of a figure told in passing


class Bound(Struct, frozen=True):
    """The best value so far: whether it is reached, and the path that reaches it or comes close."""

    value: Fraction
    reached: bool
    found: Found


class Sought:
    """A value whose extreme is sought, upwards or downwards."""

    def __init__(self, plan: Plan, question: Question, task: Task, deadline: float, hints: Sequence[Any] = ()) -> None:
        self.plan, self.question, self.task, self.deadline = plan, question, task, deadline
        assert question.value is not None
        assert question.kind is not None
        self.value: c.Core = question.value
        self.kind = question.kind
        word = question.node.word  # type: ignore[union-attr]
        self.up = word in ("most", "latest")
        self.whole = not isinstance(self.kind, Number) or is_whole(question.value, plan.terms, plan.units)
        self.hints = sorted(set(map(_figure, hints)), reverse=not self.up)  # the farthest last
        self.variable = whole("sought") if self.whole else real("sought")

    def row(self, readings: Cube) -> Row:
        """What is found where every reading is settled, with the path."""
        hinted = self._hinted()
        if hinted is not None:
            return self._row_of(*hinted, readings)
        best: Bound | None = None
        tried = -1
        for depth in deepen(self.task, self.deadline):
            best = self._tidy(depth, best, self._better(depth, best))
            if depth.is_out_of_time:
                limit = "the time limit came first" + (f"; {self._so_far(best)}" if best else "")
                return Row((), Finding("undecided", limit=limit))
            tried = depth.count
            if best is not None and abs(best.value) >= FAR:
                if best.found.given:
                    return undecided_by(Row((), NOTHING), tuple(dict.fromkeys(map(name_of, best.found.given))))
                return Row((), Finding("no bound", limit=f"a path with {further_events(depth.count)} goes beyond any figure tried"))
        if best is None:
            return Row((), Finding("unset", limit=self._limit(tried, NO_VALUE)))
        return self._row_of(best, tried, readings)

    def _row_of(self, best: Bound, tried: int, readings: Cube) -> Row:
        """The row of the best value, with its path; undecided where it is the best only because no later day was looked at."""
        if (edge := self._edge(best)) is not None:
            limit = f"the best path takes the {'last' if edge == self.task.last_day else 'first'} day that was tried where somebody chooses one, {write_day(edge)}"
            return Row((), Finding("undecided", limit=limit))
        if (late := self._as_late_as_can_be(best)) is not None:
            limit = f"the best path has something happen on {write_day(late)}, as late as is looked at; asked `by` a day, it is looked for up to that day"
            return Row((), Finding("undecided", limit=limit))
        return self._with_path(self._finding(best, tried), best, readings)

    def _so_far(self, best: Bound) -> str:
        """What was found before the time limit came."""
        value = self.written(best.value)
        return f"the best found is {value}" if best.reached else f"what was found comes as close to {value} as one likes, but not to it"

    def _edge(self, best: Bound) -> dt.date | None:
        """The first or last of all days that are tried, if the path that reaches a value has somebody choose it."""
        edges = days_tried(self.plan, self.question.scenario)
        days = [value for line in best.found.lines or () for _, value in line.values if isinstance(value, dt.date)]
        return next((day for day in days if day in edges), None)

    def _as_late_as_can_be(self, best: Bound) -> dt.date | None:
        """The day of a further event of the path that reaches a value, if it lies within a week of the horizon: a later one may go beyond.

        Events are told as soon as they can be, and an open day lies within each week. What is asked by a time goes no further.
        """
        if self.question.by is not None:
            return None
        days = [line.date for line in best.found.lines or ()]
        return days[-1] if days and days[-1] >= day_of(self.task.horizon) - dt.timedelta(days=7) else None

    def _limit(self, tried: int, goes: str = BEYOND) -> str:
        return f"no path with up to {tried} further events {goes}; longer ones were not tried"

    def _finding(self, best: Bound, tried: int) -> Finding:
        bound: Literal["", "less than", "more than"] = "" if best.reached else "less than" if self.up else "more than"
        return Finding("value", (self._plain(best.value),), limit=self._limit(tried), bound=bound)

    def _hinted(self) -> tuple[Bound, int] | None:
        """The best value hinted at, with the path that reaches it, if nothing goes beyond; and how many events were tried."""
        if not self.hints:
            return None
        value, bound, tried = self.hints[-1], None, -1
        for depth in deepen(self.task, self.deadline):
            here = self._here(depth.run)
            beyond, _ = self._ask(depth, here, self._beyond(value, strictly=True))
            if beyond.lines is not None or beyond.out_of_time:
                return None
            if bound is None and (found := depth.find(and_((here, equal(self.variable, value))))).lines is not None:
                bound = Bound(value, True, found)
            tried = depth.count
        return (bound, tried) if bound is not None else None

    def _tidy(self, depth: Depth, before: Bound | None, best: Bound | None) -> Bound | None:
        """The path that reaches a new bound, smallest in the order of the tie-break."""
        if best is None or best is before or not best.reached or abs(best.value) >= FAR:
            return best
        found = depth.find(and_((self._here(depth.run), equal(self.variable, best.value))))
        return replace(best, found=found) if found.lines is not None else best

    # ---- bounds ----

    def _better(self, depth: Depth, best: Bound | None) -> Bound | None:
        """The bound with so many events, if it is better than the best so far."""
        here = self._here(depth.run)
        found, value = self._ask(depth, here, None if best is None else self._beyond(best.value, strictly=True))
        if value is None:
            return best
        low, far = value, FAR if self.up else -FAR
        if self._ask(depth, here, self._beyond(Fraction(far)))[1] is not None:
            return Bound(Fraction(far), True, found)
        found, low, high = self._narrowed(depth, here, found, value)
        if self.whole:
            return Bound(low, True, found)
        return self._exact(depth, here, found, low, high)

    def _narrowed(self, depth: Depth, here: Bool, found: Found, low: Fraction) -> tuple[Found, Fraction, Fraction]:
        """A value that is reached, and one close to it that is not passed."""
        step = Fraction(1)
        high = low + step if self.up else low - step
        while not depth.is_out_of_time:
            better, value = self._ask(depth, here, self._beyond(high))
            if value is None:
                break
            found, low = better, value
            step *= 4
            high = low + step if self.up else low - step
        return self._closer(depth, here, found, low, high, Fraction(1) if self.whole else CLOSE)

    def _closer(self, depth: Depth, here: Bool, found: Found, low: Fraction, high: Fraction, close: Fraction) -> tuple[Found, Fraction, Fraction]:
        """The same, no further apart than `close`."""
        while abs(high - low) > close and not depth.is_out_of_time:
            middle = (high + low) / 2
            if self.whole:
                middle = Fraction(-(-(high + low) // 2) if self.up else (high + low) // 2)
            better, value = self._ask(depth, here, self._beyond(middle))
            if value is None:
                high = middle
            else:
                found, low = better, value
        return found, low, high

    def _exact(self, depth: Depth, here: Bool, found: Found, low: Fraction, high: Fraction) -> Bound:
        """The simplest number between, if it is the bound; where a path goes beyond it, that between numbers that are closer."""
        close = CLOSE
        for _ in range(CLOSER):
            guess = simplest_between(min(low, high), max(low, high))
            better, value = self._ask(depth, here, self._beyond(guess, strictly=True))
            if value is None:
                reached, value = self._ask(depth, here, equal(self.variable, guess))
                return Bound(guess, True, reached) if value is not None else Bound(guess, False, found)
            close = close * CLOSE
            found, low, high = self._closer(depth, here, better, value, high, close)
        raise Undecided("The bound is no simple figure.", "Ask whether a given figure can be passed: `can ... be more than ...?`")

    def _beyond(self, value: Fraction, strictly: bool = False) -> Bool:
        if self.up:
            return less(value, self.variable) if strictly else at_most(value, self.variable)
        return less(self.variable, value) if strictly else at_most(self.variable, value)

    def _here(self, run: Unrolled) -> Bool:
        """That the variable is the value at some moment of the run."""
        return self._comes_to(run, self.variable)

    def reaches(self, value: Any) -> Callable[[Unrolled], Bool]:
        """Whether a run comes to a value."""
        return lambda run: self._comes_to(run, _figure(value))

    def _comes_to(self, run: Unrolled, figure: Any) -> Bool:
        symbolic = run.symbolic
        return or_(
            and_((counts, at_most(tick, self.task.goal.until), value.set, equal(figure, value.it)))
            for at in range(run.last_told, run.last + 1)
            for counts, tick in marks_seen(symbolic, self.value, {}, at, run.horizon)
            for value in (symbolic.value(self.value, {}, at, tick),)
        )

    def _ask(self, depth: Depth, here: Bool, also: Bool | None) -> tuple[Found, Fraction | None]:
        found, value = depth.find_with(and_((here, also if also is not None else True)), self.variable)
        return found, value

    def beyond_all(self, depth: Depth, rows: Iterable[tuple[Cube, Row]]) -> Bool:
        """That a path goes beyond every value that was found for its readings."""
        symbolic = depth.run.symbolic
        return and_((self._here(depth.run), *(
            or_((not_(and_(reads(symbolic, name, option) for name, option in under.items())), self._beyond(_figure(row.finding.values[0]), strictly=True)))
            for under, row in rows
        )))  # fmt: skip

    # ---- in plain values, and told again ----

    def holding(self, row: Row, given: Cube) -> list[tuple[Cube, Row]]:
        """Readings under which the path of a row comes to its value, whatever nobody gave may be, each with the row; none where it has no path."""
        if row.path is None:
            return []
        fixed = {**idle_readings(machine_for(self.plan, self.question, given), self.question.scenario), **given}
        options = {name: [option.name for option in reading.options] for name, reading in self.plan.readings.items()}
        leaves = every_way(lambda choices: self._told(row.path, choices, row.finding.values[0]), reading_choices(fixed))
        return [
            ({name: option for name, option in under.items() if name not in fixed}, row)
            for leaf in leaves if leaf.result is not None
            for under in whatever_is_given(leaf, leaves, lambda moment: moment is not None, options)
        ]  # fmt: skip

    def _told(self, path: Scenario | None, choices: Choices, value: Any) -> Instant | None:
        """When a path, told again, comes to a value and to what else is asked; any value if none is named."""
        assert path is not None
        story = tell(self.plan, path, choices)
        told = len(self.question.scenario.lines)
        end = instant(horizon(self.plan, self.question.scenario), START)
        if story.refusal is not None or self.task.goal.met(story, told, end) is None:
            return None
        seen = values_seen(story, self.value, story.last_told(told), self.task.goal.until)
        moments = (moment for moment, found in seen if value is None or found == value)
        return next(moments, None)

    def written(self, value: Fraction) -> str:
        """A value that is reached, or a rounder one close to it that is passed on the way there, in words."""
        rounder = (Fraction(math.floor(value * parts) if self.up else math.ceil(value * parts), parts) for parts in (() if self.whole else GRID))
        told = next((near for near in rounder if abs(near - value) <= NEAR * abs(value)), value)
        return write_value(self._plain(told), self.kind, self.plan.units, self.plan.display)

    def _plain(self, value: Fraction) -> Any:
        if self.kind == DAY:
            return dt.date.fromordinal(int(value))
        return value if isinstance(self.kind, Number) else Instant(int(value))

    def _with_path(self, finding: Finding, best: Bound, readings: Cube) -> Row:
        assert best.found.lines is not None
        scenario = self.question.scenario
        lines, givens = (*scenario.lines, *best.found.lines), (*scenario.givens, *best.found.given)
        path = replace(scenario, title=path_title(self.question), lines=lines, givens=givens)
        value = finding.values[0] if best.reached else None
        if best.reached:
            settled = reading_choices(readings)
            path = only_what_bears(scenario, path, lambda tried, most: every_way(lambda choices: self._told(tried, choices, value), settled, most))
        moment = self._told(path, reading_as(readings), value)
        if moment is None:
            raise Disagreement("the value does not come about")
        return Row((), finding, path, moment)


def _figure(value: Any) -> Fraction:
    return Fraction(value.toordinal()) if isinstance(value, dt.date) else Fraction(value)
