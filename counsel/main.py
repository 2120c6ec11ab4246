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
from counsel.command_group import Commands, code_names, plan_names, show_version
from counsel.open_plan import given_readings, open_plan, pick_scenarios
from counsel.print_answers import print_answer, print_tally
from counsel.second_words import export_scripts, with_folder
from counsel.show_check import check_json, show_check
from counsel.show_story import show_story
from counsel.typed_questions import typed_questions
from counsel.words import numbered
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.plan import Plan, Question
from dsl.source import NOWHERE
from dsl.text_files import is_no_place
from solver.answer import Answer
from solver.ask import ask as ask_solver
from solver.chronicle import chronicle
from solver.second_solver import SecondSolver

MOST_SHOWN_WHOLE = 3

app = typer.Typer(
    cls=Commands, context_settings={"max_content_width": 110}, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    epilog="Begin with `pill ask hemacare`, or with the guide, docs/guide.md. Each command tells more with --help.",
)  # fmt: skip

PlanName = Annotated[str, typer.Argument(metavar="PLAN", autocompletion=plan_names, help="a built-in plan, as `hemacare`, or a plan file")]
AsJson = Annotated[bool, typer.Option("--json", help="plain data instead of text")]
Scenario = Annotated[str | None, typer.Option("--scenario", "-s", metavar="TITLE", help="the story it is about")]
Given = Annotated[list[str] | None, typer.Option("--given", metavar="READING", help="a reading, as \"Later Dates reads Literal\"")]


def main() -> None:
    """The command line."""
    gc.set_threshold(200_000, 50, 50)  # little of what an answer makes is garbage; looking for it often takes a tenth of the time
    app()


@app.callback()
def pill(
    version: Annotated[bool, typer.Option("--version", callback=show_version, is_eager=True, help="say which version this is")] = False,
) -> None:
    """Reads the terms of shareholder rights plans, and answers questions about them."""


@app.command(epilog="Example: pill check hemacare")
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


@app.command(epilog="Example: pill fmt acme.plan")
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


@app.command(epilog="Example: pill outline filing.txt > source.outline")
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


@app.command(epilog="Example: pill ask hemacare \"when is the Distribution Date?\" --scenario \"The press gets there first\"")
@answering
def ask(
    plan: PlanName,
    what: Annotated[list[str] | None, typer.Argument(metavar="QUESTION|FILE", help="a question, or its title in the plan, or files of questions; else all of the plan")] = None,
    scenario: Scenario = None,
    given: Given = None,
    seconds: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="the time limit of each question")] = 20.0,
    full: Annotated[bool | None, typer.Option("--full/--brief", help="whole answers, or one line each")] = None,
    second_opinion: Annotated[bool, typer.Option("--second-opinion", help="have cvc5 check whatever is said not to be")] = False,
    smtlib: Annotated[Path | None, typer.Option(metavar="FOLDER", help="write what a second solver is asked as SMT-LIB scripts")] = None,
    receipt: Annotated[Path | None, typer.Option(metavar="FILE", help="write the answer with everything needed to check it again")] = None,
    json_: AsJson = False,
) -> int:
    """Answers questions: one typed here, those of files, or all that come with the plan."""
    texts = [word for word in what or [] if not _is_file(word)]
    opened = open_plan(plan, [Path(word) for word in what or [] if _is_file(word)])
    extra = given_readings(opened.library, given or [])
    if texts:
        questions = typed_questions(opened.library, texts, scenario)
    else:
        chosen = {s.title for s in pick_scenarios(opened, scenario)} if scenario else None
        questions = [q for q in opened.library.asked if chosen is None or q.scenario.title in chosen]
    checked = opened.library.plan
    if receipt is not None and len(questions) != 1:
        raise Mistakes([Diagnostic("one-receipt", NOWHERE, f"A receipt is of one question, and there are {len(questions)} here.",
                                   "Type the question: pill ask PLAN \"when is the Distribution Date?\" --receipt FILE")])  # fmt: skip
    if smtlib is not None:
        with_folder(smtlib)
    if receipt is not None and (wrong := is_no_place(receipt)):
        raise Mistakes([wrong])
    signal.signal(signal.SIGINT, _stop)
    questions = [extra(question) for question in questions]
    if receipt is not None:
        from counsel.receipt import make_receipt, to_keep, write_receipt  # loads Z3

        kept = to_keep(plan, opened.named, checked, questions[0])
        checked, questions = kept.plan, [kept.question]
    whole = len(questions) <= MOST_SHOWN_WHOLE if full is None else full
    answers = []
    with SecondSolver() if second_opinion else nullcontext() as second:
        for question in questions:
            answers.append(_asked(checked, question, seconds, second))
            if not json_:
                print_answer(plan, checked, answers[-1], whole)
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


def _is_file(word: str) -> bool:
    """Whether a word names a file; a question may be longer than any name can be, which `Path` would raise."""
    return word.endswith(".plan") or os.path.isfile(word)


def _status(answers: list[Answer]) -> int:
    if any(answer.missed for answer in answers):
        return FAILED
    return UNDECIDED if any(answer.is_undecided for answer in answers) else MET


@app.command(epilog="Example: pill replay hemacare --scenario \"The press gets there first\"")
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


@app.command(epilog="Example: pill verify redeemed.json")
@answering
def verify(
    receipt: Annotated[Path, typer.Argument(metavar="RECEIPT", help="a file that `pill ask --receipt` wrote")],
    second_opinion: Annotated[bool, typer.Option("--second-opinion", help="have cvc5 check every obligation too")] = False,
    seconds: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="the time limit of each obligation")] = 60.0,
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


@app.command(epilog="Example: pill new acme")
@answering
def new(
    name: Annotated[Path, typer.Argument(metavar="NAME", help="the folder of the plan, which is made: as `acme`")],
    title: Annotated[str, typer.Option(prompt="The plan's title, as on its first page", help="the plan's title")],
    dated: Annotated[str, typer.Option(prompt="Its date (May 7, 2001)", help="its date")],
    shares: Annotated[str, typer.Option(prompt="How many shares were outstanding (10,000,000)", help="how many shares were outstanding")],
    threshold: Annotated[str, typer.Option(prompt="From what percentage on is a holder an Acquiring Person (15)", help="the percentage that makes an Acquiring Person")],
    days: Annotated[str, typer.Option(prompt="On what day after that do the Rights separate (10)", help="after how many days the Rights separate")] = "10",
    json_: AsJson = False,
) -> int:
    """Begins a plan of your own from a few facts: a small plan that is whole, and its first questions."""
    from counsel.new_plan import Facts, new_plan

    written = [str(path) for path in new_plan(name, Facts(title, dated, shares, threshold, days))]
    if json_:
        print_json({"written": written})
    else:
        print_lines([f"Written: {' and '.join(written)}.", f"To ask its questions: pill ask {name}"])
    return MET


@app.command(epilog="Example: pill explain unknown-name")
@answering
def explain(
    code: Annotated[str | None, typer.Argument(metavar="CODE", autocompletion=code_names, help="what a message begins with, as `unknown-name`; else all are listed")] = None,
    json_: AsJson = False,
) -> int:
    """Says more of a message: what it means, with an example and the same mended."""
    from counsel.explain import page_of, pages, show_codes, show_page

    if json_:
        print_json({code: page_of(code)} if code is not None else pages())
    else:
        print_lines(show_codes() if code is None else show_page(code))
    return MET


if __name__ == "__main__":
    main()
