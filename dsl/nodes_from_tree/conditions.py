"""From trees to nodes: people described, and conditions."""

from __future__ import annotations

from typing import Any

from lark import v_args
from lark.tree import Meta

from dsl import nodes as n
from dsl.nodes_from_tree.words import (
    FromTree,
    Keyword,
    node,
    noun_of,
    without_words,
)


@v_args(meta=True)
class Conditions(FromTree):
    """People described, and conditions."""

    def person_and_its(self, meta: Meta, children: list[Any]) -> n.AndIts:
        person, relation = without_words(children)
        return n.AndIts(person, relation, span=self.span(meta))

    def such_and_its(self, meta: Meta, children: list[Any]) -> n.AndIts:
        noun, relation = without_words(children)
        return n.AndIts(n.Such(noun, span=noun.span), relation, span=self.span(meta))

    only_its = node(n.OnlyIts)

    def noun(self, meta: Meta, children: list[Any]) -> n.Noun:
        return noun_of(children, self.span(meta))

    quantified = node(n.Quantified)

    def modifiers(self, meta: Meta, children: list[Any]) -> list[Any]:
        return children

    def exclusion(self, meta: Meta, children: list[Any]) -> tuple[Any, ...]:
        return without_words(children)

    def exclusion_its(self, meta: Meta, children: list[Any]) -> tuple[Any, ...]:
        person, relation = without_words(children)
        return (person, n.Of(relation, person, span=relation.span))

    def exclusion_such_its(self, meta: Meta, children: list[Any]) -> tuple[Any, ...]:
        noun, relation = without_words(children)
        person = n.Such(noun, span=noun.span)
        return (person, n.Of(relation, person, span=relation.span))

    whose = node(n.Relative, "whose")
    who = node(n.Relative, "who")
    for_whom = node(n.Relative, "for whom")
    at_which = node(n.Relative, "at which")

    def junction(self, meta: Meta, children: list[Any]) -> n.Junction:
        joints = tuple(str(child) for child in children if isinstance(child, Keyword))
        return n.Junction(joints, without_words(children), span=self.span(meta))

    def bare(self, meta: Meta, children: list[Any]) -> Any:
        return children[0]

    negation = node(n.Negation)
    predicated = node(n.Predicated)
    reads = node(n.Reads)
    happened = node(n.Happened)
    may_happen = node(n.MayHappen)

    def compared(self, meta: Meta, children: list[Any]) -> n.Compared:
        return n.Compared(str(children[-2]), children[-1], span=self.span(meta))  # type: ignore[arg-type]

    def timed(self, meta: Meta, children: list[Any]) -> n.Timed:
        return n.Timed(str(children[-2]), children[-1], span=self.span(meta))  # type: ignore[arg-type]

    def is_value(self, meta: Meta, children: list[Any]) -> n.IsValue:
        return n.IsValue(children[-1], span=self.span(meta))

    def is_not(self, meta: Meta, children: list[Any]) -> n.IsValue:
        return n.IsValue(children[-1], True, span=self.span(meta))

    def is_neither(self, meta: Meta, children: list[Any]) -> n.IsNeither:
        return n.IsNeither(children[-2], children[-1], span=self.span(meta))

    def is_set(self, meta: Meta, children: list[Any]) -> n.IsSet:
        return n.IsSet(span=self.span(meta))

    def is_unset(self, meta: Meta, children: list[Any]) -> n.IsSet:
        return n.IsSet(True, span=self.span(meta))

    def is_duty(self, meta: Meta, children: list[Any]) -> n.DutyIs:
        return n.DutyIs(str(children[-1]), span=self.span(meta))  # type: ignore[arg-type]

    def is_not_duty(self, meta: Meta, children: list[Any]) -> n.DutyIs:
        return n.DutyIs(str(children[-1]), True, span=self.span(meta))  # type: ignore[arg-type]

    def has_become(self, meta: Meta, children: list[Any]) -> n.HasBecome:
        return n.HasBecome(children[-1], span=self.span(meta))

    def has_value(self, meta: Meta, children: list[Any]) -> n.HasValue:
        _, term, word, value = children
        return n.HasValue(term, word.removeprefix("of "), value, span=self.span(meta))
