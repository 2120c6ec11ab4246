"""Forms about several people as formulas: sums and counts of them, some or all of them, who is linked with whom."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from dsl import core as c
from solver.formula import (
    Bool,
    Num,
    Val,
    and_,
    implies,
    ite,
    not_,
    or_,
    total,
)
from solver.symbolic_changes import Env
from solver.symbolic_values import best

if TYPE_CHECKING:
    from solver.symbolic import Symbolic


def fold(of: Symbolic, core: c.Fold, env: Env, at: int, now: Num) -> Val:
    """A sum over people, how many there are, or the greatest, least or earliest of what each has."""
    found = []
    for name in of.people:
        inner = {**env, core.var: of.who(name)}
        belongs = of.holds(core.people, inner, at, now)
        if belongs is not False:
            value = of.value(core.body, inner, at, now) if core.body is not None else Val(True, Fraction(1))
            found.append(Val(and_((belongs, value.set)), value.it, value.day))
    if core.op in ("sum", "number"):
        return Val(True, total(ite(value.set, value.it, Fraction(0)) for value in found))
    return best("earliest" if core.op in ("earliest", "least") else "greatest", found)


def quantifier(of: Symbolic, core: c.Quantifier, env: Env, at: int, now: Num) -> Bool:
    """Whether something holds of some of the people, or of all."""
    found = []
    for name in of.people:
        inner = {**env, core.var: of.who(name)}
        belongs = of.holds(core.people, inner, at, now)
        if belongs is False:
            continue
        body = of.holds(core.body, inner, at, now)
        found.append(and_((belongs, body)) if core.op == "some" else implies(belongs, body))
    return or_(found) if core.op == "some" else and_(found)


def related(of: Symbolic, core: c.Related, env: Env, at: int, now: Num) -> Bool:
    """Whether two persons are linked, through others if the relation is carried."""
    one, other = of.value(core.one, env, at, now), of.value(core.other, env, at, now)
    linked = closure(of, core.relation, at, now)
    return or_(
        and_((is_one, is_other, linked[(a, b)]))
        for a, is_one in of.who_it_is(one) for b, is_other in of.who_it_is(other) if (a, b) in linked
    )


def closure(of: Symbolic, relation: str, at: int, now: Num) -> dict[tuple[str, str], Bool]:
    """Who is linked with whom, through anybody whom the relation is carried through."""
    barred = of.plan.relations[relation].barred
    var = of.plan.relations[relation].barred_var or ""
    key = (relation, at, now if of.depends.carried_in_time(relation) else None)
    if key not in of.closures:
        pairs = of.entries[at].pairs[relation]
        names = [name for name in of.people if any(name in pair and there is not False for pair, there in pairs.items())]
        linked = {(a, b): pairs.get(frozenset((a, b)), False) for a in names for b in names if a != b}
        for through in names:
            carries = not_(of.holds(barred, {var: of.who(through)}, at, now)) if barred is not None else True
            linked = {
                (a, b): there if through in (a, b) else
                or_((there, and_((linked[(a, through)], carries, linked[(through, b)]))))
                for (a, b), there in linked.items()
            }  # fmt: skip
        of.closures[key] = {pair: reached for pair, reached in linked.items() if reached is not False}
    return of.closures[key]
