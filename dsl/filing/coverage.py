"""What of a source a plan covers: takes a plan, an outline and the pages, gives each item's state.

An item is encoded if a clause that is a rule cites a phrase in it, a statement
or left out if only such a clause does, and uncovered if none does.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dsl import nodes as n
from dsl.core import Label
from dsl.filing.citations import citations_of
from dsl.filing.outline import Item, Outline
from dsl.filing.pages import Pages
from dsl.plan import Plan

State = Literal["encoded", "statement", "left out", "uncovered"]
STATES: tuple[State, ...] = ("encoded", "statement", "left out", "uncovered")


class Covered(Struct, frozen=True):
    """An item of the outline, how it is covered, by which clauses, and why it is left out."""

    item: Item
    state: State
    labels: tuple[Label, ...] = ()
    because: str = ""


def coverage(plan: Plan, outline: Outline, pages: Pages) -> tuple[Covered, ...]:
    """How each item of an outline made from these pages is covered."""
    cited = [
        (place, place + len(citation.phrase), label)
        for label, citation in citations_of(plan) for place in pages.find(citation.phrase, citation.page)[:1]
    ]  # fmt: skip
    return tuple(_covered(plan, item, [label for start, end, label in cited if start < item.end and end > item.start]) for item in outline.items)


def _covered(plan: Plan, item: Item, labels: list[Label]) -> Covered:
    by_state: dict[State, list[Label]] = {}
    for label in labels:
        by_state.setdefault(_state_of(plan, label), []).append(label)
    for state in STATES[:-1]:
        if state in by_state:
            node = plan.clauses[by_state[state][0]].node
            because = node.because if isinstance(node, n.LeftOut) else ""
            return Covered(item, state, tuple(dict.fromkeys(by_state[state])), because)
    return Covered(item, "uncovered")


def _state_of(plan: Plan, label: Label) -> State:
    node = plan.clauses[label].node
    return "left out" if isinstance(node, n.LeftOut) else "statement" if isinstance(node, n.StatementClause) else "encoded"
