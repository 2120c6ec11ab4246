"""`what is the most that X can be?`: the largest or smallest value over all paths, exact.

A bound is sought by asking whether some path goes beyond a value, and beyond
which it does not. A value that is reached comes with its path; one that is
approached and not reached is an open bound, and said to be one.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from dsl import core as c
from dsl.check.wholes import is_whole
from dsl.dates import START, Instant, instant
from dsl.kinds import DAY, Number
from dsl.plan import Plan, Question
from solver.answer import Answer, Finding, Row
from solver.cast import cast_of
from solver.choices import Choice, Choices
from solver.expect import missed
from solver.formula import Bool, and_, at_most, equal, less, or_, real, whole
from solver.goal import last_told
from solver.paths import machine_for, path_title, task_of
from solver.regions import Disagreement
from solver.replay import Story, horizon, readings_given, run_on, tell
from solver.search import Depth, Found, Task, deepen
from solver.simplest import simplest_between
from solver.undecided import Undecided
from solver.unroll import Unrolled

FAR = 10**15  # a value that is taken for no bound at all
CLOSE = Fraction(1, 10**9)


@dataclass(frozen=True)
class Bound:
    """The best value so far: whether it is reached, and the path that reaches it or comes close."""

    value: Fraction
    reached: bool
    found: Found


def answer_extreme(plan: Plan, question: Question, seconds: float) -> Answer:
    """The most or least, latest or earliest, that a value can be, on the base readings and those given.

    Raises Disagreement, OutsideCalendar, Undecided.
    """
    deadline = time.monotonic() + seconds
    given = {choice.about: str(option) for choice, option in readings_given(question.scenario).items()}
    options = {name: reading.base for name, reading in plan.readings.items()} | given
    machine = machine_for(plan, question, given)
    question = replace(question, scenario=replace(question.scenario, people=cast_of(plan, question.scenario, machine.kinds)))
    choices = {Choice("reading", name): option for name, option in options.items()}
    story = tell(plan, question.scenario, Choices(choices))
    if story.refusal is not None:
        raise Undecided("A line of the story cannot happen as told.", "Run `pill replay` on the scenario to see why.")
    sought = _Sought(plan, question, task_of(plan, question, options, story), deadline)
    row = sought.row(choices)
    return Answer(
        question, (row,),
        untried=tuple(name for name in machine.readings if name not in given),
        people=tuple((person.written, person.kind) for person in question.scenario.people),
        horizon=horizon(plan, question.scenario),
        missed=missed(plan, question, (row,)),
    )  # fmt: skip


class _Sought:
    """A value whose extreme is sought, upwards or downwards."""

    def __init__(self, plan: Plan, question: Question, task: Task, deadline: float) -> None:
        self.plan, self.question, self.task, self.deadline = plan, question, task, deadline
        assert question.value is not None
        assert question.kind is not None
        self.value: c.Core = question.value
        self.kind = question.kind
        word = question.node.word  # type: ignore[union-attr]
        self.up = word in ("most", "latest")
        self.whole = not isinstance(self.kind, Number) or is_whole(question.value, plan.terms, plan.units)
        self.variable = whole("sought") if self.whole else real("sought")

    def row(self, choices: Mapping[Choice, object]) -> Row:
        """What is found, with the path."""
        best: Bound | None = None
        tried = -1
        for depth in deepen(self.task, self.deadline):
            best = self._tidy(depth, best, self._better(depth, best))
            if depth.is_out_of_time:
                limit = "the time limit came first" + (f"; the best found is {self._plain(best.value)}" if best else "")
                return Row((), Finding("undecided", limit=limit))
            tried = depth.count
            if best is not None and abs(best.value) >= FAR:
                return Row((), Finding("no bound", limit=f"a path with {depth.count} further events goes beyond any figure tried"))
        limit = f"no path with up to {tried} further events goes beyond it; longer ones were not tried"
        if best is None:
            return Row((), Finding("unset", limit=limit))
        finding = Finding("value", (self._plain(best.value),), limit=limit, bound="" if best.reached else "less than" if self.up else "more than")
        return self._with_path(finding, best, choices)

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
        while abs(high - low) > (1 if self.whole else CLOSE) and not depth.is_out_of_time:
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
        """The simplest number between, if it is the bound; else what was reached."""
        guess = simplest_between(min(low, high), max(low, high))
        if self._ask(depth, here, self._beyond(guess, strictly=True))[1] is not None:
            raise Undecided("The bound is no simple figure.", "Ask whether a given figure can be passed: `can ... be more than ...?`")
        reached, value = self._ask(depth, here, equal(self.variable, guess))
        return Bound(guess, True, reached) if value is not None else Bound(guess, False, found)

    def _beyond(self, value: Fraction, strictly: bool = False) -> Bool:
        if self.up:
            return less(value, self.variable) if strictly else at_most(value, self.variable)
        return less(self.variable, value) if strictly else at_most(self.variable, value)

    def _here(self, run: Unrolled) -> Bool:
        """That the variable is the value at some moment of the run."""
        symbolic = run.symbolic
        return or_(
            and_((counts, at_most(tick, self.task.goal.until), value.set, equal(self.variable, value.it)))
            for at in range(run.last_told, run.last + 1)
            for counts, tick in symbolic.marks(self.value, {}, at, run.until(at))
            for value in (symbolic.value(self.value, {}, at, tick),)
        )

    def _ask(self, depth: Depth, here: Bool, also: Bool | None) -> tuple[Found, Fraction | None]:
        found, value = depth.find_with(and_((here, also if also is not None else True)), self.variable)
        return found, value

    # ---- in plain values, and told again ----

    def _plain(self, value: Fraction) -> Any:
        if self.kind == DAY:
            return dt.date.fromordinal(int(value))
        return value if isinstance(self.kind, Number) else Instant(int(value))

    def _with_path(self, finding: Finding, best: Bound, choices: Mapping[Choice, object]) -> Row:
        assert best.found.lines is not None
        scenario = self.question.scenario
        title = path_title(self.question)
        path = replace(scenario, title=title, lines=(*scenario.lines, *best.found.lines), givens=(*scenario.givens, *best.found.given))
        story = tell(self.plan, path, Choices(choices))
        if story.refusal is not None:
            raise Disagreement(f"`{story.lines[story.refusal.line].sentence}` is refused")
        run_on(story, instant(horizon(self.plan, path), START))
        for moment, value in self._values(story, last_told(story, len(scenario.lines))):
            if not best.reached or value == finding.values[0]:
                return Row((), finding, path, moment)
        raise Disagreement("the value does not come about")

    def _values(self, story: Story, place: int) -> Iterator[tuple[Instant, Any]]:
        """The values of the story as time passes, from an entry on."""
        until = self.task.goal.until
        for at in range(place, story.last + 1):
            stop = story.history[at + 1].tick if at < story.last else until
            if story.history[at].tick <= until:
                for tick, value in story.evaluator.walk(self.value, {}, at, min(stop, until)):
                    yield Instant(tick), value
