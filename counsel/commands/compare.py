"""The command `pill compare`: two plans held side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counsel.answering import MET, UNDECIDED, answering, print_json, print_lines
from counsel.asking import stop_at_once
from counsel.commands.options import AsJson, Given, Scenario
from counsel.open_plan import open_plan


@answering
def compare(
    plan: Annotated[str, typer.Argument(metavar="A", help="a built-in plan, as `hemacare`, or a plan file")],
    other: Annotated[str, typer.Argument(metavar="B", help="the plan or version that it is compared with")],
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="files of scenarios of A")] = None,
    scenario: Scenario = None,
    given: Given = None,
    only: Annotated[list[str] | None, typer.Option("--only", metavar="CONSEQUENCE", help="compare by this one, as Triggers; may be repeated")] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="the time limit of each consequence")] = 20.0,
    full: Annotated[bool, typer.Option("--full/--brief", help="with stories and proofs, or a line for each consequence")] = True,
    json_: AsJson = False,
) -> int:
    """Compares two plans, or two versions of one: what each brings about on the same events where the other does not."""
    from counsel.comparing import compare_opened, comparison_json
    from counsel.show_comparison import show_comparison

    stop_at_once()
    found = compare_opened(open_plan(plan, files or []), open_plan(other, []), scenario, given or [], only or [], seconds)
    if json_:
        print_json(comparison_json(found))
    else:
        print_lines(show_comparison(found, (plan, other), full))
    return UNDECIDED if any(compared.is_undecided for compared in found.compared) else MET
