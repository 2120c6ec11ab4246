"""What of the HemaCare plan each question over paths takes in: its cone of influence.

A question that does not touch a mechanism (exchange, exercise, flip-in and the
rest) takes in none of its steps, and so costs no more than it would without
them. Prints each question with the steps it takes in, and those of the files
that hold the mechanisms.
"""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from dsl.load import load
from solver.tasks import machine_for

MECHANISMS = ("dividend", "transfer", "exercise", "adjustments", "flip-in", "flip-over", "exchange")


def main() -> None:
    """Print the table."""
    library = load("hemacare")
    plan = library.plan
    table = Table("question", "steps taken in", "of these, of the mechanisms")
    for question in library.asked:
        if question.form in ("can", "certain"):
            steps = [step.event for step in machine_for(plan, question, {}).steps]
            of_them = [event.name for event in steps if Path(plan.clauses[event.label].span.file).stem in MECHANISMS]
            table.add_row(question.title, str(len(steps)), ", ".join(of_them) or "none")
    Console().print(table)


if __name__ == "__main__":
    main()
