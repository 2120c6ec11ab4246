"""Checks windows: from when until when something may be done, as guards on the state before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dsl import core as c
from dsl import nodes as n
from dsl.check.context import Context
from dsl.check.scope import Scope
from dsl.forms import children
from dsl.kinds import MOMENT, TIMES, Kind

if TYPE_CHECKING:
    from dsl.check.checker import Checker


class Windows:
    """The bounds of the windows of a plan."""

    def __init__(self, context: Context, checker: Checker) -> None:
        self.context = context
        self.checker = checker

    def guards(self, bounds: tuple[n.Bound, ...], scope: Scope, of_duty: bool = False) -> list[c.Core]:
        """Each bound as a guard with a label of its own."""
        found: list[c.Core] = []
        for bound in bounds:
            label = self.context.part(scope.inside("window").label, "window", bound.span)
            condition = self._bound(bound, replace(scope, label=label), of_duty)
            if condition is not None:
                found.append(c.Part(label, "drop", condition))
        return found

    def _bound(self, bound: n.Bound, scope: Scope, of_duty: bool) -> c.Core | None:
        """A window is open until its end is reached: an end that is unset leaves it open.

        What is told after an event comes after it, on the same day too. Of a duty whose beginning comes again that
        is not so: its performance is held against the last beginning by the clock.
        """
        if bound.value is None:
            return None
        value, kind = self.time(bound.value, scope)
        end, _ = self.time(bound.end, scope) if bound.end else (None, None)
        if value is None or (bound.end and end is None):
            return None
        now = c.NowIs()
        match bound.word:
            case "before":
                return c.Not(c.CompareTime("on or after", now, value))
            case "on or before":
                return c.Not(c.CompareTime("after", now, value))
            case "after" if kind == MOMENT and not (of_duty and self._comes_again(value)):
                return c.CompareTime("on or after", now, value)
            case "after" | "on or after":
                return c.CompareTime(bound.word, now, value)
            case "from to" | "from until":
                assert end is not None
                reached = c.CompareTime("after" if bound.word == "from to" else "on or after", now, end)
                return c.All((c.CompareTime("on or after", now, value), c.Not(reached)))
            case "at any time":
                return None

    def _comes_again(self, moment: c.Core) -> bool:
        """Whether a moment moves on as an event happens again."""
        match moment:
            case c.EventAt():
                return moment.op == "last"
            case c.FirstAt():
                return False
            case c.TermIs():
                body = self.context.terms[moment.term].body
                return body is not None and self._comes_again(body)
            case _:
                return any(self._comes_again(part) for part in children(moment))

    def time(self, node: n.Expression, scope: Scope) -> tuple[c.Core | None, Kind | None]:
        """A day, an instant or the moment of an event, and which of them."""
        found = self.checker.values.check(node, scope)
        if found is not None and found.kind not in TIMES:
            self.context.report("not-a-date", node.span, f"This is {self.context.kind_words(found.kind)}, not a date.",
                                "A window is bounded by a day, an instant or the moment of an event.")
            return None, None
        return (found.core, found.kind) if found else (None, None)
