"""Checks values of which one is taken: where a condition holds, the later of two, the earliest of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl import core as c
from dsl import nodes as n
from dsl.check.advice import part_of_what
from dsl.check.context import Context
from dsl.check.scope import Scope, Typed
from dsl.kinds import INSTANT, MOMENT, TIMES, Kind, Number

if TYPE_CHECKING:
    from dsl.check.checker import Checker
    from dsl.check.values import Values


class Choices:
    """The checks of choices."""

    def __init__(self, context: Context, checker: Checker, values: Values) -> None:
        self.context = context
        self.checker = checker
        self.values = values

    def where(self, node: n.Where, scope: Scope) -> Typed | None:
        """`A where C, otherwise B`."""
        value = self.values.check(node.value, scope)
        condition = self.checker.conditions.check(node.condition, scope)
        otherwise = self.values.check(node.otherwise, scope) if node.otherwise else None
        if value is None or condition is None or (node.otherwise and otherwise is None):
            return None
        kind = self._common_kind(node, [value, *([otherwise] if otherwise else [])])
        return Typed(c.Choice(condition, value.core, otherwise.core if otherwise else None), kind) if kind else None

    def _common_kind(self, node: n.Expression, values: list[Typed]) -> Kind | None:
        """The one kind of several values; an instant and a moment are an instant."""
        kinds = {value.kind for value in values}
        if kinds == {INSTANT, MOMENT}:
            return INSTANT
        if len(kinds) == 1:
            return values[0].kind
        words = [self.context.kind_words(kind) for kind in sorted(kinds, key=str)]
        if kinds <= set(TIMES):
            self.context.report("day-and-instant", node.span, f"Here {' and '.join(words)} stand side by side.",
                                "Write `close of business on ...` (or `the start of`, `the end of`) to make an instant of a day, "
                                "or `the day of ...` to make a day of an instant.")
        else:
            self.context.report("unit-mismatch", node.span, f"Here {' and '.join(words)} stand side by side.", part_of_what(*kinds))
        return None

    def postponed(self, node: n.Postponed, scope: Scope) -> Typed | None:
        """`A, postponed to B`."""
        value, to = self.values.check(node.value, scope), self.values.check(node.to, scope)
        if value is None or to is None or not self.values.times.is_time(node.value, value):
            return None
        kind = self._common_kind(node, [value, to])
        return Typed(c.Later(value.core, to.core), kind) if kind else None

    def choose(self, node: n.Choose, scope: Scope) -> Typed | None:
        """`the earliest of (i) ...; and (ii) ...`, and its like."""
        found = []
        for limb in node.limbs:
            inner = scope.inside(limb.label)
            label = self.context.part(inner.label, "limb", limb.span, limb, limb.sources)
            body = self.values.check(limb.body, inner)
            if body is not None:
                found.append(Typed(c.Part(label, "drop", body.core), body.kind))
        self.checker.conditions.limb_order(node.limbs)
        if len(found) < len(node.limbs):
            return None
        return self._best(node, node.word, found)

    def choose_two(self, node: n.ChooseTwo, scope: Scope) -> Typed | None:
        """`the earlier of A and B`, and its like."""
        left, right = self.values.check(node.left, scope), self.values.check(node.right, scope)
        if left is None or right is None:
            return None
        word = {"earlier": "earliest", "later": "latest", "greater": "greatest", "lesser": "least"}[node.word]
        return self._best(node, word, [left, right])

    def _best(self, node: n.Choose | n.ChooseTwo, word: str, found: list[Typed]) -> Typed | None:
        kind = self._common_kind(node, found)
        if kind is None:
            return None
        timely = word in ("earliest", "latest")
        if timely != (kind in TIMES) or (not timely and not isinstance(kind, Number)):
            self.context.report("wrong-superlative", node.span, f"`the {node.word}` does not go with {self.context.kind_words(kind)}.",
                                "Dates have an earliest and a latest; numbers have a greatest and a least.")
            return None
        return Typed(c.Best(word, tuple(value.core for value in found)), kind)  # type: ignore[arg-type]
