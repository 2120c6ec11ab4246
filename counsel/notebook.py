"""Plans and answers for a program or a notebook: what `pill` opens and asks, as typed, frozen data that shows itself.

    >>> from counsel import load, ask
    >>> plan = load("hemacare")
    >>> told = ask(plan, "when is the Distribution Date?", story="The press gets there first")
    >>> told.answer.rows[0].finding.verdict
    'value'
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from rich.console import Console

from counsel.answering import WIDTH
from counsel.answers.short import short_words
from counsel.as_json import answer_json
from counsel.open_plan import given_readings, open_plan
from counsel.show_answer import show
from counsel.typed_questions import typed_questions
from dsl.load import Library
from dsl.plan import Plan, Question
from solver.answer import Answer
from solver.ask import ask as ask_solver


class Told(Struct, frozen=True):
    """An answer with its plan: `answer` is the frozen answer itself, `text` what `pill ask` prints of it, `short` the short answer."""

    plan: Plan
    answer: Answer

    @property
    def short(self) -> str:
        """The short answer, in a sentence or a few."""
        return short_words(self.plan, self.answer)

    @property
    def text(self) -> str:
        """The answer as it is printed."""
        console = Console(width=WIDTH, file=io.StringIO(), highlight=False, markup=False, emoji=False, force_jupyter=False)
        with console.capture() as printed:
            for line in show(self.plan, self.answer):
                console.print(line)
        return "\n".join(line.rstrip() for line in printed.get().splitlines()) + "\n"

    @property
    def data(self) -> dict[str, Any]:
        """The answer as plain data, as `pill ask --json` gives it."""
        return answer_json(self.plan, self.answer)

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        """What a notebook shows: the same parts, with a picture of the story or the path."""
        from counsel.answers.drawn import drawn  # pictures and templates are for those who look
        from counsel.memo.as_html import fragment

        return fragment(drawn(self.plan, self.answer))


def load(plan: str | Path, files: Sequence[str | Path] = ()) -> Library:
    """A plan by its built-in name, folder or file, with further files; raises `Mistakes` with every mistake in them."""
    return open_plan(str(plan), [Path(file) for file in files]).library


def ask(
    plan: Library, question: str | Question, *, story: str | None = None, given: Mapping[str, str] | None = None, seconds: float = 20.0
) -> Told:
    """The answer to a question, by its title or in its own words, about a story and under the readings given.

    Raises `Mistakes` where the question cannot be read, `OutsideCalendar` where business days are counted out of the
    plan's calendar. What could not be decided in `seconds` is an answer that says so.
    """
    asked = typed_questions(plan, [question], story)[0] if isinstance(question, str) else question
    readings = [f"{reading} reads {option}" for reading, option in (given or {}).items()]
    return Told(plan.plan, ask_solver(plan.plan, given_readings(plan.plan.readings, readings)(asked), seconds))
