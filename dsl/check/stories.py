"""Checks scenarios: who is in them, what is given, and each dated line.

A line is read by the phrase of its event, in this second pass, against the
phrases that the plan declares.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl import nodes as n
from dsl.check.checker import Checker
from dsl.check.constants import NotConstant, constant
from dsl.check.in_force import before_the_plan
from dsl.check.names import EVERYBODY, singulars
from dsl.check.scope import Scope
from dsl.check.unread_lines import unread
from dsl.dates import write_day
from dsl.diagnostics import Related, one_of, shortened
from dsl.kinds import INSTANT, MOMENT, PERSON, Kind
from dsl.nodes_from_tree import name_text
from dsl.parse import parse_value
from dsl.phrases import Pattern, pattern_of
from dsl.plan import (
    GivenPair,
    GivenReading,
    Givens,
    GivenTerm,
    HoleOf,
    Person,
    Scenario,
    StoryLine,
    Term,
)  # fmt: skip
from dsl.source import Source, Span

ANY_KIND = ""  # that of a person whose kind was mistaken
MOST_LINES = 1_000
MOST_PEOPLE = 40


class Stories(Struct):
    """The checks of scenarios against one plan."""

    checker: Checker
    patterns: dict[str, Pattern]

    @classmethod
    def of(cls, checker: Checker) -> Stories:
        context = checker.context
        patterns = {
            clause.name.text: pattern_of(clause.phrase, context.names.units)
            for clause in checker.clauses
            if isinstance(clause, n.EventClause)
        }
        return cls(checker, patterns)

    def scenario(self, clause: n.ScenarioClause, base: Scenario | None) -> Scenario:
        """A checked scenario, going on from the one that it extends."""
        start = replace(base, title=clause.title) if base else Scenario(clause.title)
        return self.extend(start, clause.parts)

    def extend(self, story: Scenario, parts: tuple[n.ScenarioPart, ...]) -> Scenario:
        """The scenario with more people, facts and lines."""
        for part in parts:
            match part:
                case n.Cast():
                    story = replace(story, people=(*story.people, *self._people(part, story)))
                case n.Given():
                    given = self._given(part, story)
                    if given is not None and self._is_new(given, story):
                        story = replace(story, givens=(*story.givens, given))
                case n.Line():
                    line = self._line(part, story)
                    if line is not None:
                        self._in_order(line, story)
                        self._in_force(line)
                        story = replace(story, lines=(*story.lines, line))
            if len(story.lines) > MOST_LINES or len(story.people) > MOST_PEOPLE:
                self.checker.context.report("story-too-long", part.span, f"A story has at most {MOST_LINES:,} lines and {MOST_PEOPLE} people.",
                                            "Leave out what does not bear on the question; state what came before with `at the start:`.")
                return story
        return story

    def _is_new(self, given: Givens, story: Scenario) -> bool:
        """Whether nothing was said of it before; a fact that is stated twice, and differently, is none."""
        before = next((one for one in story.givens if _about(one) == _about(given)), None)
        if before is not None and replace(before, span=given.span) != given:
            self.checker.context.report("given-twice", given.span, f"{_about(given)[-1]} is given twice in this story, and not the same.",
                                        "Keep the one that is meant; what changes later is told by a line with its date.",
                                        [Related(before.span, "It is given before.")])
        return before is None

    def _in_order(self, line: StoryLine, story: Scenario) -> None:
        """Lines are told in the order in which they happened."""
        if story.lines and (line.date, line.after_close) < (story.lines[-1].date, story.lines[-1].after_close):
            earlier = story.lines[-1]
            self.checker.context.report("line-order", line.span, f"This line is earlier than the one before it, of {write_day(earlier.date)}.",
                                        "Tell the story in the order of its dates; on one day, what is after the close of business comes last.")

    def _in_force(self, line: StoryLine) -> None:
        """Powers are used and duties done under the plan, not before it."""
        declared = self.checker.context.names.find(line.event)
        if declared is not None and isinstance(declared.clause, n.EventClause) and declared.clause.word != "event":
            early = before_the_plan(line.date, self.checker.dated, line.span)
            self.checker.context.mistakes.extend([early] if early is not None else [])

    # ---- people ----

    def _people(self, cast: n.Cast, story: Scenario) -> list[Person]:
        context = self.checker.context
        found: list[Person] = []
        for intro in cast.people:
            taken = {person.name for person in (*story.people, *found)}
            if intro.name.text in taken or context.names.find(intro.name.text) or intro.name.text == EVERYBODY:
                context.report("name-taken", intro.name.span, f"`{intro.name.text}` is already the name of something.", "Give this Person another name.")
                continue
            found.append(Person(intro.name.text, self._kind(intro.kind), intro.name.written))
        return found

    def _kind(self, name: n.Name) -> str:
        """The kind of a person of a story; where there is none of that name, one that may be any."""
        names = self.checker.context.names
        if EVERYBODY in singulars(name.text):
            return EVERYBODY
        declared = names.find(name.text)
        if declared and declared.sort == "kind":
            return declared.name
        kinds = [*(d.name for d in names.table.values() if d.sort == "kind"), EVERYBODY]
        if declared and declared.sort == "person":
            help_text = f"{declared.written[:1].upper()}{declared.written[1:]} is at hand in every story, and is not introduced: use that name."
        else:
            help_text = names.likely(name.text, kinds) if declared is None else ""
        self.checker.context.report("not-a-kind", name.span, f"`{name.text}` is no kind of Person.",
                                    help_text or f"The kinds are {one_of(kinds)}. What follows from the plan, such as a status, is not given here.")
        return ANY_KIND

    def scope(self, story: Scenario) -> Scope:
        """The names at hand in a scenario or a question about it."""
        return Scope(c.Label(story.title or "question"), cast=frozenset(person.name for person in story.people))

    # ---- facts ----

    def _given(self, given: n.Given, story: Scenario) -> Givens | None:
        fact = given.fact
        scope = self.scope(story)
        match fact.word:
            case "reads":
                assert isinstance(fact.left, n.Name)
                assert isinstance(fact.right, n.Name)
                reads = self.checker.conditions.reads(n.Reads(fact.left, fact.right, span=fact.span))
                return GivenReading(reads.reading, reads.option, fact.span) if isinstance(reads, c.ReadingIs) else None
            case "related":
                return self._given_pair(fact, scope)
            case _:
                return self._given_value(fact, scope, given.at_the_start)

    def _given_pair(self, fact: n.Fact, scope: Scope) -> GivenPair | None:
        one, other = self.checker.values.person(fact.left, scope), self.checker.values.person(fact.right, scope)
        assert fact.relation is not None
        declared = self.checker.context.names.find(fact.relation.text)
        if declared is None or declared.sort != "relation":
            self.checker.context.report("not-a-relation", fact.relation.span, f"`{fact.relation.text}` is not a relation between Persons.", "Write `Orion and Lyra are Associates`.")
            return None
        if isinstance(one, c.ActorIs) and isinstance(other, c.ActorIs):
            return GivenPair(declared.name, one.name, other.name, fact.span)
        return None

    def _given_value(self, fact: n.Fact, scope: Scope, at_the_start: bool) -> GivenTerm | None:
        found = self.checker.values.check(fact.left, scope) if not self._names_somebody(fact.left, scope) else None
        if found is None:
            return self._given_status(fact, scope, at_the_start) if self._names_somebody(fact.left, scope) else None
        if not isinstance(found.core, c.TermIs):
            self._not_given(fact.span)
            return None
        subject = found.core.subject.name if isinstance(found.core.subject, c.ActorIs) else None
        value = self._constant(fact.right, scope, found.kind)
        if value is None or fact.word == "is not" or not self._may_be_given(found.core.term, at_the_start, fact.span):
            return None
        return GivenTerm(found.core.term, subject, value, fact.span)

    def _names_somebody(self, node: n.Expression, scope: Scope) -> bool:
        if not isinstance(node, n.Name):
            return False
        declared = self.checker.context.names.find(node.text)
        return node.text in scope.cast or (declared is not None and declared.sort in ("person", "thing"))

    def _given_status(self, fact: n.Fact, scope: Scope, at_the_start: bool) -> GivenTerm | None:
        said = n.Predicated(fact.left, n.IsValue(fact.right, span=fact.right.span), span=fact.span)
        found = self.checker.conditions.check(said, scope)
        if found is None:
            return None
        if not isinstance(found, c.TermIs) or not self._may_be_given(found.term, at_the_start, fact.span):
            if not isinstance(found, c.TermIs):
                self._not_given(fact.span)
            return None
        subject = found.subject.name if isinstance(found.subject, c.ActorIs) else None
        return GivenTerm(found.term, subject, fact.word == "is", fact.span)

    def _not_given(self, span: Span) -> None:
        self.checker.context.report("cannot-be-given", span, "This is not a fact that can be given.",
                                    "Give the value of an input, or `at the start:` of a term that `starts at` something.")

    def _may_be_given(self, name: str, at_the_start: bool, span: Span) -> bool:
        term: Term = self.checker.context.terms[name]
        if term.role == "state" and not at_the_start:
            self.checker.context.report("given-later", span, f"`{name}` changes with events.", "Write `at the start:` for its value at the start; afterwards only events change it.")
            return False
        if term.role in ("fixed", "means"):
            self.checker.context.report("cannot-be-given", span, f"`{name}` follows from the plan.", "Give the facts from which it follows.")
            return False
        return True

    def _constant(self, node: n.Expression, scope: Scope, kind: Kind) -> object | None:
        found = self.checker.values.check(node, scope)
        if found is None:
            return None
        if found.kind != kind and {found.kind, kind} != {INSTANT, MOMENT}:
            words = self.checker.context.kind_words
            self.checker.context.report("unit-mismatch", node.span, f"This is {words(found.kind)}, and {words(kind)} is meant.", "Both must be of one kind.")
            return None
        try:
            return constant(found.core)
        except NotConstant:
            self.checker.context.report("not-constant", node.span, "A fact is given as a value that stands by itself.", "Write a number with its unit, a date, `yes`, `no` or a name.")
            return None

    # ---- lines ----

    def _line(self, line: n.Line, story: Scenario) -> StoryLine | None:
        for event, pattern in self.patterns.items():
            groups = pattern.read(line.sentence)
            if groups is not None:
                return self._filled(line, event, groups, story)
        unread(self.checker.context, self.patterns, line)
        return None

    def _filled(self, line: n.Line, event: str, groups: tuple[tuple[str, int, int], ...], story: Scenario) -> StoryLine | None:
        values = []
        for (text, _, _), hole in zip(groups, self.checker.context.holes[event], strict=True):
            value = self._hole_value(text, hole, line, story)
            if value is None:
                return None
            values.append((hole.name, value))
        return StoryLine(line.date, line.after_close, line.either_order, event, tuple(values), line.sentence, line.span)

    def _hole_value(self, text: str, hole: HoleOf, line: n.Line, story: Scenario) -> object | None:
        context = self.checker.context
        if hole.kind == PERSON and not self._somebody(text, story):
            known = [*(p.name for p in story.people), *(d.name for d in context.names.table.values() if d.sort == "person")]
            context.report("unknown-person", self._place(text, line), f"`{shortened(text)}` is nobody in this scenario.",
                           context.names.close_to(name_text(text), known) if known else "Introduce people with `people Orion is a Stockholder.`")
            return None
        node, mistakes = parse_value(Source(line.span.file, text))
        place = self._place(text, line)
        if node is None or mistakes:
            context.report("hole-text", place, f"I cannot read `{text}`.", "")
            return None
        node = replace(node, span=place)
        value = self._constant(node, self.scope(story), hole.kind)
        if isinstance(value, str) and hole.person_kind and not self._is_of(value, hole.person_kind, story):
            context.report("wrong-person", place, f"`{text}` is no {hole.person_kind}.", f"Introduce it with `people {text} is a {hole.person_kind}.`")
            return None
        return value

    def _place(self, text: str, line: n.Line) -> Span:
        """Where a hole's text stands; the sentence may run over lines."""
        span = line.sentence_span
        return span if span.file else line.span

    def _somebody(self, text: str, story: Scenario) -> bool:
        name = name_text(text)
        declared = self.checker.context.names.table.get(name)
        return name in {p.name for p in story.people} or (declared is not None and declared.sort == "person")

    def _is_of(self, name: str, kind: str, story: Scenario) -> bool:
        return any(person.name == name and person.kind in (kind, ANY_KIND) for person in story.people)


def _about(given: Givens) -> tuple[str, ...]:
    """What a fact is about, and last how it is called."""
    match given:
        case GivenReading():
            return ("reading", given.reading)
        case GivenPair():
            return ("pair", given.relation, *sorted((given.one, given.other)), f"Whether {given.one} and {given.other} are {given.relation}s")
        case GivenTerm():
            return ("term", given.term, given.subject or "", f"`{given.term}`" + (f" of {given.subject}" if given.subject else ""))
