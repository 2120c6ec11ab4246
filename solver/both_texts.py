"""The plan in which both texts of an amendment stand: the old one until it is adopted, the new one from then on.

Takes a plan and an amendment; gives a plan, which is told and asked as any
other. Each changed clause is guarded by whether the amendment is adopted.
State and registers carry over by name and are not worked out again; a register
that only the new text has starts when it is adopted, unless the amendment says
`as if from the beginning`. Raises CannotStandTogether.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl.amendment import Amendment
from dsl.core import Label
from dsl.forms import forms_of, inside
from dsl.kinds import YES_NO
from dsl.plan import ByItself, ClauseInfo, Companion, Event, Invariant, Plan, Term
from dsl.rewritten import rewritten, with_person
from solver.undecided import Undecided

MEMORY = (c.EventAt, c.FirstAt, c.SoFarIs, c.EverHeld, c.HasOccurred)
AS_AMENDED = "as amended"


class CannotStandTogether(Undecided):
    """A change by which one story cannot go over from the old text to the new."""

    def __init__(self, what: str) -> None:
        super().__init__(f"One story cannot go over from the old text to the new: {what}.", "The two texts are still compared, each from the beginning.")


def both_texts(plan: Plan, amendment: Amendment) -> Plan:
    """The plan that reads as it did until the amendment is adopted, and as amended from then on."""
    return _Both(plan, amendment.plan, amendment).made()


class _Both(Struct, dict=True):
    old: Plan
    new: Plan
    amendment: Amendment

    def __post_init__(self) -> None:
        self.flag = f"Adopted: {self.amendment.title}"
        self.adopted = c.TermIs(self.flag)
        self.changed = {difference.of for difference in self.amendment.differences}
        self.labels: dict[Label, ClauseInfo] = {}
        self.registers = {_shape(register) for register in inside(forms_of(self.old), MEMORY)}
        self.values: list[c.SetTerm] = []

    def made(self) -> Plan:
        self._refuse()
        terms = self._terms()
        events = self._events()
        label = Label(self.flag)
        info = ClauseInfo(label, "Adopted", self.amendment.span, self.amendment.sources, next(iter(self.old.clauses.values())).node)
        terms[self.flag] = Term(self.flag, "state", YES_NO, None, None, c.Truth(False), label)
        companions = tuple(self._since(one) for one in self.new.companions if one.label not in self.old.clauses)
        happenings = tuple(self._since(one) for one in self.new.happenings if one.label not in self.old.clauses)
        invariants = tuple(
            Invariant(c.Any((c.Not(self.adopted), self._new(one.condition))), self._label(one.label))
            for one in self.new.invariants if one.label not in self.old.clauses
        )  # fmt: skip
        return replace(
            self.old, terms=terms, events=events, relations={**self.new.relations, **self.old.relations},
            readings={**self.new.readings, **self.old.readings}, calendars={**self.new.calendars, **self.old.calendars},
            companions=(*self.old.companions, *companions), happenings=(self._adoption(label), *self.old.happenings, *happenings),
            invariants=(*self.old.invariants, *invariants), display={**self.new.display, **self.old.display},
            clauses={label: info, **self.old.clauses, **self._new_clauses(), **self.labels}, sources={**self.new.sources, **self.old.sources},
        )  # fmt: skip

    def _new_clauses(self) -> dict[Label, ClauseInfo]:
        return {label: info for label, info in self.new.clauses.items() if label not in self.old.clauses}

    def _refuse(self) -> None:
        """What does not go over at a moment."""
        for name in self.changed:
            for what, there in (("reading", "readings"), ("calendar", "calendars"), ("relation", "relations"), ("duty", "duties")):
                before, after = getattr(self.old, there).get(name), getattr(self.new, there).get(name)
                if before is not None or (after is not None and what == "duty"):
                    raise CannotStandTogether(f"it changes the {what} {name}")

    # ---- clauses of the new text ----

    def _label(self, label: Label) -> Label:
        """The label of a part of the new text, told apart from the same part of the old."""
        found = Label(label.clause, (AS_AMENDED, *label.parts))
        if label in self.new.clauses:
            self.labels[found] = self.new.clauses[label]
        return found

    def _new(self, core: Any) -> Any:
        """A form of the new text: its labels its own, its own registers since the adoption."""
        def made(part: Any) -> Any:
            if isinstance(part, c.Part):
                return replace(part, label=self._label(part.label), body=made(part.body))
            found = rewritten(part, made)
            if isinstance(part, MEMORY) and _shape(part) not in self.registers and not self.amendment.from_beginning:
                return self._from_adoption(found)
            return found

        return made(core)

    def _from_adoption(self, register: Any) -> Any:
        if isinstance(register, c.SoFarIs):
            return replace(register, body=c.Choice(self.adopted, register.body, None))
        return replace(register, condition=c.All((self.adopted, register.condition)))

    # ---- terms ----

    def _terms(self) -> dict[str, Term]:
        found: dict[str, Term] = {}
        for name in dict.fromkeys((*self.old.terms, *self.new.terms)):
            old, new = self.old.terms.get(name), self.new.terms.get(name)
            if new is None or (old is not None and self._owner(name) not in self.changed):
                assert old is not None
                found[name] = old
            elif old is None:
                found[name] = replace(new, body=self._new(new.body)) if new.body is not None else new
            else:
                found[name] = self._both_terms(old, new)
        return found

    def _owner(self, name: str) -> str:
        """The term of which a name is a limb, or the name itself."""
        return name.split(" (")[0]

    def _both_terms(self, old: Term, new: Term) -> Term:
        if old.kind != new.kind or old.per != new.per:
            raise CannotStandTogether(f"{old.name} becomes another kind of thing")
        if old.role == new.role == "state":
            if old.body != new.body:
                self._value_changes(old, new)
            return old
        if not {old.role, new.role} <= {"fixed", "means"} or old.body is None or new.body is None:
            raise CannotStandTogether(f"{old.name} is no longer given or kept as it was")
        var = f"{old.name}, in both texts" if old.var is not None else None  # a name that no variable inside of either has
        before = with_person(old.body, old.var, c.VarIs(var) if var else None)
        after = with_person(self._new(new.body), new.var, c.VarIs(var) if var else None)
        both: c.Core
        if old.kind == YES_NO:
            both = c.Any((c.All((self.adopted, after)), c.All((c.Not(self.adopted), before))))
        else:
            both = c.Choice(self.adopted, after, before)
        return replace(old, role="means", var=var, body=both)

    def _value_changes(self, old: Term, new: Term) -> None:
        """A kept value becomes another when the amendment is adopted, unless its power sets it."""
        if old.per is not None or new.body is None:
            raise CannotStandTogether(f"{old.name} starts otherwise, of each person or without a value")
        by_power = {change.make.term for line in self.amendment.lines for change in self.old.events[line.event].changes
                    if isinstance(change.make, c.SetTerm)}  # fmt: skip
        if old.name not in by_power:
            self.values.append(c.SetTerm("becomes", old.name, None, self._new(new.body)))

    # ---- what happens ----

    def _events(self) -> dict[str, Event]:
        found: dict[str, Event] = {}
        for name in dict.fromkeys((*self.old.events, *self.new.events)):
            old, new = self.old.events.get(name), self.new.events.get(name)
            if new is None:
                assert old is not None
                barred = c.Part(old.label, "drop", c.Not(self.adopted))
                found[name] = replace(old, guards=(*old.guards, barred))
            elif old is None:
                open_ = c.Part(new.label, "drop", self.adopted)
                found[name] = replace(new, guards=(open_, *self._new(new.guards)), changes=self._new(new.changes))
            else:
                found[name] = self._both_events(old, new) if name in self.changed else old
        return found

    def _both_events(self, old: Event, new: Event) -> Event:
        if old.phrase != new.phrase or old.holes != new.holes:
            raise CannotStandTogether(f"{old.name} is worded otherwise")
        before = tuple(_weaker(guard, self.adopted) for guard in old.guards)
        after = tuple(_weaker(self._new(guard), c.Not(self.adopted)) for guard in new.guards)
        changes = (*(_only(change, c.Not(self.adopted)) for change in old.changes), *(_only(self._new(change), self.adopted) for change in new.changes))
        return replace(old, guards=(*before, *after), changes=changes)

    def _since(self, one: Any) -> Any:
        """What goes with an event, or happens by itself, under the new text alone."""
        assert isinstance(one, Companion | ByItself)
        return replace(one, condition=c.All((self.adopted, self._new(one.condition))), changes=self._new(one.changes))

    def _adoption(self, label: Label) -> ByItself:
        """The new text stands right after the last line by which the amendment is adopted."""
        line = self.amendment.lines[-1]
        event = self.old.events[line.event]
        values = dict(line.values)
        said = tuple(c.Same(c.VarIs(hole.var), _constant(values[hole.name])) for hole in event.holes)
        close = c.PartOfDay("close", c.DayIs(line.date))
        on_day = c.CompareTime("on", c.NowIs(), c.DayIs(line.date))
        part = c.CompareTime("after" if line.after_close else "before", c.NowIs(), close)
        condition = c.HasOccurred(event.name, tuple(hole.var for hole in event.holes), c.All((*said, on_day, part)))
        makes = (c.SetTerm("becomes", self.flag, None, c.Truth(True)), *self.values)
        return ByItself(None, condition, tuple(c.Change(label, make, None) for make in makes), label)


def _weaker(guard: c.Core, unless: c.Core) -> c.Core:
    if isinstance(guard, c.Part):
        return replace(guard, body=c.Any((unless, guard.body)))
    return c.Any((unless, guard))


def _only(change: c.Change, where: c.Core) -> c.Change:
    return replace(change, condition=where if change.condition is None else c.All((where, change.condition)))


def _constant(value: Any) -> c.Core:
    """A value of a line as a form."""
    match value:
        case bool():
            return c.Truth(value)
        case Fraction():
            return c.Amount(value)
        case dt.date():
            return c.DayIs(value)
        case _:
            return c.ActorIs(value)


# ---- registers ---------------------------------------------------------------------------


def _shape(core: Any) -> str:
    """A form without its labels, its variables named in the order in which they are met."""
    names: dict[str, str] = {}

    def named(var: str | None) -> str | None:
        return None if var is None else names.setdefault(var, f"v{len(names)}")

    def bare(part: Any) -> Any:
        if isinstance(part, c.Part):
            return bare(part.body)
        if isinstance(part, c.VarIs):
            return c.VarIs(named(part.name) or "")
        if isinstance(part, c.EventAt | c.HasOccurred):
            part = replace(part, holes=tuple(named(var) or "" for var in part.holes))
        if isinstance(part, c.Quantifier | c.Fold):
            part = replace(part, var=named(part.var) or "")
        return rewritten(part, bare)

    return repr(bare(core))
