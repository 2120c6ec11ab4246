"""The command `pill replay`: a story told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counsel import as_json
from counsel.answering import MET, answering, print_json, print_lines
from counsel.commands.options import AsJson, Given, PlanName, Scenario
from counsel.open_plan import given_readings, open_plan, pick_scenarios
from counsel.show_story import show_story
from solver.chronicle import chronicle


@answering
def replay(
    plan: PlanName,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="files of scenarios")] = None,
    scenario: Scenario = None,
    given: Given = None,
    json_: AsJson = False,
) -> int:
    """Tells the story of a scenario: what each event changed, what is open, what is owed, and until when."""
    opened = open_plan(plan, files or [])
    extra = given_readings(opened.library.plan.readings, given or [])
    checked = opened.library.plan
    told = [chronicle(checked, extra(story)) for story in pick_scenarios(opened, scenario)]
    if json_:
        print_json([as_json.chronicle_json(checked, one) for one in told])
    else:
        for one in told:
            print_lines([*show_story(checked, one), ""])
    return MET
