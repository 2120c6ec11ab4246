"""Who is in a question: the people whom a scenario names, or a small cast of all kinds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from dsl import core as c
from dsl.check.names import EVERYBODY
from dsl.forms import forms_of, inside
from dsl.plan import GivenPair, GivenTerm, Person, Plan, Scenario
from solver.same import Same

OF_EACH_KIND = 2
OF_NO_KIND = 3
NUMBERS = ("One", "Two", "Three", "Four", "Five")


def cast_of(plan: Plan, scenario: Scenario, kinds: Iterable[str]) -> tuple[Person, ...]:
    """The people of a question: those of its scenario, or two of each kind told apart and three Persons, or as many as the plan counts up to."""
    if scenario.people:
        return scenario.people
    wanted = [kind for kind in plan.person_kinds if kind in set(kinds)]
    found = [member(kind, place) for kind in wanted for place in range(OF_EACH_KIND)]
    return (*(member(EVERYBODY, place) for place in range(min(max(OF_NO_KIND, counted_up_to(plan)), len(NUMBERS)))), *found)


def counted_up_to(plan: Plan) -> int:
    """The most people that a comparison of the plan asks for by number; 0 if none does."""
    return _counted_up_to(Same(plan))


@lru_cache(maxsize=8)
def _counted_up_to(plan: Same) -> int:
    figures = [0]
    for form in inside(forms_of(plan.held), c.Compare):
        for one, other in ((form.left, form.right), (form.right, form.left)):
            if isinstance(one, c.Amount) and any(isinstance(part, c.Fold) and part.op == "number" for part in inside([other], c.Fold)):
                figures.append(math.floor(one.value) + (form.op in ("more than", "at most")))
    return max(figures)


def alike(scenario: Scenario, forms: Iterable[c.Core] = (), named: Iterable[str] = ()) -> tuple[tuple[str, ...], ...]:
    """Groups of a default cast whom nothing tells apart: those of one kind, as no scenario speaks of them.

    A cast that is written out in a question has no title either: whom its story, some forms or `named` speak of is in no group.
    """
    known = {*named, *(form.name for form in inside(forms, c.ActorIs)), *_spoken_of(scenario)}
    kinds: dict[str, list[str]] = {}
    for person in scenario.people:
        if person.name == f"{person.kind} {NUMBERS[len(kinds.get(person.kind, ()))]}" and not scenario.title:
            kinds.setdefault(person.kind, []).append(person.name)
    groups = (tuple(name for name in names if name not in known) for names in kinds.values())
    return tuple(names for names in groups if len(names) > 1)


def _spoken_of(scenario: Scenario) -> Iterator[Any]:
    """What the lines of a scenario and what is given in it are about."""
    for line in scenario.lines:
        yield from (value for _, value in line.values)
    for given in scenario.givens:
        if isinstance(given, GivenTerm):
            yield from (given.subject, given.value)
        elif isinstance(given, GivenPair):
            yield from (given.one, given.other)


def member(kind: str, place: int) -> Person:
    """A person of a default cast, by kind and by place among those of its kind."""
    name = f"{kind} {NUMBERS[place]}"
    return Person(name, kind, name)


def is_numbered(name: str, kind: str) -> bool:
    """Whether somebody is called by kind and number, as those of a default cast are."""
    return name in {f"{kind} {number}" for number in NUMBERS}
