"""What may hold throughout of the most or least that a term has been so far: candidates for an invariant, as those of `lemmas`.

It keeps to what it was as the told story ended, or, as the term does, to zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from dsl import core as c
from dsl.kinds import Number
from solver.formula import Val, is_open
from solver.lemma import Lemma, Value, of_bound, written
from solver.moments import MOST_PERSONS
from solver.unroll import Unrolled


def so_far(told: Unrolled) -> Iterator[Lemma]:
    """The candidates about each term of which a form remembers the most or least, of one person at most."""
    said = set()
    for register in told.machine.registers:
        term = _term(register)
        if isinstance(register, c.SoFarIs) and term is not None:
            for env, people in _of_whom(told, register, term):
                words = f"the {register.op} {term.term}{' of {}' if people else ''} so far"
                if (words, people) not in said:
                    said.add((words, people))
                    yield from _bounds(told, words, people, partial(_value, register, env), told.machine.plan.terms[term.term].kind)


def _term(register: c.Core) -> c.TermIs | None:
    """The term whose most or least is remembered, if it is just that of a term."""
    body = register.body if isinstance(register, c.SoFarIs) else None
    while isinstance(body, c.Part):
        body = body.body
    return body if isinstance(body, c.TermIs) else None


def _of_whom(told: Unrolled, register: c.SoFarIs, term: c.TermIs) -> Iterator[tuple[Mapping[str, Any], tuple[str, ...]]]:
    """Each person, where it is of any; the one named, where it is of one."""
    names = told.symbolic.depends.variables(register)
    if isinstance(term.subject, c.ActorIs):
        yield {}, (term.subject.name,)
    elif not names:
        yield {}, ()
    elif len(names) <= MOST_PERSONS:
        for person in told.symbolic.people:
            yield {name: told.symbolic.who(person) for name in names}, (person,)


def _value(register: c.SoFarIs, env: Mapping[str, Any], run: Unrolled, at: int) -> Val:
    return run.symbolic.value(register, env, at, run.symbolic.entries[at].tick)


def _bounds(told: Unrolled, words: str, people: tuple[str, ...], value: Value, kind: Any) -> Iterator[Lemma]:
    if not isinstance(kind, Number):
        return
    was = value(told, told.last_told)
    known = [Fraction(was.it)] if was.set is True and not is_open(was.it) else []
    for bound in sorted({Fraction(0), *known}):
        yield from of_bound(words, people, value, bound, ("at least", "at most"), written(told, bound, False, kind))
