"""Which questions a command line names: typed, by their titles, or those of files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from counsel.open_plan import Opened, given_readings, open_plan, pick_scenarios
from counsel.typed_questions import typed_questions
from dsl.plan import Question


def pick_questions(plan: str, what: Sequence[str] | None, scenario: str | None, given: Sequence[str] | None) -> tuple[Opened, list[Question]]:
    """The plan opened, and the questions named, with the readings given; raises Mistakes."""
    texts = [word for word in what or [] if not _is_file(word)]
    opened = open_plan(plan, [Path(word) for word in what or [] if _is_file(word)])
    extra = given_readings(opened.library.plan.readings, given or [])
    if texts:
        questions = typed_questions(opened.library, texts, scenario)
    else:
        chosen = {s.title for s in pick_scenarios(opened, scenario)} if scenario else None
        questions = [q for q in opened.library.asked if chosen is None or q.scenario.title in chosen]
    return opened, [extra(question) for question in questions]


def _is_file(word: str) -> bool:
    """Whether a word names a file; a question may be longer than any name can be, which `Path` would raise."""
    return word.endswith(".plan") or os.path.isfile(word)
