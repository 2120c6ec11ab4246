"""Checks terms: what each is worth, of what kind, and that none defines itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl import core as c
from dsl import nodes as n
from dsl.check.context import Context
from dsl.check.limbs import limb_of, limbs_in
from dsl.check.names import EVERYBODY, LIMB_NAME, Declared
from dsl.check.scope import Scope, Typed
from dsl.check.wholes import is_whole
from dsl.diagnostics import one_of
from dsl.kinds import DAY, INSTANT, MOMENT, PERSON, YES_NO, Kind, Number, number_of
from dsl.plan import Term
from dsl.source import Span

if TYPE_CHECKING:
    from dsl.check.checker import Checker

TermClause = n.Fixed | n.Starts | n.Means | n.Input | n.OpenClause


class Terms:
    """The terms of a plan, each checked when it is first needed."""

    def __init__(self, context: Context, checker: Checker) -> None:
        self.context = context
        self.checker = checker
        self.limbs_missing: dict[str, str] = {}

    def get(self, name: str, at: Span) -> Term | None:
        """The checked term of a name that is declared as one; None after a mistake was reported."""
        if name in self.context.terms:
            return self.context.terms[name]
        if name in self.context.broken:
            return None
        if name in self.context.in_progress:
            self._circle(name, at)
            return None
        self.context.in_progress.append(name)
        term = self._check(self.context.names.table[name])
        self.context.in_progress.pop()
        if name in self.limbs_missing:
            self.context.report("no-such-limb", at, f"There is no `{name}`.", self.limbs_missing[name])
        if term is None or name in self.context.broken:
            self.context.broken.add(name)
            return None
        self.context.terms[name] = term
        return term

    def _circle(self, name: str, at: Span) -> None:
        circle = self.context.in_progress[self.context.in_progress.index(name) :]
        self.context.broken.update(circle)
        path = " › ".join((*circle, name))
        self.context.report("circular", at, f"`{name}` is defined by itself: {path}.",
                            "Define one of them without the others, or let it start at a value and be changed by events.")

    def _check(self, declared: Declared) -> Term | None:
        clause = declared.clause
        assert isinstance(clause, TermClause)
        if match := LIMB_NAME.fullmatch(declared.name):
            return self._limb(match[1], match[2].split(), declared)
        label = c.Label(declared.name)
        per, var, scope = self._head(clause, label)
        match clause:
            case n.Fixed():
                return self._fixed(clause, declared.name, label, per, var, scope)
            case n.Starts():
                return self._starts(clause, declared.name, label, per, var, scope)
            case n.Means():
                return self._means(clause, declared.name, label, per, var, scope)
            case n.Input():
                return self._input(clause, declared.name, label, per, var, scope)
            case n.OpenClause():
                kind = self.kind(clause.kind)
                if kind is None:
                    return None
                return Term(declared.name, "open", kind, per, var, None, label, clause.because)

    def _limb(self, name: str, labels: list[str], declared: Declared) -> Term | None:
        """The term that a limb of a term is by itself."""
        term = self.get(name, declared.span)
        if term is None or term.body is None:
            return None
        found = limb_of(term.body, tuple(labels))
        if found is None:
            there = [f"`{name} {' '.join(limb)}`" for limb in limbs_in(term.body)]
            self.limbs_missing[declared.name] = f"The limbs of `{name}` that can be named are {one_of(there, 'and')}." if there else f"`{name}` has no limbs."
            return None
        part, is_value = found
        return Term(declared.name, "means", term.kind if is_value else YES_NO, term.per, term.var, part, part.label)

    def _head(self, clause: TermClause, label: c.Label) -> tuple[str | None, c.Var | None, Scope]:
        of = clause.head.of
        if of is None:
            return None, None, Scope(label)
        if of.text == EVERYBODY:
            var = self.context.fresh("Person")
            return "Person", var, Scope(label).with_person(var)
        declared = self.context.names.find(of.text)
        if declared is None or declared.sort != "thing":
            things = [d.name for d in self.context.names.table.values() if d.sort == "thing"]
            self.context.report("term-of", of.span, f"A term cannot be one of `{of.text}`.",
                                self.context.names.likely(of.text, [EVERYBODY, *things])
                                or "Write `of a Person`" + (f", or of a thing: {', '.join(things)}." if things else "."))
            self.context.broken.add(clause.head.name.text)
            return None, None, Scope(label)
        return declared.name, None, Scope(label)

    def kind(self, note: n.KindNote) -> Kind | None:
        """A kind as written after `in` or `as`."""
        if note.word == "day":
            return DAY
        if note.word == "instant":
            return INSTANT
        if note.word == "yes or no":
            return YES_NO
        if note.word == "term":
            if note.term == EVERYBODY:
                return PERSON
            self.context.report("unknown-kind", note.span, f"I know no kind of value `{note.term}`.",
                                "Write `in` and a unit, `as a day`, `as an instant`, `as yes or no` or `as a Person`.")
            return None
        assert note.unit is not None
        if note.unit == "percent":
            return number_of("percent", self._unit(note.per, note.span) if note.per else None)
        unit = self._unit(note.unit, note.span)
        per = self._unit(note.per, note.span) if note.per else None
        return number_of(unit, per) if unit and (per or not note.per) else None

    def _unit(self, word: str, span: Span) -> str | None:
        unit = self.context.names.unit(word)
        if unit is None:
            self.context.report("unknown-unit", span, f"I know no unit `{word}`.",
                                self.context.names.close_to(word, [*self.context.names.units, "percent"]))
        return unit.name if unit else None

    def _fixed(self, clause: n.Fixed, name: str, label: c.Label, per: str | None, var: c.Var | None, scope: Scope) -> Term | None:
        value = self.checker.values.check(clause.value, scope)
        if value is None:
            return None
        return Term(name, "fixed", self._settled(value.kind), per, var, value.core, label)

    def _starts(self, clause: n.Starts, name: str, label: c.Label, per: str | None, var: c.Var | None, scope: Scope) -> Term | None:
        if clause.value is None:
            assert clause.kind is not None
            kind = self.kind(clause.kind)
            return Term(name, "state", kind, per, var, None, label) if kind else None
        value = self.checker.values.check(clause.value, scope)
        if value is None:
            return None
        self.whole(value, value.kind, clause.value)
        return Term(name, "state", self._settled(value.kind), per, var, value.core, label)

    def _settled(self, kind: Kind) -> Kind:
        """What is kept of a moment is an instant."""
        return INSTANT if kind == MOMENT else kind

    def whole(self, value: Typed, kind: Kind, node: n.Expression) -> None:
        """Report a value that may be a fraction where its unit comes in wholes."""
        if not isinstance(kind, Number) or len(kind.units) != 1 or kind.units[0][1] != 1:
            return
        unit = self.context.names.units[kind.units[0][0]]
        if unit.whole and not is_whole(value.core, self.context.terms, self.context.names.units):
            self.context.report("not-whole", node.span, f"This may be a fraction, and {unit.name} come in wholes only.",
                                f"Write `rounded down to a whole {unit.singular} of (...)`, or `rounded up`.")

    def _means(self, clause: n.Means, name: str, label: c.Label, per: str | None, var: c.Var | None, scope: Scope) -> Term | None:
        if isinstance(clause.meaning, n.Noun):
            return self._described(clause.meaning, name, label, per)
        if clause.word == "that":
            condition = self.checker.conditions.check(clause.meaning, scope)
            return Term(name, "means", YES_NO, per, var, condition, label) if condition is not None else None
        if isinstance(clause.meaning, n.AnyTerm):
            return self._class(clause.meaning, name, label, per)
        value = self.checker.values.check(clause.meaning, scope)
        return Term(name, "means", value.kind, per, var, value.core, label) if value else None

    def _described(self, noun: n.Noun, name: str, label: c.Label, per: str | None) -> Term | None:
        var = self.context.fresh("Person")
        if per is not None:
            self.context.report("status-of", noun.span, "A status is defined without `of`.", f"Write `{name} means a Person ...`.")
            return None
        condition = self.checker.people.noun(noun, var, Scope(label))
        return Term(name, "means", YES_NO, "Person", var, condition, label) if condition is not None else None

    def _class(self, node: n.AnyTerm, name: str, label: c.Label, per: str | None) -> Term | None:
        var = self.context.fresh("Person")
        parts = []
        for index, item in enumerate(node.items, 1):
            part = self.context.part(c.Label(label.clause, (f"item {index}",)), "item", item.span)
            belongs = self.checker.people.belongs(item, c.VarIs(var), Scope(label))
            if belongs is not None:
                parts.append(c.Part(part, "drop", belongs))
        if len(parts) < len(node.items) or per is not None:
            return None
        return Term(name, "means", YES_NO, "Person", var, c.Any(tuple(parts)), label)

    def _input(self, clause: n.Input, name: str, label: c.Label, per: str | None, var: c.Var | None, scope: Scope) -> Term | None:
        kind = self.kind(clause.kind)
        if kind is None:
            return None
        default = None
        if clause.default is not None:
            found = self.checker.values.check(clause.default, scope)
            if found is None:
                return None
            if found.kind != kind:
                words = self.context.kind_words
                self.context.report("unit-mismatch", clause.default.span, f"The default is {words(found.kind)}, the input {words(kind)}.", "Both must be of one kind.")
                return None
            default = found.core
        return Term(name, "state" if clause.at_the_start else "input", kind, per, var, default, label, "input")
