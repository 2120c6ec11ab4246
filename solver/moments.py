"""What a machine remembers as moments, each with a name in the plan's words and its value in a run.

The first or last event of a kind, the first time that a condition holds: one
for each person that it is about.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from msgspec import Struct

from dsl import core as c
from dsl.forms import forms_in, inside
from solver.formula import Val, and_
from solver.machine import Machine, Register
from solver.symbolic_over_time import first
from solver.unroll import Unrolled

MOST_PERSONS = 1


class Seen(Struct, frozen=True):
    """A moment that is remembered, or has not come: its name, the persons it is about, its value at an entry of a run.

    Where the name speaks of the persons it has `{}`.
    """

    name: str
    people: tuple[str, ...]
    value: Callable[[Unrolled, int], Val]


def moments(run: Unrolled) -> Iterator[Seen]:
    """All that are about one person at most."""
    owners = _owners(run.machine)
    for register in run.machine.registers:
        if isinstance(register, c.SoFarIs):
            continue
        names = run.symbolic.depends.variables(register)
        if len(names) > MOST_PERSONS:
            continue
        name = _called(register, owners.get(id(register))) + (" by {}" if names else "")
        for people in itertools.product(run.symbolic.people, repeat=len(names)):
            yield Seen(name, people, partial(_value, register, dict(zip(names, people, strict=True))))


def _value(register: Register, people: Mapping[str, str], run: Unrolled, at: int) -> Val:
    env = {name: run.symbolic.who(person) for name, person in people.items()}
    now = run.symbolic.entries[at].tick
    if isinstance(register, c.FirstAt | c.EverHeld):
        return first(run.symbolic, register.condition, env, at, now)
    found = run.symbolic.value(register, env, at, now)
    return Val(and_((found.set, found.it)), now) if isinstance(register, c.HasOccurred) else found


def _owners(machine: Machine) -> dict[int, str]:
    """In which term of the plan each form stands."""
    found: dict[int, str] = {}
    for term in machine.plan.terms.values():
        for form in forms_in(term.body) if term.body is not None else ():
            found.setdefault(id(form), term.name)
    return found


def _called(register: Register, owner: str | None) -> str:
    of = f" of {owner}" if owner else ""
    match register:
        case c.EventAt():
            return f"the {register.op} {register.event}{of}"
        case c.HasOccurred():
            return f"any {register.event}{of}"
        case _:
            terms = list(dict.fromkeys(form.term for form in inside([register], c.TermIs)))
            return f"the first time of {' and '.join(terms) or 'what is looked for'}"
