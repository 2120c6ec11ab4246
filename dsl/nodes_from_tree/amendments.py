"""From trees to nodes: amendments."""

from __future__ import annotations

from typing import Any

from lark import v_args
from lark.tree import Meta

from dsl import nodes as n
from dsl.nodes_from_tree.words import FromTree, Keyword, StringText, node, without_words


@v_args(meta=True)
class Amendments(FromTree):
    """Amendments and what they change."""

    def amendment(self, meta: Meta, children: list[Any]) -> n.AmendmentClause:
        title, *rest = children
        powers = tuple(child for child in without_words(rest) if isinstance(child, n.Name))
        scenario = next(str(child) for child in rest if isinstance(child, StringText) and not isinstance(child, Keyword))
        lines = tuple(child for child in rest if isinstance(child, n.Line))
        from_beginning = "as if from the beginning" in rest
        return n.AmendmentClause(str(title), powers, scenario, lines, from_beginning, span=self.span(meta))

    replace_clause = node(n.ClauseChange, "replace")
    add_clause = node(n.ClauseChange, "add")
    replace_limb = node(n.LimbChange, "replace")
    add_limb = node(n.LimbChange, "add")
    delete = node(n.Deletion)
    value_becomes = node(n.ValueChange)
