"""That no path goes beyond a value which is said to be the most or the least."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from dsl.plan import Plan, Question
from solver.answer import Answer, Row
from solver.formula import Bool, Num, and_, at_most, less, or_
from solver.obligation import Obligation, Readings, all_of, events, posed, ways_to_tell
from solver.search import MOST_EVENTS
from solver.symbolic_changes import marks_seen
from solver.unroll import Unrolled


def beyond(plan: Plan, answer: Answer, row: Row) -> list[Obligation]:
    """For each number of events that no path passes the row's value, or has any value at all where there is none.

    A reading of which only the base was tried is at its base.
    """
    untried = {name: plan.readings[name].base for name in answer.untried}
    return [
        _bounded(plan, answer.question, row, settled, count)
        for settled in ways_to_tell(plan, answer.question, untried | dict(row.under)) for count in range(MOST_EVENTS + 1)
    ]  # fmt: skip


def _bounded(plan: Plan, question: Question, row: Row, settled: Readings, count: int) -> Obligation:
    def make() -> list[Bool]:
        task = posed(plan, question, settled)
        run = task.run(count)
        passed = at_some_moment(run, question, task.goal.until, lambda value: _is_beyond(value, question, row))
        goal = task.goal.formula(run)
        return all_of(run, goal, passed)

    what = "comes to any value" if row.finding.verdict == "unset" else "reaches the value" if row.finding.bound else "goes beyond the value"
    return Obligation(f"no path with {events(count)} {what}", tuple(settled.items()), make)


def at_some_moment(run: Unrolled, question: Question, until: Num, is_so: Callable[[Num], Bool]) -> Bool:
    """At some moment after the told story, up to another, something is so of the value that a question asks about."""
    assert question.value is not None
    symbolic = run.symbolic
    return or_(
        and_((counts, at_most(tick, until), found.set, is_so(found.it)))
        for at in range(run.last_told, run.last + 1)
        for counts, tick in marks_seen(symbolic, question.value, {}, at, run.horizon)
        for found in (symbolic.value(question.value, {}, at, tick),)
    )


def _is_beyond(value: Num, question: Question, row: Row) -> Bool:
    if row.finding.verdict == "unset":
        return True
    edge = figure(row.finding.values[0])
    low, high = (edge, value) if question.node.word in ("most", "latest") else (value, edge)  # type: ignore[union-attr]
    return at_most(low, high) if row.finding.bound else less(low, high)


def figure(value: Any) -> Fraction:
    """A value as a number: a day by its place in the calendar."""
    return Fraction(value.toordinal()) if isinstance(value, dt.date) else Fraction(value)
