"""From trees to nodes: clauses: where they come from, headers, the vocabulary."""

from __future__ import annotations

from typing import Any

from lark import v_args
from lark.tree import Meta
from msgspec.structs import replace

from dsl import nodes as n
from dsl.nodes_from_tree.words import (
    FromTree,
    many,
    node,
)


@v_args(meta=True)
class Vocabulary(FromTree):
    """Clauses: where they come from, headers, the vocabulary."""

    def source(self, meta: Meta, children: list[Any]) -> tuple[n.SourceNote, ...]:
        return tuple(children)

    def citation(self, meta: Meta, children: list[Any]) -> n.Citation:
        page, section, *labels, phrase = children
        limbs = (" ".join(section.split()), *labels) if section else tuple(labels)
        return n.Citation(page, limbs, str(phrase), span=self.span(meta))

    def assumption(self, meta: Meta, children: list[Any]) -> n.Assumption:
        return n.Assumption(str(children[0]), span=self.span(meta))

    def start(self, meta: Meta, children: list[Any]) -> n.Anything:
        *notes, clause = children
        sources = tuple(note for group in notes for note in group)
        made: n.Anything = replace(clause, sources=sources, span=self.span(meta))
        return made

    def plan_header(self, meta: Meta, children: list[Any]) -> n.PlanHeader:
        title, origin, dated = children
        return n.PlanHeader(str(title), str(origin), dated, span=self.span(meta))

    def vocabulary_header(self, meta: Meta, children: list[Any]) -> n.VocabularyHeader:
        return n.VocabularyHeader(str(children[0]), span=self.span(meta))

    def use(self, meta: Meta, children: list[Any]) -> n.Use:
        return n.Use(tuple(str(child) for child in children), span=self.span(meta))

    def unit(self, meta: Meta, children: list[Any]) -> n.UnitClause:
        name, singular, whole = children
        return n.UnitClause(name, singular, whole is not None, span=self.span(meta))

    organ = node(n.OrganClause)
    person = node(n.PersonClause)
    thing = node(n.ThingClause)
    kinds = many(n.KindsClause, 1)
    calendar = many(n.CalendarClause, 1)

    def holidays(self, meta: Meta, children: list[Any]) -> n.CalendarItem:
        return n.CalendarItem(
            "holidays", library=str(children[0]), as_they_fall=children[1] is not None, span=self.span(meta)
        )

    def roll_stays(self, meta: Meta, children: list[Any]) -> n.CalendarItem:
        return n.CalendarItem("stays", weekday=str(children[0]), span=self.span(meta))

    def roll_moves(self, meta: Meta, children: list[Any]) -> n.CalendarItem:
        return n.CalendarItem("moves", weekday=str(children[0]), to=str(children[1]), span=self.span(meta))

    def closed_on(self, meta: Meta, children: list[Any]) -> n.CalendarItem:
        return n.CalendarItem("closed", first=children[0], span=self.span(meta))

    def open_on(self, meta: Meta, children: list[Any]) -> n.CalendarItem:
        return n.CalendarItem("open", first=children[0], span=self.span(meta))

    def calendar_range(self, meta: Meta, children: list[Any]) -> n.CalendarItem:
        return n.CalendarItem("range", first=children[0], last=children[1], span=self.span(meta))

    def day_meaning(self, meta: Meta, children: list[Any]) -> n.DayMeaning:
        return n.DayMeaning(str(children[0]), children[1], span=self.span(meta))
