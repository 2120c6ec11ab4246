"""What may hold in every state of a run: candidates for an invariant, made from templates.

Takes a run and gives conditions that can be asked of any of its entries: that
a moment is past or that of the told story, that one moment came no later than
another, that a term is as it was told or changes only once something holds,
that a number keeps to a bound that the plan names, that what no step may break
holds. Which of them hold throughout is found out by `prove`.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import partial
from typing import Any

from msgspec.structs import replace

from dsl import core as c
from dsl.forms import forms_in
from dsl.kinds import DAY, Number
from solver.demands import Changes, changes, changes_beside, once
from solver.formula import Bool, Val, and_, at_most, equal, implies, is_open, not_, or_
from solver.goal import Goal
from solver.lemma import Lemma, Place, holds, is_at_least, is_now, named, of_bound, term_at, written
from solver.moments import Seen, moments
from solver.so_far import so_far
from solver.terms import variables_in
from solver.unroll import Unrolled

MOST_ORDERED = 12


def lemmas(told: Unrolled, goal: Goal) -> Iterator[list[Lemma]]:
    """Candidates for every state that can come after a told story, the plainer ones first, made as they are asked for; no two say the same."""
    said: Counter[str] = Counter()
    for further in _groups(told, goal):
        yield [_numbered(lemma, said) for lemma in further]


def _groups(told: Unrolled, goal: Goal) -> Iterator[Iterable[Lemma]]:
    seen = list(moments(told))
    yield (*_of_goal(goal), *_of_terms(told), *_of_pairs(told), *_of_invariants(told), *_as_told(told, seen), *once(told), *_at_least_nothing(told))
    yield (*_of_goal(goal), *_bounds(told), *_in_time(told, seen))
    yield _ordered(seen)
    yield (*_bounds_beside(told), *so_far(told))


def _numbered(lemma: Lemma, said: Counter[str]) -> Lemma:
    said[lemma.says] += 1
    count = said[lemma.says]
    return lemma if count == 1 else replace(lemma, words=f"{lemma.words} ({count})")


def _of_goal(goal: Goal) -> Iterator[Lemma]:
    """That what is sought does not hold as a step has happened."""
    yield Lemma("no event by itself brings about what is asked", (), partial(_not_sought, goal), is_plain=True)


def _not_sought(goal: Goal, run: Unrolled, at: int) -> Bool:
    return not_(or_(run.symbolic.holds(goal.condition, env, at, run.symbolic.entries[at].tick) for env in goal.envs(run)))


def _of_invariants(told: Unrolled) -> Iterator[Lemma]:
    for invariant in told.machine.invariants:
        yield Lemma(f"{invariant.label} holds", (), partial(holds, invariant.condition), is_plain=True)


# ---- moments that are remembered --------------------------------------------------------


def _as_told(told: Unrolled, seen: Iterable[Seen]) -> Iterator[Lemma]:
    for moment in seen:
        before = moment.value(told, told.last_told)
        if before.set is False:
            yield Lemma(f"{moment.name} does not come", moment.people, partial(_has_not_come, moment), of_moments=True)
        if before.set is True and not is_open(before.it):
            when = written(told, before.it, before.day)
            yield Lemma(f"{moment.name} stays {when}", moment.people, partial(_moment_is, moment, before.it), of_moments=True)
        elif before.set is not False and _is_of_readings(told, before):
            yield Lemma(f"{moment.name}, where it has come in the story, stays what it is", moment.people, partial(_stays_where_told, moment, before), of_moments=True)


def _has_not_come(moment: Seen, run: Unrolled, at: int) -> Bool:
    return not_(moment.value(run, at).set)


def _moment_is(moment: Seen, was: Any, run: Unrolled, at: int) -> Bool:
    return is_now(moment.value(run, at), was)


def _stays_where_told(moment: Seen, was: Val, run: Unrolled, at: int) -> Bool:
    return implies(was.set, is_now(moment.value(run, at), was.it))


def _is_of_readings(told: Unrolled, value: Val) -> bool:
    """Whether a value is open by free readings alone, whose variables every run shares."""
    readings = set(told.symbolic.free_readings.values())
    return all(variable in readings for part in (value.set, value.it) for variable in variables_in(part))


def _in_time(told: Unrolled, seen: Iterable[Seen]) -> Iterator[Lemma]:
    last = told.symbolic.entries[told.last_told].tick
    for moment in seen:
        before = moment.value(told, told.last_told)
        if before.set is not True and _is_of_readings(told, before):
            words = f"{moment.name}, if it comes after the story, comes no sooner than it ends"
            yield Lemma(words, moment.people, partial(_after, moment, before.set, last), of_moments=True)


def _after(moment: Seen, was_set: Bool, last: int, run: Unrolled, at: int) -> Bool:
    found = moment.value(run, at)
    return implies(and_((found.set, not_(was_set))), at_most(last, found.it))


def _ordered(seen: list[Seen]) -> Iterator[Lemma]:
    """One has come only if another has, and no sooner."""
    for one, other in itertools.permutations(seen[:MOST_ORDERED], 2):
        yield Lemma(f"{one.name} comes no sooner than {other.name}", (*one.people, *other.people), partial(_no_sooner, one, other), of_moments=True)


def _no_sooner(one: Seen, other: Seen, run: Unrolled, at: int) -> Bool:
    later, sooner = one.value(run, at), other.value(run, at)
    return implies(later.set, and_((sooner.set, at_most(sooner.it, later.it))))


# ---- terms and relations -------------------------------------------------------------------


def _of_terms(told: Unrolled) -> Iterator[Lemma]:
    for place, was in told.symbolic.entries[told.last_told].terms.items():
        name, people = named(told, place)
        if was.set is False:
            yield Lemma(f"{name} stays unset", people, partial(_is_unset, place))
        elif was.set is True:
            yield Lemma(f"{name} is set", people, partial(_is_set, place), is_plain=True)
            if not is_open(was.it):
                value = written(told, was.it, was.day, told.machine.plan.terms[place[0]].kind)
                yield Lemma(f"{name} stays {value}", people, partial(_stays, place, was.it))


def _is_unset(place: Place, run: Unrolled, at: int) -> Bool:
    return not_(term_at(place, run, at).set)


def _is_set(place: Place, run: Unrolled, at: int) -> Bool:
    return term_at(place, run, at).set


def _stays(place: Place, was: Any, run: Unrolled, at: int) -> Bool:
    return is_now(term_at(place, run, at), was)


def _at_least_nothing(told: Unrolled) -> Iterator[Lemma]:
    """That a number is never less than zero."""
    for place in told.symbolic.entries[told.last_told].terms:
        if isinstance(told.machine.plan.terms[place[0]].kind, Number):
            name, people = named(told, place)
            yield Lemma(f"{name} is never negative", people, partial(is_at_least, partial(term_at, place), Fraction(0)))


def _bounds(told: Unrolled) -> Iterator[Lemma]:
    """That a number or day keeps to one that the plan names beside it, or to its own as it was told."""
    for place in told.symbolic.entries[told.last_told].terms:
        yield from _of_bounds(told, place, _near(told, place))


def _bounds_beside(told: Unrolled) -> Iterator[Lemma]:
    """The same of what goes with an event, or happens by itself."""
    for place in told.symbolic.entries[told.last_told].terms:
        yield from _of_bounds(told, place, {*_figures(told, place[0], changes_beside(told))} - _near(told, place))


def _of_bounds(told: Unrolled, place: Place, bounds: set[Fraction]) -> Iterator[Lemma]:
    kind = told.machine.plan.terms[place[0]].kind
    if kind == DAY or isinstance(kind, Number):
        name, people = named(told, place)
        sides = ("on or after", "on or before") if kind == DAY else ("at least", "at most")
        for bound in sorted(bounds):
            yield from of_bound(name, people, partial(term_at, place), bound, sides, written(told, bound, False, kind))


def _near(told: Unrolled, place: Place) -> set[Fraction]:
    """The figures of the events that change a term, what it starts at and what it was as it was told."""
    body = told.machine.plan.terms[place[0]].body
    found = {*_figures(told, place[0], changes(told)), *_value_told(told, place)}
    return found if body is None else found | {*_figures_in(told, place[0], [body])}


def _value_told(told: Unrolled, place: Place) -> Iterator[Fraction]:
    was = term_at(place, told, told.last_told)
    if was.set is True and not is_open(was.it):
        yield Fraction(was.it)


def _figures(told: Unrolled, term: str, among: Iterable[Changes]) -> Iterator[Fraction]:
    """The figures or days of some steps, as far as they change a term."""
    for guards, made in among:
        if any(isinstance(change.make, c.SetTerm) and change.make.term == term for change in made):
            yield from _figures_in(told, term, [*guards, *(change.make.value for change in made if isinstance(change.make, c.SetTerm))])


def _figures_in(told: Unrolled, term: str, forms: Iterable[c.Core]) -> Iterator[Fraction]:
    is_day = told.machine.plan.terms[term].kind == DAY
    for inner in (inner for form in forms for inner in forms_in(form)):
        if isinstance(inner, c.DayIs) and is_day:
            yield Fraction(inner.date.toordinal())
        if isinstance(inner, c.Amount) and not is_day:
            yield inner.value


def _of_pairs(told: Unrolled) -> Iterator[Lemma]:
    for name, pairs in told.symbolic.entries[told.last_told].pairs.items():
        for pair, joined in pairs.items():
            if isinstance(joined, bool):
                words = f"{{}} and {{}} stay {'joined' if joined else 'apart'} as {name}"
                yield Lemma(words, tuple(sorted(pair)), partial(_stay_so, name, pair, joined))


def _stay_so(name: str, pair: frozenset[str], joined: bool, run: Unrolled, at: int) -> Bool:
    return equal(run.symbolic.entries[at].pairs[name][pair], joined)
