"""From trees to nodes: clauses that define terms."""

from __future__ import annotations

from typing import Any

from lark import v_args
from lark.tree import Meta

from dsl import nodes as n
from dsl.nodes_from_tree.words import (
    FromTree,
    node,
    noun_of,
)


@v_args(meta=True)
class Terms(FromTree):
    """Clauses that define terms."""

    head = node(n.Head)
    fixed = node(n.Fixed)

    def starts(self, meta: Meta, children: list[Any]) -> n.Starts:
        return n.Starts(children[0], children[1], None, span=self.span(meta))

    def starts_unset(self, meta: Meta, children: list[Any]) -> n.Starts:
        return n.Starts(children[0], None, children[1], span=self.span(meta))

    def means(self, meta: Meta, children: list[Any]) -> n.Means:
        head, meaning = children
        word, value = meaning if isinstance(meaning, tuple) else ("value", meaning)
        return n.Means(head, word, value, span=self.span(meta))

    def described(self, meta: Meta, children: list[Any]) -> tuple[str, n.Noun]:
        return "noun", noun_of(children, self.span(meta))

    def that(self, meta: Meta, children: list[Any]) -> tuple[str, Any]:
        return "that", children[0]

    relation = node(n.RelationClause)
    carried = node(n.NotCarried)

    def input(self, meta: Meta, children: list[Any]) -> n.Input:
        head, at_the_start, kind, default = children
        return n.Input(head, at_the_start is not None, kind, default, span=self.span(meta))

    def unit_kind(self, meta: Meta, children: list[Any]) -> n.KindNote:
        return n.KindNote("unit", children[0], children[1], span=self.span(meta))

    day_kind = node(n.KindNote, "day")
    instant_kind = node(n.KindNote, "instant")
    yes_no_kind = node(n.KindNote, "yes or no")

    def person_kind(self, meta: Meta, children: list[Any]) -> n.KindNote:
        return n.KindNote("term", term=children[0].text, span=self.span(meta))
