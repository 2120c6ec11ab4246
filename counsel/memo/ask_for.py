"""Asks the questions of a memo as their receipts keep them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from counsel.asking import Put
from counsel.memo.memo import Answered
from counsel.open_plan import Opened
from counsel.receipt import make_receipt, to_keep, write_receipt
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.plan import Question
from dsl.source import NOWHERE
from solver.answer import Answer

MOST = 12


def answered_for(name: str, opened: Opened, questions: Sequence[Question], ask: Callable[[Sequence[Put]], Iterable[Answer]]) -> list[Answered]:
    """The questions answered, each with its receipt; raises Mistakes where there are none, or too many to read."""
    if not questions or len(questions) > MOST:
        asked = "There is no question here" if not questions else f"There are {len(questions)} questions here, and a memo takes up to {MOST}"
        raise Mistakes([Diagnostic("memo-questions", NOWHERE, f"{asked}.",
                                   "Type the questions, their titles in the plan, or name a file of them; --scenario takes those of one story.")])  # fmt: skip
    kept = [to_keep(name, opened.named, opened.library.plan, question) for question in questions]
    answers = ask([(one.plan, one.question) for one in kept])
    return [
        Answered(one.plan, answer, make_receipt(name, opened.named, one, answer), opened.library.plan)
        for one, answer in zip(kept, answers, strict=True)
    ]


def keep_receipts(found: Sequence[Answered], folder: Path) -> Iterator[str]:
    """Write the receipts into a folder, numbered as the memo numbers the questions; says what is written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Mistakes([Diagnostic("file", NOWHERE, f"`{folder}` is no folder to write to.", "Name a folder that is yours.")]) from error
    for number, one in enumerate(found, 1):
        path = folder / f"receipt-{number}.json"
        write_receipt(one.receipt, path)
        yield f"Receipt written to {path}; to check it: pill verify {path}"
