"""Checks events, powers, what goes with them, and what happens by itself."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dsl import core as c
from dsl import nodes as n
from dsl.check.context import Context
from dsl.check.names import EVERYBODY, Declared
from dsl.check.people import all_of
from dsl.check.scope import Scope
from dsl.diagnostics import Related, one_of
from dsl.kinds import DAY, ORGAN, PERSON, Kind, number_of
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
            declared = self.context.names.find(part.name)
            if part.name in found or declared is not None:
                self._report_taken(part.name, clause, declared)
            kind, person_kind = self._hole_kind(part, clause)
            found[part.name] = HoleOf(part.name, f"{clause.name.text}.{part.name}", kind, person_kind)
        if clause.name.text not in self.context.holes:
            self.context.holes[clause.name.text] = tuple(found.values())

    def _report_taken(self, name: str, clause: n.EventClause, declared: Declared | None) -> None:
        """A hole has the name of another, or of what is declared; where that is in a file which uses the one of the hole, it is what has to change."""
        hole, clauses = clause.phrase.span, self.checker.clauses
        is_further = declared is not None and declared.span.file != hole.file and declared.clause in clauses[clauses.index(clause) :]
        if declared is None or not is_further:
            self.context.report("name-taken", hole, f"The hole `{name}` has the name of something else.", "Give the hole another name.")
        elif all(told.span != declared.span for told in self.context.mistakes):
            related = (Related(hole, "The hole is here."),)
            self.context.report("name-taken", declared.span, f"`{name}` is the name of a hole of `{clause.name.text}`.", "Give this another name.", related)

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
                     self.checker.changes.check(clause.effects, scope), label)

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
                begins = words[: len(declared.name.split())]
                if begins == declared.name.split():
                    return declared.name
                if " ".join(begins).rstrip(",;:") == declared.name:
                    self.context.report("nobody-acts", clause.phrase.span, f"Right after `{declared.name}` the phrase has a `{begins[-1][-1]}`.",
                                        f"Write who acts and then what they do, as `the {declared.name} ...`; how it is done comes after, or is left out.")
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
            words, items = self.checker.junctions.gathered(provided, scope)
            conjuncts = items if set(words) <= {"and"} else conjuncts
        found: list[c.Core] = []
        for node in conjuncts:
            label = self.context.part(scope.inside("proviso").label, "proviso", node.span)
            condition = self.checker.conditions.check(node, replace(scope, label=label))
            if condition is not None:
                found.append(c.Part(label, "drop", condition))
        return found

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
        return Companion(event, variables, all_of(guards), self.checker.changes.check(clause.effects, scope), label)

    def on_date(self, clause: n.OnDate, label: c.Label) -> ByItself | None:
        """`on D: ...` happens when D has come."""
        value, _ = self.checker.windows.time(clause.date, Scope(label))
        if value is None:
            return None
        condition = c.CompareTime("on or after", c.NowIs(), value)
        return ByItself(None, condition, self.checker.changes.check(clause.effects, Scope(label)), label)

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
        return ByItself(None, condition, self.checker.changes.check(clause.effects, scope), label)

    def _whenever_each(self, node: n.FirstBecomes, clause: n.Whenever, scope: Scope) -> ByItself | None:
        var = self.context.fresh("Person")
        condition = self.checker.people.belongs(node.status, c.VarIs(var), scope)
        inner = scope.with_person(var)
        if condition is None:
            return None
        return ByItself(var, condition, self.checker.changes.check(clause.effects, inner), scope.label)

    def always(self, clause: n.Always, label: c.Label) -> Invariant | None:
        """`always C.`"""
        condition = self.checker.conditions.check(clause.condition, Scope(label))
        return Invariant(condition, label) if condition is not None else None
