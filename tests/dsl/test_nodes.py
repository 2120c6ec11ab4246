"""Nodes: two are equal if they say the same, wherever that stands and however it was written."""

from __future__ import annotations

from dsl import nodes as n
from dsl.source import Span

HERE, THERE = Span("a.plan", 0, 10), Span("a.plan", 25, 35)


def test_where_and_how_a_thing_was_written_is_no_part_of_what_it_says() -> None:
    one, other = n.Name("Rights", "the", span=HERE), n.Name("Rights", "The", span=THERE)
    assert one == other
    assert not one != other, "unlike `==`, `!=` is a method of its own"  # noqa: SIM202
    assert hash(one) == hash(other)
    assert len({n.Negation(one, span=HERE), n.Negation(other, span=THERE)}) == 1, "nor is it of what holds it"


def test_what_is_said_otherwise_is_not_equal() -> None:
    one, other = n.Name("Rights", span=HERE), n.Name("Right", span=HERE)
    assert one != other
    assert n.Negation(one) != n.Such(one)
