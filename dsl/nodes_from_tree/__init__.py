"""Makes nodes of a parse tree: takes Lark's tree of one clause, gives nodes.

Every node gets the span of its text. What cannot be a value at all (a day that
no calendar has, a phrase with a broken hole) is a diagnostic, and parsing goes
on with something harmless in its place.
"""

from __future__ import annotations

from dsl.nodes_from_tree.amendments import Amendments
from dsl.nodes_from_tree.conditions import Conditions
from dsl.nodes_from_tree.events import Events
from dsl.nodes_from_tree.questions import Questions
from dsl.nodes_from_tree.stories import Stories
from dsl.nodes_from_tree.terms import Terms
from dsl.nodes_from_tree.values import Values
from dsl.nodes_from_tree.vocabulary import Vocabulary
from dsl.nodes_from_tree.words import name_text

__all__ = ["NodesFromTree", "name_text"]


class NodesFromTree(Vocabulary, Terms, Events, Values, Conditions, Stories, Questions, Amendments):
    """Rule by rule: the tree of one clause, found at `offset` of `file`, as nodes."""
