"""The command `pill amend`: what is found of an amendment."""

from __future__ import annotations

from typing import Annotated

import typer

from counsel.answering import MET, UNDECIDED, answering, print_json, print_lines
from counsel.asking import stop_at_once
from counsel.commands.options import AsJson, PlanName, Scenario


@answering
def amend(
    plan: PlanName,
    amendment: Annotated[str, typer.Argument(metavar="AMENDMENT", help="a file of amendments, or the name of one that comes with the plan")],
    on: Annotated[list[str] | None, typer.Option("--on", metavar="DATE", help="another date on which to adopt it, as \"March 19, 2008\"")] = None,
    scenario: Scenario = None,
    only: Annotated[str | None, typer.Option("--only", metavar="TITLE", help="one amendment of the file")] = None,
    questions: Annotated[int, typer.Option("--questions", min=0, metavar="N", help="how many of the plan's questions of fact to ask of both texts")] = 60,
    seconds: Annotated[float, typer.Option(min=0.1, help="the time limit for each figure, and for each consequence compared")] = 20.0,
    compared: Annotated[bool, typer.Option("--compare/--no-compare", help="whether to compare what may come about under the two texts")] = True,
    json_: AsJson = False,
) -> int:
    """Says whether an amendment is allowed and when, with which figures, and what it changes."""
    from counsel.amend import examine, moments_of, open_amendments
    from counsel.amend_json import amendment_json
    from counsel.show_amend import show_amendment

    moments = moments_of(on or [])
    opened = open_amendments(plan, amendment)
    stop_at_once()
    found = list(examine(opened, moments, scenario, only, questions, seconds, compared))
    checked = opened.library.plan
    if json_:
        print_json([amendment_json(checked, one) for one in found])
    else:
        for one in found:
            print_lines(show_amendment(checked, one))
    return UNDECIDED if any(one.undecided for one in found) else MET
