"""Checks inverse questions, `at what Market Price is ...?`, and what is expected of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dsl import core as c
from dsl import nodes as n
from dsl.check.constants import NotConstant, constant
from dsl.check.scope import Scope
from dsl.kinds import Number
from dsl.plan import GivenTerm, Question, Scenario, Term, is_whole_unit, looks_at_zero
from dsl.ranges import Range, all_values, whole_ranges
from dsl.source import Span

if TYPE_CHECKING:
    from dsl.check.questions import Questions

VERDICTS = ("at every value", "at no value", "never")


class Inverse:
    """The checks of questions with one unknown input."""

    def __init__(self, questions: Questions) -> None:
        self.questions = questions
        self.context = questions.context
        self.checker = questions.checker

    def question(self, node: n.AskInverse, story: Scenario, title: str, span: Span) -> Question | None:
        """A checked question; None after a mistake was reported."""
        unknown = self._unknown(node.unknown, story)
        asked = self.questions.is_so("inverse", node.asked, story, title, span, node)
        if unknown is None or asked is None:
            return None
        term, subject = unknown
        return replace(asked, topic=term.name, subject=subject, kind=term.kind)

    def _unknown(self, node: n.Expression, story: Scenario) -> tuple[Term, str | None] | None:
        """The input that is asked for, and of whom."""
        found = self.checker.values.check(node, self.questions.stories.scope(story))
        if found is None:
            return None
        term = self.context.terms[found.core.term] if isinstance(found.core, c.TermIs) else None
        if term is None or not _may_be_asked(term):
            inputs = [t.name for t in self.context.terms.values() if _may_be_asked(t)]
            close = f"Ask for one of the inputs: {', '.join(inputs[:6])}." if inputs else "Declare one: `input Market Price in dollars per share`."
            self.context.report("not-an-input", node.span, "What can be asked for is a number that the facts give, and this is none.", close)
            return None
        assert isinstance(found.core, c.TermIs)
        subject = found.core.subject.name if isinstance(found.core.subject, c.ActorIs) else None
        if any(isinstance(g, GivenTerm) and (g.term, g.subject) == (term.name, subject) for g in story.givens):
            self.context.report("input-and-asked", node.span, f"The story gives `{term.name}`, so it cannot be asked for.",
                                "Ask in a story that leaves it out.")
            return None
        return term, subject

    # ---- expectations ----

    def expected(self, outcome: n.Outcome, scope: Scope, asked: Question) -> tuple[Range, ...] | None:
        """The values expected, in order; None where a verdict of another sort is."""
        if outcome.verdict is not None and outcome.verdict not in VERDICTS:
            return None
        every = all_values(looks_at_zero(self.context.terms, asked))
        if outcome.verdict is not None:
            found: list[Range | None] = [every] if outcome.verdict == "at every value" else []
        else:
            notes = outcome.ranges or tuple(_note(outcome, value) for value in outcome.values)
            found = [self._range(note, scope, asked, every) for note in notes]
        ranges = sorted((item for item in found if item is not None), key=lambda item: item.low or Fraction(0))
        return whole_ranges(ranges) if is_whole_unit(self.context.names.units, asked.kind) else tuple(ranges)

    def _range(self, note: n.RangeNote, scope: Scope, asked: Question, every: Range) -> Range | None:
        found = every
        for word, node in note.ends:
            value = self._value(node, scope, asked)
            if value is None:
                return None
            if word in ("at least", "more than"):
                found = replace(found, low=value, with_low=word == "at least")
            else:
                found = replace(found, high=value, with_high=word == "at most")
        return found

    def _value(self, node: n.Expression, scope: Scope, asked: Question) -> Fraction | None:
        typed = self.checker.values.check(node, scope)
        if typed is None:
            return None
        words = self.context.kind_words
        if typed.kind != asked.kind and asked.kind is not None:
            self.context.report("unit-mismatch", node.span, f"This is {words(typed.kind)}, and {words(asked.kind)} is asked for.", "Both must be of one kind.")
            return None
        try:
            value = constant(typed.core)
        except NotConstant:
            self.context.report("not-constant", node.span, "What is expected is a value that stands by itself.", "Write a number with its unit.")
            return None
        return value if isinstance(value, Fraction) else None


def _may_be_asked(term: Term) -> bool:
    """Whether a term is a number that facts give."""
    given = term.role in ("input", "open") or (term.role == "state" and term.because == "input")
    return given and isinstance(term.kind, Number)


def _note(outcome: n.Outcome, value: n.Expression) -> n.RangeNote:
    """An end alone, or one value."""
    return n.RangeNote(((outcome.bound, value),) if outcome.bound else (("at least", value), ("at most", value)))
