"""The command `pill outline`: the outline of a source."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counsel.answering import MET, answering, print_json
from counsel.commands.options import AsJson


@answering
def outline(
    text: Annotated[Path, typer.Argument(metavar="TEXT", help="the text of a source, as it was filed")],
    first: Annotated[str | None, typer.Option(help="the phrase with which the plan begins in it")] = None,
    last: Annotated[str | None, typer.Option(help="the phrase with which it ends")] = None,
    json_: AsJson = False,
) -> int:
    """Makes the outline of a source: its sentences, limbs, provisos and parentheses, with hashes."""
    from counsel.make_outline import outline_json, outline_of
    from dsl.filing import write_outline

    made = outline_of(text, first, last)
    if json_:
        print_json(outline_json(made))
    else:
        print(write_outline(made), end="")
    return MET
