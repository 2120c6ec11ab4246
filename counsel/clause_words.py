"""Clauses in words: where they come from, what they say, and what they forbid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from counsel.words import clause_text, label_words, stretch_words
from dsl import core as c
from dsl import nodes as n
from dsl.core import Label
from dsl.dates import Instant
from dsl.diagnostics import one_of
from dsl.forms import inside
from dsl.plan import Plan
from dsl.source_notes import write_note
from dsl.written_scenario import write_line
from solver.answer import Forbidden, Topic


def sources_words(plan: Plan, label: Label) -> str:
    """The citations and assumptions of a clause, with page and phrase."""
    return "; ".join(write_note(note) for note in plan.clauses[label].sources)


def citations_words(plan: Plan, label: Label) -> str:
    """The citations alone, with page and phrase."""
    return "; ".join(write_note(note) for note in plan.clauses[label].sources if isinstance(note, n.Citation))


def assumptions(plan: Plan, label: Label) -> tuple[str, ...]:
    """What a clause takes for granted."""
    return tuple(note.text for note in plan.clauses[label].sources if isinstance(note, n.Assumption))


def places(plan: Plan, label: Label) -> str:
    """Where a clause stands in the source: `p.2 (i), p.5`."""
    cited = [note for note in plan.clauses[label].sources if isinstance(note, n.Citation)]
    pages: dict[int, list[str]] = {}
    for note in cited:
        pages.setdefault(note.page, []).extend([" ".join(note.limbs)] if note.limbs else [])
    return ", ".join(" ".join([f"p.{page}", *filter(None, [", ".join(dict.fromkeys(limbs))])]) for page, limbs in pages.items())


def left_out_words(plan: Plan, label: Label) -> str:
    """A passage that the plan file leaves out, and that may bear on the answer."""
    return f"{omission_words(plan, label).rstrip('.')}, and may bear on this: {sources_words(plan, label)}"


def provided_words(plan: Plan, labels: Iterable[Label]) -> str:
    """What is asked of what is still to be chosen; of what must always hold, that it is so after it."""
    return one_of([f"it is still so after it that {always_words(plan, label)}" if must_hold(plan, label) else clause_text(plan, label) for label in labels], "and")


def condition_words(plan: Plan, label: Label) -> str:
    """What opens or closes a window: `Redemption, window`; of what must always hold, what it says."""
    return f"the rule that always {always_words(plan, label)}" if must_hold(plan, label) else label_words(label)


def not_looked_at_words(plan: Plan, labels: Iterable[Label]) -> Iterator[str]:
    """What a window does not say: whether its event would break what must always hold."""
    for label in labels:
        yield f"Not looked at: whether it would still be so after it that {always_words(plan, label)}."


def must_hold(plan: Plan, label: Label) -> bool:
    """Whether a clause says what must always hold."""
    return any(label == invariant.label for invariant in plan.invariants)


def always_words(plan: Plan, label: Label) -> str:
    """What must always hold, without the word."""
    return clause_text(plan, label).removeprefix("always").strip().rstrip(".")


def omission_words(plan: Plan, label: Label) -> str:
    """`Left out, because "the note does not name the exceptions" bearing on Exempt Person.`"""
    return f"Left out, {clause_text(plan, label).removeprefix('left out').strip()}"


def topic_text(plan: Plan, topic: Topic, most: int = 400) -> str:
    """What a clause on a topic says; of a statement all of its text."""
    if topic.how == "statement":
        return next(f'"{statement.text}"' for statement in plan.statements if statement.label == topic.label)
    return clause_text(plan, topic.label, most)


def _keeps_to_the_clock(begun: c.Core) -> bool:
    """Whether a duty begins after the moment of an event, and not in it."""
    return isinstance(begun, c.CompareTime) and begun.op == "after" and bool(inside((begun.right,), c.EventAt))


def unset_words(times: Sequence[str]) -> Iterator[str]:
    """That some times are unset, and what follows from that."""
    if times:
        yield f"{one_of(times, 'and')} {'is' if len(times) == 1 else 'are'} unset, and nothing is before, on or after what is unset."


def forbidden_words(plan: Plan, forbidden: Forbidden, horizon: Instant) -> Iterator[str]:
    """Why a line cannot happen, and when it could have."""
    yield write_line(forbidden.line)
    for label in forbidden.labels:
        yield f"{label_words(label)} forbids it: {clause_text(plan, label).rstrip('.')}."
        duty = plan.duties.get(forbidden.line.event)
        if duty is not None and isinstance(duty.begun, c.Part) and duty.begun.label == label and _keeps_to_the_clock(duty.begun.body):
            yield "After what can happen again, that is from the next part of the day on; `on or after` takes in what is told later on the same."
    yield from unset_words(forbidden.unset)
    if forbidden.possible is not None:
        stretches = [stretch_words(begin, end, horizon) for begin, end in forbidden.possible]
        yield f"As things stood, it was possible {one_of(stretches, 'and')}." if stretches else "As things stood, it was possible at no time before."
    for other in forbidden.others:
        yield "Or, as what nobody stated may be:"
        yield from forbidden_words(plan, other, horizon)
