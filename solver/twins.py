"""What may hold throughout between the two halves of a joint plan: candidates for an invariant, as those of `lemmas`.

Of a term that both plans have, each in its own words, it may be that the two
stay alike, or that one never goes beyond the other; of a moment, that one
comes no sooner than the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dsl.kinds import YES_NO, Number
from solver.formula import Bool, and_, at_most, equal, implies, not_, or_
from solver.goal import Goal
from solver.lemma import Lemma, Place
from solver.lemmas import lemmas
from solver.moments import Seen, moments
from solver.side import marked
from solver.unroll import Unrolled


def candidates(told: Unrolled, goal: Goal) -> Iterator[list[Lemma]]:
    """The candidates of every plan, and those of a joint one among the plainer of them."""
    plainer, own = lemmas(told, goal), twins(told)
    for further in plainer:
        yield [*further, *own]


def twins(told: Unrolled) -> Iterator[Lemma]:
    """That of two terms or moments that are each other's one stays within the other; none where the plan is no joint one."""
    halves = told.machine.plan.halves
    if halves is None:
        return
    one, other = halves
    for place in told.symbolic.entries[told.last_told].terms:
        name = place[0].removesuffix(marked("", one))
        twin = (marked(name, other), place[1])
        if name != place[0] and twin in told.symbolic.entries[told.last_told].terms:
            yield from _of_terms(told, place, twin)
    seen = {(moment.name, moment.people): moment for moment in moments(told)}
    for (name, people), moment in seen.items():
        found = seen.get((name.replace(marked("", one), marked("", other)), people))
        if found is not None and found is not moment:
            yield Lemma(f"{found.name} comes no sooner than {name}", (*people, *people), partial(_no_sooner, found, moment))
            yield Lemma(f"{name} comes no sooner than {found.name}", (*people, *people), partial(_no_sooner, moment, found))


def _of_terms(told: Unrolled, place: Place, twin: Place) -> Iterator[Lemma]:
    people = (place[1],) if place[1] is not None else ()
    names = [f"{name} of {{}}" if people else name for name, _ in (place, twin)]
    yield Lemma(f"{names[0]} and {names[1]} stay alike", (*people, *people), partial(_alike, place, twin))
    kind = told.machine.plan.terms[place[0]].kind
    if kind == YES_NO:
        yield Lemma(f"{names[0]} holds only if {names[1]} does", (*people, *people), partial(_only_if, place, twin))
        yield Lemma(f"{names[1]} holds only if {names[0]} does", (*people, *people), partial(_only_if, twin, place))
    elif isinstance(kind, Number):
        yield Lemma(f"{names[0]} is never more than {names[1]}", (*people, *people), partial(_at_most, place, twin))
        yield Lemma(f"{names[1]} is never more than {names[0]}", (*people, *people), partial(_at_most, twin, place))


def _alike(place: Place, twin: Place, run: Unrolled, at: int) -> Bool:
    one, other = (run.symbolic.entries[at].terms[found] for found in (place, twin))
    return or_((and_((not_(one.set), not_(other.set))), and_((one.set, other.set, equal(one.it, other.it)))))


def _only_if(place: Place, twin: Place, run: Unrolled, at: int) -> Bool:
    one, other = (run.symbolic.entries[at].terms[found] for found in (place, twin))
    return implies(and_((one.set, one.it)), and_((other.set, other.it)))


def _at_most(place: Place, twin: Place, run: Unrolled, at: int) -> Bool:
    one, other = (run.symbolic.entries[at].terms[found] for found in (place, twin))
    return implies(and_((one.set, other.set)), at_most(one.it, other.it))


def _no_sooner(one: Seen, other: Seen, run: Unrolled, at: int) -> Bool:
    later, sooner = one.value(run, at), other.value(run, at)
    return implies(later.set, and_((sooner.set, at_most(sooner.it, later.it))))
