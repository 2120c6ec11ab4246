"""What may hold in every state of a run: candidates for an invariant, made from templates.

Takes a run and gives conditions that can be asked of any of its entries: that
a moment is past or that of the told story, that one moment came no later than
another, that a term is as it was told or changes only once something holds,
that a number keeps to a bound that the plan names, that what no step may break
holds. Which of them hold throughout is found out by `prove`.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any

from dsl import core as c
from dsl.dates import Instant
from dsl.kinds import DAY, PERSON, YES_NO, Kind, Number
from dsl.written import write_value
from solver.forms import forms_in
from solver.formula import Bool, Val, and_, at_most, equal, implies, is_open, not_, or_
from solver.goal import Goal
from solver.moments import Seen, moments
from solver.terms import variables_in
from solver.unroll import Unrolled

MOST_ORDERED = 12

Place = tuple[str, str | None]


@dataclass(frozen=True)
class Lemma:
    """A condition on a state, in the plan's words and as a formula at an entry of a run.

    The words have `{}` for each of the people that it is about. What `is_plain`
    goes without saying: it is of the form of the plan, and no fact of the story.
    """

    words: str
    people: tuple[str, ...]
    at: Callable[[Unrolled, int], Bool]
    is_plain: bool = False

    @property
    def says(self) -> str:
        """The words, with the people named."""
        return self.words.format(*self.people)


def lemmas(told: Unrolled, goal: Goal) -> list[list[Lemma]]:
    """Candidates for every state that can come after a told story, the plainer ones first; no two say the same."""
    seen = list(moments(told))
    plain = [*_of_goal(goal), *_of_terms(told), *_of_pairs(told), *_of_invariants(told), *_as_told(told, seen), *_once(told), *_at_least_nothing(told)]
    return _told_apart([plain, [*_of_goal(goal), *_bounds(told), *_in_time(told, seen)], list(_ordered(seen))])


def _told_apart(found: list[list[Lemma]]) -> list[list[Lemma]]:
    """The same, a number added to what was said before of something else."""
    said: Counter[str] = Counter()
    return [[_numbered(lemma, said) for lemma in further] for further in found]


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
        yield Lemma(f"{invariant.label} holds", (), partial(_holds, invariant.condition), is_plain=True)


def _holds(form: c.Core, run: Unrolled, at: int) -> Bool:
    return run.symbolic.holds(form, {}, at, run.symbolic.entries[at].tick)


# ---- moments that are remembered --------------------------------------------------------


def _as_told(told: Unrolled, seen: Iterable[Seen]) -> Iterator[Lemma]:
    for moment in seen:
        before = moment.value(told, told.last_told)
        if before.set is False:
            yield Lemma(f"{moment.name} does not come", moment.people, partial(_has_not_come, moment))
        if before.set is True and not is_open(before.it):
            when = _written(told, before.it, before.day)
            yield Lemma(f"{moment.name} stays {when}", moment.people, partial(_moment_is, moment, before.it))
        elif before.set is not False and _is_of_readings(told, before):
            yield Lemma(f"{moment.name}, where it has come in the story, stays what it is", moment.people, partial(_stays_where_told, moment, before))


def _has_not_come(moment: Seen, run: Unrolled, at: int) -> Bool:
    return not_(moment.value(run, at).set)


def _moment_is(moment: Seen, was: Any, run: Unrolled, at: int) -> Bool:
    return _is(moment.value(run, at), was)


def _stays_where_told(moment: Seen, was: Val, run: Unrolled, at: int) -> Bool:
    return implies(was.set, _is(moment.value(run, at), was.it))


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
            yield Lemma(words, moment.people, partial(_after, moment, before.set, last))


def _after(moment: Seen, was_set: Bool, last: int, run: Unrolled, at: int) -> Bool:
    found = moment.value(run, at)
    return implies(and_((found.set, not_(was_set))), at_most(last, found.it))


def _ordered(seen: list[Seen]) -> Iterator[Lemma]:
    """One has come only if another has, and no sooner."""
    for one, other in itertools.permutations(seen[:MOST_ORDERED], 2):
        yield Lemma(f"{one.name} comes no sooner than {other.name}", (*one.people, *other.people), partial(_no_sooner, one, other))


def _no_sooner(one: Seen, other: Seen, run: Unrolled, at: int) -> Bool:
    later, sooner = one.value(run, at), other.value(run, at)
    return implies(later.set, and_((sooner.set, at_most(sooner.it, later.it))))


def _is(value: Val, was: Any) -> Bool:
    return and_((value.set, equal(value.it, was)))


# ---- terms and relations -------------------------------------------------------------------


def _of_terms(told: Unrolled) -> Iterator[Lemma]:
    for place, was in told.symbolic.entries[told.last_told].terms.items():
        name, people = _named(told, place)
        if was.set is False:
            yield Lemma(f"{name} stays unset", people, partial(_is_unset, place))
        elif was.set is True:
            yield Lemma(f"{name} is set", people, partial(_is_set, place), is_plain=True)
            if not is_open(was.it):
                value = _written(told, was.it, was.day, told.machine.plan.terms[place[0]].kind)
                yield Lemma(f"{name} stays {value}", people, partial(_stays, place, was.it))


def _named(told: Unrolled, place: Place) -> tuple[str, tuple[str, ...]]:
    """A term's name, with `{}` for the person that it is of."""
    name, person = place
    if person is not None:
        return f"{name} of {{}}", (person,)
    per = told.machine.plan.terms[name].per
    return (f"{name} of {told.machine.plan.display.get(per, per)}" if per else name), ()


