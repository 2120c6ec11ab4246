"""Whether an answer is as its question expects."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, START, day_of, instant, part_of
from dsl.plan import ExpectedOutcome, Plan, Question
from solver.answer import Finding, Missed, Row, Under
from solver.choices import agree
from solver.replay import readings_settled

SAME_WORDS = {"holds": ("holds", "yes"), "possible": ("possible", "ways")}


def missed(plan: Plan, question: Question, rows: tuple[Row, ...]) -> tuple[Missed, ...]:
    """The expectations that some row they speak of does not meet.

    An expectation without readings speaks of every row; one under readings, of
    the rows that can be under them.
    """
    return tuple(
        Missed(expected, row)
        for expected, row in itertools.product(question.expected, rows)
        if agree(dict(expected.under), dict(row.under)) and not (meets(plan, expected, row.finding) and _was_tried(plan, question, expected.under, row.under))
    )


def _was_tried(plan: Plan, question: Question, wanted: Under, found: Under) -> bool:
    """Whether what is found speaks of readings: a list of ways does only of those of its row, of those given, and of the base of the rest."""
    settled = plan.base_readings | readings_settled(question) | dict(found)
    return question.form != "ways" or all(settled.get(reading) == option for reading, option in wanted)


def meets(plan: Plan, expected: ExpectedOutcome, finding: Finding) -> bool:
    """Whether a finding is as expected; one that says nothing is as nobody expects."""
    if finding.says_nothing:
        return False
    if expected.verdict == "never" and finding.verdict == "windows" and not expected.sense:
        return not any(opening.stretches for opening in finding.openings)
    if expected.sense:
        return finding.verdict == "windows" and _opens(expected, finding)
    if expected.ranges is not None:
        return finding.verdict in ("at values", "at every value", "at no value") and finding.ranges == expected.ranges
    if expected.ways is not None:
        return finding.verdict == "ways" and finding.count == expected.ways
    if expected.verdict == "proved":
        return finding.verdict in ("holds", "impossible", "ways") and bool(finding.proved)
    if expected.verdict is not None:
        return finding.verdict in SAME_WORDS.get(expected.verdict, (expected.verdict,))
    if finding.verdict in ("yes", "no"):
        return expected.values == (finding.verdict == "yes",)
    if finding.verdict not in ("value", "owed") or expected.bound != finding.bound:
        return False
    wanted, found = list(expected.values), list(finding.values)
    if len(wanted) != len(found):
        return False
    if all(isinstance(value, str) for value in wanted + found):
        return sorted(wanted) == sorted(found)
    return all(_same(value, other) for value, other in zip(wanted, found, strict=True))


def _opens(expected: ExpectedOutcome, finding: Finding) -> bool:
    """Whether a window is one stretch with the ends expected; a day stands for its beginning."""
    found = next(opening.stretches for opening in finding.openings if opening.scope == expected.sense)
    if expected.verdict == "never":
        return not found
    begin, end = expected.values
    starts = {START, BEFORE_CLOSE} if isinstance(begin, dt.date) else set()
    return len(found) == 1 and (
        (begin is None or found[0][0] == begin or (day_of(found[0][0]) == begin and part_of(found[0][0]) in starts))
        and (end is None or found[0][1] == (instant(end, START) if isinstance(end, dt.date) else end))
    )


def _same(wanted: Any, found: Any) -> bool:
    """The same value; a day is also the moment of an event on that day."""
    if isinstance(wanted, dt.date) and isinstance(found, int):
        return wanted == day_of(found) and part_of(found) in (BEFORE_CLOSE, AFTER_CLOSE)  # type: ignore[arg-type]
    return type(wanted) is type(found) and bool(wanted == found)
