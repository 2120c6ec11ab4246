"""What of a story bears on a question of fact: the state that is read, by whatever is told.

Takes a plan, the forms that a question reads, and the events that its story
tells; gives the state terms and relations whose values can matter. What
happens by itself, or goes with an event, and changes nothing of that, is left
out of the story, so that its readings and facts are not asked for. The guards
of the lines told, and what no step may break, always bear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct, field

from dsl import core as c
from dsl.plan import Companion, Event, GivenReading, Plan, Question
from solver.same import Same
from solver.settled import settled


class Bearing(Struct, frozen=True):
    """The state terms and relations that bear on a question."""

    terms: frozenset[str]
    relations: frozenset[str]

    def changed(self, change: c.Change) -> bool:
        """Whether a change is one of what bears."""
        make = change.make
        return make.relation in self.relations if isinstance(make, c.SetPair) else make.term in self.terms


def bearing_of(plan: Plan, question: Question) -> Bearing:
    """What bears on a question of fact in its story."""
    forms = (question.condition, question.value, question.moment)
    told = frozenset(line.event for line in question.scenario.lines)
    given = frozenset((g.reading, g.option) for g in question.scenario.givens if isinstance(g, GivenReading))
    return _found(Same(plan), tuple(map(Same, forms)), question.form == "owed", told, given)


def terms_named(plan: Plan, core: Any, deeper: int = 0) -> Iterator[str]:
    """The terms that a form names itself, and those that these are made of, so many steps deeper."""
    if isinstance(core, c.TermIs):
        yield core.term
        if deeper:
            yield from terms_named(plan, plan.terms[core.term].body, deeper - 1)
    for part in _parts(core):
        yield from terms_named(plan, part, deeper)


@lru_cache(maxsize=64)
def _found(
    plan: Same, forms: tuple[Same, ...], owed: bool, told: frozenset[str], given: frozenset[tuple[str, str]]
) -> Bearing:
    reader = _Reader(plan.held, told, dict(given))
    for form in forms:
        reader.read(form.held)
    if owed:
        for duty in reader.plan.duties.values():
            reader.read((duty.begins, duty.due, duty.open, duty.performance, duty.performed, duty.breach, duty.begun))
    return reader.bearing()


class _Reader(Struct):
    """What is read, as far as it has been followed up, in a story of these events under these readings."""

    plan: Plan
    told: frozenset[str]
    given: Mapping[str, str]
    terms: set[str] = field(default_factory=set)
    relations: set[str] = field(default_factory=set)
    _done: set[int] = field(default_factory=set)

    def read(self, core: Any) -> None:
        """Take in all that a form, or several, can read."""
        if core is None or settled(core, self.given) is not None:
            return
        if isinstance(core, c.Choice) and (taken := settled(core.condition, self.given)) is not None:
            self.read(core.value if taken else core.otherwise)
            return
        if isinstance(core, (c.EventAt, c.HasOccurred)) and core.event not in self.told:
            return
        if isinstance(core, c.TermIs):
            self._read_term(core.term)
        elif isinstance(core, c.Related):
            self._read_relation(core.relation)
        for part in _parts(core):
            self.read(part)

    def _read_term(self, name: str) -> None:
        if name not in self.terms:
            self.terms.add(name)
            self.read(self.plan.terms[name].body)

    def _read_relation(self, name: str) -> None:
        if name not in self.relations:
            self.relations.add(name)
            self.read(self.plan.relations[name].barred)

    def bearing(self) -> Bearing:
        """Take in what can change what is read, and what that reads, until nothing is new."""
        events = [self.plan.events[name] for name in self.told]
        companions = [companion for companion in self.plan.companions if companion.event in self.told]
        self.read(tuple(guard for event in events for guard in event.guards))
        self.read(tuple(invariant.condition for invariant in self.plan.invariants))
        before = -1
        while before != (before := len(self.terms) + len(self.relations)):
            self._grow(events, companions)
        return Bearing(frozenset(self.terms), frozenset(self.relations))

    def _grow(self, events: Iterable[Event], companions: Iterable[Companion]) -> None:
        for event in events:
            self._read_changes(event.changes)
        conditional = [(one.changes, one.condition) for one in companions]
        conditional += [(one.changes, one.condition) for one in self.plan.happenings]
        for changes, condition in conditional:
            if self._read_changes(changes):
                self.read(condition)

    def _read_changes(self, changes: Iterable[c.Change]) -> bool:
        """Take in what the changes that bear read; whether there is one."""
        so_far = Bearing(frozenset(self.terms), frozenset(self.relations))
        bearing = [change for change in changes if so_far.changed(change)]
        for change in bearing:
            if id(change) not in self._done:
                self._done.add(id(change))
                self.read(change.condition)
                self.read(tuple(_parts(change.make)))
        return bool(bearing)


def _parts(core: Any) -> Iterator[Any]:
    """The forms directly inside of a form."""
    if isinstance(core, tuple):
        yield from core
    elif isinstance(core, Struct) and not isinstance(core, c.Label):
        for part in core.__struct_fields__:
            value = getattr(core, part)
            if isinstance(value, tuple | Struct):
                yield value
