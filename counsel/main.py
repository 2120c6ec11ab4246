"""The command `pill`: check, fmt, outline, ask, replay and verify.

`answering` says what each exit status means.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from counsel import as_json
from counsel.answering import BAD_INPUT, FAILED, MET, UNDECIDED, answering, print_json, print_lines
from counsel.open_plan import given_readings, open_plan, pick_one, pick_scenarios
from counsel.pick_questions import pick_questions
from counsel.pictures.kinds import PictureKind
from counsel.second_words import export_scripts, second_lines, second_tally
from counsel.show_answer import brief, show, tally
from counsel.show_check import check_json, show_check
from counsel.show_story import show_story
from counsel.whole_file import write_whole
from counsel.words import numbered
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.plan import Plan, Question
from dsl.source import NOWHERE
from solver.answer import Answer
from solver.ask import ask as ask_solver
from solver.chronicle import chronicle
from solver.second_solver import SecondSolver

MOST_SHOWN_WHOLE = 3

app = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Reads shareholder rights plans, and answers questions about them.",
)  # fmt: skip

PlanName = Annotated[str, typer.Argument(metavar="PLAN", help="a built-in plan, as `hemacare`, or a plan file")]
AsJson = Annotated[bool, typer.Option("--json", help="plain data instead of text")]
Scenario = Annotated[str | None, typer.Option("--scenario", "-s", metavar="TITLE", help="the story it is about")]
Given = Annotated[list[str] | None, typer.Option("--given", metavar="READING", help="a reading, as \"Later Dates reads Literal\"")]


def main() -> None:
    """The command line."""
    gc.set_threshold(200_000, 50, 50)  # little of what an answer makes is garbage; looking for it often takes a tenth of the time
    app()


@app.command()
@answering
def check(
    plan: PlanName,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="more files of scenarios and questions")] = None,
    source: Annotated[Path | None, typer.Option(help="the text of the source, to verify every citation in it")] = None,
    json_: AsJson = False,
) -> int:
    """Says whether a plan has mistakes, what it holds, and with --source whether it cites truly."""
    opened = open_plan(plan, files or [])
    report = opened.check(source)
    if json_:
        print_json(check_json(report))
    else:
        print_lines(show_check(report))
    return BAD_INPUT if report.mistakes else MET


@app.command()
@answering
def fmt(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="plan files, or - for the standard input")],
    only_check: Annotated[bool, typer.Option("--check", help="change nothing; status 1 if a file would change")] = False,
    json_: AsJson = False,
) -> int:
    """Writes plan files in their one canonical form, comments kept."""
    from counsel.format_files import format_files

    results = format_files(files, only_check)
    if json_:
        print_json([{"file": r.name, "changed": r.changed} for r in results])
    else:
        for result in results:
            if result.text is not None:
                print(result.text, end="")
            elif result.changed:
                print(f"{result.name}: {'would change' if only_check else 'written'}")
    return FAILED if only_check and any(r.changed for r in results) else MET


@app.command()
@answering
def outline(
    text: Annotated[Path, typer.Argument(metavar="TEXT", help="the text of a source, as it was filed")],
    first: Annotated[str | None, typer.Option(help="the phrase with which the plan begins in it")] = None,
    last: Annotated[str | None, typer.Option(help="the phrase with which it ends")] = None,
    json_: AsJson = False,
) -> int:
    """Makes the outline of a source: its sentences, limbs, provisos and parentheses, with hashes."""
    from counsel.make_outline import outline_json, outline_of
    from dsl.filing import write_outline

    made = outline_of(text, first, last)
    if json_:
        print_json(outline_json(made))
    else:
        print(write_outline(made), end="")
    return MET


@app.command()
@answering
def ask(
    plan: PlanName,
    what: Annotated[list[str] | None, typer.Argument(metavar="QUESTION|FILE", help="a question, or its title in the plan, or files of questions; else all of the plan")] = None,
    scenario: Scenario = None,
    given: Given = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="the time limit of each question")] = 20.0,
    full: Annotated[bool | None, typer.Option("--full/--brief", help="whole answers, or one line each")] = None,
    second_opinion: Annotated[bool, typer.Option("--second-opinion", help="have cvc5 check whatever is said not to be")] = False,
    smtlib: Annotated[Path | None, typer.Option(metavar="FOLDER", help="write what a second solver is asked as SMT-LIB scripts")] = None,
    receipt: Annotated[Path | None, typer.Option(metavar="FILE", help="write the answer with everything needed to check it again")] = None,
    json_: AsJson = False,
) -> int:
    """Answers questions: one typed here, those of files, or all that come with the plan."""
    opened, questions = pick_questions(plan, what, scenario, given)
    checked = opened.library.plan
    if receipt is not None and len(questions) != 1:
        raise Mistakes([Diagnostic("one-receipt", NOWHERE, f"A receipt is of one question, and there are {len(questions)} here.",
                                   "Type the question: pill ask PLAN \"when is the Distribution Date?\" --receipt FILE")])  # fmt: skip
    signal.signal(signal.SIGINT, _stop)
    if receipt is not None:
        from counsel.receipt import make_receipt, to_keep, write_receipt  # loads Z3

        kept = to_keep(plan, opened.named, checked, questions[0])
        checked, questions = kept.plan, [kept.question]
    with SecondSolver() if second_opinion else nullcontext() as second:
        answers = [_asked(checked, question, seconds, second) for question in questions]
    if json_:
        print_json([as_json.answer_json(checked, answer) for answer in answers])
    else:
        _print_answers(plan, checked, answers, len(answers) <= MOST_SHOWN_WHOLE if full is None else full)
    if smtlib is not None:
        written = export_scripts(checked, answers, smtlib)
        print_lines([] if json_ else [f"{numbered(written, 'script')} written to {smtlib}."])
    if receipt is not None:
        write_receipt(make_receipt(plan, opened.named, kept, answers[0]), receipt)
        print_lines([] if json_ else [f"Receipt written to {receipt}; to check it: pill verify {receipt}"])
    return _status(answers)


def _stop(signum: int, frame: object) -> None:
    """Stop at once: Python drops an interrupt that comes while it tidies up, and nothing is being written."""
    print("Stopped.", file=sys.stderr, flush=True)
    os._exit(UNDECIDED)


def _asked(plan: Plan, question: Question, seconds: float, second: SecondSolver | None) -> Answer:
    """The answer, with a second opinion if one is wanted; on a terminal, what is being asked is shown until it is there."""
    errors = Console(stderr=True, highlight=False, markup=False)
    with errors.status(f"Asking: {question.title or 'the question'}") if errors.is_terminal else nullcontext():
        answer = ask_solver(plan, question, seconds)
        if second is None:
            return answer
        from solver.second_opinion import with_second_opinion  # loads Z3

        return with_second_opinion(plan, answer, second, seconds)


def _print_answers(name: str, plan: Plan, answers: list[Answer], whole: bool) -> None:
    if not answers:
        print_lines(["There is no question here. Type one: pill ask PLAN \"when is the Distribution Date?\""])
    for answer in answers:
        print_lines([*show(plan, answer), *second_lines(name, plan, answer), ""] if whole else [brief(plan, answer)])
        if not whole and (answer.missed or (answer.second and answer.second.disputed)):
            print_lines([*show(plan, answer), *second_lines(name, plan, answer), ""])
    if len(answers) > 1:
        print_lines([tally(answers)])
    if not whole:
        print_lines(filter(None, [second_tally(answers)]))


def _status(answers: list[Answer]) -> int:
    if any(answer.missed for answer in answers):
        return FAILED
    return UNDECIDED if any(answer.is_undecided for answer in answers) else MET


@app.command()
@answering
def replay(
    plan: PlanName,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="files of scenarios")] = None,
    scenario: Scenario = None,
    given: Given = None,
    json_: AsJson = False,
) -> int:
    """Tells the story of a scenario: what each event changed, what is open, what is owed, and until when."""
    opened = open_plan(plan, files or [])
    extra = given_readings(opened.library, given or [])
    checked = opened.library.plan
    told = [chronicle(checked, extra(story)) for story in pick_scenarios(opened, scenario)]
    if json_:
        print_json([as_json.chronicle_json(checked, one) for one in told])
    else:
        for one in told:
            print_lines([*show_story(checked, one), ""])
    return MET


@app.command()
@answering
def picture(
    plan: PlanName,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="files of scenarios")] = None,
    scenario: Scenario = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE.svg", help="the file to write")] = Path("picture.svg"),
    kind: Annotated[PictureKind, typer.Option(help="what it shows")] = PictureKind.timeline,
    given: Given = None,
) -> int:
    """Draws the story of a scenario as SVG: its timeline, ownership against the thresholds, or its states."""
    from counsel.pictures.draw import draw_picture
    from counsel.pictures.svg import svg

    opened = open_plan(plan, files or [])
    told = given_readings(opened.library, given or [])(pick_one(opened, scenario))
    write_whole(out, svg(draw_picture(opened.library.plan, told, kind)).encode())
    print_lines([f"Drawn in {out}: \"{told.title}\" ({kind.value})."])
    return MET


@app.command()
@answering
def memo(
    plan: PlanName,
    what: Annotated[list[str] | None, typer.Argument(metavar="QUESTION|FILE", help="questions, or their titles in the plan, or files of questions")] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="the file to write: .docx, .html or .pdf")] = Path("memo.docx"),
    scenario: Scenario = None,
    given: Given = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="the time limit of each question")] = 20.0,
    receipts: Annotated[Path | None, typer.Option(metavar="FOLDER", help="write the receipt of each answer too")] = None,
) -> int:
    """Answers questions in a memo: short answer, facts, analysis, readings, limits, pictures, the clauses used, receipts."""
    from counsel.memo.ask_for import answered_for, keep_receipts
    from counsel.memo.memo import memo as memo_of
    from counsel.memo.write import check_form, write_memo

    check_form(out)
    opened, questions = pick_questions(plan, what, scenario, given)
    signal.signal(signal.SIGINT, _stop)
    found = answered_for(plan, opened, questions, lambda checked, question: _asked(checked, question, seconds, None))
    write_memo(memo_of(found), out)
    kept = keep_receipts(found, receipts) if receipts is not None else []
    print_lines([f"Written to {out}.", *kept, *(brief(one.plan, one.answer) for one in found)])
    return _status([one.answer for one in found])


@app.command()
@answering
def verify(
    receipt: Annotated[Path, typer.Argument(metavar="RECEIPT", help="a file that `pill ask --receipt` wrote")],
    second_opinion: Annotated[bool, typer.Option("--second-opinion", help="have cvc5 check every obligation too")] = False,
    seconds: Annotated[float, typer.Option(min=0.1, help="the time limit of each obligation")] = 60.0,
    json_: AsJson = False,
) -> int:
    """Checks a receipt: the plan is the same, its timelines come out so, its obligations hold. Nothing is searched for."""
    from counsel.read_receipt import read_receipt
    from counsel.show_verified import show_verified
    from counsel.verify import made_otherwise, verify

    read = read_receipt(receipt)
    with SecondSolver() if second_opinion else nullcontext() as second:
        checks = list(verify(receipt, read, seconds, second))
    if json_:
        print_json([{"what": check.what, "found": check.found, "why": check.why} for check in checks])
    else:
        print_lines(show_verified(read, checks, made_otherwise(read)))
    found = {check.found for check in checks}
    return FAILED if "not so" in found else UNDECIDED if "not finished" in found else MET


if __name__ == "__main__":
    main()
