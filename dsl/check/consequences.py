"""Checks consequences, by which plans are compared; in them, and there only, a power may be said to be open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from dsl import core as c
from dsl import nodes as n
from dsl.check.context import Context
from dsl.check.scope import Scope
from dsl.diagnostics import Related, one_of
from dsl.kinds import ORGAN, PERSON
from dsl.plan import Consequence, Event, HoleOf
from dsl.rewritten import with_person

if TYPE_CHECKING:
    from dsl.check.checker import Checker


class Consequences:
    """The checks of `consequence` clauses, which come when every event is known."""

    def __init__(self, context: Context, checker: Checker) -> None:
        self.context = context
        self.checker = checker
        self._events: Mapping[str, Event] | None = None  # None outside of a consequence

    def check(self, clauses: Iterable[n.Anything], events: Mapping[str, Event]) -> dict[str, Consequence]:
        """The consequences that the clauses declare."""
        found: dict[str, Consequence] = {}
        seen: dict[str, n.ConsequenceClause] = {}
        self._events = events
        for clause in clauses:
            if isinstance(clause, n.ConsequenceClause):
                name = clause.name.text
                if name in seen:
                    self.context.report("consequence-twice", clause.name.span, f"There are two consequences `{name}`.",
                                        "Give each a name of its own.", [Related(seen[name].name.span, "The first of them.")])
                    continue
                seen[name] = clause
                condition = self.checker.conditions.check(clause.condition, Scope(c.Label(f"consequence {name}")))
                if condition is not None:
                    power = clause.condition.event.text if isinstance(clause.condition, n.MayHappen) else ""
                    found[name] = Consequence(name, condition, clause.stricter, power)
        self._events = None
        return found

    def may_happen(self, node: n.MayHappen) -> c.Core | None:
        """`Redemption may happen`: all that it asks for holds, whoever of those that its phrase leaves open does it."""
        if self._events is None:
            self.context.report("may-happen", node.span, "`may happen` is said in a `consequence` only.",
                                "Elsewhere write the condition out, or ask `when may Redemption happen?`.")
            return None
        event = self._events.get(node.event.text)
        if event is None:
            self.context.report("not-a-power", node.event.span, f"`{node.event.text}` is nothing that may happen.",
                                self.context.names.close_to(node.event.text, self._events))
            return None
        chosen = [hole.name for hole in event.holes if hole.kind not in (ORGAN, PERSON)]
        if chosen:
            self.context.report("chosen-amount", node.span, f"Whether `{event.name}` may happen turns on {one_of([f'`{name}`' for name in chosen], 'and')}, still to be chosen.",
                                "Write out the condition that is meant, as in `no Person has become an Acquiring Person`.")
            return None
        found: c.Core = c.All(event.guards)
        for hole in event.holes:
            found = self._by_somebody(found, hole)
        return found

    def _by_somebody(self, condition: c.Core, hole: HoleOf) -> c.Core:
        """That a condition holds of some organ, or of some person."""
        if hole.kind == ORGAN:
            organs = [declared.name for declared in self.context.names.table.values() if declared.sort == "organ"]
            return c.Any(tuple(with_person(condition, hole.var, c.ActorIs(name)) for name in organs))
        var = self.context.fresh("Person")
        people = c.HasKind(c.VarIs(var), hole.person_kind) if hole.person_kind else c.All(())
        return c.Quantifier("some", var, people, with_person(condition, hole.var, c.VarIs(var)))
