"""The command `pill`: check, fmt, outline, ask and replay.

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
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec

import typer
from rich.console import Console, RenderableType

from counsel import as_json
from counsel.drawing import NO_SOURCES, draw
from counsel.open_plan import given_readings, open_plan, pick_scenarios
from counsel.show_answer import brief, show, tally
from counsel.show_check import check_json, show_check
from counsel.show_story import show_story
from dsl.calendars import OutsideCalendar
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.load import WithSources
from dsl.plan import Plan, Question
from dsl.source import NOWHERE
from solver.answer import Answer
from solver.ask import ask as ask_solver
from solver.chronicle import chronicle
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
    signal.signal(signal.SIGINT, _stop)
    answers = [_asked(checked, extra(question), seconds) for question in questions]
    if json_:
        _print_json([as_json.answer_json(checked, answer) for answer in answers])
    else:
        _print_answers(checked, answers, len(answers) <= MOST_SHOWN_WHOLE if full is None else full)
    return _status(answers)


def _stop(signum: int, frame: object) -> None:
    """Stop at once: Python drops an interrupt that comes while it tidies up, and nothing is being written."""
    print("Stopped.", file=sys.stderr, flush=True)
    os._exit(UNDECIDED)


def _asked(plan: Plan, question: Question, seconds: float) -> Answer:
    """The answer; on a terminal, what is being asked is shown until it is there."""
    errors = Console(stderr=True, highlight=False, markup=False)
    if not errors.is_terminal:
        return ask_solver(plan, question, seconds)
    with errors.status(f"Asking: {question.title or 'the question'}"):
        return ask_solver(plan, question, seconds)


def _is_file(word: str) -> bool:
    """Whether a word names a file; a question may be longer than any name can be, which `Path` would raise."""
    return word.endswith(".plan") or os.path.isfile(word)


def _print_answers(plan: Plan, answers: list[Answer], whole: bool) -> None:
    if not answers:
        _print(["There is no question here. Type one: pill ask PLAN \"when is the Distribution Date?\""])
    for answer in answers:
        _print([*show(plan, answer), ""] if whole else [brief(plan, answer)])
        if answer.missed and not whole:
            _print([*show(plan, answer), ""])
    if len(answers) > 1:
        _print([tally(answers)])


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


if __name__ == "__main__":
    main()
