"""Checks what an event, a power or a date changes: terms that become something, pairs that are joined or parted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dsl import core as c
from dsl import nodes as n
from dsl.check.advice import of_another, of_words
from dsl.check.context import Context
from dsl.check.names import EVERYBODY
from dsl.check.scope import Scope, Typed
from dsl.kinds import INSTANT, MOMENT, PERSON, TIMES, YES_NO, Kind, Number

if TYPE_CHECKING:
    from dsl.check.checker import Checker


class Changes:
    """The checks of effects."""

    def __init__(self, context: Context, checker: Checker) -> None:
        self.context = context
        self.checker = checker

    def check(self, effects: tuple[n.Effect, ...], scope: Scope) -> tuple[c.Change, ...]:
        """The changes that effects make, each with its label; those left out were reported."""
        found = []
        for effect in effects:
            label = self.context.part(scope.inside("effect").label, "effect", effect.span)
            inner = replace(scope, label=label).at_one_moment()
            condition = self.checker.conditions.check(effect.condition, inner) if effect.condition else None
            made = self._make(effect.change, inner)
            if made is not None and (effect.condition is None or condition is not None):
                found.append(c.Change(label, made, condition))
        return tuple(found)

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
            usual = (f"Nothing can be made to become `{shown}` here.",
                     f"Declare it: `{shown} of {of_words(self.context.names, per or EVERYBODY)} starts at no`. A term that `means` something follows from the facts.", ())
            self.context.report("cannot-become", status.span, *(of_another(self.checker, declared, term, per or EVERYBODY) or usual))
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
