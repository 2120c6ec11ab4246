"""Adds a step to a run, whatever it will be.

What happens by itself takes steps of its own, forced as soon as its condition
first holds.
"""

from __future__ import annotations

import itertools
from functools import cache
from typing import Any

from dsl.dates import PARTS, Instant
from dsl.kinds import DAY, ORGAN, PERSON, Number
from dsl.plan import Event, HoleOf, is_whole
from solver.as_asked import AsAsked
from solver.asked_of_holes import bounds_asked
from solver.formula import (
    Bool,
    Num,
    Term,
    Val,
    and_,
    arithmetic,
    at_most,
    condition,
    declared,
    equal,
    implies,
    ite,
    less,
    low_of,
    not_,
    one_of,
    or_,
    real,
    whole,
)
from solver.in_force import not_before_the_plan
from solver.state_after import after, joined, made_by
from solver.symbolic import Moment
from solver.symbolic_over_time import first_within
from solver.unroll import Slot, Unrolled


def add_step(run: Unrolled) -> None:
    """One more step, whatever it will be, and all that is so of it."""
    lay_step(run)
    run.symbolic.entries[run.last].work_out()
    say_step(run, len(run.steps) - 1)


def lay_step(run: Unrolled) -> None:
    """One more step, of which nothing is said as yet, and the state after it, worked out as far as it is asked for."""
    symbolic, at, number = run.symbolic, run.last, len(run.steps)
    name = symbolic.prefix
    kinds = range(run.none + 1) if run.has_rests else range(run.none)
    earliest = symbolic.entries[run.last_told].tick
    day = whole(f"{name}day{number}", low_of(earliest) // PARTS, _last_tick(run) // PARTS)
    late = condition(f"{name}late{number}")
    inside = condition(f"{name}inside{number}") if run.happenings or run.has_rests else True
    step = Slot(
        _tick(day, late, inside), one_of(f"{name}kind{number}", tuple(kinds)), day, late, inside,
        {event.name: tuple(_variable(run, number, event, hole) for hole in event.holes) for event in run.events},
    )  # fmt: skip
    run.steps.append(step)
    events = {event.name: (step.is_a(index), tuple(_values(event, step))) for index, event in enumerate(run.events)}
    before = symbolic.entries[at]
    made = cache(lambda: list(made_by(run, step, _envs(run, step), at)))
    terms = AsAsked(before.terms, lambda place: after(run, step, made(), at, place, before.terms[place]))
    pairs = AsAsked(before.pairs, lambda name: {pair: joined(run, step, made(), at, name, pair, old) for pair, old in before.pairs[name].items()})
    by_itself = or_(step.is_a(len(run.events) + index) for index in range(len(run.happenings)))
    symbolic.entries.append(Moment(step.tick, events, terms, pairs, by_itself))


def _envs(run: Unrolled, step: Slot) -> dict[str, dict[str, Val]]:
    """What each event that a step may be names, by the variables of its holes."""
    return {event.name: dict(zip((h.var for h in event.holes), _values(event, step), strict=True)) for event in run.events}


def say_step(run: Unrolled, number: int) -> None:
    """All that is so of a step that was laid; it is said of one after the other. Of a hole that nobody fills, nothing is said."""
    symbolic, step, at = run.symbolic, run.steps[number], run.last_told + number
    now, envs = step.tick, _envs(run, step)
    first = Instant(low_of(symbolic.entries[run.last_told].tick))
    run.constraints += [declared(variable) for variables in step.holes.values() for variable in variables if variable.args[1] != ()]
    run.constraints += [declared(step.kind), declared(step.day), at_most(symbolic.entries[at].tick, now), at_most(now, run.horizon)]
    for index, event in enumerate(run.events):
        nobody = any(hole.kind in (PERSON, ORGAN) and not choices_of(run, hole) for hole in event.holes)
        in_force = not_before_the_plan(run.machine.plan, event, first)
        guards = and_((not nobody, in_force == first or at_most(in_force, now), *(symbolic.holds(guard, envs[event.name], at, now) for guard in event.guards)))
        run.guards.append(implies(step.is_a(index), guards))
    _be_when_events_are(run, step)
    _in_turn(run, step)
    if run.has_rests:
        _rest_last(run, number)
    if run.happenings:
        (_allow if run.is_loose else _force)(run, step, at)
    is_event = run.is_event(step)
    for invariant in run.machine.invariants:
        run.guards.append(implies(is_event, symbolic.holds(invariant.condition, {}, at + 1, now)))


def _last_tick(run: Unrolled) -> int:
    """The last tick of a step: events happen before the horizon, what is left out stands at it."""
    return run.horizon if run.has_rests or run.happenings else run.horizon - 1


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


def _rest_last(run: Unrolled, number: int) -> None:
    """A step that is left out stands at the horizon, and all that follow are left out too."""
    step = run.steps[number]
    is_none = step.is_a(run.none)
    run.constraints.append(implies(is_none, equal(step.tick, run.horizon)))
    if number:
        run.constraints.append(implies(run.steps[number - 1].is_a(run.none), is_none))


def _force(run: Unrolled, step: Slot, at: int) -> None:
    """What is due happens first, at once and in order; nothing else does."""
    now = step.tick
    due = due_by_itself(run, at, run.horizon)
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


def due_by_itself(run: Unrolled, at: int, until: Num) -> list[tuple[int, Val]]:
    """When each happening that has not happened is due in the state after an entry."""
    found = []
    for index, (found_step, person) in enumerate(run.happenings):
        happening = found_step.happening
        env = {happening.var: run.symbolic.who(person)} if happening.var and person else {}
        taken = at - run.last_told
        done = or_(step.is_a(len(run.events) + index) for step in run.steps[:taken])
        first = first_within(run.symbolic, happening.condition, env, at, until)
        found.append((index, Val(and_((first.set, not_(done))), first.it)))
    return found


def happens_at_once(run: Unrolled) -> Bool:
    """That something may happen by itself as the last state begins, so that this is not seen: in a run that tells only what the last step may be.

    Its condition holds; and it did not as the last event came, or what is due then would have happened before.
    """
    if run.last == run.last_told:
        return False
    symbolic, tick = run.symbolic, run.symbolic.entries[run.last].tick
    found = []
    for by_itself, person in run.happenings:
        condition, var = by_itself.happening.condition, by_itself.happening.var
        env = {var: symbolic.who(person)} if var and person else {}
        was = symbolic.holds(condition, env, run.last - 1, tick)
        found.append(and_((symbolic.holds(condition, env, run.last, tick), or_((symbolic.entries[run.last].by_itself, not_(was))))))
    return or_(found)


# ---- what is chosen ---------------------------------------------------------------------------

def _variable(run: Unrolled, number: int, event: Event, hole: HoleOf) -> Any:
    """The variable of a hole, kept to what the hole takes."""
    name = f"{run.symbolic.prefix}{event.name}.{hole.name}.{number}"
    symbolic = run.symbolic
    if isinstance(hole.kind, Number):
        return _number(run, name, event, hole)
    if hole.kind == DAY:
        return whole(name) if run.is_loose else whole(name, symbolic.first_day, symbolic.last_day)
    return one_of(name, tuple(choices_of(run, hole)))


def _number(run: Unrolled, name: str, event: Event, hole: HoleOf) -> Term:
    """A number to be chosen, as far as the event bounds it where its conditions are not what is asked about."""
    plan = run.symbolic.plan
    as_whole = is_whole(plan, hole.kind)
    least, most = (0, None) if run.is_loose or run.symbolic.switches is not None else bounds_asked(plan, event, hole, as_whole)
    return whole(name, int(least), None if most is None else int(most)) if as_whole else real(name, least, most)


def choices_of(run: Unrolled, hole: HoleOf) -> list[int]:
    """The persons or organs that a hole takes, by their place among the actors."""
    symbolic = run.symbolic
    if hole.kind == ORGAN:
        return [symbolic.who(name).it for name in run.machine.plan.organs]
    assert hole.kind == PERSON
    return [symbolic.who(name).it for name, kind in symbolic.people.items() if hole.person_kind in (None, kind)]


def _values(event: Event, step: Slot) -> list[Val]:
    return [Val(True, variable, hole.kind == DAY) for hole, variable in zip(event.holes, step.holes[event.name], strict=True)]
