"""Six questions side by side: our process up to the first path and to its end, our whole answer, our first path, and three models written by hand.

The first path is what the models written by hand look for too: base readings,
three people beside the Company, from no event to four, the first path met. The
status is 1 if the verdicts do not agree.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from benchmarks.asked import ASKED, Asked, Size
from benchmarks.contestants import CONTESTANTS, Measured, measure
from benchmarks.timing import Timing, add_options, print_table, save, timed
from benchmarks.whole_process import PLAN, command
from counsel.main import look_for_garbage_seldom
from dsl.load import Library, load
from solver.ask import ask

SECONDS = 60.0
WHOLE = ("process to first path", "whole process", "whole answer")
NAMES = (*WHOLE, *(one.name for one in CONTESTANTS))


class Row(Struct, frozen=True):
    """What was measured of one question: as it is asked of us in earnest, and as all are asked it.

    `verdict` is that of the whole answer, `first` that of the process which ends with the first path.
    """

    in_earnest: tuple[Timing, ...]
    verdict: str
    first: str
    measured: Measured

    @property
    def title(self) -> str:
        """Of the question."""
        return self.measured.asked.title

    @property
    def timings(self) -> tuple[Timing, ...]:
        """In the order of NAMES."""
        return (*self.in_earnest, *self.measured.timings)

    @property
    def agree(self) -> bool:
        """Whether all came to the same, our whole answer and our process included."""
        common = self.measured.common
        return self.measured.agree and common == self.first and common.partition(" ")[0] == self.verdict

    def ratio(self, place: int) -> float:
        """How many times longer one takes than the last, which is the yardstick."""
        return self.timings[place].median / self.timings[-1].median


def row(library: Library, asked: Asked, runs: int) -> Row:
    """Measure everything on one question; processes by the clock, the rest by processor time."""
    question = next(question for question in library.asked if question.title == asked.title)
    first, met = timed(_process(sys.executable, "-m", "benchmarks.first_path", PLAN, asked.title), runs)
    process, _ = timed(_process(*command(library, question)), runs)
    answer, found = timed(partial(ask, library.plan, question, SECONDS), runs, time.process_time)
    return Row((first, process, answer), found.headline.verdict, met.stdout.strip(), measure(asked, Size(), SECONDS, runs))


def _process(*words: str) -> Callable[[], subprocess.CompletedProcess[str]]:
    return lambda: subprocess.run(words, capture_output=True, text=True, check=False)


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.side_by_side", description=__doc__)
    add_options(parser, runs=5)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 if the verdicts do not agree."""
    chosen = options(arguments)
    look_for_garbage_seldom()  # all of them, as the command does
    library = load(PLAN)
    rows = [row(library, asked, chosen.runs) for asked in ASKED]
    show(rows, chosen.runs)
    save(chosen.json, chosen.runs, [as_data(found) for found in rows])
    return 0 if all(found.agree for found in rows) else 1


def show(rows: Sequence[Row], runs: int) -> None:
    """The table, and the medians of the ratios under it."""
    columns = ("Question", *NAMES, "Verdict (events)")
    cells = [
        (found.title, *(f"{1000 * timing.median:.0f}" for timing in found.timings),
         found.measured.common if found.agree else f"THEY DO NOT AGREE: {found.verdict}, {found.first}, {found.measured.common}")
        for found in rows
    ]  # fmt: skip
    print_table(f"Milliseconds, median of {runs} runs", columns, cells, ("Question", "Verdict (events)"))
    for at, name in enumerate(NAMES[:-1]):
        print(f"{name}: {statistics.median(found.ratio(at) for found in rows):.2f} times as long as {NAMES[-1]} (median)")


def as_data(found: Row) -> dict[str, Any]:
    """For a file."""
    each = {name: timing.as_data() for name, timing in zip(NAMES, found.timings, strict=True)}
    return {"question": found.title, "agree": found.agree, "verdict": found.measured.common, **each}


if __name__ == "__main__":
    sys.exit(main())
