"""What may hold in every state of a run: candidates for an invariant, made from templates.

Takes a run and gives conditions that can be asked of any of its entries: that
a moment is past or that of the told story, that one moment came no later than
another, that a term is as it was told, that a number keeps to a bound that the
plan names, that what no step may break holds. Which of them hold throughout
is found out by `prove`.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dsl import core as c
from dsl.kinds import Number
from solver.formula import Bool, Val, and_, at_most, equal, implies, is_open, not_, or_
from solver.goal import Goal
from solver.machine import Register
from solver.unroll import Unrolled

MOST_PERSONS_OF_A_REGISTER = 1
MOST_ORDERED = 12

Asked = Callable[[Unrolled, int], Bool]


@dataclass(frozen=True)
class Lemma:
    """A condition on a state: what it says in the plan's words, and the formula of it at an entry of a run."""

    says: str
    at: Asked


@dataclass(frozen=True)
class Seen:
    """Something of a state that is a moment, or unset: what it is called, and its value at an entry."""

    name: str
    value: Callable[[Unrolled, int], Val]


def lemmas(told: Unrolled, goal: Goal) -> list[list[Lemma]]:
    """Candidates for every state that can come after a told story, the plainer ones first."""
    moments = list(_moments(told))
    plain = [*_of_goal(told, goal), *_of_terms(told), *_of_pairs(told), *_of_invariants(told), *_as_told(told, moments)]
    return _told_apart([plain, [*_bounds(told), *_in_time(told, moments)], list(_ordered(moments))])


def _told_apart(found: list[list[Lemma]]) -> list[list[Lemma]]:
    """The same, a number added to what was said before of something else."""
    said: dict[str, int] = {}
    for further in found:
        for place, lemma in enumerate(further):
            count = said[lemma.says] = said.get(lemma.says, 0) + 1
            if count > 1:
                further[place] = dataclasses.replace(lemma, says=f"{lemma.says} ({count})")
    return found


# ---- moments that are remembered --------------------------------------------------------


def _moments(run: Unrolled) -> Iterator[Seen]:
    """The registers, for each person that they are about."""
    for register in run.machine.registers:
        if isinstance(register, c.SoFarIs):
            continue
        names = run.symbolic.depends.variables(register)
        if len(names) > MOST_PERSONS_OF_A_REGISTER:
            continue
        for people in itertools.product(run.symbolic.people, repeat=len(names)):
            whose = f" ({', '.join(people)})" if people else ""
            env = {name: run.symbolic.who(person) for name, person in zip(names, people, strict=True)}
            yield Seen(_called(register) + whose, lambda other, at, register=register, env=env: _register(other, register, env, at))  # type: ignore[misc]


def _register(run: Unrolled, register: Register, env: dict[str, Val], at: int) -> Val:
    if isinstance(register, c.FirstAt | c.EverHeld):
        return run.symbolic.first(register.condition, env, at, run.symbolic.entries[at].tick)
    found = run.symbolic.value(register, env, at, run.symbolic.entries[at].tick)
    if isinstance(register, c.HasOccurred):
        return Val(and_((found.set, found.it)), run.symbolic.entries[at].tick)
    return found


def _called(register: Register) -> str:
    match register:
        case c.EventAt():
            return f"the {register.op} {register.event}"
        case c.HasOccurred():
            return f"some {register.event}"
        case _:
            terms = dict.fromkeys(form.term for form in _forms_in(register) if isinstance(form, c.TermIs))
            return f"the first time of {' and '.join(terms) or 'what is looked for'}"


def _forms_in(form: Any) -> Iterator[Any]:
    """A form, or several, and all the forms inside."""
    yield form
    if isinstance(form, tuple):
        for item in form:
            yield from _forms_in(item)
    elif dataclasses.is_dataclass(form) and not isinstance(form, c.Label):
        for field in dataclasses.fields(form):
            yield from _forms_in(getattr(form, field.name))


def _as_told(told: Unrolled, moments: Iterable[Seen]) -> Iterator[Lemma]:
    for seen in moments:
        before = seen.value(told, told.last_told)
        if before.set is False:
            yield Lemma(f"{seen.name} has not come", lambda run, at, seen=seen: not_(seen.value(run, at).set))  # type: ignore[misc]
        if before.set is True and not is_open(before.it):
            yield Lemma(f"{seen.name} stays as it was told", lambda run, at, seen=seen, was=before.it: _is(seen.value(run, at), was))  # type: ignore[misc]


