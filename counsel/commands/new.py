"""The command `pill new`: a plan begun."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counsel.answering import MET, answering, print_json, print_lines
from counsel.commands.options import AsJson


@answering
def new(
    name: Annotated[Path, typer.Argument(metavar="NAME", help="the folder of the plan, which is made: as `acme`")],
    title: Annotated[str, typer.Option(prompt="The plan's title, as on its first page", help="the plan's title")],
    dated: Annotated[str, typer.Option(prompt="Its date (May 7, 2001)", help="its date")],
    shares: Annotated[str, typer.Option(prompt="How many shares were outstanding (10,000,000)", help="how many shares were outstanding")],
    threshold: Annotated[str, typer.Option(prompt="From what percentage on is a holder an Acquiring Person (15)", help="the percentage that makes an Acquiring Person")],
    days: Annotated[str, typer.Option(prompt="On what day after that do the Rights separate (10)", help="after how many days the Rights separate")] = "10",
    json_: AsJson = False,
) -> int:
    """Begins a plan of your own from a few facts: a small plan that is whole, and its first questions."""
    from counsel.new_plan import Facts, new_plan

    written = [str(path) for path in new_plan(name, Facts(title, dated, shares, threshold, days))]
    if json_:
        print_json({"written": written})
    else:
        print_lines([f"Written: {' and '.join(written)}.", f"To ask its questions: pill ask {name}"])
    return MET
