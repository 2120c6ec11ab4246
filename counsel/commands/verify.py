"""The command `pill verify`: a receipt checked."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from counsel.answering import FAILED, MET, UNDECIDED, answering, print_json, print_lines
from counsel.commands.options import AsJson
from solver.second_solver import SecondSolver


@answering
def verify(
    receipt: Annotated[Path, typer.Argument(metavar="RECEIPT", help="a file that `pill ask --receipt` wrote")],
    second_opinion: Annotated[bool, typer.Option("--second-opinion", help="have cvc5 check every obligation too")] = False,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, metavar="SECONDS", help="the time limit of each obligation")] = 60.0,
    json_: AsJson = False,
) -> int:
    """Checks a receipt: the plan is the same, its timelines come out so, its obligations hold. Nothing is searched for."""
    from counsel.read_receipt import read_receipt
    from counsel.show_verified import show_verified
    from counsel.verify import made_otherwise, verify

    read = read_receipt(receipt)
    with SecondSolver() if second_opinion else nullcontext() as second:
        checks = list(verify(receipt, read, seconds, second))
    if json_:
        print_json([{"what": check.what, "found": check.found, "why": check.why} for check in checks])
    else:
        print_lines(show_verified(read, checks, made_otherwise(read)))
    found = {check.found for check in checks}
    return FAILED if "not so" in found else UNDECIDED if "not finished" in found else MET
