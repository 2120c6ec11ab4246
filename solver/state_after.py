"""The state after a step: each kept term and pair, by what the step may change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dsl import core as c
from solver.formula import Bool, Val, and_, arithmetic, equal, ite, ite_val, or_
from solver.unroll import Slot, Unrolled

Made = tuple[c.Change, Mapping[str, Val], Bool]


def made_by(run: Unrolled, step: Slot, envs: Mapping[str, Mapping[str, Val]], at: int) -> Iterator[tuple[Bool, list[Made]]]:
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


def after(run: Unrolled, step: Slot, may_be: Iterable[tuple[Bool, list[Made]]], at: int, place: tuple[str, str | None], old: Val) -> Val:
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


def joined(
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
