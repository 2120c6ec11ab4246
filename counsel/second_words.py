"""What a second solver said of an answer, in words, and its scripts as files."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.padding import Padding
from rich.text import Text

from counsel.question_words import asked_words
from counsel.showing import BAD, indented
from counsel.words import numbered
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.plan import GivenReading, Plan
from dsl.source import NOWHERE
from dsl.text_files import write_text
from solver.answer import Answer, Opinion

MOST_OF_A_NAME = 60
NOTHING = "There is nothing here for a second solver to check: it checks that there is no path, no further value and no further window; not yet that there is no further way."


def second_words(opinion: Opinion) -> str:
    """`A second solver (cvc5 1.4.2) agrees: 5 of 5 obligations.`"""
    every, open_ones, disputed = opinion.obligations, len(opinion.unfinished), len(opinion.disputed)
    who = f"A second solver ({opinion.solver})"
    if opinion.unposed:
        return f"{who} could not be asked: {opinion.unposed}"
    if not every:
        return NOTHING
    if disputed:
        return f"{who} disputes {disputed} of {numbered(every, 'obligation')}: it finds that there is what the answer said there is not."
    if not open_ones:
        return f"{who} agrees: {every} of {numbered(every, 'obligation')}."
    rest = "the other" if open_ones == 1 else f"the other {open_ones}"
    return f"{who} agrees on {every - open_ones} of {numbered(every, 'obligation')}; it did not finish {rest} in time."


def second_lines(name: str, plan: Plan, answer: Answer) -> Iterator[Text | Padding]:
    """What the second solver said of an answer about the plan of a name; of a dispute, what was disputed and how to export it."""
    if answer.second is None:
        return
    disputed = answer.second.disputed
    yield Text(second_words(answer.second), style=BAD if disputed else "dim")
    for says in disputed:
        yield indented(f"Disputed: {says}.", 4, BAD)
    if disputed:
        yield indented(f"To export the scripts that it was asked: {_command(name, plan, answer)}", 4)


def _command(name: str, plan: Plan, answer: Answer) -> str:
    """The command that writes the scripts of an answer."""
    scenario, question = answer.question.scenario, asked_words(plan, answer.question)
    story = ["--scenario", scenario.title] if scenario.title else []
    given = [word for one in scenario.givens if isinstance(one, GivenReading) for word in ("--given", f"{one.reading} reads {one.option}")]
    return shlex.join(["pill", "ask", name, question, *story, *given, "--smtlib", "disputed"])


def second_tally(answers: Iterable[Answer]) -> str:
    """How many obligations of several answers the second solver agrees on."""
    opinions = [answer.second for answer in answers if answer.second is not None]
    if not opinions:
        return ""
    unfinished = tuple(says for opinion in opinions for says in opinion.unfinished)
    disputed = tuple(says for opinion in opinions for says in opinion.disputed)
    return second_words(Opinion(opinions[0].solver, sum(opinion.obligations for opinion in opinions), unfinished, disputed))


def export_scripts(plan: Plan, answers: Sequence[Answer], folder: Path) -> int:
    """Write every obligation of some answers as an SMT-LIB script, numbered, into a folder; how many there are."""
    from solver.obligations import of_a_second_opinion  # loads Z3

    with_folder(folder)
    count = 0
    for answer in answers:
        for one in of_a_second_opinion(plan, answer):
            count += 1
            asked = f'; {asked_words(plan, answer.question)}\n; In "{answer.question.scenario.title}".\n'
            wrong = write_text(folder / f"{count:03d}-{_slug(answer.question.title)}-{_slug(one.says)}.smt2", asked + one.script())
            if wrong is not None:
                raise Mistakes([wrong])
    return count


def with_folder(folder: Path) -> None:
    """Make a folder unless it is there; raises Mistakes where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Mistakes([Diagnostic("file", NOWHERE, f"The folder `{folder}` cannot be made: {(error.strerror or 'no such folder').lower()}.",
                                   "Name a folder of your own; it is made if it is not there.")]) from error  # fmt: skip


def _slug(text: str) -> str:
    """A text as part of a file's name."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower())[:MOST_OF_A_NAME].strip("-") or "question"