def _is_unset(place: Place, run: Unrolled, at: int) -> Bool:
    return not_(_term(run, place, at).set)


def _is_set(place: Place, run: Unrolled, at: int) -> Bool:
    return _term(run, place, at).set


def _stays(place: Place, was: Any, run: Unrolled, at: int) -> Bool:
    return _is(_term(run, place, at), was)


def _term(run: Unrolled, place: Place, at: int) -> Val:
    return run.symbolic.entries[at].terms[place]


def _once(told: Unrolled) -> Iterator[Lemma]:
    """That a term of the plan is as it was told until something holds without which no step changes it."""
    for place, was in told.symbolic.entries[told.last_told].terms.items():
        if place[1] is None and not is_open(was.set) and not is_open(was.it):
            name, _ = _named(told, place)
            for number, (label, form) in enumerate(_needed_to_change(told, place[0])):
                where = str(label) if label is not None else f"condition {number + 1} of its changes"
                yield Lemma(f"{name} changes only once {where} holds", (), partial(_unchanged_or, place, was, form))


def _unchanged_or(place: Place, was: Val, form: c.Core, run: Unrolled, at: int) -> Bool:
    here = _term(run, place, at)
    unchanged = _is(here, was.it) if was.set else not_(here.set)
    return or_((unchanged, _holds(form, run, at)))


def _needed_to_change(told: Unrolled, term: str) -> list[tuple[c.Label | None, c.Core]]:
    """What the steps that change a term demand, as far as it is of no person or amount that the step names."""
    found: dict[int, tuple[c.Label | None, c.Core]] = {}
    for step in told.machine.steps:
        changes = (*step.changes, *(change for _, made in step.companions for change in made))
        if any(isinstance(change.make, c.SetTerm) and change.make.term == term for change in changes):
            for guard in step.event.guards:
                for label, form in _conjuncts(told, guard, None):
                    if not told.symbolic.depends.variables(form):
                        found[id(form)] = label, form
    return list(found.values())


def _conjuncts(told: Unrolled, form: c.Core, label: c.Label | None) -> Iterator[tuple[c.Label | None, c.Core]]:
    """The conditions that must all hold for one to hold, each with the innermost label around it."""
    match form:
        case c.Part():
            yield from _conjuncts(told, form.body, form.label)
        case c.All():
            for item in form.items:
                yield from _conjuncts(told, item, label)
        case c.TermIs(term=name) if (term := told.machine.plan.terms[name]).role == "means" and not term.var and term.body is not None:
            yield from _conjuncts(told, term.body, term.label)
        case _:
            yield label, form


def _at_least_nothing(told: Unrolled) -> Iterator[Lemma]:
    """That a number is never less than zero."""
    for place in told.symbolic.entries[told.last_told].terms:
        if isinstance(told.machine.plan.terms[place[0]].kind, Number):
            name, people = _named(told, place)
            yield Lemma(f"{name} is never negative", people, partial(_is_at_least, place, Fraction(0)))


def _bounds(told: Unrolled) -> Iterator[Lemma]:
    """That a number or day keeps to one that the plan names beside it, or to its own as it was told."""
    for place in told.symbolic.entries[told.last_told].terms:
        kind = told.machine.plan.terms[place[0]].kind
        if kind != DAY and not isinstance(kind, Number):
            continue
        name, people = _named(told, place)
        least, most = ("on or after", "on or before") if kind == DAY else ("at least", "at most")
        for bound in sorted({*_figures(told, place[0]), *_value_told(told, place)}):
            figure = _written(told, bound, False, kind)
            yield Lemma(f"{name} is {least} {figure}", people, partial(_is_at_least, place, bound))
            yield Lemma(f"{name} is {most} {figure}", people, partial(_is_at_most, place, bound))


def _is_at_least(place: Place, bound: Fraction, run: Unrolled, at: int) -> Bool:
    here = _term(run, place, at)
    return implies(here.set, at_most(bound, here.it))


def _is_at_most(place: Place, bound: Fraction, run: Unrolled, at: int) -> Bool:
    here = _term(run, place, at)
    return implies(here.set, at_most(here.it, bound))


def _value_told(told: Unrolled, place: Place) -> Iterator[Fraction]:
    was = _term(told, place, told.last_told)
    if was.set is True and not is_open(was.it):
        yield Fraction(was.it)


def _figures(told: Unrolled, term: str) -> Iterator[Fraction]:
    """What a term starts at, and the figures or days of the steps that change it."""
    is_day = told.machine.plan.terms[term].kind == DAY
    forms: list[c.Core] = []
    body = told.machine.plan.terms[term].body
    if body is not None:
        forms.append(body)
    for step in told.machine.steps:
        if any(isinstance(change.make, c.SetTerm) and change.make.term == term for change in step.changes):
            forms += [*step.event.guards, *(change.make.value for change in step.changes if isinstance(change.make, c.SetTerm))]
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


def _written(told: Unrolled, value: Any, is_day: bool, kind: Kind | None = None) -> str:
    """A value of the told story as the plan writes it; a moment if it is of no kind."""
    plan = told.machine.plan
    if is_day or kind == DAY:
        return write_value(dt.date.fromordinal(int(value)), DAY, plan.units, plan.display)
    if kind == YES_NO:
        return "yes" if value else "no"
    if kind == PERSON:
        return plan.display.get(told.symbolic.actors[int(value)], told.symbolic.actors[int(value)])
    if isinstance(kind, Number):
        return write_value(Fraction(value), kind, plan.units, plan.display)
    return write_value(Instant(int(value)), kind, plan.units, plan.display)  # type: ignore[arg-type]
