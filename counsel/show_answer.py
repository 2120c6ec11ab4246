"""Shows answers on a terminal: whole, on one line each, and how many there were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from counsel.answers.whole import Detail, whole
from counsel.finding_words import finding_words
from counsel.on_screen import on_screen
from counsel.showing import BAD, GOOD
from counsel.words import numbered
from dsl.plan import Plan
from solver.answer import Answer


def show(plan: Plan, answer: Answer, detail: Detail = Detail()) -> Iterator[RenderableType]:  # noqa: B008
    """The whole answer."""
    yield from on_screen(whole(plan, answer, detail))


def brief(plan: Plan, answer: Answer) -> Text:
    """The answer on one line."""
    mark = ("✗", BAD) if answer.missed else ("?", "bold yellow") if answer.is_undecided else ("✓", GOOD)
    more = f" (one of {len(answer.rows)}, by readings)" if len(answer.rows) > 1 else ""
    found = finding_words(answer.headline, answer.kind, plan)
    return Text.assemble(mark, f" {answer.question.title}: ", (found, "bold"), more)


def tally(answers: Sequence[Answer]) -> Text:
    """How many were answered, and how many as expected."""
    expecting = [answer for answer in answers if answer.question.expected]
    met = sum(1 for answer in expecting if not answer.missed)
    undecided = sum(1 for answer in answers if answer.is_undecided)
    words = numbered(len(answers), "question")
    if expecting:
        words += f"; {met:,} of {len(expecting):,} expectations met"
    if undecided:
        words += f"; {undecided:,} undecided"
    return Text(words + ".", style=BAD if met < len(expecting) else "bold")
