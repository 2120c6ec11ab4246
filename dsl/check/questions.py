"""Checks questions against a plan and its scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from dsl import core as c
from dsl import nodes as n
from dsl.check.advice import parted, said_of
from dsl.check.allowed import Amendments, allowed, own_story
from dsl.check.constants import NotConstant, constant
from dsl.check.inverse import Inverse
from dsl.check.lists_expected import as_lists
from dsl.check.scope import Scope, Typed
from dsl.check.stories import Stories
from dsl.fixed_days import last_day
from dsl.kinds import MOMENT, PERSON, THING, TIMES, Kind, Number
from dsl.plan import ExpectedOutcome, Question, Scenario
from dsl.source import Span


def _speaks_of_such(node: object) -> bool:
    """Whether a part of a question refers back to `such Person` or `its`."""
    if isinstance(node, n.Such | n.Its):
        return True
    if isinstance(node, tuple):
        return any(_speaks_of_such(item) for item in node)
    return isinstance(node, n.Node) and any(_speaks_of_such(part) for part in node.said())


class Questions(Struct, dict=True):
    """The checks of questions; `scenarios` are those at hand by title."""

    stories: Stories
    scenarios: Mapping[str, Scenario]
    amendments: Amendments = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.checker = self.stories.checker
        self.context = self.checker.context
        self.inverse = Inverse(self)

    def question(self, clause: n.QuestionClause) -> Question | None:
        """A checked question clause."""
        story = own_story(clause.asked, self.amendments)
        if clause.scenario is not None:
            if clause.scenario not in self.scenarios:
                self.context.report("unknown-scenario", clause.span, f"There is no scenario `{clause.scenario}`.",
                                    self.context.names.close_to(clause.scenario, self.scenarios) if self.scenarios else "Write one with `scenario`.")
                return None
            story = self.scenarios[clause.scenario]
        story = self.stories.extend(story, clause.parts)
        asked = self.ask(clause.asked, story, clause.title, clause.span)
        if asked is None:
            return None
        outcomes = as_lists(clause.expected) if asked.form in ("who", "owed") else clause.expected
        expected = tuple(self._expected(outcome, story, asked) for outcome in outcomes)
        return replace(asked, expected=expected)

    def ask(self, node: n.Ask, story: Scenario, title: str, span: Span, text: str = "") -> Question | None:
        """A checked question, of whatever form."""
        story = replace(story, last_asked=last_day(node))
        scope = self.stories.scope(story)
        match node:
            case n.AskIs():
                return self.is_so("is", node, story, title, span)
            case n.AskAllowed():
                return allowed(self.context, self.amendments, node, story, title, span)
            case n.AskWhy():
                return self.is_so("why", node.asked, story, title, span, node)
            case n.AskWhen() | n.AskWhat():
                return self._value(node, story, title, span)
            case n.AskFirst():
                condition = self.checker.conditions.check(node.condition, scope)
                return Question(title, "first", story, node, span, text, condition=condition, kind=MOMENT) if condition is not None else None
            case n.AskWho():
                return self._who(node, story, title, span)
            case n.AskOwed():
                return self._owed(node, story, title, span)
            case n.AskInverse():
                return self.inverse.question(node, story, title, span)
            case n.AskSays():
                return self._says(node, story, title, span)
            case n.AskCan():
                return self._can("can", node, story, title, span)
            case n.AskWays():
                return self._can("ways", node, story, title, span)
            case n.AskCertain():
                condition = self.checker.conditions.check(node.condition, scope)
                return self._over_paths("certain", node, story, title, span, scope, condition)
            case n.AskMay():
                return self._may(node, story, title, span)
            case n.AskExtreme():
                return self._extreme(node, story, title, span)

    # ---- questions of fact ----

    def is_so(self, form: str, node: n.AskIs, story: Scenario, title: str, span: Span, shown: n.Ask | None = None) -> Question | None:
        """A question whether a condition holds, or one that asks more of such a condition."""
        scope = self.stories.scope(story)
        condition = node.condition
        if node.run_on is not None:
            condition = self._parted(node.run_on, scope)
        if condition is None:
            return None
        checked = self.checker.conditions.check(condition, scope)
        moment, kind = self._time(node.moment.value if node.moment else None, scope)
        if checked is None:
            return None
        return Question(title, form, story, shown or node, span, "", condition=checked, moment=moment, moment_kind=kind)  # type: ignore[arg-type]

    def _parted(self, name: n.Name, scope: Scope) -> n.Expression | None:
        """`the Rights Exercisable`: part a run of Title Case words into somebody and a status."""
        found = parted(self.context.names, name, scope)
        if found is not None:
            said = n.IsValue(n.Name(found[1], span=name.span), span=name.span)
            return n.Predicated(n.Name(found[0], span=name.span), said, span=name.span)
        if self.context.names.find(name.text) is not None:
            return name
        self.context.report("unknown-name", name.span, f"I cannot part `{name.text}` into somebody and a status.",
                            "Ask `is it so that ... is ...?`")
        return None

    def _time(self, node: n.Expression | None, scope: Scope) -> tuple[c.Core | None, Kind | None]:
        if node is None:
            return None, None
        found = self.checker.values.check(node, scope)
        if found is not None and found.kind not in TIMES:
            self.context.report("not-a-date", node.span, "This is not a time.", "Ask `on May 4, 1998` or `at close of business on May 4, 1998`.")
            return None, None
        return (found.core, found.kind) if found else (None, None)

    def _value(self, node: n.AskWhen | n.AskWhat, story: Scenario, title: str, span: Span) -> Question | None:
        scope = self.stories.scope(story)
        if isinstance(node, n.AskWhen) and isinstance(node.value, n.Name) and (so := parted(self.context.names, node.value, scope)) is not None:
            self.context.report("when-of-status", node.value.span, f"`{so[1]}` is a status, and no date.", f"Ask `when does it first hold that {said_of(self.context.names, *so)}?`")
            return None
        found = self.checker.values.check(node.value, scope)
        moment, kind = self._time(node.moment.value if node.moment else None, scope)
        if found is None:
            return None
        form = "when" if isinstance(node, n.AskWhen) else "what"
        if form == "when" and found.kind not in TIMES:
            self.context.report("not-a-date", node.value.span, f"This is {self.context.kind_words(found.kind)}, not a date.", "Ask `what is ...?` for a number, or `when does it first hold that ...?` for a condition.")
            return None
        if found.kind == THING:
            self.context.report("wrong-kind", node.value.span, "I cannot tell what a thing is.", "Ask for one of its terms.")
            return None
        return Question(title, form, story, node, span, "", value=found.core, kind=found.kind, moment=moment, moment_kind=kind)  # type: ignore[arg-type]

    def _who(self, node: n.AskWho, story: Scenario, title: str, span: Span) -> Question | None:
        scope = self.stories.scope(story)
        var = self.context.fresh("Person")
        condition = self.checker.people.belongs(node.status, c.VarIs(var), scope)
        moment, kind = self._time(node.moment.value if node.moment else None, scope)
        if condition is None:
            return None
        return Question(title, "who", story, node, span, "", condition=condition, var=var, moment=moment, moment_kind=kind, kind=PERSON)

    def _owed(self, node: n.AskOwed, story: Scenario, title: str, span: Span) -> Question | None:
        if not any(isinstance(clause, n.DutyClause) for clause in self.checker.clauses):
            self.context.report("no-duties", span, "This plan has no duties.",
                                'Declare one: `duty Certificate Mailing: "the Company mails the certificates" after the Distribution Date.`')
            return None
        moment, kind = self._time(node.moment.value if node.moment else None, self.stories.scope(story))
        return Question(title, "owed", story, node, span, "", moment=moment, moment_kind=kind)

    def _says(self, node: n.AskSays, story: Scenario, title: str, span: Span) -> Question | None:
        declared = self.context.names.find(node.topic.text)
        if declared is None:
            self.context.report("unknown-name", node.topic.span, f"I cannot find `{node.topic.text}` in this plan.", self.context.names.close_to(node.topic.text))
            return None
        if declared.sort == "term" and self.checker.terms.get(declared.name, node.topic.span) is None:
            return None
        return Question(title, "says", story, node, span, "", topic=declared.name)

    # ---- questions over paths ----

    def _can(self, form: str, node: n.AskCan | n.AskWays, story: Scenario, title: str, span: Span) -> Question | None:
        """`can some Person ..., with such Person ...?` means one and the same person throughout; a way is always somebody's."""
        scope = self.stories.scope(story)
        asked = node.condition
        if isinstance(asked, n.Predicated) and isinstance(asked.subject, n.Quantified) and asked.subject.word in ("some", "any"):
            var = self.context.fresh("Person")
            noun = asked.subject.noun
            if form == "ways" or any(_speaks_of_such(wanted) for wanted in node.conditions):
                people = self.checker.people.noun(noun, var, scope)
                inner = scope.with_person(var, noun.name.text, implicit=False)
                condition = self.checker.conditions.predicate(c.VarIs(var), PERSON, asked.predicate, inner)
                found = self._over_paths(form, node, story, title, span, inner, condition)
                return replace(found, var=var, people=people) if found is not None and people is not None else None
        return self._over_paths(form, node, story, title, span, scope, self.checker.conditions.check(asked, scope))

    def _over_paths(
        self, form: str, node: n.AskCan | n.AskWays | n.AskCertain | n.AskExtreme, story: Scenario, title: str, span: Span, scope: Scope,
        condition: c.Core | None = None, value: Typed | None = None,
    ) -> Question | None:  # fmt: skip
        by, kind = self._time(node.by, scope)
        never: list[c.Core] = []
        always: list[c.Core] = []
        without = []
        idle = []
        for wanted in node.conditions:
            if wanted.word == "without" and isinstance(wanted.subject, n.Name):
                idle.append(self._actor(wanted.subject, scope))
            elif wanted.word == "without":
                assert isinstance(wanted.subject, n.Quantified)
                event = self.checker.people.event(wanted.subject.noun, scope)
                without.extend([event] if event else [])
            else:
                found = self._throughout(wanted, scope)
                (never if wanted.word == "at no time" else always).extend([found] if found is not None else [])
        if condition is None and value is None:
            return None
        return Question(
            title, form, story, node, span, "", condition=condition, value=value.core if value else None,  # type: ignore[arg-type]
            kind=value.kind if value else None, by=by, by_kind=kind, never=tuple(never), always=tuple(always),
            without=tuple(without), idle=tuple(name for name in idle if name),
        )  # fmt: skip

    def _throughout(self, wanted: n.With, scope: Scope) -> c.Core | None:
        if wanted.status is None:
            return self.checker.conditions.check(wanted.subject, scope)
        said = n.Predicated(wanted.subject, n.IsValue(wanted.status, span=wanted.status.span), span=wanted.span)
        return self.checker.conditions.check(said, scope)

    def _actor(self, name: n.Name, scope: Scope) -> str | None:
        """Somebody who does nothing."""
        declared = self.context.names.find(name.text)
        if name.text in scope.cast:
            return name.text
        if declared is not None and declared.sort in ("organ", "person"):
            return declared.name
        self.context.report("not-an-actor", name.span, f"`{name.text}` is nobody who acts.",
                            "Name somebody, as `without the Board`, or events, as `without any Announcement`.")
        return None

    def _may(self, node: n.AskMay, story: Scenario, title: str, span: Span) -> Question | None:
        declared = self.context.names.find(node.power.text)
        powers = [d.name for d in self.context.names.table.values() if d.sort == "event"]
        if declared is None or declared.sort != "event":
            self.context.report("not-an-event", node.power.span, f"`{node.power.text}` is not a power or an event.",
                                self.context.names.close_to(node.power.text, powers))
            return None
        return Question(title, "may", story, node, span, "", topic=declared.name)

    def _extreme(self, node: n.AskExtreme, story: Scenario, title: str, span: Span) -> Question | None:
        scope = self.stories.scope(story)
        value = self.checker.values.check(node.value, scope)
        if value is None:
            return None
        timely = node.word in ("latest", "earliest")
        if timely != (value.kind in TIMES) or not (timely or isinstance(value.kind, Number)):
            self.context.report("wrong-superlative", node.value.span, f"`the {node.word}` does not go with {self.context.kind_words(value.kind)}.",
                                "Dates have an earliest and a latest; numbers have a most and a least.")
            return None
        return self._over_paths("extreme", node, story, title, span, scope, value=value)

    # ---- expectations ----

    def _expected(self, outcome: n.Outcome, story: Scenario, asked: Question) -> ExpectedOutcome:
        scope = self.stories.scope(story)
        under = []
        for reads in outcome.under:
            found = self.checker.conditions.reads(reads)
            if isinstance(found, c.ReadingIs):
                under.append((found.reading, found.option))
        if asked.form == "inverse":
            return ExpectedOutcome(outcome.verdict, (), tuple(under), outcome.span, ranges=self.inverse.expected(outcome, scope, asked))
        if outcome.ranges:
            self.context.report("range-expected", outcome.span, "Only `at what ...?` is answered by values from one to another.",
                                "Write a verdict, a date, a number with its unit, `yes`, `no` or a name.")
        nodes = outcome.stretch or outcome.values
        values = [self._duty(node) if asked.form == "owed" else self._constant(node, scope, asked.kind) for node in nodes]
        return ExpectedOutcome(outcome.verdict, tuple(values), tuple(under), outcome.span, outcome.sense, outcome.bound, ways=self._ways(outcome, asked))

    def _ways(self, outcome: n.Outcome, asked: Question) -> int | None:
        if outcome.ways is not None and asked.form != "ways":
            self.context.report("ways-expected", outcome.span, "Only `in every way can ...?` is answered by a number of ways.",
                                "Ask `in every way can ...?`, or expect `possible`.")
        return outcome.ways

    def _duty(self, node: n.Expression | None) -> str | None:
        """The name of a duty that is expected to be owed."""
        duty = self.checker.duties.named(node) if node is not None else None
        if duty is None and node is not None:
            self.context.report("not-a-duty", node.span, "What is owed is a duty.", "Name the duties that are open, or write `expect nothing`.")
        return duty.name.text if duty is not None else None

    def _constant(self, node: n.Expression | None, scope: Scope, kind: Kind | None) -> Any:
        typed = self.checker.values.check(node, scope) if node is not None else None
        if typed is None or node is None:
            return None
        if isinstance(kind, Number) and isinstance(typed.kind, Number) and typed.kind != kind:
            words = self.context.kind_words
            self.context.report("unit-mismatch", node.span, f"What is asked for is {words(kind)}, and this is {words(typed.kind)}.",
                                "Expect a value of the same unit.")
            return None
        try:
            return constant(typed.core)
        except NotConstant:
            self.context.report("not-constant", node.span, "What is expected is a value that stands by itself.",
                                "Write a verdict, a date, a number with its unit, `yes`, `no` or a name.")
            return None
