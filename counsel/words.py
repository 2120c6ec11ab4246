"""Puts what was found into words: times, labels, stretches of time, findings.

Takes plain data of the solver; gives text as counsel reads it. Nothing here
decides anything.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from dsl.core import Label
from dsl.dates import (
    AFTER_CLOSE,
    BEFORE_CLOSE,
    CLOSE,
    START,
    Instant,
    day_of,
    part_of,
    weekday,
    write_day,
)
from dsl.diagnostics import one_of
from dsl.kinds import TIMES, Kind, Number
from dsl.plan import Plan, Scenario
from dsl.written import write_near, write_value
from solver.answer import Under

WITHIN = ("Yes", "No", "The", "It", "There", "Nobody", "Nothing", "At", "As", "Undecided", "Unset", "Never", "Not", "One", "Two", "Three", "Four", "Possible", "Impossible")
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def with_names(plan: Plan, scenario: Scenario) -> Plan:
    """The plan with the names of a story's people as they are written in it: `the Gazette`."""
    return replace(plan, display={**plan.display, **{person.name: person.written for person in scenario.people}})


def value_words(value: Any, kind: Kind | None, plan: Plan) -> str:
    """A value in the plan's words; a date with its day of the week, a fraction with the decimal it is near to."""
    text = write_value(value, kind, plan.units, plan.display) if kind is not None else str(value)
    if isinstance(kind, Number) and isinstance(value, Fraction) and (near := write_near(value, kind, plan.units)):
        return f"{text} (about {near})"
    if value is None or kind not in TIMES:
        return text
    return f"{text} ({weekday(value if isinstance(value, dt.date) else day_of(value))})"


def label_words(label: Label) -> str:
    """`Redemption, proviso 2`, `Adverse Person (B)(x)`."""
    words = label.clause
    for place, part in enumerate(label.parts):
        following = label.parts[place + 1] if place + 1 < len(label.parts) else ""
        if part.startswith("("):
            words += part if words.endswith(")") else f" {part}"
        elif part.startswith("["):
            words += f" {part[1:-1]}"
        elif not following.startswith("("):
            words += f", {'exception' if part == 'other than' else part}"
    return words


def clause_text(plan: Plan, label: Label, most: int = 160) -> str:
    """The text of a clause or of a part of one, on one line, without its citations."""
    info = plan.clauses[label]
    source = plan.sources.get(info.span.file)
    text = source.text[info.span.start : info.span.end] if source else ""
    text = re.sub(r"--[^\n]*", "", text)
    text = " ".join(re.sub(r'\[(?:p\.|assume)(?:[^"\]]|"[^"]*")*\]', "", text).split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def moment_words(tick: Instant) -> str:
    """When a step was: `Friday, May 1, 1998`."""
    day = day_of(tick)
    words = {
        START: "as {} begins", BEFORE_CLOSE: "{}", CLOSE: "close of business on {}",
        AFTER_CLOSE: "{}, after the close of business",
    }  # fmt: skip
    return words[part_of(tick)].format(f"{weekday(day)}, {write_day(day)}")


def on_moment_words(tick: Instant) -> str:
    """The same as a part of a sentence: `on Friday, May 1, 1998`, `at close of business on ...`, `as ... begins`."""
    words = moment_words(tick)
    return words if part_of(tick) == START else f"at {words}" if part_of(tick) == CLOSE else f"on {words}"


def begin_words(tick: Instant) -> str:
    """How a stretch of time begins."""
    day = write_day(day_of(tick))
    return {
        START: f"from the start of {day}", BEFORE_CLOSE: f"from {day}",
        CLOSE: f"from close of business on {day}", AFTER_CLOSE: f"from after the close of business on {day}",
    }[part_of(tick)]  # fmt: skip


def end_words(tick: Instant) -> str:
    """How a stretch of time that does not include `tick` ends."""
    day = day_of(tick)
    return {
        START: f"until the end of {write_day(day - dt.timedelta(days=1))}",
        BEFORE_CLOSE: f"until {write_day(day)} begins",
        CLOSE: f"until just before close of business on {write_day(day)}",
        AFTER_CLOSE: f"through close of business on {write_day(day)}",
    }[part_of(tick)]


def stretch_words(begin: Instant, end: Instant, horizon: Instant) -> str:
    """A stretch of time: from when, until when."""
    until = "with no end up to the horizon" if end >= horizon else end_words(end)
    return f"{begin_words(begin)} {until}"


def under_words(under: Under) -> str:
    """`Later Dates reads Override and Announcer reads Anyone`."""
    return one_of([f"{reading} reads {option}" for reading, option in under], "and")


def capital(text: str) -> str:
    """A text that begins with a capital."""
    return text[:1].upper() + text[1:]


def within(text: str) -> str:
    """A sentence after a colon: `no, it is impossible`; a name keeps its capital."""
    return text[0].lower() + text[1:] if text.split(" ")[0].rstrip(",:") in WITHIN else text


def count_words(count: int, word: str, plural: str | None = None) -> str:
    """`one further event`, `12 ways`: small numbers in words."""
    return f"{SMALL[count] if count < len(SMALL) else f'{count:,}'} {word if count == 1 else plural or word + 's'}"


def numbered(count: int, word: str, plural: str | None = None) -> str:
    """`1 question`, `3 questions`."""
    return f"{count:,} {word if count == 1 else plural or word + 's'}"


def quoted(words: Sequence[str]) -> str:
    """`"A", "B" and "C"`."""
    return one_of([f'"{word}"' for word in words], "and")
