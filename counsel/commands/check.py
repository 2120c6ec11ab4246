"""The command `pill check`: whether a plan has mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counsel.answering import BAD_INPUT, MET, answering, print_json, print_lines
from counsel.commands.options import AsJson, PlanName
from counsel.open_plan import open_plan
from counsel.show_check import check_json, show_check


@answering
def check(
    plan: PlanName,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="more files of scenarios and questions")] = None,
    source: Annotated[Path | None, typer.Option(help="the text of the source, to verify every citation in it")] = None,
    json_: AsJson = False,
) -> int:
    """Says whether a plan has mistakes, what it holds, and with --source whether it cites truly."""
    opened = open_plan(plan, files or [])
    report = opened.check(source)
    if json_:
        print_json(check_json(report))
    else:
        print_lines(show_check(report))
    return BAD_INPUT if report.mistakes else MET
