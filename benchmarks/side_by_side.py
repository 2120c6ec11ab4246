"""The solving alone, in one process: ours and the model written by hand, on the same five questions.

`ask` is the whole of our answer: every reading, ties broken, the path told
again, the clauses that exclude every path. `first path` is the part of it that
the model written by hand does too: the base readings, the first path met,
nothing more. The status is 1 if the verdicts do not agree.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.hand_written import questions as by_hand
from benchmarks.timing import Timing, add_options, print_table, save, timed
from dsl.load import load
from dsl.plan import Plan, Question
from solver.ask import ask
from solver.cast import cast_of
from solver.search import MOST_EVENTS, deepen
from solver.tasks import machine_for, task_of, tellings

SECONDS = 60.0
WORDS = {"possible": ("possible", "no"), "impossible": ("impossible", "holds")}  # of `can`, of `is it certain`


@dataclass(frozen=True)
class Contestant:
    """A way to answer: its name, and the verdict that it gives on a question of a title."""

    name: str
    answer: Callable[[str], str]


@dataclass(frozen=True)
class Row:
    """What was measured of one question: of each contestant, its times and its verdict."""

    title: str
    timings: tuple[Timing, ...]
    verdicts: tuple[str, ...]

    @property
    def agree(self) -> bool:
        """Whether all came to the same."""
        return len(set(self.verdicts)) == 1

    def ratio(self, place: int) -> float:
        """How many times longer a contestant takes than the last one, which is the yardstick."""
        return self.timings[place].median / self.timings[-1].median


def contestants(plan: Plan, asked: dict[str, Question]) -> tuple[Contestant, ...]:
    """Who is measured, the yardstick last."""
    written = {question.title: question for question in by_hand.QUESTIONS}
    return (
        Contestant("ask", lambda title: ask(plan, asked[title], SECONDS).headline.verdict),
        Contestant("first path", lambda title: first_path(plan, asked[title])),
        Contestant("by hand", lambda title: by_hand.verdict(written[title], MOST_EVENTS)),
    )


def first_path(plan: Plan, question: Question) -> str:
    """Our verdict on the base readings, with the first path that is met, as the formulas have it."""
    deadline = time.monotonic() + SECONDS
    options = {name: reading.base for name, reading in plan.readings.items()}
    machine = machine_for(plan, question, options)
    question = replace(question, scenario=replace(question.scenario, people=cast_of(plan, question.scenario, machine.kinds)))
    told = tellings(plan, question.scenario, machine)[0].result
    for depth in deepen(task_of(plan, question, options, told), deadline):
        if depth.is_out_of_time:
            return "undecided"
        if depth.find_any() is not None:
            return WORDS["possible"][question.form == "certain"]
    return WORDS["impossible"][question.form == "certain"]


def measure(title: str, all_of_them: Sequence[Contestant], runs: int) -> Row:
    """Time each contestant on one question."""
    found = [timed(lambda one=one: one.answer(title), runs) for one in all_of_them]  # type: ignore[misc]
    return Row(title, tuple(timing for timing, _ in found), tuple(verdict for _, verdict in found))


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.side_by_side", description=__doc__)
    add_options(parser, runs=5)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 if the verdicts do not agree."""
    chosen = options(arguments)
    library = load("hemacare")
    titles = [question.title for question in by_hand.QUESTIONS]
    asked = {question.title: question for question in library.asked if question.title in titles}
    all_of_them = contestants(library.plan, asked)
    rows = [measure(title, all_of_them, chosen.runs) for title in titles]
    names = [one.name for one in all_of_them]
    show(rows, names, chosen.runs)
    save(chosen.json, chosen.runs, [as_data(row, names) for row in rows])
    return 0 if all(row.agree for row in rows) else 1


def show(rows: Sequence[Row], names: Sequence[str], runs: int) -> None:
    """The table, and the medians of the ratios under it."""
    others = range(len(names) - 1)
    columns = ("Question", *(f"{name} ms" for name in names), *(f"{names[at]} / {names[-1]}" for at in others), "Verdict")
    cells = [
        (
            row.title, *(f"{1000 * t.least:.0f} / {1000 * t.median:.0f}" for t in row.timings),
            *(f"{row.ratio(at):.1f}" for at in others),
            row.verdicts[0] if row.agree else f"THEY DO NOT AGREE: {', '.join(row.verdicts)}",
        )
        for row in rows
    ]  # fmt: skip
    print_table(f"Solving alone, min / median of {runs} runs", columns, cells, ("Question", "Verdict"))
    for at in others:
        print(f"{names[at]}: {statistics.median(row.ratio(at) for row in rows):.1f} times as long as {names[-1]} (median)")


def as_data(row: Row, names: Sequence[str]) -> dict[str, Any]:
    """For a file."""
    each = {
        name: {"verdict": verdict, **timing.as_data()}
        for name, verdict, timing in zip(names, row.verdicts, row.timings, strict=True)
    }
    return {"question": row.title, "agree": row.agree, **each}


if __name__ == "__main__":
    sys.exit(main())
