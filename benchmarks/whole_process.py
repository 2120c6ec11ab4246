"""How long a whole `pill ask hemacare "..."` takes, from the start of the process to its end.

Every question of the plan's files over paths, windows and extremes is asked
by itself, in its scenario and under the readings that it gives.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from benchmarks.timing import Timing, add_options, print_table, save, timed
from counsel.question_words import asked_words
from dsl.load import Library, load
from dsl.plan import GivenReading, Question

PLAN = "hemacare"
FORMS = ("can", "certain", "may", "extreme")
LIMITS = re.compile(r"[:;] no path| \(")  # where an answer goes on to say how far it holds
PILL = Path(sys.executable).with_name("pill")


class Row(Struct, frozen=True):
    """What was measured of one question, and the first line of its answer."""

    question: Question
    timing: Timing
    verdict: str

    def as_data(self) -> dict[str, Any]:
        """For a file."""
        return {"question": self.question.title, "file": self.question.span.file, "verdict": self.verdict, **self.timing.as_data()}


def command(library: Library, question: Question) -> list[str]:
    """What asks a question alone."""
    words = [str(PILL), "ask", PLAN, asked_words(library.plan, question)]
    title = question.scenario.title
    if title:
        words += ["--scenario", title]
    told_with = library.scenarios[title].givens if title else ()
    for given in question.scenario.givens:
        if given not in told_with:
            assert isinstance(given, GivenReading), "only readings can be given on the command line"
            words += ["--given", f"{given.reading} reads {given.option}"]
    return words


def measure(library: Library, question: Question, runs: int) -> Row:
    """Ask a question so many times."""
    words = command(library, question)
    timing, done = timed(lambda: subprocess.run(words, capture_output=True, text=True, check=False), runs)
    return Row(question, timing, verdict(done))


def verdict(done: subprocess.CompletedProcess[str]) -> str:
    """The first line of an answer, which stands after the question and an empty line; a status that is not 0 is shown."""
    _, _, answer = done.stdout.partition("\n\n")
    first = LIMITS.split(answer.strip().split("\n")[0])[0].strip(" .")
    return first if done.returncode == 0 else f"{first} (status {done.returncode})".strip()


def wanted(only: str | None) -> Callable[[Question], bool]:
    """Which questions are asked: those over paths whose title, form or file has a word in it."""
    word = (only or "").casefold()
    return lambda question: question.form in FORMS and any(
        word in text.casefold() for text in (question.title, question.form, Path(question.span.file).name)
    )


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whole_process", description=__doc__)
    parser.add_argument("--only", metavar="WORD", help="only questions with this in their title, form or file")
    add_options(parser, runs=3)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    chosen = options(arguments)
    library = load(PLAN)
    rows = []
    for question in filter(wanted(chosen.only), library.asked):
        rows.append(measure(library, question, chosen.runs))
        print(f"{rows[-1].timing.median:7.2f} s  {question.title}", file=sys.stderr, flush=True)
    if not rows:
        print("There is no such question.")
        return
    show(rows, chosen.runs)
    save(chosen.json, chosen.runs, [row.as_data() for row in rows], summary=summary(rows))


def summary(rows: Sequence[Row]) -> dict[str, Any]:
    """The median over the questions, and the slowest of them."""
    slowest = max(rows, key=lambda row: row.timing.median)
    return {
        "questions": len(rows),
        "median": statistics.median(row.timing.median for row in rows),
        "slowest": {"question": slowest.question.title, "seconds": slowest.timing.median},
    }


def show(rows: Sequence[Row], runs: int) -> None:
    """The table, and the median and the slowest under it."""
    words = ("Question", "Form", "Verdict")
    cells = [(r.question.title, r.question.form, f"{r.timing.least:.2f}", f"{r.timing.median:.2f}", r.verdict) for r in rows]
    print_table(f"Whole processes, {runs} runs each", ("Question", "Form", "Min s", "Median s", "Verdict"), cells, words)
    found = summary(rows)
    print(f"Median of {found['questions']} questions: {found['median']:.2f} s")
    print(f"Slowest: {found['slowest']['seconds']:.2f} s, {found['slowest']['question']}")


if __name__ == "__main__":
    main()
