"""What two plans have in common: the names that mean the same in both.

Takes two checked plans; gives the names of terms, relations, events, readings
and calendars whose clauses mean the same word for word, and rest on nothing
that does not. A term that changes means the same only if all that changes it
does too; an event only if both plans allow it alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from msgspec import Struct, field

from dsl import core as c
from dsl.check.checker import FILLED_IN
from dsl.plan import ByItself, Event, Plan, Reading, Term
from solver.meaning import Name, binding, meaning, names_in


class Defined(Struct):
    """What a name stands for in one plan, and the names on which that rests."""

    meaning: list[Hashable]
    rests_on: set[Name] = field(default_factory=set)


def is_fact(plan: Plan, term: Term) -> bool:
    """Whether a term is a fact of the company at the start, which a vocabulary asks for and a plan may state."""
    return term.role == "state" and (term.because == "input" or c.Label(term.name, (FILLED_IN,)) in plan.clauses)


def shared_names(one: Plan, other: Plan) -> frozenset[Name]:
    """The names that mean the same in both plans."""
    barred: set[Name] = set()
    while True:
        found = _agreed(defined_in(one), defined_in(other), barred)
        out_of_order = _out_of_order(one, other, found)
        if not out_of_order:
            return frozenset(found)
        barred |= out_of_order


def _agreed(ours: dict[Name, Defined], theirs: dict[Name, Defined], barred: set[Name]) -> set[Name]:
    found = {name for name in ours.keys() & theirs.keys() - barred if ours[name].meaning == theirs[name].meaning}
    while differing := {name for name in found if not ours[name].rests_on <= found}:
        found -= differing
    return found


def _out_of_order(one: Plan, other: Plan, found: set[Name]) -> set[Name]:
    """What happens by itself in both, in another order: of two things due at once the first in the plan comes first."""
    ours, theirs = ([name for name, _ in happenings_of(plan) if name in found] for plan in (one, other))
    return {name for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1] for name in pair}


def defined_in(plan: Plan) -> dict[Name, Defined]:
    """What every name of a plan stands for."""
    found: dict[Name, Defined] = {("term", term.name): _term(plan, term) for term in plan.terms.values()}
    for relation in plan.relations.values():
        bound = binding({}, [relation.barred_var] if relation.barred_var else [])
        found["relation", relation.name] = Defined([meaning(relation.barred, bound)], set(names_in(relation.barred)))
    found |= {("event", event.name): _event(event) for event in plan.events.values()}
    found |= {("reading", reading.name): Defined([_options(reading)]) for reading in plan.readings.values()}
    found |= {("calendar", name): Defined([calendar]) for name, calendar in plan.calendars.items()}
    for name, happening in happenings_of(plan):
        changed = {changed_by(change) for change in happening.changes}
        found[name] = Defined([], {*changed, *names_in((happening.condition, *_read(happening.changes)))})
    for name, key, rests_on in _changes(plan):
        found[name].meaning.append(key)
        found[name].rests_on |= rests_on
    return found


def _term(plan: Plan, term: Term) -> Defined:
    bound = binding({}, [term.var] if term.var else [])
    is_stated = is_fact(plan, term)
    key = (is_stated, not is_stated and term.because == "input", term.role, term.kind, term.per)
    return Defined([key, None if is_stated else meaning(term.body, bound)], set() if is_stated else set(names_in(term.body)))


def _event(event: Event) -> Defined:
    bound = binding({}, [hole.var for hole in event.holes])
    holes = tuple((hole.kind, hole.person_kind) for hole in event.holes)
    return Defined([holes, meaning(event.guards, bound)], set(names_in(event.guards)))


def _options(reading: Reading) -> Hashable:
    return frozenset(option.name for option in reading.options), reading.base


# ---- what changes a term or a relation ------------------------------------------------------


def changed_by(change: c.Change) -> Name:
    """The term or the relation that a change is one of."""
    make = change.make
    return ("relation", make.relation) if isinstance(make, c.SetPair) else ("term", make.term)


def _read(changes: Iterable[c.Change]) -> tuple[c.Core, ...]:
    return tuple(part for change in changes for part in (change.condition, change.make) if part is not None)  # type: ignore[misc]


def happenings_of(plan: Plan) -> Iterator[tuple[Name, ByItself]]:
    """What happens by itself, each with a name made of what it is; what stands there twice is told apart."""
    seen: Counter[Hashable] = Counter()
    for happening in plan.happenings:
        bound = binding({}, [happening.var] if happening.var else [])
        key = (happening.var is None, meaning(happening.condition, bound), tuple(_change(change, bound) for change in happening.changes))
        seen[key] += 1
        yield ("by itself", (key, seen[key])), happening


def _change(change: c.Change, bound: dict[c.Var, int]) -> Hashable:
    return meaning(change.condition, bound), meaning(change.make, bound)


def _changes(plan: Plan) -> Iterator[tuple[Name, Hashable, set[Name]]]:
    """Each change: of what, what it is, and on what it rests."""
    for event in plan.events.values():
        bound = binding({}, [hole.var for hole in event.holes])
        for change in event.changes:
            yield changed_by(change), ("event", event.name, _change(change, bound)), {("event", event.name), *names_in(_read([change]))}
    for companion in plan.companions:
        bound = binding({}, companion.holes)
        for change in companion.changes:
            key = ("with", companion.event, meaning(companion.condition, bound), _change(change, bound))
            yield changed_by(change), key, {("event", companion.event), *names_in((companion.condition, *_read([change])))}
    for name, happening in happenings_of(plan):
        for change in happening.changes:
            yield changed_by(change), name, {name}
