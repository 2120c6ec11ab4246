"""Checks numbers: quantities with their units, parts, arithmetic, rounding, and what is reckoned over people and so far."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from dsl import core as c
from dsl import nodes as n
from dsl.check.advice import part_of_what
from dsl.check.context import Context
from dsl.check.names import EVERYBODY
from dsl.check.scope import Scope, Typed
from dsl.kinds import COUNT, RATIO, TIMES, Kind, Number, number_of

if TYPE_CHECKING:
    from dsl.check.checker import Checker
    from dsl.check.values import Values


class Numbers:
    """The checks of numbers."""

    def __init__(self, context: Context, checker: Checker, values: Values) -> None:
        self.context = context
        self.checker = checker
        self.values = values

    def quantity(self, node: n.Quantity) -> Typed | None:
        """A number with its unit."""
        if node.unit == "percent":
            return Typed(c.Amount(node.amount), RATIO)
        if node.unit in ("days", "day", "months", "years"):
            self.context.report("duration", node.span, "A number of days is counted from a day.",
                                "Write `the 10th day after ...` or `10 days after ...`.")
            return None
        units = []
        for word in filter(None, (node.unit, node.per)):
            unit = self.context.names.unit(word)
            if unit is None:
                self._unknown_unit(node, word)
                return None
            units.append(unit)
        if units[0].whole and len(units) == 1 and node.amount.denominator != 1:
            self.context.report("not-whole", node.span, f"{units[0].name.capitalize()} come in wholes only.",
                                f"Write a whole number of {units[0].name}.")
        return Typed(c.Amount(node.amount), number_of(units[0].name, units[1].name if len(units) > 1 else None))

    def _unknown_unit(self, node: n.Quantity, word: str) -> None:
        known = [*self.context.names.units, *self.context.names.singulars]
        self.context.report("unknown-unit", node.span, f"I know no unit `{word}`.",
                            self.context.names.close_to(word, known) if known else "Declare it with `unit`.")

    def share_of(self, node: n.Of, scope: Scope) -> Typed | None:
        """A part of something: `15% of Outstanding Shares`."""
        left, right = self.values.number(node.left, scope), self.values.number(node.right, scope)
        if left is None or right is None:
            return None
        if left.kind != RATIO:
            self.context.report("of-number", node.span, f"`of` takes a part of something, but this is {self.context.kind_words(left.kind)}.",
                                "Write a percentage before `of`, or `times` to multiply.")
            return None
        return Typed(c.Calc("times", left.core, right.core), right.kind)

    def arithmetic(self, node: n.Arithmetic, scope: Scope) -> Typed | None:
        """Two numbers joined; what is added or taken away has the same unit."""
        left, right = self.values.number(node.left, scope), self.values.number(node.right, scope)
        if left is None or right is None:
            return None
        assert isinstance(left.kind, Number)
        assert isinstance(right.kind, Number)
        core = c.Calc(node.word, left.core, right.core)
        if node.word in ("times", "divided by"):
            return Typed(core, left.kind.times(right.kind, 1 if node.word == "times" else -1))
        if left.kind != right.kind:
            self.context.report("unit-mismatch", node.span,
                                f"I cannot join {self.context.kind_words(left.kind)} and {self.context.kind_words(right.kind)} with `{node.word}`.",
                                part_of_what(left.kind, right.kind))
            return None
        return Typed(core, left.kind)

    def rounded(self, node: n.Rounded, scope: Scope) -> Typed | None:
        """`rounded up to a whole cent of (...)`."""
        body = self.values.number(node.body, scope)
        if body is None:
            return None
        step, kind = self._rounding_step(node)
        if kind is None:
            return None
        if kind != body.kind:
            self.context.report("unit-mismatch", node.span, f"This is {self.context.kind_words(body.kind)}; it cannot be rounded to a whole {node.unit}.",
                                "Round to a unit of the number itself, and put all that is rounded in brackets: `rounded up to a whole cent of (A times B)`.")
            return None
        return Typed(c.Round(node.word, step, body.core), body.kind)

    def _rounding_step(self, node: n.Rounded) -> tuple[Fraction, Kind | None]:
        if node.unit == "cent" and "dollars" in self.context.names.units:
            return Fraction(1, 100), number_of("dollars")
        unit = self.context.names.unit(node.unit)
        if unit is None:
            self._unknown_unit(n.Quantity(Fraction(1), node.unit, span=node.span), node.unit)
            return Fraction(1), None
        return Fraction(1), number_of(unit.name)

    def aggregate(self, node: n.Aggregate, scope: Scope) -> Typed | None:
        """`the sum of ... over ...`, and its like."""
        var = self.context.fresh("Person")
        people = self.checker.people.group(node.people, var, scope)
        noun = node.people.name.text if isinstance(node.people, n.Noun) else EVERYBODY
        body = self.values.check(node.body, scope.with_person(var, noun))
        if people is None or body is None:
            return None
        timely = node.word in ("earliest", "latest")
        if timely != (body.kind in TIMES) or (not timely and not isinstance(body.kind, Number)):
            self.context.report("wrong-superlative", node.span, f"`the {node.word}` does not go with {self.context.kind_words(body.kind)}.",
                                "Dates have an earliest and a latest; numbers have a sum, a greatest and a least.")
            return None
        return Typed(c.Fold(node.word, var, people, body.core), body.kind)

    def number_of(self, node: n.NumberOf, scope: Scope) -> Typed | None:
        """How many people there are."""
        var = self.context.fresh("Person")
        people = self.checker.people.group(node.people, var, scope)
        return Typed(c.Fold("number", var, people, None), COUNT) if people is not None else None

    def so_far(self, node: n.SoFar, scope: Scope) -> Typed | None:
        """`the most ... so far`, and its like."""
        body = self.values.number(node.body, scope.over_time())
        return Typed(c.SoFarIs(node.word, body.core), body.kind) if body else None
