"""The machine of a question: the part of a plan that can bear on it, its cone of influence.

Takes the forms that a question asks about; gives the machine of the kept
terms, relations, events, happenings and invariants that could change their
values. What is outside can neither cause nor prevent what is asked, so it is
left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct, field

from dsl import core as c
from dsl.forms import children
from dsl.plan import ByItself, Companion, Event, Invariant, Plan
from solver.dependence import dependence_of
from solver.machine import Machine, Register, SelfStep, Step
from solver.same import Same

MEMORY = (c.EventAt, c.FirstAt, c.SoFarIs, c.EverHeld, c.HasOccurred)


class Cone(Struct, dict=True):
    """What bears on a question, as far as it has been followed up; `barred` events do not happen from now on."""

    plan: Plan
    options: Mapping[str, str]
    barred: frozenset[str] = frozenset()
    terms: set[str] = field(default_factory=set)
    relations: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    readings: set[str] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    registers: dict[Register, None] = field(default_factory=dict)
    happenings: list[ByItself] = field(default_factory=list)
    invariants: list[Invariant] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _read: dict[int, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._settled = dependence_of(self.plan, self.options).settled

    @property
    def seen(self) -> set[str]:
        """All the terms that were read, state and definitions alike."""
        return set(self._seen)

    @property
    def names(self) -> set[str]:
        """Everything named in it on which text of the source can bear: terms, relations, events."""
        return self._seen | self.relations | self.events

    def changes(self, changes: Iterable[c.Change]) -> list[c.Change]:
        """Those changes that change something in the cone."""
        return [change for change in changes if self._bears(change)]

    def companions(self, event: Event) -> list[Companion]:
        """What goes with an event and changes something in the cone."""
        return [companion for companion in self.plan.companions if companion.event == event.name and self.changes(companion.changes)]

    def _bears(self, change: c.Change) -> bool:
        make = change.make
        return make.relation in self.relations if isinstance(make, c.SetPair) else make.term in self.terms

    def read(self, core: Any) -> None:
        """Take in all that a form reads, on the readings that are settled."""
        if id(core) in self._read:
            return
        self._read[id(core)] = core
        if self._settled(core) is not None:
            self._note_readings(core)
            return
        if isinstance(core, MEMORY):
            self.registers[core] = None
        match core:
            case c.Choice() if (taken := self._settled(core.condition)) is not None:
                self._note_readings(core.condition)
                if taken or core.otherwise is not None:
                    self.read(core.value if taken else core.otherwise)
                return
            case c.TermIs():
                self._read_term(core.term)
            case c.Related():
                self._read_relation(core.relation)
            case c.EventAt() | c.HasOccurred():
                self.events.add(core.event)
            case c.HasKind():
                self.kinds.add(core.kind)
            case c.ReadingIs():
                self.readings.add(core.reading)
        for part in children(core):
            self.read(part)

    def _note_readings(self, core: Any) -> None:
        """The readings by which a form is settled bear on the question too."""
        if isinstance(core, c.ReadingIs):
            self.readings.add(core.reading)
        for part in children(core):
            self._note_readings(part)

    def _read_term(self, name: str) -> None:
        if name in self._seen:
            return
        self._seen.add(name)
        term = self.plan.terms[name]
        if term.role == "state":
            self.terms.add(name)
            return
        if term.role in ("input", "open"):
            self.parameters.add(name)
        if term.body is not None:
            self.read(term.body)

    def _read_relation(self, name: str) -> None:
        if name not in self.relations:
            self.relations.add(name)
            barred = self.plan.relations[name].barred
            if barred is not None:
                self.read(barred)

    def grow(self) -> None:
        """Take in what can change what is read, and what that reads, until nothing is new."""
        before = -1
        while before != (before := self._size()):
            for event in self.plan.events.values():
                if event.name not in self.barred:
                    self._grow_event(event)
            self._grow_happenings()
            self._grow_invariants()

    def _size(self) -> int:
        return sum(map(len, (self.parameters, self.terms, self.relations, self.events, self.kinds, self.readings, self.happenings, self.invariants)))

    def _grow_event(self, event: Event) -> None:
        companions = self.companions(event)
        changes = self.changes(event.changes)
        if not (event.name in self.events or changes or companions):
            return
        self.events.add(event.name)
        self.kinds.update(hole.person_kind for hole in event.holes if hole.person_kind is not None)
        for guard in event.guards:
            self.read(guard)
        for companion in companions:
            self.read(companion.condition)
            changes += self.changes(companion.changes)
        self._read_changes(changes)

    def _read_changes(self, changes: Iterable[c.Change]) -> None:
        for change in changes:
            for part in (*children(change.make), *([change.condition] if change.condition else [])):
                self.read(part)

    def _grow_happenings(self) -> None:
        for happening in self.plan.happenings:
            changes = self.changes(happening.changes)
            if changes:
                if happening not in self.happenings:
                    self.happenings.append(happening)
                self.read(happening.condition)
                self._read_changes(changes)

    def _grow_invariants(self) -> None:
        for invariant in self.plan.invariants:
            if invariant not in self.invariants and self._can_bar(invariant):
                self.invariants.append(invariant)
                self.read(invariant.condition)

    def _can_bar(self, invariant: Invariant) -> bool:
        """Whether it can come to bar the events of the cone: by what is read here, by what these change, or without any event."""
        own = Cone(self.plan, self.options, self.barred)
        own.read(invariant.condition)
        if own.terms & self.terms or own.relations & self.relations or own.events & self.events:
            return True
        if own.readings or own.parameters or dependence_of(self.plan, self.options).on_time(invariant.condition):
            return True
        events = (self.plan.events[name] for name in self.events)
        return any(own.changes(event.changes) or own.companions(event) for event in events) or any(own.changes(one.changes) for one in self.plan.happenings)

    def machine(self) -> Machine:
        """What has been found, in the order of the plan."""
        plan = self.plan
        steps = (
            Step(event, tuple(self.changes(event.changes)),
                 tuple((companion, tuple(self.changes(companion.changes))) for companion in self.companions(event)))
            for event in plan.events.values() if event.name in self.events - self.barred
        )  # fmt: skip
        by_themselves = (
            SelfStep(happening, tuple(self.changes(happening.changes)))
            for happening in plan.happenings if happening in self.happenings
        )  # fmt: skip
        return Machine(
            plan, self.options, _ordered(plan.terms, self.terms), _ordered(plan.relations, self.relations), tuple(self.registers),
            tuple(steps), tuple(by_themselves), tuple(self.invariants), _ordered(plan.person_kinds, self.kinds),
            _ordered(plan.readings, self.readings), _ordered(plan.terms, self.parameters),
        )  # fmt: skip


def _ordered(known: Iterable[str], found: set[str]) -> tuple[str, ...]:
    return tuple(name for name in known if name in found)


def machine_of(
    plan: Plan, options: Mapping[str, str], forms: Iterable[c.Core], events: Iterable[str] = (), barred: Iterable[str] = ()
) -> Machine:
    """The machine of some forms and events, readings settled as far as `options` say.

    `barred` are events that do not happen from now on.
    """
    return _machine(Same(plan), tuple(options.items()), tuple(map(Same, forms)), tuple(events), frozenset(barred))


def forget() -> None:
    """Let go of machines made before."""
    _machine.cache_clear()


@lru_cache(maxsize=64)
def _machine(
    plan: Same, options: tuple[tuple[str, str], ...], forms: tuple[Same, ...], events: tuple[str, ...], barred: frozenset[str]
) -> Machine:
    return cone_of(plan.held, dict(options), [form.held for form in forms], events, barred).machine()


def cone_of(
    plan: Plan, options: Mapping[str, str], forms: Iterable[c.Core], events: Iterable[str] = (), barred: Iterable[str] = ()
) -> Cone:
    """All that can bear on some forms and events, as `machine_of` takes them."""
    cone = Cone(plan, options, frozenset(barred))
    for form in forms:
        cone.read(form)
    cone.events.update(events)
    cone.grow()
    return cone
