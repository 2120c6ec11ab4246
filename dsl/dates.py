"""Time as whole numbers and back: days, and the parts of a day.

A day is its ordinal. An instant is four times the ordinal plus a part: 0 the
start of the day, 1 during the day before its close of business, 2 the close of
business, 3 after it until midnight. The end of a day is the start of the next.
Events happen in part 1 or part 3.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NewType

Instant = NewType("Instant", int)

START, BEFORE_CLOSE, CLOSE, AFTER_CLOSE = range(4)
PARTS = 4
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WRITTEN = re.compile(r"([A-Z][a-z]+)\s+(\d{1,2}),\s+(\d{4})")
NUMERIC = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def instant(day: dt.date, part: int) -> Instant:
    """The instant of a day's part (0 to 3)."""
    return Instant(PARTS * day.toordinal() + part)


def day_of(moment: Instant) -> dt.date:
    """The day on which an instant falls."""
    return dt.date.fromordinal(moment // PARTS)


def part_of(moment: Instant) -> int:
    """The part of its day (0 to 3) at which an instant is."""
    return moment % PARTS


def end_of(day: dt.date) -> Instant:
    """The end of a day: the start of the next."""
    return Instant(PARTS * (day.toordinal() + 1))


def add_months(day: dt.date, count: int) -> dt.date:
    """So many months later (earlier if negative), at most the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError("date value out of range")  # as for so many days later
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def add_years(day: dt.date, count: int) -> dt.date:
    """So many years later (earlier if negative); February 29 becomes 28 where there is none."""
    return add_months(day, 12 * count)


def write_day(day: dt.date) -> str:
    """`March 3, 1998`."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def weekday(day: dt.date) -> str:
    """`Tuesday`."""
    return WEEKDAYS[day.weekday()]


def write_instant(moment: Instant) -> str:
    """`close of business on March 3, 1998`, and so on for each part of the day."""
    day = write_day(day_of(moment))
    return (f"the start of {day}", day, f"close of business on {day}", f"{day}, after the close of business")[part_of(moment)]


def read_day(text: str) -> dt.date | None:
    """The day of `March 3, 1998` or `1998-03-03`; None if there is none."""
    if match := WRITTEN.fullmatch(text):
        month = MONTHS.index(match[1]) + 1 if match[1] in MONTHS else 0
        year, day = int(match[3]), int(match[2])
    elif match := NUMERIC.fullmatch(text):
        year, month, day = (int(group) for group in match.groups())
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
