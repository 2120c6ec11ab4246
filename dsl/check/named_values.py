"""Checks what stands by its name in a value: a term, an organ, a Person, `such Person`, `its ...`, `... of ...`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl import core as c
from dsl import nodes as n
from dsl.check.advice import article, somebody
from dsl.check.context import Context
from dsl.check.names import EVERYBODY, singulars
from dsl.check.scope import Scope, Typed
from dsl.kinds import CALENDAR, ORGAN, PERSON, THING, Kind

if TYPE_CHECKING:
    from dsl.check.checker import Checker
    from dsl.check.values import Values


class NamedValues:
    """The checks of names in values."""

    def __init__(self, context: Context, checker: Checker, values: Values) -> None:
        self.context = context
        self.checker = checker
        self.values = values

    def name(self, node: n.Name, scope: Scope) -> Typed | None:
        """A name of something that has a value, or of somebody."""
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
                                    f"{some} `... is {article(declared.name)} {declared.name}`.")
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

    def such(self, node: n.Such, scope: Scope) -> Typed | None:
        """`such Person`, `such Stockholder`."""
        noun, words = node.noun.text, f"such {node.noun.text}"
        person = scope.such(noun)
        if self._is_over(words, person, node, scope, noun):
            return None
        if person is None or (self._is_kind(noun) and not scope.has_introduced(noun)):
            self.context.report("no-such-person", node.span, f"No {noun} has been introduced before `{words}`.",
                                f"Introduce one with `some {noun}`, `every {noun}`, `no {noun}` or `of a Person`, or use a name. What happens to each begins `whenever a Person first becomes ...`, not with `some Person`.")
            return None
        return Typed(person, PERSON)

    def _is_kind(self, noun: str) -> bool:
        declared = self.context.names.find(noun)
        return declared is not None and declared.sort == "kind"

    def its(self, node: n.Its, scope: Scope) -> Typed | None:
        """`its Shares Held`."""
        if scope.owner is None:
            self.context.report("no-such-person", node.span, "No Person has been introduced before `its`.",
                                f"Write `{node.term.text} of` and a name.")
            return None
        if self._is_over("its", scope.owner, node, scope):
            return None
        return self._term_of(node.term, scope.owner, node)

    def _is_over(self, words: str, person: c.Core | None, node: n.Such | n.Its, scope: Scope, noun: str | None = None) -> bool:
        """Whether a reader could take the words for somebody of whom a sentence spoke that is over; which is told of."""
        spoken = self.context.spoke_since(person, scope.label, noun)
        if spoken is not None:
            self.context.report("such-is-over", node.span, f"`{words}` is out of the sentence that speaks of a {spoken}: that ends at `and` and at `or`.",
                                f"If that {spoken} is meant, say all of it in one: `some {spoken} who is ... and whose ... is ...`. If somebody else is, say this first, or in a limb of its own.")
        return spoken is not None

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

    def of(self, node: n.Of, scope: Scope) -> Typed | None:
        """A term of somebody or something, or a part of a number."""
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
                    person = self.values.person(node.right, scope)
                    return Typed(c.TermIs(declared.name, person), term.kind) if person is not None else None
                if term.per is not None:
                    return self._of_thing(node, term.per, declared.name, term.kind)
            if declared and declared.sort == "relation":
                self.context.report("relation-as-value", node.span, f"`{declared.name} of ...` says who somebody is, not a value.",
                                    f"Write `... is {article(declared.name)} {declared.name} of ...`.")
                return None
        return self.values.numbers.share_of(node, scope)

    def _of_thing(self, node: n.Of, thing: str, term: str, kind: Kind) -> Typed | None:
        named = self.context.names.find(node.right.text) if isinstance(node.right, n.Name) else None
        if named is None or named.name != thing:
            self.context.report("of-thing", node.span, f"`{term}` is a term of the {thing}.", f"Write `{term} of the {thing}`.")
            return None
        return Typed(c.TermIs(term), kind)
