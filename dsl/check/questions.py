"""Checks questions against a plan and its scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dsl import core as c
from dsl import nodes as n
from dsl.check.constants import NotConstant, constant
from dsl.check.scope import Scope
from dsl.check.stories import Stories
from dsl.kinds import MOMENT, PERSON, THING, TIMES, Kind
from dsl.plan import ExpectedOutcome, Question, Scenario
from dsl.source import Span


@dataclass
class Questions:
    """The checks of questions; `scenarios` are those at hand by title."""

    stories: Stories
    scenarios: Mapping[str, Scenario]

    def __post_init__(self) -> None:
        self.checker = self.stories.checker
        self.context = self.checker.context

    def question(self, clause: n.QuestionClause) -> Question | None:
        """A checked question clause."""
        story = Scenario("")
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
        expected = tuple(self._expected(outcome, story) for outcome in clause.expected)
        return replace(asked, expected=expected)

    def ask(self, node: n.Ask, story: Scenario, title: str, span: Span, text: str = "") -> Question | None:
        """A checked question, of whatever form."""
        scope = self.stories.scope(story)
        match node:
            case n.AskIs():
                return self._is("is", node, story, title, span)
            case n.AskWhy():
                return self._is("why", node.asked, story, title, span, node)
            case n.AskWhen() | n.AskWhat():
                return self._value(node, story, title, span)
            case n.AskFirst():
                condition = self.checker.conditions.check(node.condition, scope)
                return Question(title, "first", story, node, span, text, condition=condition, kind=MOMENT) if condition is not None else None
            case n.AskWho():
                return self._who(node, story, title, span)
            case n.AskSays():
                return self._says(node, story, title, span)
            case n.AskCan():
                return self._can(node, story, title, span)
            case n.AskCertain():
                condition = self.checker.conditions.check(node.condition, scope)
                by, kind = self._time(node.by, scope)
                return Question(title, "certain", story, node, span, text, condition=condition, by=by, by_kind=kind) if condition is not None else None

    # ---- questions of fact ----

    def _is(self, form: str, node: n.AskIs, story: Scenario, title: str, span: Span, shown: n.Ask | None = None) -> Question | None:
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
        words = name.text.split()
        for cut in range(len(words) - 1, 0, -1):
            subject, status = " ".join(words[:cut]), " ".join(words[cut:])
            declared = self.context.names.find(subject)
            somebody = subject in scope.cast or (declared is not None and declared.sort in ("person", "thing"))
            if somebody and self.context.names.find(status) is not None:
                said = n.IsValue(n.Name(status, span=name.span), span=name.span)
                return n.Predicated(n.Name(subject, span=name.span), said, span=name.span)
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

    def _says(self, node: n.AskSays, story: Scenario, title: str, span: Span) -> Question | None:
        declared = self.context.names.find(node.topic.text)
        if declared is None:
            self.context.report("unknown-name", node.topic.span, f"I cannot find `{node.topic.text}` in this plan.", self.context.names.close_to(node.topic.text))
            return None
        if declared.sort == "term" and self.checker.terms.get(declared.name, node.topic.span) is None:
            return None
        return Question(title, "says", story, node, span, "", topic=declared.name)

    # ---- questions over paths ----

    def _can(self, node: n.AskCan, story: Scenario, title: str, span: Span) -> Question | None:
        scope = self.stories.scope(story)
        condition = self.checker.conditions.check(node.condition, scope)
        by, kind = self._time(node.by, scope)
        never: list[c.Core] = []
        always: list[c.Core] = []
        without = []
        for wanted in node.conditions:
            if wanted.word == "without":
                assert isinstance(wanted.subject, n.Quantified)
                event = self.checker.people.event(wanted.subject.noun, scope)
                without.extend([event] if event else [])
                continue
            assert wanted.status is not None
            said = n.Predicated(wanted.subject, n.IsValue(wanted.status, span=wanted.status.span), span=wanted.span)
            found = self.checker.conditions.check(said, scope)
            if found is not None:
                (never if wanted.word == "at no time" else always).append(found)
        if condition is None:
            return None
        return Question(title, "can", story, node, span, "", condition=condition, by=by, by_kind=kind,
                        never=tuple(never), always=tuple(always), without=tuple(without))

    # ---- expectations ----

    def _expected(self, outcome: n.Outcome, story: Scenario) -> ExpectedOutcome:
        scope = self.stories.scope(story)
        under = []
        for reads in outcome.under:
            found = self.checker.conditions.reads(reads)
            if isinstance(found, c.ReadingIs):
                under.append((found.reading, found.option))
        values = []
        for node in outcome.values:
            typed = self.checker.values.check(node, scope)
            if typed is None:
                continue
            try:
                values.append(constant(typed.core))
            except NotConstant:
                self.context.report("not-constant", node.span, "What is expected is a value that stands by itself.", "Write a verdict, a date, a number with its unit, `yes`, `no` or a name.")
        return ExpectedOutcome(outcome.verdict, tuple(values), tuple(under), outcome.span)
