"""What a form means, whatever its variables and parts are called, and the names that it rests on.

So two plans can be held side by side: a form of one means what a form of the
other means, if both are alike and the names in them mean the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from dsl import core as c
from dsl.forms import bound_by, children

Sort = Literal["term", "relation", "event", "reading", "calendar", "by itself"]
Name = tuple[Sort, Hashable]


def meaning(core: Any, bound: Mapping[c.Var, int] | None = None) -> Hashable:
    """A key that two forms share if and only if they differ in no more than labels and the names of variables."""
    known = bound or {}
    if isinstance(core, c.Part):
        return meaning(core.body, known)
    if isinstance(core, c.VarIs):
        return "variable", known.get(core.name, core.name)
    if isinstance(core, tuple):
        return tuple(meaning(item, known) for item in core)
    if not isinstance(core, Struct):
        return core if isinstance(core, Hashable) else repr(core)
    inner = binding(known, bound_by(core))
    fields = (field for field in core.__struct_fields__ if field not in ("var", "holes", "label"))
    return type(core).__name__, len(bound_by(core)), *(meaning(getattr(core, name), inner) for name in fields)


def binding(known: Mapping[c.Var, int], variables: Sequence[c.Var]) -> dict[c.Var, int]:
    """The variables that are bound, each by the order in which it was."""
    return {**known, **{var: len(known) + place for place, var in enumerate(variables)}}


def names_in(core: Any) -> Iterator[Name]:
    """The names that a form, or several, reads."""
    if isinstance(core, tuple):
        for item in core:
            yield from names_in(item)
        return
    match core:
        case c.TermIs():
            yield "term", core.term
        case c.Related():
            yield "relation", core.relation
        case c.EventAt() | c.HasOccurred():
            yield "event", core.event
        case c.ReadingIs():
            yield "reading", core.reading
        case c.CalendarIs():
            yield "calendar", core.name
    if isinstance(core, Struct):
        for part in children(core):
            yield from names_in(part)
