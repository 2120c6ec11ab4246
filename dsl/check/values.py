"""Checks values: numbers with units, dates, persons.

Each function takes a node and a scope, and gives a `Typed` value, or None
after it has reported why there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from dsl import core as c
from dsl import nodes as n
from dsl.check.choices import Choices
from dsl.check.context import Context
from dsl.check.named_values import NamedValues
from dsl.check.numbers import Numbers
from dsl.check.scope import Scope, Typed
from dsl.check.times import Times
from dsl.kinds import (
    DAY,
    INSTANT,
    MOMENT,
    PERSON,
    TIMES,
    YES_NO,
    Kind,
    Number,
)  # fmt: skip

if TYPE_CHECKING:
    from dsl.check.checker import Checker


class Values:
    """The checks of values; `checker` has those of conditions and terms."""

    def __init__(self, context: Context, checker: Checker) -> None:
        self.context = context
        self.checker = checker
        self.named = NamedValues(context, checker, self)
        self.numbers = Numbers(context, checker, self)
        self.times = Times(context, checker, self)
        self.choices = Choices(context, checker, self)

    def check(self, node: n.Expression, scope: Scope) -> Typed | None:
        """A value of any kind, or a condition used as one."""
        found = self._of_any_form(node, scope)
        assert found is not None or self.context.mistakes, "a form was refused and nobody was told"
        return found

    def _of_any_form(self, node: n.Expression, scope: Scope) -> Typed | None:
        match node:
            case n.Name():
                return self.named.name(node, scope)
            case n.Such():
                return self.named.such(node, scope)
            case n.Its():
                return self.named.its(node, scope)
            case n.Quantity():
                return self.numbers.quantity(node)
            case n.Day():
                return Typed(c.DayIs(node.date), DAY)
            case n.YesNo():
                return Typed(c.Truth(node.value), YES_NO)
            case n.Now():
                return self.times.now(node, scope)
            case n.Of():
                return self.named.of(node, scope)
            case n.Arithmetic():
                return self.numbers.arithmetic(node, scope)
            case n.Where():
                return self.choices.where(node, scope)
            case n.Postponed():
                return self.choices.postponed(node, scope)
            case n.Choose():
                return self.choices.choose(node, scope)
            case n.ChooseTwo():
                return self.choices.choose_two(node, scope)
            case n.Aggregate():
                return self.numbers.aggregate(node, scope)
            case n.NumberOf():
                return self.numbers.number_of(node, scope)
            case n.SoFar():
                return self.numbers.so_far(node, scope)
            case n.Rounded():
                return self.numbers.rounded(node, scope)
            case n.NthDay():
                return self.times.nth_day(node, scope)
            case n.Shift():
                return self.times.shift(node, scope)
            case n.DayPart():
                return self.times.day_part(node, scope)
            case n.DayOf():
                return self.times.day_of(node, scope)
            case n.Occurrence():
                return self.times.occurrence(node, scope)
            case n.FirstTime():
                return self.times.first_time(node.condition, scope)
            case n.FirstBecomes():
                return self.times.first_becomes(node, scope)
            case (
                n.Listed() | n.AnyTerm() | n.Quantified() | n.Junction() | n.Negation() | n.Reads()
                | n.Happened() | n.MayHappen() | n.Predicated()
            ):  # fmt: skip
                condition = self.checker.conditions.check(node, scope)
                return Typed(condition, YES_NO) if condition is not None else None
            case _:
                assert_never(node)

    def number(self, node: n.Expression, scope: Scope) -> Typed | None:
        """A number of any unit."""
        found = self.check(node, scope)
        if found and not isinstance(found.kind, Number):
            self._wrong_kind(node, found.kind, "a number")
            return None
        return found

    def of_kind(self, node: n.Expression, scope: Scope, kind: Kind) -> c.Core | None:
        """A value of just this kind; a moment will do for an instant."""
        found = self.check(node, scope)
        if found is None:
            return None
        if found.kind != kind and not (kind == INSTANT and found.kind == MOMENT):
            self._wrong_kind(node, found.kind, self.context.kind_words(kind))
            return None
        return found.core

    def person(self, node: n.Expression, scope: Scope) -> c.Core | None:
        """A person: a name, a hole, or `such Person`."""
        return self.of_kind(node, scope, PERSON)

    def _wrong_kind(self, node: n.Expression, found: Kind, wanted: str) -> None:
        help_text = f"Here {wanted} is meant."
        code = "wrong-kind"
        if found in TIMES and wanted in (DAY.value, INSTANT.value):
            code = "day-and-instant"
            help_text = (
                "Write `the day of ...` for the day on which it falls." if wanted == DAY.value
                else "Write `the start of`, `close of business on` or `the end of` that day."
            )  # fmt: skip
        self.context.report(code, node.span, f"This is {self.context.kind_words(found)}.", help_text)
