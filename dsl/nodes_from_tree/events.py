"""From trees to nodes: clauses of what may happen, of readings and of silence."""

from __future__ import annotations

import re
from typing import Any

from lark import v_args
from lark.tree import Meta

from dsl import nodes as n
from dsl.nodes_from_tree.words import (
    FromTree,
    StringText,
    many,
    node,
    without_words,
    words,
)

HOLE = re.compile(r"\{([^{}]*)\}")
HOLE_INSIDE = re.compile(r"\s*([A-Z][\w'-]*(?: [A-Z][\w'-]*)*)\s*:\s*([A-Za-z][\w -]*?)\s*")


@v_args(meta=True)
class Events(FromTree):
    """Clauses of what may happen, of readings and of silence."""

    def event(self, meta: Meta, children: list[Any]) -> n.EventClause:
        return self._event("event", meta, children)

    def power(self, meta: Meta, children: list[Any]) -> n.EventClause:
        return self._event("power", meta, children)

    def duty(self, meta: Meta, children: list[Any]) -> n.DutyClause:
        name, text, begins, due, provided, unless, effects = children
        return n.DutyClause("duty", name, self._phrase(text), (begins,), provided, effects or (), due, unless,
                            span=self.span(meta))

    due_by = node(n.Due, "")

    def due_paced(self, meta: Meta, children: list[Any]) -> n.Due:
        pace, by = children
        return n.Due(str(pace), by, span=self.span(meta))

    def unless(self, meta: Meta, children: list[Any]) -> Any:
        return children[0]

    def _event(self, word: Any, meta: Meta, children: list[Any]) -> n.EventClause:
        name, text, window, provided, effects = children
        phrase = self._phrase(text)
        return n.EventClause(word, name, phrase, window or (), provided, effects or (), span=self.span(meta))

    def attached(self, meta: Meta, children: list[Any]) -> n.Attached:
        event, window, provided, effects = children
        return n.Attached(event, window or (), provided, effects, span=self.span(meta))

    def _phrase(self, text: StringText) -> n.Phrase:
        parts: list[str | n.Hole] = []
        for index, piece in enumerate(HOLE.split(str(text))):
            if index % 2 == 0:
                parts.extend([words(piece)] if piece.strip() else [])
                if "{" in piece or "}" in piece:
                    self._broken_hole(text, piece.strip())
            elif match := HOLE_INSIDE.fullmatch(piece):
                parts.append(n.Hole(match[1], words(match[2]), span=text.span))
            else:
                self._broken_hole(text, "{" + piece + "}")
        return n.Phrase(tuple(parts), span=text.span)

    def _broken_hole(self, text: StringText, piece: str) -> None:
        self.report("broken-hole", text.span, f"I cannot read the hole in `{piece}`.",
                    "A hole is a name and a kind, as in `{Buyer: Person}` or `{Amount: shares}`.")

    def window(self, meta: Meta, children: list[Any]) -> tuple[n.Bound, ...]:
        return tuple(child for child in children if isinstance(child, n.Bound))

    bound_before = node(n.Bound, "before")
    bound_on_or_before = node(n.Bound, "on or before")
    bound_after = node(n.Bound, "after")
    bound_on_or_after = node(n.Bound, "on or after")
    bound_from_to = node(n.Bound, "from to")
    bound_from_until = node(n.Bound, "from until")
    bound_none = node(n.Bound, "at any time")

    def provided(self, meta: Meta, children: list[Any]) -> Any:
        return children[0]

    def effects(self, meta: Meta, children: list[Any]) -> tuple[n.Effect, ...]:
        return tuple(child for child in children if isinstance(child, n.Effect))

    effect = node(n.Effect)
    becomes = node(n.Becomes)
    increases = node(n.Moves, "increases by")
    decreases = node(n.Moves, "decreases by")
    ceases = node(n.Ceases)

    def joined(self, meta: Meta, children: list[Any]) -> n.Pairs:
        return self._pairs(meta, children, joined=True)

    def parted(self, meta: Meta, children: list[Any]) -> n.Pairs:
        return self._pairs(meta, children, joined=False)

    def _pairs(self, meta: Meta, children: list[Any], *, joined: bool) -> n.Pairs:
        one, other, relation = without_words(children)
        return n.Pairs(one, other, relation, joined, span=self.span(meta))

    on_date = many(n.OnDate, 1)
    whenever_holds = many(n.Whenever, 1)
    whenever_becomes = many(n.Whenever, 1)
    always = node(n.Always)

    def consequence(self, meta: Meta, children: list[Any]) -> n.ConsequenceClause:
        name, stricter, condition = children
        return n.ConsequenceClause(name, stricter is not None, condition, span=self.span(meta))

    reading = many(n.ReadingClause, 1)

    def option(self, meta: Meta, children: list[Any]) -> n.Option:
        name, because, gloss = children
        return n.Option(name, because is not None, because and str(because), gloss and str(gloss),
                        span=self.span(meta))

    def open(self, meta: Meta, children: list[Any]) -> n.OpenClause:
        head, kind, because = children
        return n.OpenClause(head, kind, str(because), span=self.span(meta))

    def statement(self, meta: Meta, children: list[Any]) -> n.StatementClause:
        return n.StatementClause(children[0], str(children[1]), span=self.span(meta))

    def left_out(self, meta: Meta, children: list[Any]) -> n.LeftOut:
        bearing = tuple(child for child in children[1:] if child is not None)
        return n.LeftOut(str(children[0]), bearing, span=self.span(meta))
