"""From trees to nodes: scenarios."""

from __future__ import annotations

from typing import Any

from lark import v_args
from lark.tree import Meta

from dsl import nodes as n
from dsl.nodes_from_tree.words import (
    FromTree,
    node,
    without_words,
    words,
)


@v_args(meta=True)
class Stories(FromTree):
    """Scenarios."""

    def scenario(self, meta: Meta, children: list[Any]) -> n.ScenarioClause:
        title, extends, *parts = children
        return n.ScenarioClause(str(title), extends and str(extends), tuple(parts), span=self.span(meta))

    def cast(self, meta: Meta, children: list[Any]) -> n.Cast:
        return n.Cast(tuple(children), span=self.span(meta))

    introduction = node(n.Introduction)

    def at_the_start(self, meta: Meta, children: list[Any]) -> n.Given:
        return n.Given(children[-1], True, span=self.span(meta))

    def given(self, meta: Meta, children: list[Any]) -> n.Given:
        return n.Given(children[-1], False, span=self.span(meta))

    def fact_is(self, meta: Meta, children: list[Any]) -> n.Fact:
        return n.Fact("is", children[0], children[-1], span=self.span(meta))

    def fact_is_not(self, meta: Meta, children: list[Any]) -> n.Fact:
        return n.Fact("is not", children[0], children[-1], span=self.span(meta))

    def fact_reads(self, meta: Meta, children: list[Any]) -> n.Fact:
        return n.Fact("reads", children[0], children[1], span=self.span(meta))

    def fact_related(self, meta: Meta, children: list[Any]) -> n.Fact:
        one, other, relation = without_words(children)
        return n.Fact("related", one, other, relation, span=self.span(meta))

    def line(self, meta: Meta, children: list[Any]) -> n.Line:
        date, after_close, either, sentence = children
        return n.Line(date, after_close is not None, either is not None, words(str(sentence)),
                      sentence_span=sentence.span, span=self.span(meta))
