"""How every command ends: with its exit status, whatever the input, and what it prints where it cannot go on.

Exit status: 0 every question answered and every expectation met; 1 an
expectation failed; 2 bad input; 3 something undecided.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, ParamSpec

import typer
from rich.console import Console, RenderableType

from counsel import as_json
from counsel.drawing import NO_SOURCES, draw
from dsl.calendars import OutsideCalendar
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.load import WithSources
from dsl.source import NOWHERE
from solver.answer import Answer
from solver.undecided import Undecided

MET, FAILED, BAD_INPUT, UNDECIDED = range(4)
WIDTH, WIDEST = 80, 100  # where it is no terminal, and however wide a terminal is
MOST_EXPLAINED = 3

P = ParamSpec("P")


def status_of(answers: Sequence[Answer]) -> int:
    """The exit status of a command that answers questions."""
    if any(answer.missed for answer in answers):
        return FAILED
    return UNDECIDED if any(answer.is_undecided for answer in answers) else MET


class _Console(Console):
    """A console that leaves it to the command how to end when nobody reads on."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def _console() -> Console:
    """Text of one width where it is no terminal, so that what is saved is always the same; lines no longer than can be read on one."""
    width = min(Console().width, WIDEST) if sys.stdout.isatty() else WIDTH
    return _Console(width=width, highlight=False, markup=False, emoji=False)


def print_lines(lines: Iterable[RenderableType]) -> None:
    """What is shown, line by line."""
    console = _console()
    for line in lines:
        console.print(line)


def print_json(data: Any) -> None:
    """Plain data; its letters are escaped where they could not be written."""
    print(json.dumps(data, indent=2, ensure_ascii="utf" not in (sys.stdout.encoding or "").lower()))


def _fail(mistakes: Mistakes, as_data: bool) -> None:
    sources = mistakes.sources if isinstance(mistakes, WithSources) else NO_SOURCES
    if as_data:
        print_json(as_json.mistakes_json(mistakes.diagnostics, sources))
    else:
        print_lines(draw(mistakes.diagnostics, sources))
        codes = dict.fromkeys(diagnostic.code for diagnostic in mistakes.diagnostics)
        print_lines([f"More: {', '.join(f'pill explain {code}' for code in list(codes)[:MOST_EXPLAINED])}"])


def answering(command: Callable[P, int]) -> Callable[P, None]:
    """A command that ends with its exit status, whatever the input."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        status = MET
        try:
            status, mistakes = _ended(lambda: command(*args, **kwargs))
            if mistakes is not None:
                _fail(mistakes, bool(kwargs.get("json_", False)))
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to print has no reader
        raise typer.Exit(status)

    return run


def _ended(command: Callable[[], int]) -> tuple[int, Mistakes | None]:
    """The exit status of a command, and the mistakes to tell where it cannot go on."""
    try:
        return command(), None
    except Mistakes as mistakes:
        return BAD_INPUT, mistakes
    except OutsideCalendar as error:
        return BAD_INPUT, Mistakes([_outside(error)])
    except Undecided as error:
        return UNDECIDED, Mistakes([Diagnostic("undecided", NOWHERE, str(error), error.help)])
    except OverflowError:
        return BAD_INPUT, Mistakes([Diagnostic("outside-calendar", NOWHERE, "A date lies beyond every calendar.", "Look for a count of days, months or years that is too large.")])
    except RecursionError:
        return BAD_INPUT, Mistakes([Diagnostic("too-deep", NOWHERE, "This is nested too deeply.", "Split what is nested, or define fewer terms each by the one before.")])
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return UNDECIDED, None
    except BrokenPipeError:
        raise
    except Exception as error:
        if os.environ.get("PILL_TRACEBACK"):
            raise
        return UNDECIDED, Mistakes([_ours(error)])


def _ours(error: Exception) -> Diagnostic:
    return Diagnostic("our-mistake", NOWHERE, f"This is a mistake of the program, not of yours ({type(error).__name__}: {error}).",
                      "There is no answer. Please report it with the plan and the question.")


def _outside(error: OutsideCalendar) -> Diagnostic:
    return Diagnostic("outside-calendar", NOWHERE, f"{error}.", "Give the calendar a longer range in the plan, or ask about days within it.")
