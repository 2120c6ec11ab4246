"""An answer as blocks, in the order in which counsel reads: the short answer, how it comes about, why, what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from counsel.answers.rests import rests
from counsel.answers.short import short
from counsel.answers.story import path, story, under_readings
from counsel.answers.ways import ways
from counsel.answers.why import cited, topics, why
from counsel.document import Block, paragraph
from counsel.question_words import asked_words, missed_words
from dsl.plan import Plan, Question, Scenario
from dsl.written_scenario import write_scenario
from solver.answer import Answer


class Detail(Struct, frozen=True):
    """What is shown beside the answer itself: every reading by name; its paths as scenarios to paste back."""

    every_reading: bool = False
    as_scenario: bool = False


USUAL = Detail()


def whole(plan: Plan, answer: Answer, detail: Detail = USUAL) -> Iterator[Block]:
    """The whole answer."""
    yield from heading(plan, answer.question)
    yield from beginning(plan, answer)
    yield from how(plan, answer)
    yield from why_blocks(plan, answer)
    yield from under_heading("What it rests on", rests(plan, answer, detail.every_reading))
    yield from _scenarios(plan, answer, detail.as_scenario)


def heading(plan: Plan, question: Question) -> Iterator[Block]:
    """The title of a question, if it has one, and the question as it was asked."""
    asked = asked_words(plan, question)
    if question.title and question.title.rstrip("?") != asked.rstrip("?"):
        yield paragraph(question.title, "lead")
    story = f'In "{question.scenario.title}": ' if question.scenario.title else ""
    yield paragraph(story + asked, "asked")


def beginning(plan: Plan, answer: Answer) -> Iterator[Block]:
    """The short answer, and what was expected where it is another."""
    yield from short(plan, answer)
    yield from (paragraph(missed_words(plan, answer.question, missed), "caution") for missed in answer.missed)


def how(plan: Plan, answer: Answer) -> Iterator[Block]:
    """The story or the paths that the answer is about."""
    yield from topics(plan, answer)
    yield from story(plan, answer)
    for row in answer.rows:
        yield from path(plan, answer, row)
    yield from ways(plan, answer)


def analysis(plan: Plan, answer: Answer) -> Iterator[Block]:
    """How the answer is shown to be so, and why: what a memo says of it beside the clauses cited."""
    yield from topics(plan, answer)
    for row in answer.rows:
        yield from path(plan, answer, row)
    yield from ways(plan, answer)
    yield from why(plan, answer)


def why_blocks(plan: Plan, answer: Answer) -> Iterator[Block]:
    """How the answer is shown to be so but for paths, and the cited words."""
    yield from under_heading("Why", (*why(plan, answer), *cited(plan, answer)))


def under_heading(title: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks under a title, which is not there if they are not."""
    found = list(blocks)
    if found:
        yield paragraph(title, "lead")
        yield from found


def paths_of(answer: Answer) -> list[Scenario]:
    """The paths that an answer shows, as whole scenarios, each with the readings of its row and, of several, a title of its own."""
    found = [under_readings(row.path, row.under) for row in answer.rows if row.path is not None] + [way.path for way in answer.ways]
    return [replace(path, title=f"{path.title} ({number})") for number, path in enumerate(found, 1)] if len(found) > 1 else found


def _scenarios(plan: Plan, answer: Answer, wanted: bool) -> Iterator[Block]:
    """The paths to paste back, or how to get them."""
    found = paths_of(answer)
    if not found:
        return
    if not wanted:
        yield paragraph(f"For {'this path' if len(found) == 1 else 'these paths'} as {'a story' if len(found) == 1 else 'stories'} to paste into a file: --as-scenario", "dim")
        return
    yield paragraph("To paste into a file", "lead")
    yield paragraph("\n".join(write_scenario(plan, one) for one in found), "clause")
