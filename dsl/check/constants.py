"""Values that are known as they stand: of facts given, of expectations, of holes."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from dsl import core as c
from dsl.dates import CLOSE, START, Instant, instant

Constant = Fraction | bool | dt.date | Instant | str


class NotConstant(Exception):
    """The value depends on the facts."""


def constant(core: c.Core) -> Constant:
    """The value of a checked form that depends on nothing; persons are their names."""
    match core:
        case c.Amount(value):
            return value
        case c.Truth(truth):
            return truth
        case c.DayIs(date):
            return date
        case c.ActorIs(name):
            return name
        case c.PartOfDay(word, c.DayIs(date)):
            return _instant(word, date)
        case c.Calc(op, left, right):
            return _calc(op, constant(left), constant(right))
        case _:
            raise NotConstant


def _instant(word: str, date: dt.date) -> Instant:
    if word == "end":
        return instant(date + dt.timedelta(days=1), START)
    return instant(date, START if word == "start" else CLOSE)


def _calc(op: str, left: Constant, right: Constant) -> Fraction:
    if not isinstance(left, Fraction) or not isinstance(right, Fraction):
        raise NotConstant
    match op:
        case "plus":
            return left + right
        case "minus":
            return left - right
        case "times":
            return left * right
        case _ if right:
            return left / right
        case _:
            raise NotConstant
