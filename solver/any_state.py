"""A run that begins in any state at all: what induction goes on from.

Every term, every pair of a relation and everything remembered is open. Only
what is so by its very meaning is known: what is remembered as a moment lies
between the start of history and now.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from dsl import core as c
from dsl.dates import PARTS, day_of
from dsl.kinds import DAY, PERSON, YES_NO, Kind, Number
from dsl.plan import is_whole
from solver.formula import (
    Val,
    at_most,
    condition,
    declared,
    equal,
    is_broken,
    is_open,
    ite_val,
    one_of,
    options_of,
    real,
    whole,
)
from solver.search import Task
from solver.shapes import Shape, shape_of
from solver.symbolic import Moment, Symbolic
from solver.symbolic_changes import Env
from solver.undecided import Undecided
from solver.unroll import Unrolled


def any_state(task: Task, switches: dict[c.Label, Any] | None = None, is_rough: bool = False) -> Unrolled:
    """A run whose first entry is any state in which the told story may have come to be, with no step as yet.

    Its parts have switches if wanted. If it `is_rough`, an open day that is
    counted is only about the one that it is: what cannot be then cannot be.
    Raises Undecided.
    """
    evaluator, machine = task.story.evaluator, task.machine
    start = task.story.history[0].tick
    first_day, last_day = day_of(start).toordinal(), task.last_day.toordinal()
    symbolic = Symbolic(evaluator.plan, evaluator.people, evaluator.inputs, machine.options, first_day, last_day, "", switches)
    symbolic.put_off = [] if is_rough else None
    tick = whole("now", task.story.history[-1].tick, task.horizon)
    symbolic.definitions.append(declared(tick))
    remembered = _Remembered(symbolic, int(start), int(task.horizon), tick)
    symbolic.before = remembered.value
    terms = {place: _term(symbolic, place) for place in task.story.history[-1].state.terms if place[0] in machine.terms}
    pairs = {
        name: {frozenset((a, b)): condition(f"{name} {a} {b}") for a in symbolic.people for b in symbolic.people if a < b}
        for name in machine.relations
    }
    symbolic.entries.append(Moment(tick, {}, terms, pairs))
    happenings = [
        (found, person) for found in machine.by_themselves for person in (symbolic.people if found.happening.var else (None,))
    ]
    events = [step.event for step in machine.steps]
    return Unrolled(machine, symbolic, task.horizon, 0, events, happenings, is_loose=True)


def from_told(task: Task, switches: dict[c.Label, Any] | None = None) -> Unrolled:
    """The told story as a run whose further steps are as those from any state: what happens by itself may happen where it can, and need not."""
    return replace(task.told(switches), is_loose=True)


def _term(symbolic: Symbolic, place: tuple[str, str | None]) -> Val:
    """Any value of a term, set or unset."""
    name = " of ".join(part for part in place if part)
    kind = symbolic.plan.terms[place[0]].kind
    return Val(condition(f"{name} is set"), _open(symbolic, name, kind), kind == DAY)


def _open(symbolic: Symbolic, name: str, kind: Kind) -> object:
    if kind == YES_NO:
        return condition(name)
    if isinstance(kind, Number):
        return whole(name) if is_whole(symbolic.plan, kind) else real(name)
    if kind == PERSON:
        found = one_of(name, tuple(range(len(symbolic.people))))
        symbolic.definitions.append(declared(found))
        return found
    if kind.value in ("an organ of the Company", "a thing", "a calendar"):
        raise Undecided(f"{name} is of a kind that is not proved about.", "")
    return whole(name)


class _Remembered:
    """What any state remembers, for each form and each person that it is about."""

    def __init__(self, symbolic: Symbolic, start: int, horizon: int, now: object) -> None:
        self.symbolic, self.start, self.horizon, self.now = symbolic, start, horizon, now
        self._known: dict[object, Val] = {}
        self._shapes: dict[int, tuple[Shape, tuple[str, ...], c.Core]] = {}

    def value(self, core: c.Core, env: Env) -> Val:
        """What is remembered of a form where the variables are so; the same for every form of its shape."""
        for name in self.symbolic.depends.variables(core):
            who = env[name].it
            if is_open(who) and who.sort == "enum" and who.op == "variable":
                found = Val(False, 0)
                for number in options_of(who):
                    found = ite_val(equal(who, number), self.value(core, {**env, name: Val(True, number)}), found)
                return found
        if id(core) not in self._shapes:
            self._shapes[id(core)] = *shape_of(core), core
        shape, names, _ = self._shapes[id(core)]
        key = (shape, *((env[name].set, env[name].it) for name in names))
        if key not in self._known:
            self._known[key] = self._any(f"remembered {len(self._known)}", core, env)
        return self._known[key]

    def _any(self, word: str, core: c.Core, env: Env) -> Val:
        there = condition(f"{word} is set")
        if isinstance(core, c.SoFarIs):
            like = self.symbolic.value(core.body, env, 0, self.now)
            return Val(there, real(word) if is_broken(like.it) else whole(word), like.day)
        found = whole(word, self.start, self.horizon + PARTS)
        self.symbolic.definitions += [declared(found), at_most(found, self.now)]
        return Val(there, found)
