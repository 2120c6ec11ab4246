"""The command `pill ask`: questions answered."""

from __future__ import annotations

import signal
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from counsel import as_json
from counsel.answering import answering, print_json, print_lines, status_of
from counsel.answers.whole import Detail
from counsel.asking import answers_to, stop_at_once
from counsel.commands.options import AsJson, Given, PlanName, Scenario
from counsel.pick_questions import pick_questions
from counsel.print_answers import print_answer, print_tally
from counsel.second_words import export_scripts, with_folder
from counsel.words import numbered
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.source import NOWHERE
from dsl.text_files import is_no_place
from solver.second_solver import SecondSolver

MOST_SHOWN_WHOLE = 3


@answering
def ask(
    plan: PlanName,
    what: Annotated[list[str] | None, typer.Argument(metavar="QUESTION|FILE", help="a question, or its title in the plan, or files of questions; else all of the plan")] = None,
    scenario: Scenario = None,
    given: Given = None,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, metavar="SECONDS", help="the time limit of each question")] = 20.0,
    full: Annotated[bool | None, typer.Option("--full/--brief", help="whole answers, or one line each")] = None,
    second_opinion: Annotated[bool, typer.Option("--second-opinion", help="have cvc5 check whatever is said not to be")] = False,
    smtlib: Annotated[Path | None, typer.Option("--smtlib", metavar="FOLDER", help="write what a second solver is asked as SMT-LIB scripts")] = None,
    receipt: Annotated[Path | None, typer.Option("--receipt", metavar="FILE", help="write the answer with everything needed to check it again")] = None,
    as_scenario: Annotated[bool, typer.Option("--as-scenario", help="each path as a story to paste into a file, too")] = False,
    readings: Annotated[bool, typer.Option("--readings", help="every reading that bears on the answer, by name")] = False,
    json_: AsJson = False,
) -> int:
    """Answers questions: one typed here, those of files, or all that come with the plan."""
    opened, questions = pick_questions(plan, what, scenario, given)
    checked = opened.library.plan
    if receipt is not None and len(questions) != 1:
        raise Mistakes([Diagnostic("one-receipt", NOWHERE, f"A receipt is of one question, and there are {len(questions)} here.",
                                   "Type the question: pill ask PLAN \"when is the Distribution Date?\" --receipt FILE")])  # fmt: skip
    if smtlib is not None:
        with_folder(smtlib)
    if receipt is not None and (wrong := is_no_place(receipt)):
        raise Mistakes([wrong])
    stop_at_once()
    if receipt is not None:
        from counsel.receipt import make_receipt, to_keep, write_receipt  # loads Z3

        kept = to_keep(plan, opened.named, checked, questions[0])
        checked, questions = kept.plan, [kept.question]
    whole = len(questions) <= MOST_SHOWN_WHOLE if full is None else full
    answers = []
    with SecondSolver() if second_opinion else nullcontext() as second:
        for answer in answers_to([(checked, question) for question in questions], seconds, second):
            answers.append(answer)
            if not json_:
                print_answer(plan, checked, answer, whole, Detail(readings, as_scenario))
    if json_:
        print_json([as_json.answer_json(checked, answer) for answer in answers])
    else:
        print_tally(answers, whole)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # from here on files are written, whole or not at all
    if smtlib is not None:
        written = export_scripts(checked, answers, smtlib)
        print_lines([] if json_ else [f"{numbered(written, 'script')} written to {smtlib}."])
    if receipt is not None:
        write_receipt(make_receipt(plan, opened.named, kept, answers[0]), receipt)
        print_lines([] if json_ else [f"Receipt written to {receipt}; to check it: pill verify {receipt}"])
    return status_of(answers)
