"""Checks events, powers, what goes with them, and what happens by itself."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dsl import core as c
from dsl import nodes as n
from dsl.check.context import Context
from dsl.check.names import EVERYBODY
from dsl.check.people import all_of
from dsl.check.scope import Scope, Typed
from dsl.diagnostics import Related, one_of
from dsl.kinds import DAY, INSTANT, MOMENT, ORGAN, PERSON, TIMES, YES_NO, Kind, Number, number_of
from dsl.phrases import shared_sentence
from dsl.plan import ByItself, Companion, Event, HoleOf, Invariant

if TYPE_CHECKING:
    from dsl.check.checker import Checker

ANYBODY = "whoever does it"


class Events:
    """The checks of clauses in which something happens."""

    def __init__(self, context: Context, checker: Checker) -> None:
        self.context = context
        self.checker = checker

    # ---- holes, before anything refers to them ----

    def declare_holes(self, clause: n.EventClause) -> None:
        """Enter the holes of an event's phrase."""
        found: dict[str, HoleOf] = {}
        for part in clause.phrase.parts:
            if isinstance(part, str):
                continue
            if part.name in found or self.context.names.find(part.name):
                self.context.report("name-taken", clause.phrase.span, f"The hole `{part.name}` has the name of something else.",
                                    "Give the hole another name.")
            kind, person_kind = self._hole_kind(part, clause)
            found[part.name] = HoleOf(part.name, f"{clause.name.text}.{part.name}", kind, person_kind)
        if clause.name.text not in self.context.holes:
            self.context.holes[clause.name.text] = tuple(found.values())

    def _hole_kind(self, hole: n.Hole, clause: n.EventClause) -> tuple[Kind, str | None]:
        text = hole.kind.removeprefix("a ").removeprefix("an ")
        if text == EVERYBODY:
            return PERSON, None
        if text in ("organ", "day"):
            return (ORGAN if text == "organ" else DAY), None
        if text == "percent":
            return number_of("percent"), None
        declared = self.context.names.find(text)
        if declared and declared.sort == "kind":
            return PERSON, declared.name
        unit, _, per = text.partition(" per ")
        units = [self.context.names.unit(word) for word in (unit, per) if word]
        if all(units):
            names = [u.name for u in units if u]
            return number_of(*names), None
        known = [EVERYBODY, "organ", "day", "percent", *self.context.names.units]
        self.context.report("hole-kind", clause.phrase.span, f"I know no kind `{hole.kind}` for the hole `{hole.name}`.",
                            self.context.names.close_to(text, known) if text else f"Write one of {one_of(known)}.")
        return PERSON, None

    def collisions(self, clauses: list[n.EventClause]) -> None:
        """Report phrases that could match one sentence, at the later of the two."""
        for index, later in enumerate(clauses):
            for earlier in clauses[:index]:
                sentence = shared_sentence(earlier.phrase, later.phrase, self.context.names.units)
                if sentence is not None:
                    self.context.report("phrases-collide", later.phrase.span,
                                        f"`{later.name.text}` and `{earlier.name.text}` could both mean `{sentence}`.",
                                        "Word one of them differently.", [Related(earlier.phrase.span, "The other phrase.")])

    # ---- events and powers ----

    def check(self, clause: n.EventClause) -> Event:
        """An event or power with its guards and changes."""
        name = clause.name.text
        label = c.Label(name)
        holes = self.context.holes[name]
        scope = Scope(label).with_variables({hole.name: (hole.var, hole.kind) for hole in holes})
        self._adjacent_holes(clause)
        guards = self._guards(clause, scope)
        return Event(name, clause.word == "power", clause.phrase, holes, self._actor(clause), guards,
                     tuple(self.changes(clause.effects, scope)), label)

    def _guards(self, clause: n.EventClause, scope: Scope) -> tuple[c.Core, ...]:
        """When it may happen; a duty may be performed while it is open, and so once."""
        if isinstance(clause, n.DutyClause):
            duty = self.checker.duties.get(clause)
            return duty.guards if duty is not None else ()
        return (*self.checker.windows.guards(clause.window, scope), *self.provided(clause.provided, scope))

    def _adjacent_holes(self, clause: n.EventClause) -> None:
        parts = clause.phrase.parts
        for one, other in itertools.pairwise(parts):
            if isinstance(one, n.Hole) and isinstance(other, n.Hole):
                self.context.report("holes-touch", clause.phrase.span, f"Nothing parts the holes `{one.name}` and `{other.name}`.",
                                    "Put a word between them, as in `{Seller: Person} sells to {Buyer: Person}`.")

    def _actor(self, clause: n.EventClause) -> str:
        """Who acts: the subject with which the phrase begins."""
        first = clause.phrase.parts[0] if clause.phrase.parts else ""
        if isinstance(first, n.Hole):
            return first.name
        for declared in self.context.names.table.values():
            if declared.sort in ("organ", "person"):
                words = first.removeprefix("the ").split()
                if words[: len(declared.name.split())] == declared.name.split():
                    return declared.name
        self.context.report("nobody-acts", clause.phrase.span, "The phrase does not begin with the one who acts.",
                            "Begin it with a hole such as `{Buyer: Person}`, or with an organ or person such as `the Board`.")
        return ANYBODY

    def provided(self, provided: n.Expression | None, scope: Scope) -> list[c.Core]:
        """Each condition joined by `and` is a guard with a label of its own."""
        if provided is None:
            return []
        conjuncts = [provided]
        if isinstance(provided, n.Junction):
            words, items = self.checker.conditions.gathered(provided, scope)
            conjuncts = items if set(words) <= {"and"} else conjuncts
        found: list[c.Core] = []
        for node in conjuncts:
            label = self.context.part(scope.inside("proviso").label, "proviso", node.span)
            condition = self.checker.conditions.check(node, replace(scope, label=label))
            if condition is not None:
                found.append(c.Part(label, "drop", condition))
        return found

    # ---- effects ----

    def changes(self, effects: tuple[n.Effect, ...], scope: Scope) -> list[c.Change]:
        """The changes that effects make, each with its label."""
        found = []
        for effect in effects:
            label = self.context.part(scope.inside("effect").label, "effect", effect.span)
            inner = replace(scope, label=label).at_one_moment()
            condition = self.checker.conditions.check(effect.condition, inner) if effect.condition else None
            made = self._make(effect.change, inner)
            if made is not None and (effect.condition is None or condition is not None):
                found.append(c.Change(label, made, condition))
        return found

    def _make(self, change: n.Becomes | n.Moves | n.Ceases | n.Pairs, scope: Scope) -> c.SetTerm | c.SetPair | None:
        match change:
            case n.Pairs():
                return self._pairs(change, scope)
            case n.Ceases():
                return self._status(change.target, change.status, scope, c.Truth(False))
            case n.Becomes():
                if self._is_subject(change.target, scope):
                    return self._status(change.target, change.value, scope, c.Truth(True))
                return self._set("becomes", change.target, change.value, scope)
            case n.Moves():
                return self._set(change.word, change.target, change.value, scope)

    def _is_subject(self, node: n.Expression, scope: Scope) -> bool:
        """Whether the node names somebody or a thing, rather than a term."""
        if isinstance(node, n.Such):
            return True
        if not isinstance(node, n.Name):
            return False
        declared = self.context.names.find(node.text)
        return scope.lookup(node.text) is not None or (declared is not None and declared.sort != "term")

    def _status(self, target: n.Expression, status: n.Expression, scope: Scope, value: c.Core) -> c.SetTerm | None:
        who = self.checker.values.check(target, scope)
        declared = self.context.names.find(status.text) if isinstance(status, n.Name) else None
        term = self.checker.terms.get(declared.name, status.span) if declared and declared.sort == "term" else None
        if who is None:
            return None
        per = "Person" if who.kind == PERSON else who.core.name if isinstance(who.core, c.ActorIs) else None
        if term is None or term.kind != YES_NO or term.role != "state" or term.per != per:
            shown = status.text if isinstance(status, n.Name) else "this"
            self.context.report("cannot-become", status.span, f"Nothing can be made to become `{shown}` here.",
                                f"Declare it: `{shown} of a Person starts at no`. A term that `means` something follows from the facts.")
            return None
        return c.SetTerm("becomes", term.name, who.core if per == "Person" else None, value)

    def _set(self, word: str, target: n.Expression, value: n.Expression, scope: Scope) -> c.SetTerm | None:
        found = self.checker.values.check(target, scope)
        if found is None:
            return None
        if not isinstance(found.core, c.TermIs) or self.context.terms[found.core.term].role != "state":
            self.context.report("cannot-change", target.span, "Only a term that `starts at` a value can be changed.",
                                "Declare it with `X starts at ...`; what `is` or `means` something does not change by an event.")
            return None
        kind = self.context.terms[found.core.term].kind
        new = self.checker.values.check(value, scope)
        if new is None or not self._fits(kind, new, value, word):
            return None
        self.checker.terms.whole(new, kind, value)
        return c.SetTerm(word, found.core.term, found.core.subject, new.core)  # type: ignore[arg-type]

    def _fits(self, kind: Kind, new: Typed, node: n.Expression, word: str) -> bool:
        words = self.context.kind_words
        if word != "becomes" and not isinstance(kind, Number):
            self.context.report("not-a-number", node.span, f"{words(kind).capitalize()} does not increase or decrease.", "Write `becomes`.")
            return False
        if kind == new.kind or (kind == INSTANT and new.kind == MOMENT):
            return True
        code = "day-and-instant" if kind in TIMES and new.kind in TIMES else "unit-mismatch"
        self.context.report(code, node.span, f"The term is {words(kind)}, and this is {words(new.kind)}.",
                            "Write `close of business on ...`, `the start of ...` or `the end of ...` to make an instant of a day."
                            if code == "day-and-instant" else "Both must be of one kind.")
        return False

    def _pairs(self, change: n.Pairs, scope: Scope) -> c.SetPair | None:
        declared = self.context.names.find(change.relation.text)
        one, other = self.checker.values.person(change.one, scope), self.checker.values.person(change.other, scope)
        if declared is None or declared.sort != "relation":
            self.context.report("not-a-relation", change.relation.span, f"`{change.relation.text}` is not a relation between Persons.",
                                "Declare it: `Associate is a relation between Persons.`")
            return None
        if one is None or other is None:
            return None
        return c.SetPair(declared.name, one, other, change.joined)

    # ---- what goes with events, and by itself ----

    def attached(self, clause: n.Attached, label: c.Label) -> Companion | None:
        """`with each EVENT ...`."""
        found = self.checker.people.event(n.Noun(clause.event, span=clause.event.span), Scope(label))
        if found is None:
            return None
        event, variables, _ = found
        holes = self.context.holes[event]
        named = {hole.name: (var, hole.kind) for hole, var in zip(holes, variables, strict=True)}
        scope = Scope(label).with_variables(named)
        guards = [*self.checker.windows.guards(clause.window, scope), *self.provided(clause.provided, scope)]
        return Companion(event, variables, all_of(guards), tuple(self.changes(clause.effects, scope)), label)

    def on_date(self, clause: n.OnDate, label: c.Label) -> ByItself | None:
        """`on D: ...` happens when D has come."""
        value, _ = self.checker.windows.time(clause.date, Scope(label))
        if value is None:
            return None
        condition = c.CompareTime("on or after", c.NowIs(), value)
        return ByItself(None, condition, tuple(self.changes(clause.effects, Scope(label))), label)

    def whenever(self, clause: n.Whenever, label: c.Label) -> ByItself | None:
        """`whenever C first holds: ...`; with a Person described, once for each."""
        scope = Scope(label)
        node = clause.condition
        if isinstance(node, n.FirstBecomes):
            if isinstance(node.subject, n.Name) and node.subject.text == EVERYBODY:
                return self._whenever_each(node, clause, scope)
            said = n.IsValue(node.status, span=node.status.span)
            node = n.Predicated(node.subject, said, span=node.span)
        condition = self.checker.conditions.check(node, scope)
        if condition is None:
            return None
        return ByItself(None, condition, tuple(self.changes(clause.effects, scope)), label)

    def _whenever_each(self, node: n.FirstBecomes, clause: n.Whenever, scope: Scope) -> ByItself | None:
        var = self.context.fresh("Person")
        condition = self.checker.people.belongs(node.status, c.VarIs(var), scope)
        inner = scope.with_person(var)
        if condition is None:
            return None
        return ByItself(var, condition, tuple(self.changes(clause.effects, inner)), scope.label)

    def always(self, clause: n.Always, label: c.Label) -> Invariant | None:
        """`always C.`"""
        condition = self.checker.conditions.check(clause.condition, Scope(label))
        return Invariant(condition, label) if condition is not None else None
