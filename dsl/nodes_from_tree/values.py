"""From trees to nodes: values."""

from __future__ import annotations

from typing import Any

from lark import v_args
from lark.tree import Meta

from dsl import nodes as n
from dsl.kinds import PEOPLE
from dsl.nodes_from_tree.words import (
    FromTree,
    node,
    without_and,
    without_words,
)


@v_args(meta=True)
class Values(FromTree):
    """Values."""

    def name(self, meta: Meta, children: list[Any]) -> n.Name:
        found: n.Name = children[0]
        return found

    def limb_name(self, meta: Meta, children: list[Any]) -> n.Name:
        name, *labels = children
        return n.Name(" ".join((name.text, *labels)), name.article, span=self.span(meta))

    postponed = node(n.Postponed)
    where = node(n.Where)
    plus = node(lambda left, right, span: n.Arithmetic("plus", left, right, span=span))
    minus = node(lambda left, right, span: n.Arithmetic("minus", left, right, span=span))
    times = node(lambda left, right, span: n.Arithmetic("times", left, right, span=span))
    divided = node(lambda left, right, span: n.Arithmetic("divided by", left, right, span=span))
    of = node(n.Of)
    such = node(n.Such)
    its = node(n.Its)
    day = node(n.Day)
    yes = node(n.YesNo, True)
    no = node(n.YesNo, False)
    now = node(n.Now)
    first_time = node(n.FirstTime)
    first_becomes = node(n.FirstBecomes)
    day_of = node(n.DayOf)
    number_of = node(n.NumberOf)

    def such_first_becomes(self, meta: Meta, children: list[Any]) -> n.FirstBecomes:
        noun, status = children
        return n.FirstBecomes(n.Such(noun, span=noun.span), status, span=self.span(meta))

    def quantity(self, meta: Meta, children: list[Any]) -> n.Quantity:
        amount, unit, per = children
        if unit == "percent":  # a word here would count whole: fifteen times over
            self.report("written-percent", self.span(meta), "A percentage is written with its sign.", "Write `15%`.")
        return n.Quantity(amount, unit, per, span=self.span(meta))

    def count(self, meta: Meta, children: list[Any]) -> n.Quantity:
        return n.Quantity(children[0], PEOPLE.name, None, span=self.span(meta))

    def money(self, meta: Meta, children: list[Any]) -> n.Quantity:
        return n.Quantity(children[0], "dollars", children[1], span=self.span(meta))

    def percent(self, meta: Meta, children: list[Any]) -> n.Quantity:
        return n.Quantity(children[0], "percent", None, span=self.span(meta))

    def bracketed(self, meta: Meta, children: list[Any]) -> Any:
        return children[0]

    def choose_limbs(self, meta: Meta, children: list[Any]) -> n.Choose:
        word, limbs = children
        return n.Choose(word.split()[1], limbs, span=self.span(meta))

    def choose_two(self, meta: Meta, children: list[Any]) -> n.ChooseTwo:
        word, left, right = without_and(children)
        return n.ChooseTwo(word.split()[1], left, right, span=self.span(meta))

    def all_of(self, meta: Meta, children: list[Any]) -> n.Listed:
        return n.Listed("all", children[0], span=self.span(meta))

    def any_of(self, meta: Meta, children: list[Any]) -> n.Listed:
        return n.Listed("any", children[0], span=self.span(meta))

    def any_term(self, meta: Meta, children: list[Any]) -> n.AnyTerm:
        return n.AnyTerm(without_words(children), span=self.span(meta))

    def limbs(self, meta: Meta, children: list[Any]) -> tuple[n.Limb, ...]:
        return tuple(child for child in children if isinstance(child, n.Limb))

    def limb(self, meta: Meta, children: list[Any]) -> n.Limb:
        label, *notes, body = children
        sources = tuple(note for group in notes for note in group)
        return n.Limb(label, sources, body, span=self.span(meta))

    def aggregate(self, meta: Meta, children: list[Any]) -> n.Aggregate:
        word, body, people = children
        return n.Aggregate(word.split()[1], body, people, span=self.span(meta))

    def so_far(self, meta: Meta, children: list[Any]) -> n.SoFar:
        return n.SoFar(children[0].split()[1], children[1], span=self.span(meta))

    def rounded(self, meta: Meta, children: list[Any]) -> n.Rounded:
        return n.Rounded(children[0].split()[1], children[1], children[2], span=self.span(meta))

    def nth_day(self, meta: Meta, children: list[Any]) -> n.NthDay:
        count, side, base = children
        return n.NthDay(count, None, str(side), base, span=self.span(meta))  # type: ignore[arg-type]

    def nth_named_day(self, meta: Meta, children: list[Any]) -> n.NthDay:
        count, named, side, base = children
        return n.NthDay(count, str(named), str(side), base, span=self.span(meta))  # type: ignore[arg-type]

    def shifted(self, meta: Meta, children: list[Any]) -> n.Shift:
        count, *unit, side = str(children[0]).split()
        return n.Shift(int(count.replace(",", "")), " ".join(unit), side, children[1], span=self.span(meta))  # type: ignore[arg-type]

    def day_part(self, meta: Meta, children: list[Any]) -> n.DayPart:
        return n.DayPart(str(children[0]), children[1], span=self.span(meta))  # type: ignore[arg-type]

    def occurrence(self, meta: Meta, children: list[Any]) -> n.Occurrence:
        return n.Occurrence(children[0].split()[1], children[1], span=self.span(meta))
