"""When a value can change by time alone, with no further step.

In one state a value changes only where now passes an end of a stretch of time
that it is compared with, so these ticks are all that need be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dsl import core as c
from dsl.forms import children
from solver.formula import Bool, Num, Val, and_, arithmetic, equal
from solver.symbolic_values import stretch

if TYPE_CHECKING:
    from solver.symbolic import Symbolic

Env = Mapping[str, Val]
Mark = tuple[Bool, Num]  # whether it counts, and the tick


def changes_of(run: Symbolic, core: Any, env: Env, at: int) -> Iterator[Mark]:
    """The ticks at which a form may change by time alone; some may be named twice."""
    if run.depends.settled(core) is not None:
        return
    match core:
        case c.Choice() if (taken := run.depends.settled(core.condition)) is not None:
            chosen = core.value if taken else core.otherwise
            if chosen is not None:
                yield from run.changes(chosen, env, at)
        case c.TermIs():
            yield from _of_term(run, core, env, at)
        case c.Fold() | c.Quantifier():
            for name in run.people:
                inner = {**env, core.var: run.who(name)}
                yield from run.changes(core.people, inner, at)
                if core.body is not None:
                    yield from run.changes(core.body, inner, at)
        case c.EventAt() | c.HasOccurred():
            return
        case c.CompareTime():
            yield from _of_time(run, core, env, at)
        case c.Related():
            found = run.plan.relations[core.relation]
            if found.barred is not None:
                for name in run.people:
                    yield from run.changes(found.barred, {found.barred_var or "": run.who(name)}, at)
        case _:
            for item in children(core):
                yield from run.changes(item, env, at)


def _of_term(run: Symbolic, core: c.TermIs, env: Env, at: int) -> Iterator[Mark]:
    term = run.plan.terms[core.term]
    if core.subject is not None:
        yield from run.changes(core.subject, env, at)
    if term.role not in ("means", "fixed"):
        return
    assert term.body is not None
    if term.var is None:
        yield from run.changes(term.body, {}, at)
        return
    subject = run.value(core.subject, env, at, run.entries[at].tick).it if core.subject is not None else None
    for name in run.people:
        if subject is None or equal(subject, run.who(name).it) is not False:
            yield from run.changes(term.body, {term.var: run.who(name)}, at)


def _of_time(run: Symbolic, core: c.CompareTime, env: Env, at: int) -> Iterator[Mark]:
    own = [*run.changes(core.left, env, at), *run.changes(core.right, env, at)]
    yield from own
    for now, other in ((core.left, core.right), (core.right, core.left)):
        if not isinstance(now, c.NowIs):
            continue
        for counts, tick in [(True, run.entries[at].tick), *own]:
            value = run.value(other, env, at, tick)
            low, high = stretch(value)
            there = and_((counts, value.set))
            if there is not False:
                yield there, low
                yield there, arithmetic("plus", high, 1)
