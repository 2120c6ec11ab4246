"""The command `pill audit`: drafting defects looked for."""

from __future__ import annotations

from typing import Annotated

import typer

from counsel.answering import FAILED, MET, UNDECIDED, answering, print_json, print_lines
from counsel.asking import stop_at_once
from counsel.commands.options import AsJson, PlanName
from counsel.open_plan import open_plan


@answering
def audit(
    plan: PlanName,
    only: Annotated[list[str] | None, typer.Option("--only", metavar="ENTRY", help="this entry of the catalogue alone, as two-clocks; may be given again")] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="the time limit of each search")] = 5.0,
    json_: AsJson = False,
) -> int:
    """Looks for drafting defects from a fixed catalogue, each shown by a story or a proof."""
    from counsel.run_audit import run_audit  # loads Z3
    from counsel.show_audit import audit_json, show_audit

    opened = open_plan(plan, [])
    stop_at_once()
    report = run_audit(opened, seconds, only or [])
    if json_:
        print_json(audit_json(report))
    else:
        print_lines(show_audit(report))
    return FAILED if report.found else UNDECIDED if report.unsettled else MET
