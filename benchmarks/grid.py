"""How the first path of six questions grows: with the events, the people, the horizon and the size of the plan.

Each row is one size of the task: for each contestant the median and the most
processor time over the questions. One thing is varied at a time, or with
`--full` everything together. The status is 1 if verdicts do not agree.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from benchmarks.asked import ASKED, Size, ordinal
from benchmarks.contestants import CONTESTANTS, UNDECIDED, Measured, measure
from benchmarks.timing import add_options, print_table, save
from counsel.main import look_for_garbage_seldom

EVENTS = (4, 6, 8, 10, 12)
PERSONS = (2, 3, 4, 5, 6)
HORIZONS = (ordinal(2000, 2, 23), ordinal(2009, 3, 10))
SECONDS = 30.0


def one_by_one() -> Iterator[Size]:
    """One thing varied at a time."""
    usual = Size()
    varied = (
        *(replace(usual, events=events) for events in EVENTS),
        *(replace(usual, persons=persons) for persons in PERSONS),
        *(replace(usual, horizon=horizon) for horizon in HORIZONS),
    )
    yield from dict.fromkeys(varied)


def together() -> Iterator[Size]:
    """Everything varied together."""
    for events, persons, horizon in itertools.product(EVENTS, PERSONS, HORIZONS):
        yield Size(events=events, persons=persons, horizon=horizon)


def words(size: Size) -> str:
    """A size as it is printed."""
    return f"{size.events} events, {size.persons} people, {'two' if size.horizon == HORIZONS[0] else 'ten'} years"


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grid", description=__doc__)
    parser.add_argument("--full", action="store_true", help="vary everything together, which takes long")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"time limit of one answer ({SECONDS:.0f})")
    add_options(parser, runs=1)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 if the verdicts do not agree."""
    chosen = options(arguments)
    look_for_garbage_seldom()  # all of them, as the command does
    found: dict[Size, list[Measured]] = {}
    for size in together() if chosen.full else one_by_one():
        found[size] = [measure(asked, size, chosen.seconds, chosen.runs) for asked in ASKED]
        print(f"{words(size)} measured", file=sys.stderr, flush=True)
    names = [one.name for one in CONTESTANTS]
    cells = [(words(size), *(cell(rows, at) for at in range(len(names)))) for size, rows in found.items()]
    print_table("Milliseconds over six questions: median / most", ("Size", *names), cells, ("Size",))
    every = list(itertools.chain.from_iterable(found.values()))
    for one in every:
        if not one.agree:
            print(f"{words(one.size)}: {one.asked.title}: {one.common}")
    save(chosen.json, chosen.runs, list(as_data(every, names)))
    return 0 if all(one.agree for one in every) else 1


def cell(rows: Sequence[Measured], at: int) -> str:
    """The median and the most of one contestant, and how many questions it left undecided."""
    times = [1000 * row.timings[at].median for row in rows]
    undecided = sum(row.verdicts[at] == UNDECIDED for row in rows)
    text = f"{statistics.median(times):.0f} / {max(times):.0f}"
    return f"{text}, {undecided} undecided" if undecided else text


def as_data(every: Iterable[Measured], names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """For a file."""
    for one in every:
        each = {
            name: {"verdict": verdict, **timing.as_data()}
            for name, verdict, timing in zip(names, one.verdicts, one.timings, strict=True)
        }
        yield {"question": one.asked.title, "size": words(one.size), "agree": one.agree, **each}


if __name__ == "__main__":
    sys.exit(main())
