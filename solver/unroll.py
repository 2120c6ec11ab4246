"""Unrolls a machine over steps: a told story, then steps yet to be chosen, as formulas.

Takes a machine and the story told so far; gives an `Unrolled` run, to which
steps are added one by one: its entries, what each chosen step is, and the
constraints that make it a run of the plan. What happens by itself takes steps
of its own, forced as soon as its condition first holds.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dsl import core as c
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, PARTS, instant
from dsl.kinds import DAY, ORGAN, PERSON, Number
from dsl.plan import Event, HoleOf, StoryLine, is_whole
from solver.evaluate import unknown
from solver.formula import (
    Bool,
    Num,
    Val,
    and_,
    arithmetic,
    at_most,
    condition,
    declared,
    equal,
    implies,
    is_open,
    ite,
    ite_val,
    less,
    not_,
    one_of,
    or_,
    real,
    total,
    whole,
)
from solver.history import Unknown
from solver.machine import Machine, SelfStep
from solver.replay import Story
from solver.symbolic import Moment, Symbolic
from solver.undecided import Undecided


@dataclass
class Slot:
    """One step to be chosen: which of the kinds it is, when, and the holes of each event.

    The tick is that of the `day`, in its second half if `late`, and in the
    second part of that half if `inside`, where events happen.
    """

    tick: Num
    kind: Any
    day: Any
    late: Bool
    inside: Bool
    holes: dict[str, tuple[Any, ...]]

    def is_a(self, kind: int) -> Bool:
        """That it is of a kind."""
        return equal(self.kind, kind)


@dataclass
class Unrolled:
    """A run: told entries, then `steps`; `last_told` is the last entry that was told.

    `constraints` say what a run is, `guards` which events the plan allows.
    Steps are left out only to make room for what happens by itself, or freely
    if it `may_rest`; those left out come last. In a run that `is_loose` what
    happens by itself may happen whenever its condition holds, as often as it
    likes, and the days that events name have no bounds: it allows more than the
    plan does, and never less.
    `alike` are groups of persons told apart by nothing, `met` who of them has
    come into the run.
    """

    machine: Machine
    symbolic: Symbolic
    horizon: int
    last_told: int
    events: list[Event]
    happenings: list[tuple[SelfStep, str | None]]
    steps: list[Slot] = field(default_factory=list)
    constraints: list[Bool] = field(default_factory=list)
    guards: list[Bool] = field(default_factory=list)
    alike: tuple[tuple[str, ...], ...] = ()
    met: dict[str, Bool] = field(default_factory=dict)
    may_rest: bool = False
    is_loose: bool = False

    @property
    def has_rests(self) -> bool:
        """Whether steps can be left out."""
        return not self.is_loose and (self.may_rest or bool(self.happenings))

    @property
    def none(self) -> int:
        """The kind of a step that is left out."""
        return len(self.events) + len(self.happenings)

    def is_event(self, step: Slot) -> Bool:
        """That a step is an event, and nothing that happens by itself or is left out."""
        return not_(or_(step.is_a(kind) for kind in range(len(self.events), self.none + 1)))

    @property
    def last(self) -> int:
        """The last entry."""
        return len(self.symbolic.entries) - 1

    def until(self, at: int) -> Num:
        """The tick at which the state after an entry ends."""
        return self.symbolic.entries[at + 1].tick if at < self.last else self.horizon


def begin(
    machine: Machine, symbolic: Symbolic, story: Story, horizon: int, alike: tuple[tuple[str, ...], ...] = (), may_rest: bool = False
) -> Unrolled:
    """A run that goes on from a told story, with no further event as yet; `alike` and `may_rest` as in `Unrolled`."""
    run = told(machine, symbolic, story, horizon, alike, may_rest)
    for _ in run.happenings:
        add_step(run)
    return run


def told(
    machine: Machine, symbolic: Symbolic, story: Story, horizon: int, alike: tuple[tuple[str, ...], ...] = (), may_rest: bool = False
) -> Unrolled:
    """A run of a told story alone, without the steps of what happens by itself from then on."""
    for entry in story.history:
        symbolic.entries.append(_told(machine, symbolic, story, entry))
    kinds = [step.event for step in machine.steps]
    happenings = [
        (found, person)
        for found in machine.by_themselves
        for person in (symbolic.people if found.happening.var else (None,))
        if (found.happening.label, person) not in story.done
    ]
    return Unrolled(machine, symbolic, horizon, len(symbolic.entries) - 1, kinds, happenings, alike=alike, may_rest=may_rest)


def complete(run: Unrolled) -> Iterator[Bool]:
    """That every step beyond those kept for what happens by itself is an event, and nothing is left to happen."""
    if run.happenings:
        events = len(run.steps) - len(run.happenings)
        if not run.may_rest:
            yield equal(_count(run, run.steps), events)
        for _, due in _due(run, run.last, run.horizon):
            yield not_(due.set)


def _count(run: Unrolled, steps: Sequence[Slot]) -> Num:
    """How many of some steps are events."""
    return total(ite(run.is_event(step), 1, 0) for step in steps)


def _told(machine: Machine, symbolic: Symbolic, story: Story, entry: Any) -> Moment:
    """An entry of the history as one of the run."""
    events = {}
    if entry.sort == "event":
        holes = machine.plan.events[entry.event].holes
        events[entry.event] = (True, tuple(symbolic.given(entry.values[hole.name]) for hole in holes))
    terms = {}
    for place, value in entry.state.terms.items():
        if place[0] in machine.terms:
            if isinstance(value, Unknown):
                terms[place] = _parameter(machine, symbolic, value)
                continue
            kind = machine.plan.terms[place[0]].kind
            found = symbolic.given(value) if value is not None else Val(False, 0, kind == DAY)
            if symbolic.switches is not None and value == story.history[0].state.terms[place]:
                found = _started(machine, symbolic, place, found)
            terms[place] = found
    pairs = {
        name: {frozenset((a, b)): frozenset((a, b)) in entry.state.pairs[name] for a in symbolic.people for b in symbolic.people if a < b}
        for name in machine.relations
    }
    return Moment(entry.tick, events, terms, pairs)


def _started(machine: Machine, symbolic: Symbolic, place: tuple[str, str | None], value: Val) -> Val:
    """What a term starts at and no line has changed, which can be left free as other parts can."""
    if place not in symbolic.started:
        symbolic.started[place] = symbolic.kept(machine.plan.terms[place[0]].label, value)
    return symbolic.started[place]


def _parameter(machine: Machine, symbolic: Symbolic, value: Unknown) -> Val:
    """What nobody gave, as a parameter of the run."""
    for term in machine.plan.terms.values():
        for subject in symbolic.people if term.per == "Person" else (None,):
            if (term.role in ("input", "open") or term.because == "input") and unknown(term, subject) == value:
                return symbolic.parameter(term.name, subject)
    raise Undecided(f"This turns on {', '.join(sorted(value.sources))}, which is not given.", "Give it a value with `given`.")


def lines_are(run: Unrolled, lines: Sequence[StoryLine]) -> Iterator[Bool]:
    """That the run's further events are these, in their order."""
    kinds = [event.name for event in run.events]
    for number, step in enumerate(run.steps):
        before = _count(run, run.steps[:number])
        for place, line in enumerate(lines):
            tick = instant(line.date, AFTER_CLOSE if line.after_close else BEFORE_CLOSE)
            values = [run.symbolic.given(value).it for _, value in line.values]
            same = and_([
                step.is_a(kinds.index(line.event)), equal(step.tick, int(tick)),
                *(equal(variable, value) for variable, value in zip(step.holes[line.event], values, strict=True)),
            ])  # fmt: skip
            yield implies(and_([run.is_event(step), equal(before, place)]), same)


