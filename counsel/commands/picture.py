"""The command `pill picture`: a story drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counsel.answering import MET, answering, print_lines
from counsel.commands.options import Given, PlanName, Scenario
from counsel.open_plan import given_readings, open_plan, pick_one
from counsel.pictures.kinds import PictureKind
from counsel.whole_file import write_whole


@answering
def picture(
    plan: PlanName,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="files of scenarios")] = None,
    scenario: Scenario = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE.svg", help="the file to write")] = Path("picture.svg"),
    kind: Annotated[PictureKind, typer.Option(help="what it shows")] = PictureKind.timeline,
    given: Given = None,
) -> int:
    """Draws the story of a scenario as SVG: its timeline, ownership against the thresholds, or its states."""
    from counsel.pictures.draw import check_name, draw_picture
    from counsel.pictures.svg import svg

    check_name(out)
    opened = open_plan(plan, files or [])
    told = given_readings(opened.library.plan.readings, given or [])(pick_one(opened, scenario))
    write_whole(out, svg(draw_picture(opened.library.plan, told, kind)).encode())
    print_lines([f"Drawn in {out}: \"{told.title}\" ({kind.value})."])
    return MET
