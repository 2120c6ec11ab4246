"""The meaning of the checked forms as formulas: the solver's side of what the replay computes.

Takes an unrolled run (entries, some told, some to be chosen); gives for each
form its value in the state after an entry, at a tick. It is written apart from
the replay's interpreter, which checks it: every path found here is replayed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field

from dsl import core as c
from dsl.plan import Plan
from solver.dependence import dependence_of
from solver.formula import (
    UNSET,
    Bool,
    Num,
    Val,
    and_,
    condition,
    equal,
    is_broken,
    is_open,
    is_truth,
    ite,
    ite_val,
    not_,
    or_,
    real,
    whole,
)
from solver.symbolic_changes import Env, Mark
from solver.symbolic_dates import compare_time, count_days, day_at, part_of_day, shift
from solver.symbolic_numbers import calc, compare
from solver.symbolic_over_time import event_at, first, so_far
from solver.symbolic_parameters import parameter, reads
from solver.symbolic_people import fold, quantifier, related
from solver.symbolic_values import best, later, rounded


class Moment(Struct):
    """An entry of an unrolled run: its tick, which event it is, and the state after it.

    `events` says for each event that it may be whether it is, with the values
    of its holes in order. `terms` and `pairs` are the state. What happens `by_itself` is no event.
    """

    tick: Num
    events: dict[str, tuple[Bool, tuple[Val, ...]]]
    terms: Mapping[tuple[str, str | None], Val]
    pairs: Mapping[str, dict[frozenset[str], Bool]]
    by_itself: Bool = False

    def work_out(self) -> None:
        """Work out all of the state, and so define all that it is made of."""
        for found in (self.terms, self.pairs):
            for _ in found.values():
                pass


class Symbolic(Struct, dict=True):
    """Values of forms in an unrolled run.

    `people` maps each name to its kind; readings not among `readings` are free,
    and inputs not among `inputs` are parameters of the run. With `switches`,
    each labelled part can be switched off, and is then left free. `first_day` and `last_day` bound the
    days that can occur; `prefix` begins the names of its variables; `before` says
    what is remembered from before the first entry, nothing if there is none;
    `definitions` collects what new terms stand for; where something may be `put_off`,
    what they stand for in full is kept there, and without it more is possible than is so.
    """

    plan: Plan
    people: Mapping[str, str]
    inputs: Mapping[tuple[str, str | None], Any]
    readings: Mapping[str, str]
    first_day: int
    last_day: int
    prefix: str = ""
    switches: dict[c.Label, Any] | None = None
    entries: list[Moment] = field(default_factory=list)
    definitions: list[Bool] = field(default_factory=list)
    put_off: list[Callable[[], Bool]] | None = None
    free_readings: dict[str, Any] = field(default_factory=dict)
    started: dict[tuple[str, str | None], Val] = field(default_factory=dict)
    before: Callable[[c.Core, Env], Val] | None = None
    parameters: dict[tuple[str, str | None], Val] = field(default_factory=dict)
    closures: dict[Any, dict[tuple[str, str], Bool]] = field(default_factory=dict)
    counted: dict[Any, Num] = field(default_factory=dict)
    marked: dict[Any, list[Mark]] = field(default_factory=dict)
    registers: dict[Any, Val] = field(default_factory=dict)
    _cache: dict[Any, Val] = field(default_factory=dict)
    _loose: dict[Any, Val] = field(default_factory=dict)
    _names: int = 0

    def __post_init__(self) -> None:
        self.actors = [*self.people, *self.plan.organs, *self.plan.things]
        self._index = {name: place for place, name in enumerate(self.actors)}
        self._who = {name: Val(True, place) for name, place in self._index.items()}
        self.depends = dependence_of(self.plan, self.readings)
        self._reads: dict[int, tuple[bool, tuple[str, ...], c.Core]] = {}  # whether a form may change as time passes, and its variables

    def who(self, name: str) -> Val:
        """A person, organ or thing as a value."""
        return self._who[name]

    # ---- values ----

    def value(self, core: c.Core, env: Env, at: int, now: Num) -> Val:
        """The value of a form in the state after entry `at`, at tick `now`."""
        kind = type(core)
        while kind is c.Part and self.switches is None:
            core = core.body  # type: ignore[assignment, union-attr]
            kind = type(core)
        if kind in PLAIN:
            return PLAIN[kind](self, core, env)
        known = self._reads.get(id(core))
        if known is None:
            known = self._reads[id(core)] = self.depends.on_time(core), self.depends.variables(core), core
        timed, names, _ = known
        key = (id(core), at, now if timed else None, *[env[name] for name in names])
        found = self._cache.get(key)
        if found is None:
            truth = CONDITIONS.get(kind)
            found = VALUES[kind](self, core, env, at, now) if truth is None else Val(True, truth(self, core, env, at, now))
            self._cache[key] = found
        return found

    def surroundings(self, core: c.Core, env: Env) -> tuple[Any, ...]:
        """A form, and what of its surroundings it depends on."""
        return (id(core), *(env[name] for name in self.depends.variables(core)))

    def holds(self, core: c.Core, env: Env, at: int, now: Num) -> Bool:
        """Whether a condition holds; an unset truth is no."""
        found = self.value(core, env, at, now)
        return found.it if found.set is True else and_((found.set, found.it))

    # ---- forms ----

    def _part(self, core: c.Part, env: Env, at: int, now: Num) -> Val:
        return self.kept(core.label, self.value(core.body, env, at, now))

    def _choice(self, core: c.Choice, env: Env, at: int, now: Num) -> Val:
        taken = self.depends.settled(core.condition)
        if taken is not None:
            chosen = core.value if taken else core.otherwise
            return self.value(chosen, env, at, now) if chosen is not None else UNSET
        other = self.value(core.otherwise, env, at, now) if core.otherwise is not None else UNSET
        return ite_val(self.holds(core.condition, env, at, now), self.value(core.value, env, at, now), other)

    def _later(self, core: c.Later, env: Env, at: int, now: Num) -> Val:
        return later(self.value(core.value, env, at, now), self.value(core.to, env, at, now))

    def _round(self, core: c.Round, env: Env, at: int, now: Num) -> Val:
        body = self.value(core.body, env, at, now)
        return Val(body.set, rounded(core, body.it))

    def _all(self, core: c.All, env: Env, at: int, now: Num) -> Bool:
        found = self.depends.settled(core)
        return found if found is not None else and_(self.holds(item, env, at, now) for item in core.items)

    def _any(self, core: c.Any, env: Env, at: int, now: Num) -> Bool:
        found = self.depends.settled(core)
        return found if found is not None else or_(self.holds(item, env, at, now) for item in core.items)

    def _same(self, core: c.Same, env: Env, at: int, now: Num) -> Bool:
        left, right = self.value(core.left, env, at, now), self.value(core.right, env, at, now)
        return and_((left.set, right.set, equal(left.it, right.it)))

    def _has_kind(self, core: c.HasKind, env: Env, at: int, now: Num) -> Bool:
        person = self.value(core.person, env, at, now)
        return or_(equal(person.it, self._index[name]) for name, kind in self.people.items() if kind == core.kind)

    # ---- terms ----

    def _term(self, core: c.TermIs, env: Env, at: int, now: Num) -> Val:
        term = self.plan.terms[core.term]
        if term.per != "Person" or core.subject is None:
            return self.term(core.term, None, at, now)
        subject = self.value(core.subject, env, at, now)
        found = UNSET
        for name, here in reversed(self.who_it_is(subject)):
            found = ite_val(here, self.term(core.term, name, at, now), found)
        return found

    def term(self, name: str, subject: str | None, at: int, now: Num) -> Val:
        """The value of a term, of a person where it has one for each."""
        term = self.plan.terms[name]
        match term.role:
            case "state":
                return self.entries[at].terms[(name, subject)]
            case "input" | "open":
                if (name, subject) in self.inputs:
                    return self.given(self.inputs[(name, subject)])
                return self.value(term.body, {}, at, now) if term.body is not None else parameter(self, name, subject)
            case "fixed" | "means":
                assert term.body is not None
                env = {term.var: self.who(subject)} if term.var and subject else {}
                if self.switches is None:
                    return self.value(term.body, env, at, now)
                key = (name, subject, at, now if self.depends.on_time(term.body) else None)
                if key not in self._loose:
                    self._loose[key] = self.kept(term.label, self.value(term.body, env, at, now))
                return self._loose[key]

    def kept(self, label: c.Label, value: Val) -> Val:
        """The value of a labelled part of the plan; where its switch is off, any value at all."""
        if self.switches is None or label not in self.plan.clauses:
            return value
        on = self.switches.setdefault(label, condition(f"keep {label}"))
        self._names += 1
        name = f"{self.prefix}free~{self._names}"
        if is_truth(value.it):
            return Val(True, ite(on, and_((value.set, value.it)), condition(name)), value.day)
        free = real(name) if is_broken(value.it) else whole(name)
        it = ite(on, value.it, free) if value.set is not False else free
        return Val(ite(on, value.set, condition(f"{name} is set")), it, value.day)

    def given(self, value: Any) -> Val:
        """A plain value of the replay as one of these."""
        if value is None:
            return UNSET
        if isinstance(value, dt.date):
            return Val(True, value.toordinal(), day=True)
        if isinstance(value, str):
            return self.who(value)
        return Val(True, value)

    def fresh(self, word: str, low: int | None, high: int | None) -> Any:
        """A new whole number that is not yet known, between its bounds."""
        self._names += 1
        return whole(f"{self.prefix}{word}~{self._names}", low, high)

    # ---- people ----

    def who_it_is(self, who: Val) -> list[tuple[str, Bool]]:
        """The persons that somebody may be, and when."""
        if not is_open(who.it):
            return [(self.actors[int(who.it)], True)]
        return [(name, here) for name in self.people if (here := equal(who.it, self._index[name])) is not False]


# ---- which form means what -----------------------------------------------------------------

CONDITIONS: Mapping[type, Callable[[Symbolic, Any, Env, int, Num], Bool]] = {
    c.All: Symbolic._all,
    c.Any: Symbolic._any,
    c.Not: lambda of, core, env, at, now: not_(of.holds(core.body, env, at, now)),
    c.Quantifier: quantifier,
    c.Compare: compare,
    c.CompareTime: compare_time,
    c.Same: Symbolic._same,
    c.HasKind: Symbolic._has_kind,
    c.Related: related,
    c.ReadingIs: lambda of, core, env, at, now: reads(of, core.reading, core.option),
    c.IsSetIs: lambda of, core, env, at, now: of.value(core.value, env, at, now).set,
    c.EverHeld: lambda of, core, env, at, now: first(of, core.condition, env, at, now).set,
    c.HasOccurred: lambda of, core, env, at, now: event_at(of, core, env, at).set,
}

PLAIN: Mapping[type, Callable[[Symbolic, Any, Env], Val]] = {  # known at once, and not kept
    c.Amount: lambda of, core, env: Val(True, core.value),
    c.Truth: lambda of, core, env: Val(True, core.value),
    c.DayIs: lambda of, core, env: Val(True, core.date.toordinal(), day=True),
    c.ActorIs: lambda of, core, env: of.who(core.name),
    c.CalendarIs: lambda of, core, env: Val(True, core.name),
    c.VarIs: lambda of, core, env: env[core.name],
}

VALUES: Mapping[type, Callable[[Symbolic, Any, Env, int, Num], Val]] = {
    c.Part: Symbolic._part,
    c.NowIs: lambda of, core, env, at, now: Val(True, now),
    c.TermIs: Symbolic._term,
    c.Calc: calc,
    c.Choice: Symbolic._choice,
    c.Best: lambda of, core, env, at, now: best(core.op, [of.value(item, env, at, now) for item in core.items]),
    c.Later: Symbolic._later,
    c.Fold: fold,
    c.SoFarIs: so_far,
    c.Round: Symbolic._round,
    c.CountDays: count_days,
    c.ShiftDay: shift,
    c.PartOfDay: part_of_day,
    c.DayAt: day_at,
    c.EventAt: lambda of, core, env, at, now: event_at(of, core, env, at),
    c.FirstAt: lambda of, core, env, at, now: first(of, core.condition, env, at, now),
}
