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

from msgspec import Struct, field

from dsl import core as c
from dsl.forms import children, inside
from dsl.plan import Companion, Event, GivenReading, Plan, Question, Scenario
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
    return _found(Same(plan), tuple(map(Same, forms)), question.form == "owed", *_of(question.scenario))


def bearing_of_lines(plan: Plan, scenario: Scenario) -> Bearing:
    """What bears on whether the lines of a story are allowed."""
    return _found(Same(plan), (), False, *_of(scenario))


def bearing_of_form(plan: Plan, scenario: Scenario, form: c.Core) -> Bearing:
    """What bears on a time or a condition in a story."""
    return _found(Same(plan), (Same(form),), False, *_of(scenario))


def _of(scenario: Scenario) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The events that a story tells, and the readings that it settles."""
    told = frozenset(line.event for line in scenario.lines)
    return told, frozenset((g.reading, g.option) for g in scenario.givens if isinstance(g, GivenReading))


def terms_named(plan: Plan, forms: Iterable[c.Core | None], deeper: int = 0) -> Iterator[str]:
    """The terms that forms name themselves, and those that these are made of, so many steps deeper."""
    for found in inside(forms, c.TermIs):
        yield found.term
        if deeper:
            yield from terms_named(plan, (plan.terms[found.term].body,), deeper - 1)


@lru_cache(maxsize=64)
def _found(
    plan: Same, forms: tuple[Same, ...], owed: bool, told: frozenset[str], given: frozenset[tuple[str, str]]
) -> Bearing:
    reader = _Reader(plan.held, told, dict(given))
    reader.read(*(form.held for form in forms))
    if owed:
        for duty in reader.plan.duties.values():
            reader.read(duty.begins, duty.due, duty.open, duty.performance, duty.performed, duty.breach, duty.begun)
    return reader.bearing()


class _Reader(Struct):
    """What is read, as far as it has been followed up, in a story of these events under these readings."""

    plan: Plan
    told: frozenset[str]
    given: Mapping[str, str]
    terms: set[str] = field(default_factory=set)
    relations: set[str] = field(default_factory=set)
    _done: set[int] = field(default_factory=set)

    def read(self, *forms: c.Core | None) -> None:
        """Take in all that some forms can read."""
        for form in forms:
            if form is not None and settled(form, self.given) is None:
                self._read(form)

    def _read(self, core: c.Core) -> None:
        if isinstance(core, c.Choice) and (taken := settled(core.condition, self.given)) is not None:
            self.read(core.value if taken else core.otherwise)
            return
        if isinstance(core, (c.EventAt, c.HasOccurred)) and core.event not in self.told:
            return
        if isinstance(core, c.TermIs):
            self._read_term(core.term)
        elif isinstance(core, c.Related):
            self._read_relation(core.relation)
        self.read(*children(core))

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
        self.read(*(guard for event in events for guard in event.guards))
        self.read(*(invariant.condition for invariant in self.plan.invariants))
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
                self.read(*children(change.make))
        return bool(bearing)
