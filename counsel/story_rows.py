"""A story as rows of plain data: when, who, what, and what each step changed, by which clause; what time alone brings among them.

Takes the course of a story; gives rows. A memo, the screen and a notebook make their tables of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from counsel.change_words import changed_words, pair_words
from counsel.words import capital, clause_text
from dsl.core import Label
from dsl.dates import Instant
from dsl.diagnostics import one_of
from dsl.plan import Plan, StoryLine
from solver.chronicle import Changed, Step
from solver.course import Course

BY_ITSELF, BY_TIME = "by itself", "as time passes"


class StoryRow(Struct, frozen=True):
    """One moment: a line of the story, what happened by itself, or what time brought; changes each with its clause, if one is to be named."""

    tick: Instant
    line: StoryLine | None
    label: Label | None
    who: str
    what: str
    changes: tuple[tuple[str, Label | None], ...]


def story_rows(plan: Plan, found: Course) -> Iterator[StoryRow]:
    """The lines, what happened by itself and bears on it, and what time alone brought, in order."""
    steps = [Step(tick, "time", changes=tuple(changes)) for tick, changes in _by_time(found)]
    steps += [step for step in found.steps if step.line is not None or step.changes]
    for step in sorted(steps, key=lambda step: step.tick):
        changes = (*((capital(changed_words(plan, changed)), _clause(plan, step, changed)) for changed in step.changes),
                   *((capital(pair_words(plan, pair)), None) for pair in step.pairs))  # fmt: skip
        yield StoryRow(step.tick, step.line, step.label, *_who_and_what(plan, step), changes)


def turning_words(found: Course) -> Iterator[str]:
    """What of a story is not told because it turns on what nobody stated, where there is such."""
    if found.turning:
        yield f"Left out here, as nobody stated {one_of(found.unstated, 'and')}: {one_of(found.turning, 'and')}."


def _clause(plan: Plan, step: Step, changed: Changed) -> Label:
    """The clause by which something changed: that of what happened where it sets what is kept, else that of the term."""
    term = plan.terms[changed.term]
    happened = plan.clauses.get(step.label) if step.label is not None else None
    return happened.label if term.role == "state" and happened is not None and happened.sources else term.label


def _by_time(found: Course) -> Iterator[tuple[Instant, list[Changed]]]:
    """The statuses that begin or end otherwise than by a step."""
    by_steps = {(step.tick, changed.term, changed.subject) for step in found.steps for changed in step.changes}
    changes: dict[Instant, list[Changed]] = {}
    for held in found.statuses:
        for begin, end in held.stretches:
            for tick, after in ((begin, True), (end, False)):
                if (tick, held.term, held.subject) not in by_steps and found.begin < tick < found.end:
                    changes.setdefault(tick, []).append(Changed(held.term, held.subject, not after, after))
    yield from changes.items()


def _who_and_what(plan: Plan, step: Step) -> tuple[str, str]:
    """`Orion`, `buys 100 shares`."""
    if step.line is None:
        return BY_ITSELF, clause_text(plan, step.label) if step.label is not None else BY_TIME
    sentence = step.line.sentence
    who = _who(plan, step.line)
    return (who, sentence[len(who) :].strip()) if sentence.startswith(f"{who} ") else ("", sentence)


def _who(plan: Plan, line: StoryLine) -> str:
    """Who acts, as the sentence begins: the names by which the plan and the story know anybody are tried."""
    actor = plan.events[line.event].actor
    return plan.name(str(dict(line.values).get(actor, actor)))
