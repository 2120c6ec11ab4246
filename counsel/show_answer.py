"""Shows answers on a terminal: whole, on one line each, and how many there were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from counsel.answers.larger import unknown_words
from counsel.answers.short import NEVER_KEPT
from counsel.answers.whole import Detail, whole
from counsel.finding_words import finding_words
from counsel.on_screen import on_screen
from counsel.showing import BAD, GOOD
from counsel.words import numbered
from dsl import nodes as n
from dsl.plan import Plan
from solver.answer import Answer


def show(plan: Plan, answer: Answer, detail: Detail = Detail()) -> Iterator[RenderableType]:  # noqa: B008
    """The whole answer."""
    yield from on_screen(whole(plan, answer, detail))


def brief(plan: Plan, answer: Answer) -> Text:
    """The answer on one line."""
    more = f" (one of {len(answer.rows)}, by readings)" if len(answer.rows) > 1 else ""
    if answer.untried and not answer.is_undecided:
        more += " (on the base readings)"
    if answer.headline.verdict == "windows" and answer.headline.limit:
        more += f"; {answer.headline.limit}"
    if answer.headline.never_kept:
        more += f"; {NEVER_KEPT}"
    if unknown := unknown_words(plan, answer):
        more += f"; {unknown}"
    found = finding_words(answer.headline, answer.kind, plan)
    return Text.assemble(_mark(answer), f" {answer.question.title}: ", (found, "bold"), more)


def _mark(answer: Answer) -> tuple[str, str]:
    """Whether what was expected was found; of what nobody expected, whether it is undecided, or cannot be told as a story."""
    if answer.missed:
        return "✗", BAD
    if answer.is_undecided:
        return "?", "bold yellow"
    return ("!", "bold yellow") if cannot_happen(answer) else ("✓", GOOD)


def cannot_happen(answer: Answer) -> bool:
    """Whether the story of a question cannot happen on the base readings, and nobody expected that; whether an amendment is allowed is another matter."""
    is_asked = isinstance(answer.question.node, n.AskAllowed)
    return answer.headline.verdict == "not allowed" and not answer.question.expected and not is_asked


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
    if impossible := sum(map(cannot_happen, answers)):
        words += f"; {impossible:,} of stories that cannot happen as told"
    return Text(words + ".", style=BAD if met < len(expecting) else "bold")
