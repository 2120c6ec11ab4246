"""The command `pill memo`: answers as a memo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counsel.answering import answering, print_lines, status_of
from counsel.asking import answers_to, stop_at_once
from counsel.commands.options import Given, PlanName, Scenario
from counsel.pick_questions import pick_questions
from counsel.show_answer import brief


@answering
def memo(
    plan: PlanName,
    what: Annotated[list[str] | None, typer.Argument(metavar="QUESTION|FILE", help="questions, or their titles in the plan, or files of questions")] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="the file to write: .docx, .html or .pdf")] = Path("memo.docx"),
    scenario: Scenario = None,
    given: Given = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="the time limit of each question")] = 20.0,
    receipts: Annotated[Path | None, typer.Option("--receipts", metavar="FOLDER", help="write the receipt of each answer too")] = None,
) -> int:
    """Answers questions in a memo: short answer, facts, analysis, readings, limits, pictures, the clauses used, receipts."""
    from counsel.memo.ask_for import answered_for, keep_receipts
    from counsel.memo.memo import memo as memo_of
    from counsel.memo.write import check_form, write_memo

    check_form(out)
    opened, questions = pick_questions(plan, what, scenario, given)
    stop_at_once()
    found = answered_for(plan, opened, questions, lambda puts: answers_to(puts, seconds))
    write_memo(memo_of(found), out)
    kept = keep_receipts(found, receipts) if receipts is not None else []
    print_lines([f"Written to {out}.", *kept, *(brief(one.plan, one.answer) for one in found)])
    return status_of([one.answer for one in found])
