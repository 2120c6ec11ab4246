"""Checks days, instants and moments: when something happened or first became so, and days counted from others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl import core as c
from dsl import nodes as n
from dsl.check.context import Context
from dsl.check.scope import Scope, Typed
from dsl.kinds import (
    DAY,
    INSTANT,
    MOMENT,
    TIMES,
    Number,
)

if TYPE_CHECKING:
    from dsl.check.checker import Checker
    from dsl.check.values import Values

MOST_SHIFTED = {"days": 100_000, "months": 3_000, "years": 250}


class Times:
    """The checks of times."""

    def __init__(self, context: Context, checker: Checker, values: Values) -> None:
        self.context = context
        self.checker = checker
        self.values = values

    def now(self, node: n.Now, scope: Scope) -> Typed | None:
        """`now` in another value changes with time alone, and nothing says when it should be looked at again."""
        if scope.once:
            return Typed(c.NowIs(), MOMENT)
        self.context.report("now-reckoned", node.span, "`now` is compared with a date; nothing else is made of it here, since it changes all the time.",
                            "Write `now is before D` (`after`, `on`, `on or before`, `on or after`), with any count of days on the other side: "
                            "`now is before the 10th day after D`. What an effect sets may be made of `now`.")
        return None

    def beside_time(self, node: n.Expression, scope: Scope) -> Typed | None:
        """One side of `before`, `after` or `on`: there `now` itself may stand, for it is seen to pass the other side."""
        return Typed(c.NowIs(), MOMENT) if isinstance(node, n.Now) else self.values.check(node, scope)

    def first_time(self, condition: n.Expression, scope: Scope) -> Typed | None:
        found = self.checker.conditions.check(condition, scope.over_time())
        return Typed(c.FirstAt(found), MOMENT) if found is not None else None

    def first_becomes(self, node: n.FirstBecomes, scope: Scope) -> Typed | None:
        if isinstance(node.subject, n.Quantified) and node.subject.word != "some":
            self.context.report("first-of-every", node.span, f"`{node.subject.word} Person first becomes` has no one meaning.",
                                "Write `some Person first becomes ...`, or `the first time that` and a condition in brackets.")
            return None
        said = n.Predicated(node.subject, n.IsValue(node.status, span=node.status.span), span=node.span)
        return self.first_time(said, scope)

    def occurrence(self, node: n.Occurrence, scope: Scope) -> Typed | None:
        found = self.checker.people.event(node.noun, scope)
        if found is None:
            return None
        event, holes, condition = found
        return Typed(c.EventAt(node.word, event, holes, condition), MOMENT)

    def is_time(self, node: n.Expression, value: Typed) -> bool:
        if value.kind in TIMES:
            return True
        self.context.report("not-a-date", node.span, f"This is {self.context.kind_words(value.kind)}, not a date.",
                            "Write a day, an instant such as `close of business on D`, or the moment of an event.")
        return False

    def _counted_from(self, node: n.Expression, scope: Scope) -> c.Core | None:
        """The day from which days are counted: a day, or the day of an event."""
        found = self.values.check(node, scope)
        if found is None or not self.is_time(node, found):
            return None
        if found.kind == INSTANT:
            self.context.report("day-and-instant", node.span, "Days are counted from a day, and this is an instant.",
                                "Write `the day of ...`.")
            return None
        return c.DayAt(found.core) if found.kind == MOMENT else found.core

    def nth_day(self, node: n.NthDay, scope: Scope) -> Typed | None:
        base = self._counted_from(node.base, scope)
        calendar = None
        if node.named is not None:
            calendar = self.checker.day_meaning(node.named, node)
            if calendar is None:
                return None
        return Typed(c.CountDays(node.count, calendar, node.side, base), DAY) if base is not None else None

    def shift(self, node: n.Shift, scope: Scope) -> Typed | None:
        plural = {"day": "days", "month": "months", "year": "years"}.get(node.unit, node.unit)
        base = self._counted_from(node.base, scope)
        if plural not in ("days", "months", "years"):
            self.context.report("unknown-unit", node.span, f"I cannot count `{node.unit}` from a day.",
                                "Write a number of days, months or years; business days are counted as `the 10th business day after`.")
            return None
        if node.count > MOST_SHIFTED[plural]:
            self.context.report("strange-count", node.span, f"{node.count:,} {plural} lead out of what is counted here.",
                                f"Write at most {MOST_SHIFTED[plural]:,} {plural}.")
            return None
        return Typed(c.ShiftDay(node.count, plural, node.side, base), DAY) if base is not None else None  # type: ignore[arg-type]

    def day_part(self, node: n.DayPart, scope: Scope) -> Typed | None:
        found = self.values.check(node.day, scope)
        if found is None or not self.is_time(node.day, found):
            return None
        if found.kind != DAY:
            self.context.report("day-and-instant", node.day.span, f"`{node.word}` goes before a day, and this is {found.kind.value}."
                                if not isinstance(found.kind, Number) else "", "Write `the day of ...` first.")
            return None
        word = {"close of business on": "close", "the start of": "start", "the end of": "end"}[node.word]
        return Typed(c.PartOfDay(word, found.core), INSTANT)  # type: ignore[arg-type]

    def day_of(self, node: n.DayOf, scope: Scope) -> Typed | None:
        found = self.values.check(node.value, scope)
        if found is None or not self.is_time(node.value, found):
            return None
        return found if found.kind == DAY else Typed(c.DayAt(found.core), DAY)
