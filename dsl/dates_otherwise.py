"""Dates written in another way than the language does: `12/31/2010`, `31 December 2010`, `December 31st, 2010`.

Takes a text and the place where it could not be read on; gives the place of the date and how it is written here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress

from msgspec import Struct

from dsl.dates import MONTHS, read_day, write_day
from dsl.diagnostics import one_of

NUMBERS = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\w/-])")
MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
DAY_FIRST = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})\.?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE)
MONTH_FIRST = re.compile(rf"\b(?P<month>{MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE)


class WrittenOtherwise(Struct, frozen=True):
    """A date from `start` to `end` of a text, and the days that it may mean; none where there is no such day."""

    start: int
    end: int
    days: tuple[dt.date, ...]

    @property
    def help(self) -> str:
        """How the date is written."""
        if not self.days:
            return "Write a day of the calendar, such as `March 3, 1998`."
        which = ", whichever is meant" if len(self.days) > 1 else ""
        return f"Write {one_of([f'`{write_day(day)}`' for day in self.days])}{which}."


def written_otherwise(text: str, at: int) -> WrittenOtherwise | None:
    """The date about a place at which a text could not be read on; None if there is none."""
    for match in NUMBERS.finditer(text):
        if match.start() <= at < match.end():
            one, other, year = (int(match[group]) for group in (1, 3, 4))
            return WrittenOtherwise(*match.span(), tuple(dict.fromkeys((*_day(year, one, other), *_day(year, other, one)))))
    for pattern in (DAY_FIRST, MONTH_FIRST):
        for match in pattern.finditer(text):
            if match.start() <= at < match.end() and read_day(match[0]) is None:
                month = next(number for number, name in enumerate(MONTHS, 1) if name[:3].lower() == match["month"][:3].lower())
                return WrittenOtherwise(*match.span(), tuple(_day(int(match["year"]), month, int(match["day"]))))
    return None


def _day(year: int, month: int, day: int) -> Iterator[dt.date]:
    """The day, if there is one."""
    with suppress(ValueError):
        yield dt.date(year, month, day)