# ---- one step -----------------------------------------------------------------------


def add_step(run: Unrolled) -> None:
    """One more step, whatever it will be."""
    symbolic, at, number = run.symbolic, run.last, len(run.steps)
    name = symbolic.prefix
    kinds = range(run.none + 1) if run.has_rests else range(run.none)
    earliest = symbolic.entries[run.last_told].tick
    day = whole(f"{name}day{number}", (earliest.low if is_open(earliest) else earliest) // PARTS, run.horizon // PARTS)
    late = condition(f"{name}late{number}")
    inside = condition(f"{name}inside{number}") if run.happenings or run.has_rests else True
    step = Slot(
        _tick(day, late, inside), one_of(f"{name}kind{number}", tuple(kinds)), day, late, inside,
        {event.name: tuple(_variable(run, number, event, hole) for hole in event.holes) for event in run.events},
    )  # fmt: skip
    run.steps.append(step)
    now = step.tick
    run.constraints += [declared(step.kind), declared(day), at_most(symbolic.entries[at].tick, now), at_most(now, run.horizon)]
    envs = {event.name: dict(zip((h.var for h in event.holes), _values(event, step), strict=True)) for event in run.events}
    for index, event in enumerate(run.events):
        nobody = any(hole.kind in (PERSON, ORGAN) and not choices_of(run, hole) for hole in event.holes)
        guards = and_((not nobody, *(symbolic.holds(guard, envs[event.name], at, now) for guard in event.guards)))
        run.guards.append(implies(step.is_a(index), guards))
    _be_when_events_are(run, step)
    _in_turn(run, step)
    if run.has_rests:
        _rest_last(run, step)
    if run.happenings:
        (_allow if run.is_loose else _force)(run, step, at)
    events = {
        event.name: (step.is_a(index), tuple(_values(event, step))) for index, event in enumerate(run.events)
    }
    made = list(_made(run, step, envs, at))
    terms = {place: _after(run, step, made, at, place, old) for place, old in symbolic.entries[at].terms.items()}
    pairs = {
        name: {pair: _joined(run, step, made, at, name, pair, old) for pair, old in there.items()}
        for name, there in symbolic.entries[at].pairs.items()
    }
    symbolic.entries.append(Moment(now, events, terms, pairs))
    is_event = run.is_event(step)
    for invariant in run.machine.invariants:
        run.guards.append(implies(is_event, symbolic.holds(invariant.condition, {}, run.last, now)))


def _tick(day: Num, late: Bool, inside: Bool) -> Num:
    part = arithmetic("plus", ite(late, 2, 0), ite(inside, 1, 0))
    return arithmetic("plus", arithmetic("times", PARTS, day), part)


def _be_when_events_are(run: Unrolled, step: Slot) -> None:
    """Events happen before or after the close of business of a day; nothing happens past the horizon."""
    run.constraints.append(implies(run.is_event(step), and_((step.inside, less(step.tick, run.horizon)))))


def _in_turn(run: Unrolled, step: Slot) -> None:
    """Persons who are told apart by nothing come into the run in one order.

    Whatever happens with them in another order happens with them in this one
    too, under other names.
    """
    for group in run.alike:
        for earlier, person in itertools.pairwise(group):
            known = run.met.get(earlier, False)
            for index, event in enumerate(run.events):
                before: Bool = known
                for hole, value in zip(event.holes, step.holes[event.name], strict=True):
                    if hole.kind == PERSON:
                        is_person = and_((step.is_a(index), equal(value, run.symbolic.who(person).it)))
                        run.constraints.append(implies(is_person, before))
                        before = or_((before, equal(value, run.symbolic.who(earlier).it)))
    for person in (person for group in run.alike for person in group[:-1]):
        run.met[person] = or_((run.met.get(person, False), *(
            and_((step.is_a(index), equal(value, run.symbolic.who(person).it)))
            for index, event in enumerate(run.events)
            for hole, value in zip(event.holes, step.holes[event.name], strict=True) if hole.kind == PERSON
        )))  # fmt: skip


def _allow(run: Unrolled, step: Slot, at: int) -> None:
    """What happens by itself happens only where its condition holds."""
    for index, (by_itself, person) in enumerate(run.happenings):
        var = by_itself.happening.var
        env = {var: run.symbolic.who(person)} if var and person else {}
        holds = run.symbolic.holds(by_itself.happening.condition, env, at, step.tick)
        run.constraints.append(implies(step.is_a(len(run.events) + index), holds))


def _rest_last(run: Unrolled, step: Slot) -> None:
    """A step that is left out stands at the horizon, and all that follow are left out too."""
    is_none = step.is_a(run.none)
    run.constraints.append(implies(is_none, equal(step.tick, run.horizon)))
    if len(run.steps) > 1:
        run.constraints.append(implies(run.steps[-2].is_a(run.none), is_none))


def _force(run: Unrolled, step: Slot, at: int) -> None:
    """What is due happens first, at once and in order; nothing else does."""
    now = step.tick
    due = _due(run, at, run.horizon)
    is_event, is_none = run.is_event(step), step.is_a(run.none)
    for index, found in due:
        before = and_((found.set, at_most(found.it, now)))
        run.constraints.append(implies(is_event, not_(before)))
        run.constraints.append(implies(is_none, not_(found.set)))
        mine = step.is_a(len(run.events) + index)
        run.constraints.append(implies(mine, and_((found.set, equal(found.it, now)))))
        for other, rival in due:
            if other != index:
                sooner = less(rival.it, now) if other > index else at_most(rival.it, now)
                run.constraints.append(implies(mine, not_(and_((rival.set, sooner)))))


def _due(run: Unrolled, at: int, until: Num) -> list[tuple[int, Val]]:
    """When each happening that has not happened is due in the state after an entry."""
    found = []
    for index, (found_step, person) in enumerate(run.happenings):
        happening = found_step.happening
        env = {happening.var: run.symbolic.who(person)} if happening.var and person else {}
        taken = at - run.last_told
        done = or_(step.is_a(len(run.events) + index) for step in run.steps[:taken])
        first = run.symbolic.first_within(happening.condition, env, at, until)
        found.append((index, Val(and_((first.set, not_(done))), first.it)))
    return found


# ---- the state after a step -------------------------------------------------------------

Made = tuple[c.Change, Mapping[str, Val], Bool]


def _made(run: Unrolled, step: Slot, envs: Mapping[str, Mapping[str, Val]], at: int) -> Iterator[tuple[Bool, list[Made]]]:
    """For each kind of step the changes that it may make, with where they are made."""
    for index, found in enumerate(run.machine.steps):
        env = envs[found.event.name]
        made: list[Made] = [(change, env, True) for change in found.changes]
        for companion, changes in found.companions:
            inner = dict(zip(companion.holes, (env[hole.var] for hole in found.event.holes), strict=True))
            goes = run.symbolic.holds(companion.condition, inner, at, step.tick)
            made += [(change, inner, goes) for change in changes]
        yield step.is_a(index), made
    for index, (by_itself, person) in enumerate(run.happenings):
        var = by_itself.happening.var
        own = {var: run.symbolic.who(person)} if var and person else {}
        yield step.is_a(len(run.events) + index), [(change, own, True) for change in by_itself.changes]


def _after(run: Unrolled, step: Slot, may_be: Iterable[tuple[Bool, list[Made]]], at: int, place: tuple[str, str | None], old: Val) -> Val:
    """The value of a kept term after a step."""
    found = old
    for is_it, made in may_be:
        new = old
        for change, env, goes in made:
            make = change.make
            if isinstance(make, c.SetTerm) and make.term == place[0]:
                new = ite_val(_made_here(run, step, change, env, goes, at, place[1]), _new(run, step, make, env, at, new), new)
        if new is not old:
            found = ite_val(is_it, new, found)
    return found


def _made_here(run: Unrolled, step: Slot, change: c.Change, env: Mapping[str, Val], goes: Bool, at: int, person: str | None) -> Bool:
    assert isinstance(change.make, c.SetTerm)
    here: Bool = True
    if person is not None and change.make.subject is not None:
        subject = run.symbolic.value(change.make.subject, env, at, step.tick)
        here = equal(subject.it, run.symbolic.who(person).it)
    holds = run.symbolic.holds(change.condition, env, at, step.tick) if change.condition is not None else True
    return and_((goes, here, holds))


def _new(run: Unrolled, step: Slot, make: c.SetTerm, env: Mapping[str, Val], at: int, old: Val) -> Val:
    value = run.symbolic.value(make.value, env, at, step.tick)
    if make.op == "becomes":
        return value
    op = "plus" if make.op == "increases by" else "minus"
    return Val(and_((old.set, value.set)), arithmetic(op, old.it, value.it))


def _joined(
    run: Unrolled, step: Slot, may_be: Iterable[tuple[Bool, list[Made]]], at: int, relation: str, pair: frozenset[str], old: Bool
) -> Bool:
    """Whether two persons are joined after a step."""
    one, other = (run.symbolic.who(name).it for name in sorted(pair))
    found = old
    for is_it, made in may_be:
        new = old
        for change, env, goes in made:
            make = change.make
            if isinstance(make, c.SetPair) and make.relation == relation:
                a, b = (run.symbolic.value(who, env, at, step.tick).it for who in (make.one, make.other))
                here = or_((and_((equal(a, one), equal(b, other))), and_((equal(a, other), equal(b, one)))))
                holds = run.symbolic.holds(change.condition, env, at, step.tick) if change.condition is not None else True
                new = ite(and_((goes, here, holds)), make.joined, new)
        if new is not old:
            found = ite(is_it, new, found)
    return found


# ---- what is chosen -----------------------------------------------------------------------


def _variable(run: Unrolled, number: int, event: Event, hole: HoleOf) -> Any:
    """The variable of a hole, kept to what the hole takes."""
    name = f"{run.symbolic.prefix}{event.name}.{hole.name}.{number}"
    symbolic = run.symbolic
    if isinstance(hole.kind, Number):
        found = whole(name, 0) if is_whole(run.machine.plan, hole.kind) else real(name, 0)
    elif hole.kind == DAY:
        found = whole(name) if run.is_loose else whole(name, symbolic.first_day, symbolic.last_day)
    else:
        found = one_of(name, tuple(choices_of(run, hole)))
        if not choices_of(run, hole):
            return found
    run.constraints.append(declared(found))
    return found


def choices_of(run: Unrolled, hole: HoleOf) -> list[int]:
    """The persons or organs that a hole takes, by their place among the actors."""
    symbolic = run.symbolic
    if hole.kind == ORGAN:
        return [symbolic.who(name).it for name in run.machine.plan.organs]
    assert hole.kind == PERSON
    return [symbolic.who(name).it for name, kind in symbolic.people.items() if hole.person_kind in (None, kind)]


def _values(event: Event, step: Slot) -> list[Val]:
    return [Val(True, variable, hole.kind == DAY) for hole, variable in zip(event.holes, step.holes[event.name], strict=True)]


