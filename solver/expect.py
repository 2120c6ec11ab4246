"""Whether an answer is as its question expects."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, day_of, part_of
from dsl.plan import ExpectedOutcome, Plan, Question
from solver.answer import Finding, Missed, Row, Under

SAME_WORDS = {"holds": ("holds", "yes"), "proved": ("holds",)}


def missed(plan: Plan, question: Question, rows: tuple[Row, ...]) -> tuple[Missed, ...]:
    """The expectations that some row they speak of does not meet.

    An expectation without readings speaks of every row; one under readings, of
    the rows that can be under them.
    """
    return tuple(
        Missed(expected, row)
        for expected, row in itertools.product(question.expected, rows)
        if _compatible(expected.under, row.under) and not meets(plan, expected, row.finding)
    )


def _compatible(one: Under, other: Under) -> bool:
    there = dict(other)
    return all(there.get(reading, option) == option for reading, option in one)


def meets(plan: Plan, expected: ExpectedOutcome, finding: Finding) -> bool:
    """Whether a finding is as expected."""
    if expected.verdict is not None:
        return finding.verdict in SAME_WORDS.get(expected.verdict, (expected.verdict,))
    if finding.verdict in ("yes", "no"):
        return expected.values == (finding.verdict == "yes",)
    if finding.verdict != "value":
        return False
    wanted, found = list(expected.values), list(finding.values)
    if len(wanted) != len(found):
        return False
    if all(isinstance(value, str) for value in wanted + found):
        return sorted(wanted) == sorted(found)
    return all(_same(value, other) for value, other in zip(wanted, found, strict=True))


def _same(wanted: Any, found: Any) -> bool:
    """The same value; a day is also the moment of an event on that day."""
    if isinstance(wanted, dt.date) and isinstance(found, int):
        return wanted == day_of(found) and part_of(found) in (BEFORE_CLOSE, AFTER_CLOSE)  # type: ignore[arg-type]
    return type(wanted) is type(found) and bool(wanted == found)