def _in_time(told: Unrolled, moments: Iterable[Seen]) -> Iterator[Lemma]:
    last = told.symbolic.entries[told.last_told].tick
    for seen in moments:
        if seen.value(told, told.last_told).set is False:
            yield Lemma(f"{seen.name}, if it has come, came no sooner than the told story ended",
                        lambda run, at, seen=seen: implies(seen.value(run, at).set, at_most(last, seen.value(run, at).it)))  # type: ignore[misc]


def _ordered(moments: list[Seen]) -> Iterator[Lemma]:
    """One has come only if another has, and no sooner."""
    for one, other in itertools.permutations(moments[:MOST_ORDERED], 2):
        yield Lemma(f"{one.name} comes no sooner than {other.name}", lambda run, at, one=one, other=other: _no_sooner(one.value(run, at), other.value(run, at)))  # type: ignore[misc]


def _no_sooner(one: Val, other: Val) -> Bool:
    return implies(one.set, and_((other.set, at_most(other.it, one.it))))


def _is(value: Val, was: Any) -> Bool:
    return and_((value.set, equal(value.it, was)))


# ---- terms and relations -------------------------------------------------------------------


def _of_terms(told: Unrolled) -> Iterator[Lemma]:
    for place, was in told.symbolic.entries[told.last_told].terms.items():
        name = " of ".join(part for part in place if part)
        if was.set is False:
            yield Lemma(f"{name} is unset", lambda run, at, place=place: not_(_term(run, place, at).set))  # type: ignore[misc]
        elif was.set is True:
            yield Lemma(f"{name} is set", lambda run, at, place=place: _term(run, place, at).set)  # type: ignore[misc]
            if not is_open(was.it):
                yield Lemma(f"{name} is as it was told", lambda run, at, place=place, was=was: _is(_term(run, place, at), was.it))  # type: ignore[misc]


def _bounds(told: Unrolled) -> Iterator[Lemma]:
    """That a number keeps to a figure that the plan names beside it."""
    for place in told.symbolic.entries[told.last_told].terms:
        name = " of ".join(part for part in place if part)
        if isinstance(told.machine.plan.terms[place[0]].kind, Number):
            for bound in sorted(set(_amounts(told, place[0]))):
                yield Lemma(f"{name} is at least {bound}", lambda run, at, place=place, bound=bound: implies(_term(run, place, at).set, at_most(bound, _term(run, place, at).it)))  # type: ignore[misc]
                yield Lemma(f"{name} is at most {bound}", lambda run, at, place=place, bound=bound: implies(_term(run, place, at).set, at_most(_term(run, place, at).it, bound)))  # type: ignore[misc]


def _term(run: Unrolled, place: tuple[str, str | None], at: int) -> Val:
    return run.symbolic.entries[at].terms[place]


def _amounts(told: Unrolled, term: str) -> Iterator[Fraction]:
    """Zero, what a term starts at, and the figures of the steps that change it."""
    yield Fraction(0)
    forms: list[Any] = [told.machine.plan.terms[term].body]
    for step in told.machine.steps:
        if any(isinstance(change.make, c.SetTerm) and change.make.term == term for change in step.changes):
            forms += [step.event.guards, *(change.make for change in step.changes)]
    yield from (Fraction(form.value) for form in _forms_in(tuple(forms)) if isinstance(form, c.Amount))


def _of_pairs(told: Unrolled) -> Iterator[Lemma]:
    for name, pairs in told.symbolic.entries[told.last_told].pairs.items():
        for pair, joined in pairs.items():
            if isinstance(joined, bool):
                one, other = sorted(pair)
                yield Lemma(f"{one} and {other} are {'' if joined else 'not '}joined as {name}",
                            lambda run, at, name=name, pair=pair, joined=joined: equal(run.symbolic.entries[at].pairs[name][pair], joined))  # type: ignore[misc]


def _of_invariants(told: Unrolled) -> Iterator[Lemma]:
    for invariant in told.machine.invariants:
        yield Lemma(str(invariant.label), lambda run, at, form=invariant.condition: run.symbolic.holds(form, {}, at, run.symbolic.entries[at].tick))  # type: ignore[misc]


def _of_goal(told: Unrolled, goal: Goal) -> Iterator[Lemma]:
    """That what is sought does not hold as a step has happened."""
    yield Lemma("what is sought does not hold", lambda run, at: not_(or_(
        run.symbolic.holds(goal.condition, env, at, run.symbolic.entries[at].tick) for env in goal.envs(run)
    )))  # fmt: skip
