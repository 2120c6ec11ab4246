"""Anything that has a value, conditions among them."""

from __future__ import annotations

from dsl.nodes.conditions import Happened, Junction, MayHappen, Negation, Predicated, Reads
from dsl.nodes.people import Quantified
from dsl.nodes.values import (
    Aggregate,
    AnyTerm,
    Arithmetic,
    Choose,
    ChooseTwo,
    Day,
    DayOf,
    DayPart,
    FirstBecomes,
    FirstTime,
    Its,
    Listed,
    Name,
    Now,
    NthDay,
    NumberOf,
    Occurrence,
    Of,
    Postponed,
    Quantity,
    Rounded,
    Shift,
    SoFar,
    Such,
    Where,
    YesNo,
)

Expression = (
    Name | Such | Its | Quantity | Day | YesNo | Now | Of | Arithmetic | Where | Postponed
    | Choose | ChooseTwo | Listed | AnyTerm | Aggregate | NumberOf | SoFar | Rounded | NthDay
    | Shift | DayPart | DayOf | Occurrence | FirstTime | FirstBecomes | Quantified
    | Junction | Negation | Reads | Happened | MayHappen | Predicated
)  # fmt: skip
