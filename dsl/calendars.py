"""Calendars of open days: takes the items of a calendar clause, gives counting.

Holidays come from the `holidays` library, as its own observed days or as they
fall, with the roll rules, closed and open days that the clause adds. A day
outside the range, or a year for which the library has no data, is an error
and never an empty year.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import Struct

from dsl.dates import WEEKDAYS, write_day
from dsl.nodes import CalendarItem

ONE_DAY = dt.timedelta(days=1)


class OutsideCalendar(Exception):
    """A day is asked for that a calendar does not cover."""

    def __init__(self, calendar: str, day: dt.date, first: dt.date, last: dt.date) -> None:
        self.calendar = calendar
        self.day = day
        super().__init__(f"{write_day(day)} is outside {calendar}, which covers {write_day(first)} to {write_day(last)}")


class CalendarMistake(Exception):
    """A calendar clause cannot be right; `item_index` is the item at fault."""

    def __init__(self, message: str, item_index: int | None = None) -> None:
        self.item_index = item_index
        super().__init__(message)


class Calendar(Struct, frozen=True):
    """Open days: Monday to Friday, except those closed, and days of a weekend that are opened, between two days."""

    name: str
    closed: frozenset[dt.date]
    first: dt.date
    last: dt.date
    opened: frozenset[dt.date] = frozenset()

    def is_open(self, day: dt.date) -> bool:
        """Whether the day is a business day; raises OutsideCalendar."""
        if not self.first <= day <= self.last:
            raise OutsideCalendar(self.name, day, self.first, self.last)
        return day not in self.closed if day.weekday() < 5 else day in self.opened

    def nth_after(self, day: dt.date, count: int) -> dt.date:
        """The nth open day (n from 1) strictly after a day; raises OutsideCalendar."""
        return self._nth(day, count, ONE_DAY)

    def nth_before(self, day: dt.date, count: int) -> dt.date:
        """The nth open day (n from 1) strictly before a day; raises OutsideCalendar."""
        return self._nth(day, count, -ONE_DAY)

    def _nth(self, day: dt.date, count: int, step: dt.timedelta) -> dt.date:
        self.is_open(day)
        while count > 0:
            day += step
            count -= self.is_open(day)
        return day


def build_calendar(name: str, items: Sequence[CalendarItem]) -> Calendar:
    """The calendar of a clause's items; raises CalendarMistake."""
    first, last = _range(items)
    library = _only(items, "holidays")
    if library is None:
        raise CalendarMistake(f"{name} names no holidays: write `holidays \"US\"` or another library calendar")
    closed = set(_library_days(items, library, first, last))
    closed |= set(_moved(items, closed))
    closed |= {item.first for item in items if item.word == "closed" and item.first}
    opened = {item.first for item in items if item.word == "open" and item.first}
    return Calendar(name, frozenset(closed - opened), first, last, frozenset(opened))


def _only(items: Sequence[CalendarItem], word: str) -> CalendarItem | None:
    found = [(index, item) for index, item in enumerate(items) if item.word == word]
    if len(found) > 1:
        raise CalendarMistake(f"a calendar says `{'from' if word == 'range' else word}` once", found[1][0])
    return found[0][1] if found else None


def _range(items: Sequence[CalendarItem]) -> tuple[dt.date, dt.date]:
    item = _only(items, "range")
    if item is None or item.first is None or item.last is None:
        raise CalendarMistake("a calendar needs its range: write `from January 1, 1998 to December 31, 2010`")
    if item.last < item.first:
        raise CalendarMistake("the range ends before it begins", items.index(item))
    return item.first, item.last


def _library_days(items: Sequence[CalendarItem], item: CalendarItem, first: dt.date, last: dt.date) -> Iterable[dt.date]:
    index = items.index(item)
    found: set[dt.date] = set()
    for year in range(first.year - 1, last.year + 2):
        days = library_year(item.library, year, not item.as_they_fall)
        if days is None:
            close = difflib.get_close_matches(item.library.upper(), library_names(), n=3)
            more = f"; did you mean {' or '.join(close)}?" if close else ""
            raise CalendarMistake(f"no holiday calendar is called `{item.library}`{more}", index)
        if not days and first.year <= year <= last.year:
            raise CalendarMistake(f"the holiday calendar `{item.library}` has no data for {year}", index)
        found |= days
    return found


@cache
def library_names() -> tuple[str, ...]:
    """The names of the library's country and market calendars."""
    import holidays

    return (*holidays.list_supported_countries(), *holidays.list_supported_financial())


@cache
def library_year(name: str, year: int, observed: bool) -> frozenset[dt.date] | None:
    """The library's holidays of one year; None for a name that it does not know."""
    import holidays

    try:
        if name in holidays.list_supported_countries():
            return frozenset(holidays.country_holidays(name, years=year, observed=observed))
        if name in holidays.list_supported_financial():
            return frozenset(holidays.financial_holidays(name, years=year, observed=observed))
    except NotImplementedError:
        return None
    return None


def _moved(items: Sequence[CalendarItem], closed: set[dt.date]) -> Iterable[dt.date]:
    as_they_fall = any(item.as_they_fall for item in items)
    for index, item in enumerate(items):
        if item.word != "moves":
            continue
        if not as_they_fall:
            raise CalendarMistake("holidays can be moved only if they are taken `as they fall`", index)
        if item.weekday == item.to:
            raise CalendarMistake("a holiday moves to another day of the week", index)
        yield from (_nearest(day, item.to) for day in closed if WEEKDAYS[day.weekday()] == item.weekday)


def _nearest(day: dt.date, weekday: str) -> dt.date:
    """The nearest such weekday, before or after."""
    distance = (WEEKDAYS.index(weekday) - day.weekday() + 3) % 7 - 3
    return day + dt.timedelta(days=distance)
