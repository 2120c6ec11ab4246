"""The six questions asked of the model in `model.lp`: one control, to which an event is added at a time.

A threshold is a whole percentage there, so that no two unknowns are multiplied,
and there are 20 million shares at most; all else is as in the model for Z3.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import clingo
from clingcon import ClingconTheory
from clingo.ast import ProgramBuilder, parse_string

from benchmarks.asked import BOARD, Asked, OutOfTime, Size, left_until, ordinal
from benchmarks.calendar import Run, runs_of_holidays

MODEL = (Path(__file__).parent / "model.lp").read_text(encoding="utf-8")
OTHERS = ("buy", "sell", "join", "part", "issue", "repurchase", "announce", "learn", "offer")
KINDS = OTHERS + BOARD
ADOPTED, LAST_DAY = ordinal(1998, 2, 23), ordinal(2008, 3, 10)
BOUGHT, PRESS_DAY = 1_100_000, ordinal(1998, 5, 4)


def fewest_events(asked: Asked, size: Size, seconds: float) -> int | None:
    """How many events the shortest path has; None if none has so few. Raises OutOfTime."""
    deadline = time.monotonic() + seconds
    control = clingo.Control([f"-c persons={size.persons}", "--warn=none"])
    theory: Any = ClingconTheory()
    theory.register(control)
    with ProgramBuilder(control) as builder:
        for text in (MODEL, "\n".join(facts(asked, size))):
            parse_string(text, lambda statement: theory.rewrite_ast(statement, builder.add))
    control.ground([("base", []), ("check", [clingo.Number(0)])])
    for number in range(size.events + 1):
        if number:
            control.ground([(part, [clingo.Number(number)]) for part in ("step", "check")])
        theory.prepare(control)
        now = clingo.Function("asked", [clingo.Number(number)])
        control.assign_external(now, True)
        with control.solve(async_=True) as running:
            if not running.wait(left_until(deadline)):
                running.cancel()
                raise OutOfTime
            if running.get().satisfiable:
                return number
        control.release_external(now)
    return None


def facts(asked: Asked, size: Size) -> Iterator[str]:
    """What the model is given of a question and its size."""
    after_the_press = asked.start == "after the press"
    yield "#program base."
    yield from (f'kind("{kind}").' for kind in KINDS if kind not in asked.without)
    yield from _holdings(size.persons, BOUGHT if after_the_press else 0)
    first = PRESS_DAY if after_the_press else ADOPTED
    last = asked.reach(size)
    yield f"first({first}). last({last}). latest({max(last, LAST_DAY) + 400}). starts_tick({2 * first}). starts_last_day({LAST_DAY})."
    yield f'sought("{asked.sought}"). until({2 * asked.until(size) + 1}). reach({2 * last + 1}).'
    if after_the_press:
        yield f"starts_acquired. starts_announced({PRESS_DAY})."
    if asked.never_exercisable:
        yield "never."
    if "offer" not in asked.without:
        yield f"monday({first - (first - 1) % 7})."
        yield from (_run(run) for run in runs_of_holidays(first, last))


def _holdings(persons: int, first: int) -> Iterator[str]:
    for person in range(1, persons + 1):
        shares = first if person == 1 else 0
        yield f"starts_held({person},{shares}). starts_known({person},{shares})."


def _run(run: Run) -> str:
    return f"run({run.first},{run.last},{run.holidays})."
