"""The content of forms and clauses without the names that a drafter gives: what a stable identifier is made of.

Terms, readings, events and limbs may be renamed, and limbs put in another
order, and the content stays the same. It changes with the words of a rule: a
number, a unit, a comparison, a citation.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from enum import Enum
from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple

from dsl import core as c
from dsl import nodes as n
from dsl.plan import Event, Plan

UNORDERED = (c.All, c.Any, c.Best)
NAMED = {"term": "term", "relation": "relation", "event": "event", "reading": "reading", "option": "option"}
Naming = Callable[[str, str], Any]


def by_name(sort: str, name: str) -> Any:
    """A name as it is."""
    return name


def shape(core: Any, naming: Naming = by_name, bound: tuple[str, ...] = ()) -> Any:
    """A form as nested tuples: labels left out, variables by how they are bound, lists without order."""
    match core:
        case c.Part():
            return shape(core.body, naming, bound)
        case c.VarIs():
            return ("var", bound[::-1].index(core.name)) if core.name in bound else ("var", core.name.rsplit("#", 1)[0].rsplit(".", 1)[-1])
        case c.ReadingIs():
            return ("reading", naming("option", f"{core.reading} reads {core.option}"))
        case c.CalendarIs():
            return "calendar", naming("calendar", core.name)
        case c.Fold() | c.Quantifier():
            bound = (*bound, core.var)
        case c.EventAt() | c.HasOccurred():
            bound = (*bound, *core.holes)
        case c.DayIs():
            return core.date.isoformat()
        case None | bool() | int() | str():
            return core
        case Fraction() | dt.date():
            return str(core)
        case Enum():
            return core.name
        case tuple():
            return tuple(shape(item, naming, bound) for item in core)
        case frozenset():
            return tuple(sorted((shape(item, naming, bound) for item in core), key=repr))
    found = [type(core).__name__]
    for field in core.__struct_fields__:
        value = getattr(core, field)
        if field in ("var", "holes", "label"):
            continue
        if field in NAMED and isinstance(value, str):
            value = naming(NAMED[field], value)
        else:
            value = shape(value, naming, bound)
            if isinstance(core, UNORDERED) and field == "items":
                value = tuple(sorted(value, key=repr))
        found.append(value)
    return tuple(found)


def identifier(plan: Plan, entry: str, labels: Iterable[c.Label]) -> str:
    """The stable identifier of a finding: its entry and a hash of the content of the clauses it is about."""
    contents = sorted({repr(_clause(plan, label)) for label in labels})
    return f"{entry}-{hashlib.sha256(repr(contents).encode()).hexdigest()[:8]}"


def _clause(plan: Plan, label: c.Label) -> Any:
    """The content of a clause, or of a part of one: what it says and its citations."""
    whole = c.Label(label.clause)
    found = _bodies(plan, whole)
    if label.parts:
        found = [part for part in (_part(body, label) for body in found) if part is not None] or found
    cited = [_cited(note) for at in (whole, label) for note in plan.clauses[at].sources]
    naming = _Anonymous(plan)
    return tuple(shape(body, naming) for body in found), tuple(sorted(set(cited)))


def _cited(note: n.SourceNote) -> str:
    return f"p.{note.page} {note.phrase}" if isinstance(note, n.Citation) else note.text


def _bodies(plan: Plan, label: c.Label) -> list[Any]:
    """The forms of a clause."""
    found: list[Any] = []
    for term in plan.terms.values():
        if term.label == label:
            found.append(("term", term.role, repr(term.kind), "Person" if term.per == "Person" else bool(term.per), term.body))
    for event in plan.events.values():
        if event.label == label:
            found.append(("event", *_phrase(event), c.All(event.guards), frozenset(event.changes)))
    for companion in plan.companions:
        if companion.label == label:
            found.append(("companion", companion.condition, frozenset(companion.changes)))
    for happening in plan.happenings:
        if happening.label == label:
            found.append(("happening", happening.condition, frozenset(happening.changes)))
    for invariant in plan.invariants:
        if invariant.label == label:
            found.append(("invariant", invariant.condition))
    return found


def _phrase(event: Event) -> tuple[Any, ...]:
    return tuple(repr(hole.kind) for hole in event.holes), event.is_power


def _part(core: Any, label: c.Label) -> Any:
    """The part of a form that has a label."""
    if isinstance(core, c.Part | c.Change) and core.label == label:
        return core
    items = core if isinstance(core, tuple | frozenset) else astuple(core) if isinstance(core, Struct) else ()
    return next((found for item in items if (found := _part(item, label)) is not None), None)


class _Anonymous:
    """Names what is declared by what sort of thing it is."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def __call__(self, sort: str, name: str) -> Any:
        match sort:
            case "term":
                term = self._plan.terms[name]
                return term.role, repr(term.kind), "Person" if term.per == "Person" else bool(term.per)
            case "event":
                return _phrase(self._plan.events[name])
            case "option":
                reading, _, option = name.partition(" reads ")
                return [one.name for one in self._plan.readings[reading].options].index(option)
            case _:
                return sort
