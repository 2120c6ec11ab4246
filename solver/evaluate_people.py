"""People at a moment of a told story: some or all of them, who is linked with whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dsl import core as c

if TYPE_CHECKING:
    from solver.evaluate import Evaluator

Env = Mapping[str, Any]


def has_kind(of: Evaluator, core: c.HasKind, env: Env, at: int, now: int) -> bool:
    """Whether a person is of a kind."""
    return of.people[of.value(core.person, env, at, now)] == core.kind


def related(of: Evaluator, core: c.Related, env: Env, at: int, now: int) -> bool:
    """Whether two persons are linked, through others if the relation is carried."""
    one, other = of.value(core.one, env, at, now), of.value(core.other, env, at, now)
    return _linked(of, core.relation, one, other, at, now)


def _linked(of: Evaluator, relation: str, one: str, other: str, at: int, now: int) -> bool:
    """Linked by pairs, through anybody whom the relation is carried through."""
    pairs = of.history[at].state.pairs[relation]
    if one != other:
        of.read.relations.add((relation, at))
    reached, todo = {one}, [one]
    while todo and one != other:
        person = todo.pop()
        if person != one and _barred(of, relation, person, at, now):
            continue
        for pair in pairs:
            if person in pair:
                (next_one,) = pair - {person}
                if next_one == other:
                    return True
                if next_one not in reached:
                    reached.add(next_one)
                    todo.append(next_one)
    return False


def _barred(of: Evaluator, relation: str, person: str, at: int, now: int) -> bool:
    found = of.plan.relations[relation]
    return found.barred is not None and of.holds(found.barred, {found.barred_var or "": person}, at, now)


def quantifier(of: Evaluator, core: c.Quantifier, env: Env, at: int, now: int) -> bool:
    """Whether something holds of some of the people, or of all."""
    wanted = core.op == "some"
    for person in of.people:
        inner = {**env, core.var: person}
        if of.holds(core.people, inner, at, now) and of.holds(core.body, inner, at, now) == wanted:
            return wanted
    return not wanted
