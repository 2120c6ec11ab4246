"""When a value can change by time alone, with no further step.

In one state a value changes only where now passes an end of a stretch of time
that it is compared with, so these ticks are all that need be looked at: for
`first`, for `so far` and for "at no time". Where it is only asked whether a
condition comes to hold, those at which it can turn from no to yes are enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dsl import core as c
from dsl.forms import children
from solver.formula import Bool, Num, Val, and_, arithmetic, at_most, equal, less, not_, or_
from solver.symbolic_values import stretch

if TYPE_CHECKING:
    from solver.symbolic import Symbolic

Env = Mapping[str, Val]
Mark = tuple[Bool, Num]  # whether it counts, and the tick
Turn = bool | None  # to what a condition turns; None is any change


def marks(run: Symbolic, core: c.Core, env: Env, at: int, until: Num, to: Turn = None) -> Iterator[Mark]:
    """The ticks from an entry up to `until`, which is no earlier, at which a form must be looked at.

    With `to`, where it is asked whether a condition is so at any moment.
    """
    start = run.entries[at].tick
    yield True, start
    for counts, tick in changes(run, core, env, at, to):
        inside = and_((counts, less(start, tick), at_most(tick, until)))
        if inside is not False:
            yield inside, tick


def marks_seen(run: Symbolic, core: c.Core, env: Env, at: int, horizon: int = 0, to: Turn = None) -> Iterator[Mark]:
    """The same as long as the state after an entry is seen: up to the next event, or after the last to the horizon.

    What happens by itself happens at once: in its moment only the state after it is seen.
    """
    if at + 1 == len(run.entries):
        yield from marks(run, core, env, at, horizon, to)
        return
    following = run.entries[at + 1]
    for counts, tick in marks(run, core, env, at, following.tick, to):
        seen = and_((counts, or_((not_(following.by_itself), less(tick, following.tick)))))
        if seen is not False:
            yield seen, tick


def changes(run: Symbolic, core: c.Core, env: Env, at: int, to: Turn = None) -> list[Mark]:
    """The ticks at which a form may change (so) by time alone in the state after an entry."""
    if not run.depends.on_time(core):
        return []
    key = (*run.surroundings(core, env), at, to)
    if key not in run.marked:
        run.marked[key] = list(dict.fromkeys(_changes(run, core, env, at, to)))
    return run.marked[key]


def _changes(run: Symbolic, core: Any, env: Env, at: int, to: Turn) -> Iterator[Mark]:
    """The same, worked out anew; some may be named twice."""
    if run.depends.settled(core) is not None:
        return
    match core:
        case c.Choice() if (taken := run.depends.settled(core.condition)) is not None:
            chosen = core.value if taken else core.otherwise
            if chosen is not None:
                yield from changes(run, chosen, env, at, to)
        case c.Part() | c.All() | c.Any():
            for item in children(core):
                yield from changes(run, item, env, at, to)
        case c.Not():
            yield from changes(run, core.body, env, at, _other(to))
        case c.TermIs():
            yield from _of_term(run, core, env, at, to)
        case c.Quantifier():
            for name in run.people:
                inner = {**env, core.var: run.who(name)}
                yield from changes(run, core.people, inner, at, to if core.op == "some" else _other(to))
                yield from changes(run, core.body, inner, at, to)
        case c.Fold():
            for name in run.people:
                inner = {**env, core.var: run.who(name)}
                yield from changes(run, core.people, inner, at)
                if core.body is not None:
                    yield from changes(run, core.body, inner, at)
        case c.EventAt() | c.HasOccurred():
            return
        case c.FirstAt() | c.EverHeld():
            yield from changes(run, core.condition, env, at, True)
        case c.CompareTime():
            yield from _of_time(run, core, env, at, to)
        case c.Related():
            found = run.plan.relations[core.relation]
            if found.barred is not None:
                for name in run.people:
                    yield from changes(run, found.barred, {found.barred_var or "": run.who(name)}, at)
        case _:
            for item in children(core):
                yield from changes(run, item, env, at)


def _other(to: Turn) -> Turn:
    return None if to is None else not to


def _of_term(run: Symbolic, core: c.TermIs, env: Env, at: int, to: Turn) -> Iterator[Mark]:
    term = run.plan.terms[core.term]
    if core.subject is not None:
        yield from changes(run, core.subject, env, at)
    if term.role not in ("means", "fixed"):
        return
    assert term.body is not None
    if term.var is None:
        yield from changes(run, term.body, {}, at, to)
        return
    subject = run.value(core.subject, env, at, run.entries[at].tick).it if core.subject is not None else None
    for name in run.people:
        if subject is None or equal(subject, run.who(name).it) is not False:
            yield from changes(run, term.body, {term.var: run.who(name)}, at, to)


def _of_time(run: Symbolic, core: c.CompareTime, env: Env, at: int, to: Turn) -> Iterator[Mark]:
    own = [*changes(run, core.left, env, at), *changes(run, core.right, env, at)]
    yield from own
    for now, other, turns in ((core.left, core.right, LEFT), (core.right, core.left, RIGHT)):
        if not isinstance(now, c.NowIs):
            continue
        for counts, tick in [(True, run.entries[at].tick), *own]:
            value = run.value(other, env, at, tick)
            ends = stretch(value)
            there = and_((counts, value.set))
            if there is not False:
                for end, later, turned in turns[core.op]:
                    if to is None or turned == to:
                        yield there, arithmetic("plus", ends[end], later)


FIRST, LAST = 0, 1  # ticks of a stretch of time

# Of now compared with a stretch: at which tick of it, or how many later, it turns, and to what.
LEFT: Mapping[str, tuple[tuple[int, int, bool], ...]] = {
    "before": ((FIRST, 0, False),),
    "after": ((LAST, 1, True),),
    "on": ((FIRST, 0, True), (LAST, 1, False)),
    "on or before": ((LAST, 1, False),),
    "on or after": ((FIRST, 0, True),),
}
# The same of a stretch compared with now.
RIGHT: Mapping[str, tuple[tuple[int, int, bool], ...]] = {
    "before": ((LAST, 1, True),),
    "after": ((FIRST, 0, False),),
    "on": ((FIRST, 0, True), (LAST, 1, False)),
    "on or before": ((LAST, 0, True),),
    "on or after": ((FIRST, 1, False),),
}
