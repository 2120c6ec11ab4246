"""Who comes into a cast to see whether more people change an answer: one more Person, and one more of each kind that matters.

A question of `some Stockholder other than Orion` is about another Stockholder,
and where two Brokers must vote and a story names one, about another Broker:
that one more Person of no special kind changes nothing would say nothing.
"""

from __future__ import annotations

import itertools
from typing import Any

from msgspec.structs import replace

from dsl import core as c
from dsl.check.names import EVERYBODY
from dsl.forms import inside
from dsl.plan import Person, Plan, Question, Scenario
from solver.cast import NUMBERS, is_numbered
from solver.tasks import kinds_told_apart

ANYBODY = frozenset((EVERYBODY,))
NEWCOMER = "Newcomer"


def newcomers(plan: Plan, question: Question) -> tuple[str, ...]:
    """The kinds of which one more is tried: Person, which is no special one, and each of which one of two things is so.

    The question says `some`, `every` or how many of it; or somebody whom the
    story names is of it, and what bears on the question tells it apart. Of a cast
    that is nobody's own two of each kind told apart are there already.
    """
    asked = [question.condition, question.value, *question.never, *question.always]
    asked += [condition for _, _, condition in question.without]
    described = [_described(form) for form in inside(asked, (c.Quantifier, c.Fold))]
    if question.people is not None:
        described.append(question.people)
    kinds = {kind for form in described for kind in _kinds(plan, form, frozenset())}
    named = {person.kind for person in question.scenario.people if not is_numbered(person.name, person.kind)}
    kinds |= named & set(kinds_told_apart(plan, question))
    return (EVERYBODY, *(kind for kind in plan.person_kinds if kind in kinds))


def _described(form: Any) -> c.Core:
    """Whom a form speaks of; of `some Person who is an Acquiring Person`, an Acquiring Person."""
    is_some = isinstance(form, c.Quantifier) and form.op == "some"
    return c.All((form.people, form.body)) if is_some else form.people


def _kinds(plan: Plan, form: c.Core, seen: frozenset[str]) -> frozenset[str]:
    """The kinds of which somebody whom a description fits may be, as far as it names them: by itself, or by a status of it."""
    match form:
        case c.Part():
            return _kinds(plan, form.body, seen)
        case c.HasKind():
            return frozenset((form.kind,))
        case c.All():
            named = [found for part in form.items if (found := _kinds(plan, part, seen)) != ANYBODY]
            return frozenset[str]().union(*named) or ANYBODY
        case c.Any():
            return frozenset[str]().union(*(_kinds(plan, part, seen) for part in form.items)) or ANYBODY
        case c.TermIs() if form.term not in seen:
            term = plan.terms[form.term]
            if term.per in plan.person_kinds:
                return frozenset((term.per,))
            return _kinds(plan, term.body, seen | {form.term}) if term.body is not None else ANYBODY
    return ANYBODY


def with_newcomers(plan: Plan, question: Question) -> Question:
    """The question among one more of each of these kinds, whom nothing tells apart from others of theirs."""
    scenario = question.scenario
    for kind in newcomers(plan, question):
        scenario = _one_more(scenario, kind)
    return replace(question, scenario=scenario)


def _one_more(scenario: Scenario, kind: str) -> Scenario:
    """In a cast that is nobody's own, the next of those who are called by their kind and a number; else a newcomer."""
    taken = {person.name for person in scenario.people}
    numbered = () if scenario.title else tuple(f"{kind} {number}" for number in NUMBERS)
    newcomer = (f"{NEWCOMER} {number}" for number in itertools.chain(NUMBERS, itertools.count(len(NUMBERS) + 1)))
    name = next(name for name in itertools.chain(numbered, (NEWCOMER,), newcomer) if name not in taken)
    return replace(scenario, people=(*scenario.people, Person(name, kind, name)))
