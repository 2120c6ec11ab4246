"""The meaning of the checked forms, in plain Python: the replay's interpreter.

Takes a plan, who is in the story and a history; gives values at a moment.
First times, windows and business days are computed anew from the history.
While it evaluates, it notes the ticks at which the answer could change by time
alone (`changes_at`), so that time can be walked from change to change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from dsl import core as c
from dsl.dates import Instant
from dsl.kinds import PERSON, YES_NO
from dsl.plan import Plan, Term
from solver.agreement import agreed
from solver.choices import Choice, Choices, follows_of
from solver.evaluate_dates import compare_time, count_days, day_at, later, part_of_day, shift
from solver.evaluate_numbers import best, calc, compare, fold, rounded, same
from solver.evaluate_over_time import event_at, first, so_far
from solver.evaluate_people import has_kind, quantifier, related
from solver.history import Entry, Place, Unknown, unknown
from solver.read import Read

Env = Mapping[str, Any]


class Evaluator:
    """Values at moments of one history, under one run's choices.

    `people` maps each person's name to its kind. `inputs` are the inputs given.
    `deleted` are the labels of clauses and parts to be left out.
    """

    def __init__(
        self,
        plan: Plan,
        people: Mapping[str, str],
        inputs: Mapping[tuple[str, str | None], Any],
        choices: Choices,
        deleted: frozenset[c.Label] = frozenset(),
    ) -> None:
        self.plan = plan
        self.people = people
        self.inputs = inputs
        self.choices = choices
        self.deleted = deleted
        self.history: list[Entry] = []
        self.changes_at: set[int] = set()
        self.read = Read()
        self.asked: set[tuple[str, str | None]] = set()  # the inputs given whose value was asked for
        self._terms: dict[tuple[str, str | None, int, int], list[_Kept]] = {}
        self.firsts: dict[tuple[int, tuple[tuple[str, Any], ...], int], list[_Kept]] = {}
        self.forms: dict[int, c.Core] = {}  # those by whose numbers things are kept, so that each number stays its own
        self._offered: dict[Choice, Sequence[object]] = {}

    def fork(self, inputs: Mapping[tuple[str, str | None], Any]) -> Evaluator:
        """One that goes on from the same history, with other inputs of which none was asked for so far."""
        other = Evaluator(self.plan, self.people, inputs, self.choices, self.deleted)
        other.history = list(self.history)
        other.asked = set(self.asked)
        other._terms = {key: list(kept) for key, kept in self._terms.items()}
        other.firsts = {key: list(kept) for key, kept in self.firsts.items()}
        other.forms = self.forms
        other._offered = self._offered
        return other

    def learn(self, other: Evaluator, but: Place) -> None:
        """Keep what one that went on from here worked out about the history up to here, unless it rests on one input."""
        last = len(self.history) - 1
        self._terms |= _without(but, ((key, kept) for key, kept in other._terms.items() if key[2] <= last))
        self.firsts |= _without(but, ((key, kept) for key, kept in other.firsts.items() if key[2] < last))

    # ---- one form at one moment ----

    def value(self, core: c.Core, env: Env, at: int, now: int) -> Any:
        """The value of a form in the state after entry `at`, at tick `now`; None is unset."""
        return VALUES[type(core)](self, core, env, at, now)

    def holds(self, core: c.Core, env: Env, at: int, now: int) -> bool:
        """Whether a condition holds in the state after entry `at`, at tick `now`."""
        meaning = CONDITIONS.get(type(core))
        if meaning is not None:
            return bool(meaning(self, core, env, at, now))
        return self._truth(self.value(core, env, at, now))

    def _all(self, core: c.All, env: Env, at: int, now: int) -> bool:
        return all(self.holds(i, env, at, now) for i in core.items if not self._dropped(i))

    def _any(self, core: c.Any, env: Env, at: int, now: int) -> bool:
        return any(self.holds(i, env, at, now) for i in core.items if not self._dropped(i))

    def _not(self, core: c.Not, env: Env, at: int, now: int) -> bool:
        return not self.holds(core.body, env, at, now)

    def _has_occurred(self, core: c.HasOccurred, env: Env, at: int, now: int) -> bool:
        return event_at(self, c.EventAt("first", core.event, core.holes, core.condition), env, at) is not None

    def _truth(self, found: Any) -> bool:
        """An unset truth is no; an unknown one is tried both ways."""
        if isinstance(found, Unknown):
            return bool(self.decide(found, "is" if found.is_itself else ""))
        return found is True

    def decide(self, unknown: Unknown, says: str, than: Any = None) -> object:
        """A yes or no that turns on what nobody gave, tried both ways; it `says` how that compares with a figure, if it can be said."""
        about = ", ".join(sorted(unknown.sources))
        choice = Choice("open" if unknown.is_open else "input", about, (unknown.key, "holds"), says, than)
        for other, option in list(self.choices.asked_of(about)):
            follows = follows_of(choice, other, bool(option))
            if follows is not None:
                self._chosen(other, (True, False))  # on which this turns
                return follows
        return self._chosen(choice, (True, False))

    def _chosen(self, choice: Choice, options: Sequence[object]) -> object:
        option = self.choices.choose(choice, options)
        self._offered[choice] = options
        self.read.choices[choice] = option
        return option

    def _dropped(self, core: c.Core) -> bool:
        return isinstance(core, c.Part) and core.neutral == "drop" and core.label in self.deleted

    def _part(self, core: c.Part, env: Env, at: int, now: int) -> Any:
        self.read.labels.add(core.label)
        if core.label in self.deleted:
            return {"drop": True, "no": False, "unset": None}[core.neutral]
        return agreed(self, lambda: self.value(core.body, env, at, now))

    def _reading(self, name: str) -> object:
        reading = self.plan.readings[name]
        self.read.labels.add(reading.label)
        options = [reading.base, *(o.name for o in reading.options if o.name != reading.base)]
        return self._chosen(Choice("reading", name), options)

    # ---- terms ----

    def _term(self, core: c.TermIs, env: Env, at: int, now: int) -> Any:
        subject = self.value(core.subject, env, at, now) if core.subject is not None else None
        return self.term(core.term, subject, at, now)

    def term(self, name: str, subject: str | None, at: int, now: int) -> Any:
        """The value of a term, of a person where it has one for each."""
        term = self.plan.terms[name]
        self.read.labels.add(term.label)
        if term.label in self.deleted:
            return False if term.kind == YES_NO else None
        match term.role:
            case "state":
                self.read.places.add(((name, subject), at))
                return self._somebody(term, self.history[at].state.terms[(name, subject)])
            case "input" | "open":
                return self._somebody(term, self._parameter(term, subject, at, now))
            case "fixed" | "means":
                return self._defined(term, subject, at, now)

    def _parameter(self, term: Term, subject: str | None, at: int, now: int) -> Any:
        if (term.name, subject) in self.inputs:
            self.asked.add((term.name, subject))
            self.read.inputs.add((term.name, subject))
            return self.inputs[(term.name, subject)]
        if term.body is not None:
            return self.value(term.body, {}, at, now)
        return unknown(term, subject)

    def _somebody(self, term: Term, found: Any) -> Any:
        """A value; of a person whom nobody named, each of those in the story is tried."""
        if term.kind != PERSON or not isinstance(found, Unknown):
            return found
        return self._chosen(Choice("open" if found.is_open else "input", found.key, (found.key, "who"), "is"), tuple(self.people))

    def _defined(self, term: Term, subject: str | None, at: int, now: int) -> Any:
        assert term.body is not None
        body = term.body
        kept = self._terms.setdefault((term.name, subject, at, now), [])
        return self.once(kept, lambda: self.value(body, {term.var: subject} if term.var else {}, at, now))

    def once(self, kept: list[_Kept], work: Callable[[], Any]) -> Any:
        """What `work` comes to, worked out once for the choices on which it turns."""
        one = next((one for one in kept if all(self._would_be(choice) == option for choice, option in one.read.choices.items())), None)
        if one is None:
            outer, self.changes_at = self.changes_at, set()
            apart, self.read = self.read, Read()
            try:
                one = _Kept(agreed(self, work), self.changes_at, self.read)
            finally:
                self.changes_at, self.read = outer, apart
            kept.append(one)
        for choice in one.read.choices:
            self.choices.choose(choice, self._offered[choice])
        self.changes_at |= one.changes_at
        self.read.add(one.read)
        return one.found

    def _would_be(self, choice: Choice) -> object:
        """What a choice is in this run, or would be if it were asked for."""
        made = self.choices.made
        return made[choice] if choice in made else self.choices.fixed.get(choice, self._offered[choice][0])

    # ---- cases ----

    def _choice(self, core: c.Choice, env: Env, at: int, now: int) -> Any:
        if self.holds(core.condition, env, at, now):
            return self.value(core.value, env, at, now)
        return self.value(core.otherwise, env, at, now) if core.otherwise is not None else None

    def _items(self, items: tuple[c.Core, ...], env: Env, at: int, now: int) -> list[Any]:
        return [self.value(item, env, at, now) for item in items if not self._dropped(item)]


# ---- which form means what -----------------------------------------------------------------

Meaning = Callable[[Evaluator, Any, Env, int, int], Any]

CONDITIONS: Mapping[type, Meaning] = {
    c.All: Evaluator._all,
    c.Any: Evaluator._any,
    c.Not: Evaluator._not,
    c.Quantifier: quantifier,
    c.Compare: compare,
    c.CompareTime: compare_time,
    c.Same: same,
    c.HasKind: has_kind,
    c.Related: related,
    c.ReadingIs: lambda of, core, env, at, now: of._reading(core.reading) == core.option,
    c.IsSetIs: lambda of, core, env, at, now: of.value(core.value, env, at, now) is not None,
    c.EverHeld: lambda of, core, env, at, now: first(of, core.condition, env, at, now) is not None,
    c.HasOccurred: Evaluator._has_occurred,
}

VALUES: Mapping[type, Meaning] = {
    **CONDITIONS,
    c.Part: Evaluator._part,
    c.Amount: lambda of, core, env, at, now: core.value,
    c.Truth: lambda of, core, env, at, now: core.value,
    c.DayIs: lambda of, core, env, at, now: core.date,
    c.NowIs: lambda of, core, env, at, now: Instant(now),
    c.ActorIs: lambda of, core, env, at, now: core.name,
    c.CalendarIs: lambda of, core, env, at, now: core.name,
    c.VarIs: lambda of, core, env, at, now: env[core.name],
    c.TermIs: Evaluator._term,
    c.Calc: calc,
    c.Choice: Evaluator._choice,
    c.Best: lambda of, core, env, at, now: best(core.op, of._items(core.items, env, at, now)),
    c.Later: later,
    c.Fold: fold,
    c.SoFarIs: so_far,
    c.Round: rounded,
    c.CountDays: count_days,
    c.ShiftDay: shift,
    c.PartOfDay: part_of_day,
    c.DayAt: day_at,
    c.EventAt: lambda of, core, env, at, now: event_at(of, core, env, at),
    c.FirstAt: lambda of, core, env, at, now: first(of, core.condition, env, at, now),
}


class _Kept(Struct, frozen=True):
    """What was worked out: the value, when it may change by time alone, and what was read."""

    found: Any
    changes_at: set[int]
    read: Read


def _without(but: Place, found: Iterable[tuple[Any, list[_Kept]]]) -> dict[Any, list[_Kept]]:
    """What was worked out without one input, whichever way choices are made."""
    return {key: rest for key, kept in found if (rest := [one for one in kept if but not in one.read.inputs | one.read.tried])}
