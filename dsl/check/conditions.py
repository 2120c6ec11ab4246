"""Checks conditions: comparisons, statuses, `some Person ...`, lists of limbs."""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dsl import core as c
from dsl import nodes as n
from dsl.check.advice import of_another, part_of_what, status_of_persons, with_per
from dsl.check.context import Context, Spoken
from dsl.check.scope import Scope
from dsl.kinds import COUNT, DAY, INSTANT, MOMENT, ORGAN, PERSON, RATIO, THING, TIMES, YES_NO, Kind, Number

if TYPE_CHECKING:
    from dsl.check.checker import Checker

ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
         "xvi", "xvii", "xviii", "xix", "xx"]  # fmt: skip


class Conditions:
    """The checks of conditions; each gives the checked form, or None after reporting why."""

    def __init__(self, context: Context, checker: Checker) -> None:
        self.context = context
        self.checker = checker

    def check(self, node: n.Expression, scope: Scope) -> c.Core | None:
        """A condition of any form."""
        with self.context.one_condition():
            found = self._of_any_form(node, scope)
        assert found is not None or self.context.mistakes, "a form was refused and nobody was told"
        return found

    def _of_any_form(self, node: n.Expression, scope: Scope) -> c.Core | None:
        match node:
            case n.Junction():
                return self.checker.junctions.check(node, scope)
            case n.Negation():
                body = self.check(node.body, scope)
                return c.Not(body) if body is not None else None
            case n.Reads():
                return self.reads(node)
            case n.Happened():
                return self._happened(node, scope)
            case n.MayHappen():
                return self.checker.consequences.may_happen(node)
            case n.Predicated():
                return self._predicated(node, scope)
            case n.Listed():
                return self._listed(node, scope)
            case n.Quantified() | n.AnyTerm():
                self.context.report("half-a-condition", node.span, "This names people, and says nothing of them.",
                                    "Add what is said: `some Person is an Acquiring Person`.")
                return None
            case _:
                return self._bare(node, scope)

    def _bare(self, node: n.Expression, scope: Scope) -> c.Core | None:
        found = self.checker.values.check(node, scope)
        if found is None:
            return None
        if found.kind != YES_NO:
            self.context.report("half-a-condition", node.span, f"This is {self.context.kind_words(found.kind)}, not a condition.",
                                "Add what is said of it: `is at least ...`, `is on or before ...`, `is set`.")
            return None
        return found.core

    # ---- limbs ----

    def _listed(self, node: n.Listed, scope: Scope) -> c.Core | None:
        found = []
        for limb in node.limbs:
            inner = scope.inside(limb.label)
            label = self.context.part(inner.label, "limb", limb.span, limb, limb.sources)
            body = self.check(limb.body, replace(inner, label=label))
            if body is not None:
                found.append(c.Part(label, "drop", body))
        self.limb_order(node.limbs)
        if len(found) < len(node.limbs):
            return None
        return c.All(tuple(found)) if node.word == "all" else c.Any(tuple(found))

    def limb_order(self, limbs: Sequence[n.Limb]) -> None:
        """Limbs are lettered or numbered in order, from wherever the list begins."""
        labels = [limb.label.strip("()") for limb in limbs]
        for series in (ROMAN, list(string.ascii_lowercase), list(string.ascii_uppercase),
                       [str(i) for i in range(1, 100)]):  # fmt: skip
            if labels[0] in series:
                start = series.index(labels[0])
                if labels == series[start : start + len(labels)]:
                    return
        wrong = next((limb for limb, other in zip(limbs[1:], limbs, strict=False) if limb.label == other.label), limbs[-1])
        self.context.report("limb-order", wrong.span, f"The limbs {', '.join(limb.label for limb in limbs)} are not in order.",
                            "Number them (i), (ii), (iii) or letter them (A), (B), (C), each once.")

    # ---- readings and events ----

    def reads(self, node: n.Reads) -> c.Core | None:
        """`Later Dates reads Override`."""
        declared = self.context.names.find(node.reading.text)
        if declared is None or not isinstance(declared.clause, n.ReadingClause):
            readings = [d.name for d in self.context.names.table.values() if d.sort == "reading"]
            self.context.report("not-a-reading", node.reading.span, f"`{node.reading.text}` is not a reading.",
                                self.context.names.close_to(node.reading.text, readings or ["Later Dates"]))
            return None
        options = [option.name.text for option in declared.clause.options]
        if node.option.text not in options:
            self.context.report("not-an-option", node.option.span, f"`{declared.name}` has no option `{node.option.text}`.",
                                f"Its options are {', '.join(f'`{option}`' for option in options)}.")
            return None
        return c.ReadingIs(declared.name, node.option.text)

    def _happened(self, node: n.Happened, scope: Scope) -> c.Core | None:
        found = self.checker.people.event(node.subject.noun, scope)
        if found is None:
            return None
        if node.subject.word == "every":
            self.context.report("every-event", node.span, "`every` does not go with `has happened`.", "Write `some` or `no`.")
            return None
        occurred = c.HasOccurred(*found)
        return c.Not(occurred) if node.subject.word == "no" else occurred

    # ---- something said of somebody ----

    def _predicated(self, node: n.Predicated, scope: Scope) -> c.Core | None:
        subject = node.subject
        if isinstance(node.predicate, n.DutyIs):
            return self.checker.duties.said(subject, node.predicate)
        if isinstance(subject, n.Quantified):
            return self._quantified(subject, node.predicate, scope)
        values, said = self.checker.values, node.predicate
        timed, remembered = isinstance(said, n.Timed), isinstance(said, n.HasBecome)
        typed = values.times.beside_time(subject, scope) if timed else values.check(subject, scope.over_time() if remembered else scope)
        if typed is None:
            values.named.look_up(said, scope)
            return None
        inner = scope.referring_to(typed.core) if typed.kind == PERSON else scope
        return self.predicate(typed.core, typed.kind, node.predicate, inner, node)

    def _quantified(self, subject: n.Quantified, predicate: n.Predicate, scope: Scope) -> c.Core | None:
        if self._names_event(subject.noun):
            self.context.report("event-as-person", subject.span, f"`{subject.noun.name.text}` is an event, not a Person.",
                                f"Write `{subject.word} {subject.noun.name.text} ... has happened`.")
            return None
        var = self.context.fresh("Person")
        people = self.checker.people.noun(subject.noun, var, scope)
        body = self.predicate(c.VarIs(var), PERSON, predicate, scope.with_person(var, subject.noun.name.text, implicit=False))
        self.context.spoken_of.append(Spoken(scope.label, subject.noun.name.text, var))
        if people is None or body is None:
            return None
        if subject.word == "no":
            return c.Not(c.Quantifier("some", var, people, body))
        return c.Quantifier("some" if subject.word == "some" else "every", var, people, body)

    def _names_event(self, noun: n.Noun) -> bool:
        declared = self.context.names.find(noun.name.text)
        return declared is not None and declared.sort == "event"

    def predicate(
        self, subject: c.Core, kind: Kind, said: n.Predicate, scope: Scope, node: n.Predicated | None = None
    ) -> c.Core | None:
        """What is said of a subject whose kind is known."""
        match said:
            case n.Compared():
                return self._compared(subject, kind, said, scope, node)
            case n.Timed():
                return self._timed(subject, kind, said, scope)
            case n.IsValue():
                found = self._is(subject, kind, said.value, scope)
                return c.Not(found) if said.negated and found is not None else found
            case n.IsNeither():
                left, right = self._is(subject, kind, said.left, scope), self._is(subject, kind, said.right, scope)
                return c.Not(c.Any((left, right))) if left is not None and right is not None else None
            case n.IsSet():
                return c.Not(c.IsSetIs(subject)) if said.negated else c.IsSetIs(subject)
            case n.DutyIs():
                self.context.report("not-a-duty", said.span, f"Only a duty is `{said.word}`.", "Name a duty of the plan.")
                return None
            case n.HasBecome():
                found = self._is(subject, kind, said.value, scope.over_time())
                return c.EverHeld(found) if found is not None else None
            case n.HasValue():
                return self._has_value(subject, kind, said, scope)

    def _has_value(self, subject: c.Core, kind: Kind, said: n.HasValue, scope: Scope) -> c.Core | None:
        if kind != PERSON:
            self.context.report("wrong-kind", said.span, f"This is said of {self.context.kind_words(kind)}.", "`has ... of at least` is said of a Person.")
            return None
        inner = replace(scope, owner=subject, implicit=subject)
        owned = self.checker.values.check(said.term, inner)
        if owned is None:
            return None
        compared = n.Compared(said.word, said.value, span=said.span)
        return self.predicate(owned.core, owned.kind, compared, scope)

    def _compared(
        self, subject: c.Core, kind: Kind, said: n.Compared, scope: Scope, node: n.Predicated | None
    ) -> c.Core | None:
        if not isinstance(kind, Number):
            help_text = "Dates are compared with `before`, `after`, `on or before`, `on or after`." if kind in TIMES else "Only numbers are compared so."
            self.context.report("not-a-number", node.subject.span if node else said.span,
                                f"This is {self.context.kind_words(kind)}, which cannot be `{said.word}` anything.", help_text)
            return None
        right = self.checker.values.number(said.value, scope)
        if right is None or not self._same_unit(kind, right.kind, said.value):
            return None
        return c.Compare(said.word, subject, right.core)

    def _same_unit(self, left: Kind, right: Kind, node: n.Expression) -> bool:
        if left == right:
            return True
        words = self.context.kind_words
        help_text = part_of_what(left, right)
        if COUNT in (left, right):
            help_text = "How many people there are is written `3 Persons`."
        elif RATIO not in (left, right) and isinstance(node, n.Quantity) and (meant := with_per(node, left, self.context.names.units)):
            help_text = f"Write `{meant}`."
        self.context.report("unit-mismatch", node.span, f"I cannot compare {words(left)} with {words(right)}.", help_text)
        return False

    def _timed(self, subject: c.Core, kind: Kind, said: n.Timed, scope: Scope) -> c.Core | None:
        right = self.checker.values.times.beside_time(said.value, scope)
        if right is None:
            return None
        for side, span in ((kind, said.span), (right.kind, said.value.span)):
            if side not in TIMES:
                self.context.report("not-a-date", span, f"This is {self.context.kind_words(side)}, not a date.",
                                    f"`{said.word}` compares days, instants and moments.")
                return None
        if {kind, right.kind} == {DAY, INSTANT}:
            self.context.report("day-and-instant", said.span, "Here a day is compared with an instant.",
                                "Write `close of business on ...` (or `the start of`, `the end of`) for the day, or `the day of ...` for the instant.")
            return None
        return c.CompareTime(said.word, subject, right.core)

    def _is(self, subject: c.Core, kind: Kind, value: n.Expression, scope: Scope) -> c.Core | None:
        """`is V`: somebody is of a status, or two values are the same."""
        if kind == PERSON:
            return self.checker.people.belongs(value, subject, scope)
        if kind == THING:
            return self._thing_is(subject, value)
        if isinstance(value, n.AnyTerm):
            parts = [self._is(subject, kind, item, scope) for item in value.items]
            return c.Any(tuple(p for p in parts if p is not None)) if None not in parts else None
        if kind == ORGAN and (status := status_of_persons(self.checker, value)):
            self.context.report("organ-as-person", value.span, f"This is said of an organ of the Company, which is no Person: it is neither {status} nor not.",
                                f"Say it of a Person; `who is {status}?` asks who is.")
            return None
        right = self.checker.values.check(value, scope)
        if right is None:
            return None
        if isinstance(kind, Number) and isinstance(right.kind, Number):
            return c.Same(subject, right.core) if self._same_unit(kind, right.kind, value) else None
        if kind != right.kind and {kind, right.kind} != {INSTANT, MOMENT}:
            words = self.context.kind_words
            code = "day-and-instant" if kind in TIMES and right.kind in TIMES else "wrong-kind"
            self.context.report(code, value.span, f"I cannot say of {words(kind)} that it is {words(right.kind)}.",
                                "Both must be of one kind." if kind != ORGAN else "Name an organ, such as `the Board`.")
            return None
        return c.Same(subject, right.core)

    def _thing_is(self, subject: c.Core, value: n.Expression) -> c.Core | None:
        assert isinstance(subject, c.ActorIs)
        if isinstance(value, n.AnyTerm):
            parts = [self._thing_is(subject, item) for item in value.items]
            return c.Any(tuple(p for p in parts if p is not None)) if None not in parts else None
        declared = self.context.names.find(value.text) if isinstance(value, n.Name) else None
        term = self.checker.terms.get(declared.name, value.span) if declared and declared.sort == "term" else None
        if declared is not None and declared.name in self.context.broken:
            return None  # what is wrong with it has been said
        if term is None or term.per != subject.name or term.kind != YES_NO:
            statuses = [t.name for t in self.context.terms.values() if t.per == subject.name]
            shown = value.text if isinstance(value, n.Name) else "this"
            help_text = self.context.names.close_to(shown, statuses) if statuses else f"Define it with `X of the {subject.name} means that ...`."
            told = of_another(self.checker, declared, term, subject.name) or (f"`{shown}` is no status of the {subject.name}.", help_text, ())
            self.context.report("not-a-status", value.span, *told)
            return None
        return c.TermIs(term.name)
