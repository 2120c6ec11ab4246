"""Checks conditions joined by `and` and `or`, of which a later one may go on with what the one before says: `is A or B`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dsl import core as c
from dsl import nodes as n
from dsl.check.context import Context
from dsl.check.scope import Scope
from dsl.kinds import YES_NO

if TYPE_CHECKING:
    from dsl.check.checker import Checker


class Junctions:
    """The checks of what is joined."""

    def __init__(self, context: Context, checker: Checker) -> None:
        self.context = context
        self.checker = checker

    def check(self, node: n.Junction, scope: Scope) -> c.Core | None:
        """All of them or any of them; `and` and `or` do not stand side by side."""
        words, items = self.gathered(node, scope)
        if len(set(words)) > 1:
            self.context.report("and-or", node.span, "`and` and `or` stand side by side: which binds first?",
                                "Put brackets around one of them, or write `all of (i) ...; and (ii) ...` or `any of (i) ...; or (ii) ...`.")
            return None
        found = [self.checker.conditions.check(item, scope) for item in items]
        if None in found:
            return None
        parts = tuple(part for part in found if part is not None)
        return parts[0] if len(parts) == 1 else c.All(parts) if words[0] == "and" else c.Any(parts)

    def gathered(self, node: n.Junction, scope: Scope) -> tuple[list[str], list[n.Expression]]:
        """`is A or B`: a bare name goes on with what the sentence before it says."""
        words: list[str] = []
        items = [node.items[0]]
        for word, item in zip(node.words, node.items[1:], strict=True):
            joined = self._continued(items[-1], item, word) if self._goes_on(item, scope) else None
            if joined is None:
                words.append(word)
                items.append(item)
            else:
                items[-1] = joined
        return words, items

    def _goes_on(self, item: n.Expression, scope: Scope) -> bool:
        """A name that is no condition by itself."""
        if isinstance(item, n.Such | n.Of | n.Its):
            return True
        if not isinstance(item, n.Name):
            return False
        declared = self.context.names.find(item.text)
        if scope.lookup(item.text) or declared is None or declared.sort != "term":
            return True
        term = self.checker.terms.get(declared.name, item.span)
        return term is not None and (term.per is not None or term.kind != YES_NO)

    def _continued(self, said: n.Expression, more: n.Expression, word: str) -> n.Expression | None:
        if not isinstance(said, n.Predicated) or not isinstance(said.predicate, n.IsValue | n.HasBecome):
            return None
        predicate = said.predicate
        if word == "and" or (isinstance(predicate, n.IsValue) and predicate.negated):
            self.context.report("say-it-again", more.span, f"`{word}` goes on here with what was said before, which can be read in two ways.",
                                "Write `is neither A nor B`, or the whole sentence again.")
            return said
        value = predicate.value
        items = (*value.items, more) if isinstance(value, n.AnyTerm) else (value, more)
        span = said.span.through(more.span)
        joined = n.AnyTerm(items, span=value.span.through(more.span))
        return n.Predicated(said.subject, replace(predicate, value=joined), span=span)
