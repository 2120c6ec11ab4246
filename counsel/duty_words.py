"""Puts duties into words: who owes what, since when, until when."""

from __future__ import annotations

import datetime as dt

from counsel.words import begin_words, moment_words
from dsl.dates import Instant, part_of, write_day, write_instant
from dsl.diagnostics import one_of
from dsl.plan import Plan
from solver.duties import Standing


def owed_words(plan: Plan, duty: str) -> str:
    """Who owes what: the words of the duty's phrase."""
    parts = plan.events[duty].phrase.parts
    return " ".join(part if isinstance(part, str) else part.name for part in parts)


def standing_words(plan: Plan, standing: Standing) -> str:
    """`Certificate Mailing: open, owed from May 15, 1998, as soon as practicable (no day is fixed)`."""
    return f"{standing.duty}: {state_words(plan, standing)}"


def state_words(plan: Plan, standing: Standing) -> str:
    """How a duty stands, without its name."""
    until = due_words(plan, standing)
    begins = begin_words(standing.since) if standing.since is not None else ""
    match standing.state:
        case "not yet owed":
            return f"not yet owed; as things stand owed {begins}, {until}" if begins else "not yet owed"
        case "open":
            return f"open, owed {begins}, {until}"
        case "breached":
            return f"breached, owed {begins}, {until}, and not performed"
        case "performed":
            when = moment_words(standing.performed) if standing.performed is not None else ""
            return f"performed on {when}" + (f", late: it was to be performed {until}" if standing.breached is not None else "")
        case "lapsed":
            return "owed no longer" + (", after it was breached" if standing.breached is not None else "")


def due_words(plan: Plan, standing: Standing) -> str:
    """Until when: `by May 20, 1998`, `as soon as practicable (no day is fixed)`."""
    duty = plan.duties[standing.duty]
    if duty.due is None:
        return f"{duty.pace} (no day is fixed)" if duty.pace else "and no day is fixed"
    if standing.waits_on:
        last = f"by a day that turns on {one_of(standing.waits_on, 'and')}"
    elif standing.due is None:
        last = "by a day that is not fixed yet"
    else:
        last = f"by {_time_words(standing.due)}"
    return f"{duty.pace}, and in any event {last}" if duty.pace else last


def _time_words(value: dt.date | Instant) -> str:
    if isinstance(value, dt.date):
        return write_day(value)
    return write_instant(value) if part_of(value) else f"the end of {write_day(dt.date.fromordinal(value // 4 - 1))}"
