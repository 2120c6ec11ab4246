"""The command `pill`: check, fmt, outline, ask, replay and verify.

Exit status: 0 every question answered and every expectation met; 1 an
expectation failed; 2 bad input; 3 something undecided.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec

import typer
from rich.console import Console, RenderableType

from counsel import as_json
from counsel.drawing import NO_SOURCES, draw
from counsel.open_plan import given_readings, open_plan, pick_scenarios
from counsel.second_words import export_scripts, second_lines, second_tally
from counsel.show_answer import brief, show, tally
from counsel.show_check import check_json, show_check
from counsel.show_story import show_story
from counsel.words import numbered
from dsl.calendars import OutsideCalendar
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.load import WithSources
from dsl.plan import Plan, Question
from dsl.source import NOWHERE
from solver.answer import Answer
from solver.ask import ask as ask_solver
from solver.chronicle import chronicle
from solver.second_solver import SecondSolver
from solver.undecided import Undecided

MET, FAILED, BAD_INPUT, UNDECIDED = range(4)
MOST_SHOWN_WHOLE = 3
WIDTH = 100

app = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Reads shareholder rights plans, and answers questions about them.",
)  # fmt: skip

PlanName = Annotated[str, typer.Argument(metavar="PLAN", help="a built-in plan, as `hemacare`, or a plan file")]
AsJson = Annotated[bool, typer.Option("--json", help="plain data instead of text")]
Scenario = Annotated[str | None, typer.Option("--scenario", "-s", metavar="TITLE", help="the story it is about")]
Given = Annotated[list[str] | None, typer.Option("--given", metavar="READING", help="a reading, as \"Later Dates reads Literal\"")]
P = ParamSpec("P")


def main() -> None:
    """The command line."""
    gc.set_threshold(200_000, 50, 50)  # little of what an answer makes is garbage; looking for it often takes a tenth of the time
    app()


def _console() -> Console:
    """Text of one width where it is no terminal, so that what is saved is always the same."""
    width = None if sys.stdout.isatty() else WIDTH
    return Console(width=width, highlight=False, markup=False, emoji=False)


def _print(lines: Iterable[RenderableType]) -> None:
    console = _console()
    for line in lines:
        console.print(line)


def _print_json(data: Any) -> None:
    print(json.dumps(data, indent=2, ensure_ascii=False))


def _fail(mistakes: Mistakes, as_data: bool) -> None:
    sources = mistakes.sources if isinstance(mistakes, WithSources) else NO_SOURCES
    if as_data:
        _print_json(as_json.mistakes_json(mistakes.diagnostics, sources))
    else:
        _print(draw(mistakes.diagnostics, sources))


def answering(command: Callable[P, int]) -> Callable[P, None]:
    """A command that ends with its exit status, whatever the input."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        as_data = bool(kwargs.get("json_", False))
        try:
            status = command(*args, **kwargs)
        except Mistakes as mistakes:
            _fail(mistakes, as_data)
            status = BAD_INPUT
        except OutsideCalendar as error:
            _fail(Mistakes([_outside(error)]), as_data)
            status = BAD_INPUT
        except Undecided as error:
            _fail(Mistakes([Diagnostic("undecided", NOWHERE, str(error), error.help)]), as_data)
            status = UNDECIDED
        except KeyboardInterrupt:
            print("Stopped.", file=sys.stderr)
            status = UNDECIDED
        except BrokenPipeError:
            sys.stderr.close()
            status = MET
        except Exception as error:
            if os.environ.get("PILL_TRACEBACK"):
                raise
            _fail(Mistakes([_ours(error)]), as_data)
            status = UNDECIDED
        raise typer.Exit(status)

    return run


def _ours(error: Exception) -> Diagnostic:
    return Diagnostic("our-mistake", NOWHERE, f"This is a mistake of the program, not of yours ({type(error).__name__}: {error}).",
                      "There is no answer. Please report it with the plan and the question.")


def _outside(error: OutsideCalendar) -> Diagnostic:
    return Diagnostic("outside-calendar", NOWHERE, f"{error}.", "Give the calendar a longer range in the plan, or ask about days within it.")


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
        _print_json(check_json(report))
    else:
        _print(show_check(report))
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
        _print_json([{"file": r.name, "changed": r.changed} for r in results])
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
        _print_json(outline_json(made))
    else:
        print(write_outline(made), end="")
    return MET


@app.command()
@answering
def ask(
    plan: PlanName,
    what: Annotated[list[str] | None, typer.Argument(metavar="QUESTION|FILE", help="a question, or files of questions; else those of the plan")] = None,
    scenario: Scenario = None,
    given: Given = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="the time limit of each question")] = 10.0,
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
        questions = [opened.library.ask(text, scenario) for text in texts]
    else:
        chosen = {s.title for s in pick_scenarios(opened, scenario)} if scenario else None
        questions = [q for q in opened.library.asked if chosen is None or q.scenario.title in chosen]
    checked = opened.library.plan
    if receipt is not None and len(questions) != 1:
        raise Mistakes([Diagnostic("one-receipt", NOWHERE, f"A receipt is of one question, and there are {len(questions)} here.",
                                   "Type the question: pill ask PLAN \"when is the Distribution Date?\" --receipt FILE")])  # fmt: skip
    signal.signal(signal.SIGINT, _stop)
    with SecondSolver() if second_opinion else nullcontext() as second:
        answers = [_asked(checked, extra(question), seconds, second) for question in questions]
    written = export_scripts(checked, answers, smtlib) if smtlib is not None else None
    if receipt is not None:
        from counsel.receipt import make_receipt, write_receipt  # loads Z3

        write_receipt(make_receipt(plan, opened.named, checked, answers[0]), receipt)
    if json_:
        _print_json([as_json.answer_json(checked, answer) for answer in answers])
    else:
        _print_answers(plan, checked, answers, len(answers) <= MOST_SHOWN_WHOLE if full is None else full)
        _print([f"{numbered(written, 'script')} written to {smtlib}."] if written is not None else [])
        _print([f"Receipt written to {receipt}; to check it: pill verify {receipt}"] if receipt is not None else [])
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
    return word.endswith(".plan") or Path(word).is_file()


def _print_answers(name: str, plan: Plan, answers: list[Answer], whole: bool) -> None:
    if not answers:
        _print(["There is no question here. Type one: pill ask PLAN \"when is the Distribution Date?\""])
    for answer in answers:
        _print([*show(plan, answer), *second_lines(name, plan, answer), ""] if whole else [brief(plan, answer)])
        if not whole and (answer.missed or (answer.second and answer.second.disputed)):
            _print([*show(plan, answer), *second_lines(name, plan, answer), ""])
    if len(answers) > 1:
        _print([tally(answers), *filter(None, [second_tally(answers)])])


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
        _print_json([as_json.chronicle_json(checked, one) for one in told])
    else:
        for one in told:
            _print([*show_story(checked, one), ""])
    return MET


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
        _print_json([{"what": check.what, "found": check.found, "why": check.why} for check in checks])
    else:
        _print(show_verified(read, checks, made_otherwise(read)))
    found = {check.found for check in checks}
    return FAILED if "not so" in found else UNDECIDED if "not finished" in found else MET


if __name__ == "__main__":
    main()
