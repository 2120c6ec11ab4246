"""Runs something several times, and lays the times out as a table or as plain data."""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import z3
from msgspec import Struct
from rich.console import Console
from rich.table import Table

WIDTH = 140
Result = TypeVar("Result")


class Timing(Struct, frozen=True):
    """The seconds that each run took."""

    seconds: tuple[float, ...]

    @property
    def least(self) -> float:
        """The quickest run."""
        return min(self.seconds)

    @property
    def median(self) -> float:
        """The run in the middle."""
        return statistics.median(self.seconds)

    def as_data(self) -> dict[str, Any]:
        """For a file."""
        return {"min": self.least, "median": self.median, "runs": list(self.seconds)}


def nothing() -> None:
    """Nothing to be made ready."""


def timed(run: Callable[[], Result], runs: int, clock: Callable[[], float] = time.perf_counter, prepare: Callable[[], object] = nothing) -> tuple[Timing, Result]:
    """How long something takes by a clock, run after run, each made ready for before it starts; and what it gave the last time."""
    found = []
    for _ in range(runs):
        prepare()
        gc.collect()
        began = clock()
        result = run()
        found.append(clock() - began)
    return Timing(tuple(found)), result


def add_options(parser: argparse.ArgumentParser, runs: int) -> None:
    """What each measurement can be told."""
    parser.add_argument("--runs", type=_count, default=runs, metavar="N", help=f"how often each question is asked ({runs})")
    parser.add_argument("--json", type=Path, metavar="FILE", help="save the figures")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least one run is needed")
    return number


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], left: Sequence[str]) -> None:
    """A table; the columns named in `left` are words, the others figures."""
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, justify="left" if column in left else "right", overflow="fold")
    for row in rows:
        table.add_row(*row)
    console = Console(highlight=False, markup=False)
    Console(width=None if console.is_terminal else WIDTH, highlight=False, markup=False).print(table)


def save(path: Path | None, runs: int, rows: Sequence[dict[str, Any]], **more: Any) -> None:
    """The figures in a file, with what they were measured on."""
    if path is not None:
        measured = {
            "python": platform.python_version(), "z3": z3.get_version_string(),
            "machine": platform.machine(), "cores": os.cpu_count(), "runs": runs,
        }  # fmt: skip
        path.write_text(json.dumps({"measured on": measured, "rows": rows, **more}, indent=2, ensure_ascii=False) + "\n")
