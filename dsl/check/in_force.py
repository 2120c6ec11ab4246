"""Checks that what is done under a plan is not done before it: takes a day and the plan's date, gives the mistake if there is one."""

from __future__ import annotations

import datetime as dt

from dsl.dates import write_day
from dsl.diagnostics import Diagnostic
from dsl.source import Span


def before_the_plan(day: dt.date, dated: dt.date | None, span: Span) -> Diagnostic | None:
    """What is wrong with a day on which a power is used or a duty done, if the plan is not dated yet."""
    if dated is None or day >= dated:
        return None
    return Diagnostic("before-the-plan", span, f"{write_day(day)} is before the plan, which is dated {write_day(dated)}.",
                      "What is done under the plan is done from its date on; only events that anyone may do can be told of earlier days.")  # fmt: skip
