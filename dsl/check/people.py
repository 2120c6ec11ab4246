"""Checks persons described, and events described: a variable and a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl import core as c
from dsl import nodes as n
from dsl.check.advice import of_another
from dsl.check.context import Context
from dsl.check.names import EVERYBODY, singulars
from dsl.check.scope import Scope
from dsl.kinds import PERSON, YES_NO
from dsl.source import Span

if TYPE_CHECKING:
    from dsl.check.checker import Checker

YES = c.Truth(True)


def all_of(conditions: list[c.Core]) -> c.Core:
    """Every one of the conditions, said as simply as possible."""
    wanted = [condition for condition in conditions if condition != YES]
    return wanted[0] if len(wanted) == 1 else c.All(tuple(wanted)) if wanted else YES


class People:
    """The checks of nouns, groups and classes."""

    def __init__(self, context: Context, checker: Checker) -> None:
        self.context = context
        self.checker = checker

    def group(self, people: n.People, var: c.Var, scope: Scope) -> c.Core | None:
        """The condition on `var` that makes it one of the people named."""
        match people:
            case n.Noun():
                return self.noun(people, var, scope)
            case n.AndIts():
                person = self.checker.values.person(people.person, scope)
                if person is None:
                    return None
                related = self._related(people.relation, c.VarIs(var), person)
                return c.Any((c.Same(c.VarIs(var), person), related)) if related else None
            case n.OnlyIts():
                if scope.owner is None:
                    self.context.report("no-such-person", people.span, "No Person has been introduced before `its`.",
                                        "Introduce one with `some Person` or `of a Person`, or use a name.")
                    return None
                return self._related(people.relation, c.VarIs(var), scope.owner)

    def _related(self, relation: n.Name, one: c.Core, other: c.Core) -> c.Core | None:
        declared = self.context.names.find(relation.text)
        if declared is None or declared.sort != "relation":
            self.context.report("not-a-relation", relation.span, f"`{relation.text}` is not a relation between Persons.",
                                self.context.names.close_to(relation.text, self._relations()))
            return None
        return c.Related(declared.name, one, other) if self.two(one, other, relation.span) else None

    def two(self, one: c.Core, other: c.Core, span: Span) -> bool:
        """Whether the two persons of a comparison are not one by the very words."""
        if one == other:
            self.context.report("same-person", span, "Both sides of this are the same Person.",
                                "`such Person` is the Person last introduced: describe one of the two by its kind, as `some Stockholder`, or by a name.")
        return one != other

    def same(self, one: c.Core, other: c.Core, span: Span) -> c.Core | None:
        """That a person is another."""
        return c.Same(one, other) if self.two(one, other, span) else None

    def _relations(self) -> list[str]:
        return [d.name for d in self.context.names.table.values() if d.sort == "relation"] or ["Associate"]

    def noun(self, noun: n.Noun, var: c.Var, scope: Scope) -> c.Core | None:
        """`a Stockholder, other than Buyer, whose ...` as a condition on `var`."""
        inner = scope.with_person(var, noun.name.text)
        head = self.belongs(noun.name, c.VarIs(var), scope)
        found: list[c.Core | None] = [head]
        for excluded in noun.excluded:
            found.append(self._exclusion(excluded, var, inner, scope))
        for relative in noun.relatives:
            found.append(self._relative(relative, var, inner))
        if any(condition is None for condition in found):
            return None
        return all_of([condition for condition in found if condition is not None])

    def _exclusion(self, node: n.Expression, var: c.Var, inner: Scope, outer: Scope) -> c.Core | None:
        label = self.context.part(inner.inside("other than").label, "exception", node.span)
        belongs = self.belongs(node, c.VarIs(var), outer)
        return c.Part(label, "drop", c.Not(belongs)) if belongs is not None else None

    def _relative(self, relative: n.Relative, var: c.Var, inner: Scope) -> c.Core | None:
        if relative.word == "at which":
            self.context.report("at-which-person", relative.span, "`at which` describes an event, not a Person.",
                                "Write `whose ...`, `who is ...` or `for whom ...`.")
            return None
        label = self.context.part(inner.inside(relative.word).label, "condition", relative.span)
        inner = inner.labelled(label)
        if isinstance(relative.condition, PREDICATES):
            condition = self.checker.conditions.predicate(c.VarIs(var), PERSON, relative.condition, inner)
        else:
            condition = self.checker.conditions.check(relative.condition, inner)
        return c.Part(label, "drop", condition) if condition is not None else None

    # ---- classes: what somebody may be ----

    def belongs(self, node: n.Expression, person: c.Core, scope: Scope) -> c.Core | None:
        """The condition that a person is what the node names: a kind, a status, or somebody."""
        match node:
            case n.Name():
                return self._belongs_to_name(node, person, scope)
            case n.AnyTerm():
                parts = []
                for item in node.items:
                    parts.append(self.belongs(item, person, scope))
                    if isinstance(item, n.Such) and (named := scope.such(item.noun.text)) is not None:
                        scope = scope.referring_to(named)  # `such Person or its Associates`
                return c.Any(tuple(p for p in parts if p is not None)) if None not in parts else None
            case n.Of() if isinstance(node.left, n.Name) and self._is_relation(node.left):
                other = self.checker.values.person(node.right, scope)
                return self._related(node.left, person, other) if other is not None else None
            case n.Its() if self._is_relation(node.term):
                if scope.owner is None:
                    return None
                return self._related(node.term, person, scope.owner)
            case _:
                other = self.checker.values.person(node, scope)
                return self.same(person, other, node.span) if other is not None else None

    def _is_relation(self, name: n.Name) -> bool:
        declared = self.context.names.find(name.text)
        return declared is not None and declared.sort == "relation"

    def _belongs_to_name(self, node: n.Name, person: c.Core, scope: Scope) -> c.Core | None:
        bound = scope.lookup(node.text)
        if bound or node.text in scope.cast:
            other = self.checker.values.person(node, scope)
            return self.same(person, other, node.span) if other is not None else None
        if EVERYBODY in singulars(node.text):
            return YES
        declared = self.context.names.find(node.text)
        if declared is None:
            self.checker.values.check(node, scope)  # reports the unknown name
            return None
        if declared.sort == "kind":
            return c.HasKind(person, declared.name)
        if declared.sort == "person":
            return c.Same(person, c.ActorIs(declared.name))
        if declared.sort == "term":
            return self._has_status(node, declared.name, person)
        self.context.report("not-a-status", node.span, f"Nobody can be `{declared.name}`.",
                            "Name a kind of Person, a status that the plan defines, or a person.")
        return None

    def _has_status(self, node: n.Name, name: str, person: c.Core) -> c.Core | None:
        term = self.checker.terms.get(name, node.span)
        if term is None:
            return None
        if term.per != "Person" or term.kind != YES_NO:
            usual = (f"`{name}` is no status of a Person.", "A status is defined by `X means a Person ...`, or starts as `X of a Person starts at no`.", ())
            self.context.report("not-a-status", node.span, *(of_another(self.checker, self.context.names.find(name), term, EVERYBODY) or usual))
            return None
        return c.TermIs(name, person)

    # ---- events described ----

    def event(self, noun: n.Noun, scope: Scope) -> tuple[str, tuple[c.Var, ...], c.Core] | None:
        """`Announcement whose Stake is ...`: the event, its variables, the condition."""
        declared = self.context.names.find(noun.name.text)
        if declared is None or declared.sort != "event":
            events = [d.name for d in self.context.names.table.values() if d.sort == "event"]
            self.context.report("not-an-event", noun.name.span, f"`{noun.name.text}` is not an event.",
                                self.context.names.close_to(noun.name.text, events or ["Purchase"]))
            return None
        if noun.excluded:
            self.context.report("event-exception", noun.span, "An event has no `other than`.",
                                "Write `whose Holder is not ...`.")
            return None
        holes = self.context.holes[declared.name]
        fresh = {hole.name: (self.context.fresh(hole.name), hole.kind) for hole in holes}
        inner = scope.with_variables(fresh).at_one_moment()
        found = [self._event_condition(relative, inner) for relative in noun.relatives]
        if None in found:
            return None
        condition = all_of([condition for condition in found if condition is not None])
        return declared.name, tuple(fresh[hole.name][0] for hole in holes), condition

    def _event_condition(self, relative: n.Relative, inner: Scope) -> c.Core | None:
        if relative.word in ("who", "for whom") or isinstance(relative.condition, PREDICATES):
            self.context.report("who-event", relative.span, f"`{relative.word}` describes a Person, not an event.",
                                "Write `whose Holder is ...` or `at which ...`.")
            return None
        label = self.context.part(inner.inside(relative.word).label, "condition", relative.span)
        inner = inner.labelled(label)
        condition = self.checker.conditions.check(relative.condition, inner)
        return c.Part(label, "drop", condition) if condition is not None else None


PREDICATES = (n.Compared, n.Timed, n.IsValue, n.IsNeither, n.IsSet, n.DutyIs, n.HasBecome, n.HasValue)
