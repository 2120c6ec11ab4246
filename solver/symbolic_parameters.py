"""What has one value for a whole run and is not known, as formulas: readings not settled, inputs and open matters that nobody gave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dsl.dates import PARTS
from dsl.kinds import DAY, PERSON, YES_NO, Kind, Number
from dsl.plan import is_whole
from solver.formula import Bool, Val, condition, declared, equal, one_of, real, whole

if TYPE_CHECKING:
    from solver.symbolic import Symbolic

DAYS_BEFORE = 400  # that a day which nobody gave may lie before the story


def reads(of: Symbolic, reading: str, option: str) -> Bool:
    """Whether a reading is read so."""
    if reading in of.readings:
        return of.readings[reading] == option
    options = [found.name for found in of.plan.readings[reading].options]
    if reading not in of.free_readings:
        of.free_readings[reading] = one_of(f"reading {reading}", tuple(range(len(options))))
        of.definitions.append(declared(of.free_readings[reading]))
    return equal(of.free_readings[reading], options.index(option))


def parameter(of: Symbolic, name: str, subject: str | None) -> Val:
    """An input or an open matter that nobody gave, as a value that is not known."""
    place = (name, subject)
    if place not in of.parameters:
        kind = of.plan.terms[name].kind
        whose = f" of {subject}" if subject else ""
        of.parameters[place] = Val(True, _unknown(of, f"given {name}{whose}", kind), kind == DAY)
    return of.parameters[place]


def _unknown(of: Symbolic, word: str, kind: Kind) -> Any:
    if kind == YES_NO:
        return condition(word)
    found = _open_value(of, word, kind)
    of.definitions.append(declared(found))
    return found


def _open_value(of: Symbolic, word: str, kind: Kind) -> Any:
    if isinstance(kind, Number):
        return whole(word, 0) if is_whole(of.plan, kind) else real(word, 0)
    if kind == DAY:
        return whole(word, _first_given(of), of.last_day)
    if kind == PERSON:
        return one_of(word, tuple(range(len(of.people))))
    return whole(word, _first_given(of) * PARTS, of.last_day * PARTS)


def _first_given(of: Symbolic) -> int:
    """The first day that may be given: before the first that can occur, as far as every calendar goes, so that what it sets off may be over."""
    calendars = (calendar.first.toordinal() for calendar in of.plan.calendars.values())
    return max(of.first_day - DAYS_BEFORE, min(of.first_day - 1, max(calendars, default=0)))
