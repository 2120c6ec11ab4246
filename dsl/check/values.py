"""Checks values: numbers with units, dates, persons.

Each function takes a node and a scope, and gives a `Typed` value, or None
after it has reported why there is none.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from dsl import core as c
from dsl import nodes as n
from dsl.check.advice import somebody
from dsl.check.context import Context
from dsl.check.names import EVERYBODY, singulars
from dsl.check.scope import Scope, Typed
from dsl.kinds import (
    CALENDAR,
    COUNT,
    DAY,
    INSTANT,
    MOMENT,
    ORGAN,
    PERSON,
    RATIO,
    THING,
    TIMES,
    YES_NO,
    Kind,
    Number,
    number_of,
)  # fmt: skip

if TYPE_CHECKING:
    from dsl.check.checker import Checker
MOST_SHIFTED = {"days": 100_000, "months": 3_000, "years": 250}


class Values:
    """The checks of values; `checker` has those of conditions and terms."""

    def __init__(self, context: Context, checker: Checker) -> None:
        self.context = context
        self.checker = checker

    def check(self, node: n.Expression, scope: Scope) -> Typed | None:
        """A value of any kind, or a condition used as one."""
        found = self._of_any_form(node, scope)
        assert found is not None or self.context.mistakes, "a form was refused and nobody was told"
        return found

    def _of_any_form(self, node: n.Expression, scope: Scope) -> Typed | None:
        match node:
            case n.Name():
                return self._name(node, scope)
            case n.Such():
                return self._such(node, scope)
            case n.Its():
                return self._its(node, scope)
            case n.Quantity():
                return self._quantity(node)
            case n.Day():
                return Typed(c.DayIs(node.date), DAY)
            case n.YesNo():
                return Typed(c.Truth(node.value), YES_NO)
            case n.Now():
                return self._now(node, scope)
            case n.Of():
                return self._of(node, scope)
            case n.Arithmetic():
                return self._arithmetic(node, scope)
            case n.Where():
                return self._where(node, scope)
            case n.Postponed():
                return self._postponed(node, scope)
            case n.Choose():
                return self._choose(node, scope)
            case n.ChooseTwo():
                return self._choose_two(node, scope)
            case n.Aggregate():
                return self._aggregate(node, scope)
            case n.NumberOf():
                return self._number_of(node, scope)
            case n.SoFar():
                return self._so_far(node, scope)
            case n.Rounded():
                return self._rounded(node, scope)
            case n.NthDay():
                return self._nth_day(node, scope)
            case n.Shift():
                return self._shift(node, scope)
            case n.DayPart():
                return self._day_part(node, scope)
            case n.DayOf():
                return self._day_of(node, scope)
            case n.Occurrence():
                return self._occurrence(node, scope)
            case n.FirstTime():
                return self._first_time(node.condition, scope)
            case n.FirstBecomes():
                return self._first_becomes(node, scope)
            case (
                n.Listed() | n.AnyTerm() | n.Quantified() | n.Junction() | n.Negation() | n.Reads()
                | n.Happened() | n.MayHappen() | n.Predicated()
            ):  # fmt: skip
                condition = self.checker.conditions.check(node, scope)
                return Typed(condition, YES_NO) if condition is not None else None
            case _:
                assert_never(node)

    def beside_time(self, node: n.Expression, scope: Scope) -> Typed | None:
        """One side of `before`, `after` or `on`: there `now` itself may stand, for it is seen to pass the other side."""
        return Typed(c.NowIs(), MOMENT) if isinstance(node, n.Now) else self.check(node, scope)

    def _now(self, node: n.Now, scope: Scope) -> Typed | None:
        """`now` in another value changes with time alone, and nothing says when it should be looked at again."""
        if scope.once:
            return Typed(c.NowIs(), MOMENT)
        self.context.report("now-reckoned", node.span, "`now` is compared with a date; nothing else is made of it here, since it changes all the time.",
                            "Write `now is before D` (`after`, `on`, `on or before`, `on or after`), with any count of days on the other side: "
                            "`now is before the 10th day after D`. What an effect sets may be made of `now`.")
        return None

    def number(self, node: n.Expression, scope: Scope) -> Typed | None:
        """A number of any unit."""
        found = self.check(node, scope)
        if found and not isinstance(found.kind, Number):
            self._wrong_kind(node, found.kind, "a number")
            return None
        return found

    def of_kind(self, node: n.Expression, scope: Scope, kind: Kind) -> c.Core | None:
        """A value of just this kind; a moment will do for an instant."""
        found = self.check(node, scope)
        if found is None:
            return None
        if found.kind != kind and not (kind == INSTANT and found.kind == MOMENT):
            self._wrong_kind(node, found.kind, self.context.kind_words(kind))
            return None
        return found.core

    def person(self, node: n.Expression, scope: Scope) -> c.Core | None:
        """A person: a name, a hole, or `such Person`."""
        return self.of_kind(node, scope, PERSON)

    def _wrong_kind(self, node: n.Expression, found: Kind, wanted: str) -> None:
        help_text = f"Here {wanted} is meant."
        code = "wrong-kind"
        if found in TIMES and wanted in (DAY.value, INSTANT.value):
            code = "day-and-instant"
            help_text = (
                "Write `the day of ...` for the day on which it falls." if wanted == DAY.value
                else "Write `the start of`, `close of business on` or `the end of` that day."
            )  # fmt: skip
        self.context.report(code, node.span, f"This is {self.context.kind_words(found)}.", help_text)

    # ---- names ----

    def _name(self, node: n.Name, scope: Scope) -> Typed | None:
        if bound := scope.lookup(node.text):
            return Typed(c.VarIs(bound[0]), bound[1])
        if node.text in scope.cast:
            return Typed(c.ActorIs(node.text), PERSON)
        if node.text in ("Person", "Persons"):
            self.context.report("person-unnamed", node.span, f"`{node.written}` names nobody in particular.",
                                "Write `such Person`, `some Person`, `every Person`, or a name.")
            return None
        declared = self.context.names.find(node.text)
        if declared is None:
            self._unknown(node, scope)
            return None
        match declared.sort:
            case "organ":
                return Typed(c.ActorIs(declared.name), ORGAN)
            case "person":
                return Typed(c.ActorIs(declared.name), PERSON)
            case "thing":
                return Typed(c.ActorIs(declared.name), THING)
            case "calendar":
                return Typed(c.CalendarIs(declared.name), CALENDAR)
            case "term":
                return self._bare_term(node, declared.name, scope)
            case "event":
                self.context.report("event-as-value", node.span, f"`{declared.name}` is an event, not a value.",
                                    f"Write `the first {declared.name}` for the moment at which it happens, or "
                                    f"`some {declared.name} has happened`.")
            case "reading":
                self.context.report("reading-as-value", node.span, f"`{declared.name}` is a reading.",
                                    f"Write `{declared.name} reads ...` and one of its options.")
            case "kind" | "relation":
                some = f"Write `some {declared.name}`, `every {declared.name}` or `no {declared.name}`, or else" if declared.sort == "kind" else "Write"
                self.context.report("status-as-value", node.span, f"`{declared.name}` describes people; it is no value.",
                                    f"{some} `... is {_article(declared.name)} {declared.name}`.")
            case "statement":
                self.context.report("statement-as-value", node.span, f"`{declared.name}` is a statement, which sets no rule.",
                                    f"A clause can rest on terms only; ask `what does the plan say about {declared.name}?`")
        return None

    def _unknown(self, node: n.Name, scope: Scope) -> None:
        known = [*scope.variables, *scope.cast, *self.context.names.table, EVERYBODY]
        named = somebody(scope.cast, node)
        self.context.report("unknown-name", node.span, f"I cannot find `{node.text}` in this plan.",
                            f"Write `{named}` alone; what somebody is, is said once, after `people`." if named else self.context.names.close_to(node.text, known))

    def look_up(self, node: object, scope: Scope) -> None:
        """Report the names that nothing has in what cannot be checked further, because it is not known of whom it is said."""
        if isinstance(node, n.Name):
            if not scope.lookup(node.text) and node.text not in scope.cast and EVERYBODY not in singulars(node.text) and self.context.names.find(node.text) is None:
                self._unknown(node, scope)
        elif isinstance(node, tuple):
            for part in node:
                self.look_up(part, scope)
        elif isinstance(node, n.Node) and not isinstance(node, n.Noun | n.Reads):
            self.look_up(node.said(), scope)

    def _bare_term(self, node: n.Name, name: str, scope: Scope) -> Typed | None:
        term = self.checker.terms.get(name, node.span)
        if term is None:
            return None
        if term.per != "Person":
            return Typed(c.TermIs(name), term.kind)
        if scope.implicit is not None:
            return Typed(c.TermIs(name, scope.implicit), term.kind)
        self.context.report("of-whom", node.span, f"`{name}` is a term of each Person: of whom is it meant here?",
                            f"Write `{name} of such Person`, `its {name}`, or `{name} of` and a name.")
        return None

    def _such(self, node: n.Such, scope: Scope) -> Typed | None:
        person = scope.such(node.noun.text)
        if person is None:
            self.context.report("no-such-person", node.span, "No Person has been introduced before `such Person`.",
                                "Introduce one with `some Person`, `every Person`, `no Person` or `of a Person`, or use a name.")
            return None
        return Typed(person, PERSON)

    def _its(self, node: n.Its, scope: Scope) -> Typed | None:
        if scope.owner is None:
            self.context.report("no-such-person", node.span, "No Person has been introduced before `its`.",
                                f"Write `{node.term.text} of` and a name.")
            return None
        return self._term_of(node.term, scope.owner, node)

    def _term_of(self, name: n.Name, person: c.Core, node: n.Expression) -> Typed | None:
        declared = self.context.names.find(name.text)
        if declared is None or declared.sort != "term":
            self._not_of_people(name, declared is None)
            return None
        term = self.checker.terms.get(declared.name, name.span)
        if term is None:
            return None
        if term.per != "Person":
            self._not_of_people(name, unknown=False)
            return None
        return Typed(c.TermIs(declared.name, person), term.kind)

    def _not_of_people(self, name: n.Name, unknown: bool) -> None:
        if unknown:
            self._unknown(name, Scope(c.Label("")))
        else:
            self.context.report("not-of-person", name.span, f"`{name.text}` is not a term of a Person.",
                                f"Write `{name.text}` alone, or declare it with `{name.text} of a Person ...`.")

    # ---- numbers ----

    def _quantity(self, node: n.Quantity) -> Typed | None:
        if node.unit == "percent":
            return Typed(c.Amount(node.amount), RATIO)
        if node.unit in ("days", "day", "months", "years"):
            self.context.report("duration", node.span, "A number of days is counted from a day.",
                                "Write `the 10th day after ...` or `10 days after ...`.")
            return None
        units = []
        for word in filter(None, (node.unit, node.per)):
            unit = self.context.names.unit(word)
            if unit is None:
                self._unknown_unit(node, word)
                return None
            units.append(unit)
        if units[0].whole and len(units) == 1 and node.amount.denominator != 1:
            self.context.report("not-whole", node.span, f"{units[0].name.capitalize()} come in wholes only.",
                                f"Write a whole number of {units[0].name}.")
        return Typed(c.Amount(node.amount), number_of(units[0].name, units[1].name if len(units) > 1 else None))

    def _unknown_unit(self, node: n.Quantity, word: str) -> None:
        known = [*self.context.names.units, *self.context.names.singulars]
        self.context.report("unknown-unit", node.span, f"I know no unit `{word}`.",
                            self.context.names.close_to(word, known) if known else "Declare it with `unit`.")

    def _of(self, node: n.Of, scope: Scope) -> Typed | None:
        if isinstance(node.left, n.Name) and not scope.lookup(node.left.text):
            declared = self.context.names.find(node.left.text)
            if declared is None and node.left.text not in scope.cast:
                self._unknown(node.left, scope)
                return None
            if declared and declared.sort == "term":
                term = self.checker.terms.get(declared.name, node.left.span)
                if term is None:
                    return None
                if term.per == "Person":
                    person = self.person(node.right, scope)
                    return Typed(c.TermIs(declared.name, person), term.kind) if person is not None else None
                if term.per is not None:
                    return self._of_thing(node, term.per, declared.name, term.kind)
            if declared and declared.sort == "relation":
                self.context.report("relation-as-value", node.span, f"`{declared.name} of ...` says who somebody is, not a value.",
                                    f"Write `... is {_article(declared.name)} {declared.name} of ...`.")
                return None
        return self._share_of(node, scope)

    def _of_thing(self, node: n.Of, thing: str, term: str, kind: Kind) -> Typed | None:
        named = self.context.names.find(node.right.text) if isinstance(node.right, n.Name) else None
        if named is None or named.name != thing:
            self.context.report("of-thing", node.span, f"`{term}` is a term of the {thing}.", f"Write `{term} of the {thing}`.")
            return None
        return Typed(c.TermIs(term), kind)

    def _share_of(self, node: n.Of, scope: Scope) -> Typed | None:
        left, right = self.number(node.left, scope), self.number(node.right, scope)
        if left is None or right is None:
            return None
        if left.kind != RATIO:
            self.context.report("of-number", node.span, f"`of` takes a part of something, but this is {self.context.kind_words(left.kind)}.",
                                "Write a percentage before `of`, or `times` to multiply.")
            return None
        return Typed(c.Calc("times", left.core, right.core), right.kind)

    def _arithmetic(self, node: n.Arithmetic, scope: Scope) -> Typed | None:
        left, right = self.number(node.left, scope), self.number(node.right, scope)
        if left is None or right is None:
            return None
        assert isinstance(left.kind, Number)
        assert isinstance(right.kind, Number)
        core = c.Calc(node.word, left.core, right.core)
        if node.word in ("times", "divided by"):
            return Typed(core, left.kind.times(right.kind, 1 if node.word == "times" else -1))
        if left.kind != right.kind:
            self.context.report("unit-mismatch", node.span,
                                f"I cannot join {self.context.kind_words(left.kind)} and {self.context.kind_words(right.kind)} with `{node.word}`.",
                                _percent_help(left.kind, right.kind))
            return None
        return Typed(core, left.kind)

    def _rounded(self, node: n.Rounded, scope: Scope) -> Typed | None:
        body = self.number(node.body, scope)
        if body is None:
            return None
        step, kind = self._rounding_step(node)
        if kind is None:
            return None
        if kind != body.kind:
            self.context.report("unit-mismatch", node.span, f"This is {self.context.kind_words(body.kind)}; it cannot be rounded to a whole {node.unit}.",
                                "Round to a unit of the number itself, and put all that is rounded in brackets: `rounded up to a whole cent of (A times B)`.")
            return None
        return Typed(c.Round(node.word, step, body.core), body.kind)

    def _rounding_step(self, node: n.Rounded) -> tuple[Fraction, Kind | None]:
        if node.unit == "cent" and "dollars" in self.context.names.units:
            return Fraction(1, 100), number_of("dollars")
        unit = self.context.names.unit(node.unit)
        if unit is None:
            self._unknown_unit(n.Quantity(Fraction(1), node.unit, span=node.span), node.unit)
            return Fraction(1), None
        return Fraction(1), number_of(unit.name)

    # ---- choices ----

    def _where(self, node: n.Where, scope: Scope) -> Typed | None:
        value = self.check(node.value, scope)
        condition = self.checker.conditions.check(node.condition, scope)
        otherwise = self.check(node.otherwise, scope) if node.otherwise else None
        if value is None or condition is None or (node.otherwise and otherwise is None):
            return None
        kind = self._common_kind(node, [value, *([otherwise] if otherwise else [])])
        return Typed(c.Choice(condition, value.core, otherwise.core if otherwise else None), kind) if kind else None

    def _common_kind(self, node: n.Expression, values: list[Typed]) -> Kind | None:
        """The one kind of several values; an instant and a moment are an instant."""
        kinds = {value.kind for value in values}
        if kinds == {INSTANT, MOMENT}:
            return INSTANT
        if len(kinds) == 1:
            return values[0].kind
        words = [self.context.kind_words(kind) for kind in sorted(kinds, key=str)]
        if kinds <= set(TIMES):
            self.context.report("day-and-instant", node.span, f"Here {' and '.join(words)} stand side by side.",
                                "Write `close of business on ...` (or `the start of`, `the end of`) to make an instant of a day, "
                                "or `the day of ...` to make a day of an instant.")
        else:
            self.context.report("unit-mismatch", node.span, f"Here {' and '.join(words)} stand side by side.", _percent_help(*kinds))
        return None

    def _postponed(self, node: n.Postponed, scope: Scope) -> Typed | None:
        value, to = self.check(node.value, scope), self.check(node.to, scope)
        if value is None or to is None or not self._is_time(node.value, value):
            return None
        kind = self._common_kind(node, [value, to])
        return Typed(c.Later(value.core, to.core), kind) if kind else None

    def _is_time(self, node: n.Expression, value: Typed) -> bool:
        if value.kind in TIMES:
            return True
        self.context.report("not-a-date", node.span, f"This is {self.context.kind_words(value.kind)}, not a date.",
                            "Write a day, an instant such as `close of business on D`, or the moment of an event.")
        return False

    def _choose(self, node: n.Choose, scope: Scope) -> Typed | None:
        found = []
        for limb in node.limbs:
            inner = scope.inside(limb.label)
            label = self.context.part(inner.label, "limb", limb.span, limb, limb.sources)
            body = self.check(limb.body, inner)
            if body is not None:
                found.append(Typed(c.Part(label, "drop", body.core), body.kind))
        self.checker.conditions.limb_order(node.limbs)
        if len(found) < len(node.limbs):
            return None
        return self._best(node, node.word, found)

    def _choose_two(self, node: n.ChooseTwo, scope: Scope) -> Typed | None:
        left, right = self.check(node.left, scope), self.check(node.right, scope)
        if left is None or right is None:
            return None
        word = {"earlier": "earliest", "later": "latest", "greater": "greatest", "lesser": "least"}[node.word]
        return self._best(node, word, [left, right])

    def _best(self, node: n.Choose | n.ChooseTwo, word: str, found: list[Typed]) -> Typed | None:
        kind = self._common_kind(node, found)
        if kind is None:
            return None
        timely = word in ("earliest", "latest")
        if timely != (kind in TIMES) or (not timely and not isinstance(kind, Number)):
            self.context.report("wrong-superlative", node.span, f"`the {node.word}` does not go with {self.context.kind_words(kind)}.",
                                "Dates have an earliest and a latest; numbers have a greatest and a least.")
            return None
        return Typed(c.Best(word, tuple(value.core for value in found)), kind)  # type: ignore[arg-type]

    # ---- over people and over time ----

    def _aggregate(self, node: n.Aggregate, scope: Scope) -> Typed | None:
        var = self.context.fresh("Person")
        people = self.checker.people.group(node.people, var, scope)
        noun = node.people.name.text if isinstance(node.people, n.Noun) else EVERYBODY
        body = self.check(node.body, scope.with_person(var, noun))
        if people is None or body is None:
            return None
        timely = node.word in ("earliest", "latest")
        if timely != (body.kind in TIMES) or (not timely and not isinstance(body.kind, Number)):
            self.context.report("wrong-superlative", node.span, f"`the {node.word}` does not go with {self.context.kind_words(body.kind)}.",
                                "Dates have an earliest and a latest; numbers have a sum, a greatest and a least.")
            return None
        return Typed(c.Fold(node.word, var, people, body.core), body.kind)

    def _number_of(self, node: n.NumberOf, scope: Scope) -> Typed | None:
        var = self.context.fresh("Person")
        people = self.checker.people.group(node.people, var, scope)
        return Typed(c.Fold("number", var, people, None), COUNT) if people is not None else None

    def _so_far(self, node: n.SoFar, scope: Scope) -> Typed | None:
        body = self.number(node.body, scope.over_time())
        return Typed(c.SoFarIs(node.word, body.core), body.kind) if body else None

    def _first_time(self, condition: n.Expression, scope: Scope) -> Typed | None:
        found = self.checker.conditions.check(condition, scope.over_time())
        return Typed(c.FirstAt(found), MOMENT) if found is not None else None

    def _first_becomes(self, node: n.FirstBecomes, scope: Scope) -> Typed | None:
        if isinstance(node.subject, n.Quantified) and node.subject.word != "some":
            self.context.report("first-of-every", node.span, f"`{node.subject.word} Person first becomes` has no one meaning.",
                                "Write `some Person first becomes ...`, or `the first time that` and a condition in brackets.")
            return None
        said = n.Predicated(node.subject, n.IsValue(node.status, span=node.status.span), span=node.span)
        return self._first_time(said, scope)

    def _occurrence(self, node: n.Occurrence, scope: Scope) -> Typed | None:
        found = self.checker.people.event(node.noun, scope)
        if found is None:
            return None
        event, holes, condition = found
        return Typed(c.EventAt(node.word, event, holes, condition), MOMENT)

    # ---- dates ----

    def _counted_from(self, node: n.Expression, scope: Scope) -> c.Core | None:
        """The day from which days are counted: a day, or the day of an event."""
        found = self.check(node, scope)
        if found is None or not self._is_time(node, found):
            return None
        if found.kind == INSTANT:
            self.context.report("day-and-instant", node.span, "Days are counted from a day, and this is an instant.",
                                "Write `the day of ...`.")
            return None
        return c.DayAt(found.core) if found.kind == MOMENT else found.core

    def _nth_day(self, node: n.NthDay, scope: Scope) -> Typed | None:
        base = self._counted_from(node.base, scope)
        calendar = None
        if node.named is not None:
            calendar = self.checker.day_meaning(node.named, node)
            if calendar is None:
                return None
        return Typed(c.CountDays(node.count, calendar, node.side, base), DAY) if base is not None else None

    def _shift(self, node: n.Shift, scope: Scope) -> Typed | None:
        plural = {"day": "days", "month": "months", "year": "years"}.get(node.unit, node.unit)
        base = self._counted_from(node.base, scope)
        if plural not in ("days", "months", "years"):
            self.context.report("unknown-unit", node.span, f"I cannot count `{node.unit}` from a day.",
                                "Write a number of days, months or years; business days are counted as `the 10th business day after`.")
            return None
        if node.count > MOST_SHIFTED[plural]:
            self.context.report("strange-count", node.span, f"{node.count:,} {plural} lead out of what is counted here.",
                                f"Write at most {MOST_SHIFTED[plural]:,} {plural}.")
            return None
        return Typed(c.ShiftDay(node.count, plural, node.side, base), DAY) if base is not None else None  # type: ignore[arg-type]

    def _day_part(self, node: n.DayPart, scope: Scope) -> Typed | None:
        found = self.check(node.day, scope)
        if found is None or not self._is_time(node.day, found):
            return None
        if found.kind != DAY:
            self.context.report("day-and-instant", node.day.span, f"`{node.word}` goes before a day, and this is {found.kind.value}."
                                if not isinstance(found.kind, Number) else "", "Write `the day of ...` first.")
            return None
        word = {"close of business on": "close", "the start of": "start", "the end of": "end"}[node.word]
        return Typed(c.PartOfDay(word, found.core), INSTANT)  # type: ignore[arg-type]

    def _day_of(self, node: n.DayOf, scope: Scope) -> Typed | None:
        found = self.check(node.value, scope)
        if found is None or not self._is_time(node.value, found):
            return None
        return found if found.kind == DAY else Typed(c.DayAt(found.core), DAY)


def _article(name: str) -> str:
    return "an" if name[:1] in "AEIOU" else "a"


def _percent_help(*kinds: Kind) -> str:
    if RATIO in kinds and len(set(kinds)) > 1:
        return "A percentage is a part of something: write `15% of Outstanding Shares`."
    return "Both must have the same unit."
