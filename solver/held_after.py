"""What must be so as an event happens for something to be so right after it.

Takes a plan, an event and a condition; gives the condition on the state before
that holds just where the other would hold in the state after, the holes of the
event being its variables. So what no event may break is one more condition of
each event, and is looked at as its other conditions are, over time and by
formulas alike. It is the same object where the event changes nothing that is
read. Raises CannotSay where no form says it.
"""

from __future__ import annotations

from typing import Any

from dsl import core as c
from dsl.forms import children, inside
from dsl.plan import Event, Plan, Term
from dsl.rewritten import defined, rewritten


class CannotSay(Exception):
    """No form of the language says before an event what is so after it."""


def held_after(plan: Plan, event: Event, condition: c.Core) -> c.Core:
    """The condition before an event that holds where `condition` does right after it; raises CannotSay."""
    found: c.Core = _After(plan, event).form(condition)
    if found is not condition and _reckons_with_now(found):
        raise CannotSay  # the moments at which time alone changes it are not known
    return found


def changes_of(plan: Plan, event: Event) -> tuple[c.Change, ...]:
    """All that an event changes, with what goes with it, said of its own holes."""
    found = list(event.changes)
    for companion in plan.companions:
        if companion.event == event.name:
            holes = dict(zip(companion.holes, (hole.var for hole in event.holes), strict=True))
            where = _renamed(companion.condition, holes)
            for change in companion.changes:
                both = where if change.condition is None else c.All((where, _renamed(change.condition, holes)))
                found.append(c.Change(change.label, _renamed(change.make, holes), both))
    return tuple(found)


def _renamed(form: Any, names: dict[c.Var, c.Var]) -> Any:
    """A form with other names for its variables, all at once."""
    if isinstance(form, c.VarIs):
        return c.VarIs(names[form.name]) if form.name in names else form
    return rewritten(form, lambda part: _renamed(part, names))


def _reckons_with_now(form: Any) -> bool:
    """Whether now is anything but one side of a comparison in time; what was so at past moments does not count."""
    if isinstance(form, c.EventAt | c.HasOccurred):
        return False
    parts = [part for part in children(form) if not (isinstance(form, c.CompareTime) and isinstance(part, c.NowIs))]
    return isinstance(form, c.NowIs) or any(map(_reckons_with_now, parts))


class _After:
    """Forms as they stand in the state after an event, said of the state before."""

    def __init__(self, plan: Plan, event: Event) -> None:
        self.plan, self.event = plan, event
        changes = changes_of(plan, event)
        self.pairs = {change.make.relation for change in changes if isinstance(change.make, c.SetPair)}
        self.sets = [(change.make, change.condition) for change in changes if isinstance(change.make, c.SetTerm)]
        self.same: dict[str, bool] = {}  # by its name whether what is defined is what it was

    def form(self, core: Any) -> Any:
        """A form of the state after, said of the state before."""
        match core:
            case c.TermIs():
                return self._term(core)
            case c.Related():
                return self._related(core)
            case c.HasOccurred():
                return self._occurred(core)
            case c.EventAt() if core.event == self.event.name:
                raise CannotSay  # it may be the moment that is looked at
            case c.EventAt():
                return core  # what was so right after past events stays so
            case c.EverHeld():
                now = self.form(core.condition)
                return core if now is core.condition else c.Any((core, now))
            case c.FirstAt():
                return self._untouched(core, core.condition)
            case c.SoFarIs():
                now = self.form(core.body)
                return core if now is core.body else c.Best("greatest" if core.op == "most" else "least", (core, now))
        return rewritten(core, self.form)

    def _untouched(self, core: c.Core, *parts: c.Core | None) -> c.Core:
        """A form that is what it was, if its parts are."""
        if any(part is not None and self.form(part) is not part for part in parts):
            raise CannotSay
        return core

    def _related(self, core: c.Related) -> c.Core:
        """Whether two are linked, if nothing of what links anybody changes."""
        if core.relation in self.pairs:
            raise CannotSay
        self._untouched(core, self.plan.relations[core.relation].barred)
        found: c.Core = rewritten(core, self.form)
        return found

    def _occurred(self, core: c.HasOccurred) -> c.Core:
        """That it happened before, or is this event."""
        if core.event != self.event.name:
            return core
        own = {var: hole.var for var, hole in zip(core.holes, self.event.holes, strict=True)}
        return c.Any((core, self.form(_renamed(core.condition, own))))

    def _term(self, core: c.TermIs) -> c.Core:
        term = self.plan.terms[core.term]
        subject = self.form(core.subject) if core.subject is not None else None
        if term.role == "state":
            return self._state(core if subject is core.subject else c.TermIs(core.term, subject))
        return self._defined(core, term, subject)

    def _defined(self, core: c.TermIs, term: Term, subject: c.Core | None) -> c.Core:
        if term.name not in self.same:
            self.same[term.name] = term.body is None or self.form(term.body) is term.body
        if self.same[term.name]:
            return core if subject is core.subject else c.TermIs(core.term, subject)
        body = defined(self.plan, c.TermIs(core.term, core.subject))
        if body is None:
            raise CannotSay
        return c.Part(term.label, "unset", self.form(body))

    def _state(self, core: c.TermIs) -> c.Core:
        """The value of a term that events change: the last change that is made of it, or what it was."""
        found: c.Core = core
        for make, condition in self.sets:
            if make.term == core.term:
                here = [] if make.subject is None or make.subject == core.subject else [c.Same(core.subject, make.subject)]  # type: ignore[arg-type]
                where = [*here, *([condition] if condition is not None else [])]
                new = make.value if make.op == "becomes" else c.Calc("plus" if make.op == "increases by" else "minus", found, make.value)
                found = c.Choice(where[0] if len(where) == 1 else c.All(tuple(where)), new, found) if where else new
        return found


def reads(plan: Plan, *forms: c.Core) -> tuple[frozenset[str], frozenset[str], bool]:
    """The terms and the relations that forms read, by way of definitions too, and whether they may look at the time."""
    terms: set[str] = set()
    relations: set[str] = set()
    timed, todo = False, list(forms)
    while todo:
        form = todo.pop()
        timed = timed or bool(inside((form,), c.NowIs))
        for part in inside((form,), c.Related):
            barred = plan.relations[part.relation].barred
            if part.relation not in relations and barred is not None:
                todo.append(barred)
            relations.add(part.relation)
        for part in inside((form,), c.TermIs):
            body = plan.terms[part.term].body
            if part.term not in terms and body is not None and plan.terms[part.term].role != "state":
                todo.append(body)
            terms.add(part.term)
    return frozenset(terms), frozenset(relations), timed
