"""Questions put to the solver, several at the same time; on a terminal, what is being asked is shown until it is answered."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext

from rich.console import Console

from counsel.answering import UNDECIDED
from dsl.plan import Plan, Question
from solver.answer import Answer
from solver.ask import ask
from solver.beside import each
from solver.second_solver import SecondSolver

Put = tuple[Plan, Question]  # a question, and the plan that it is put to


def answers_to(puts: Sequence[Put], seconds: float, second: SecondSolver | None = None) -> Iterator[Answer]:
    """The answers in the order of the questions, each as soon as it is there, with a second opinion if one is wanted."""
    answers = each(lambda put: ask(*put, seconds), puts)
    for plan, question in puts:
        with _shown(question):
            answer = next(answers)
            if second is not None:
                from solver.second_opinion import with_second_opinion  # loads Z3

                answer = with_second_opinion(plan, answer, second, seconds)
        yield answer


def _shown(question: Question) -> AbstractContextManager[object]:
    errors = Console(stderr=True, highlight=False, markup=False)
    return errors.status(f"Asking: {question.title or 'the question'}") if errors.is_terminal else nullcontext()


def stop_at_once() -> None:
    """From now on an interrupt ends the command there and then: Python drops one that comes while it tidies up, and nothing is being written."""
    signal.signal(signal.SIGINT, _stop)


def _stop(signum: int, frame: object) -> None:
    print("Stopped.", file=sys.stderr, flush=True)
    os._exit(UNDECIDED)
