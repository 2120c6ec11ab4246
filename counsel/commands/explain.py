"""The command `pill explain`: what a message means."""

from __future__ import annotations

from typing import Annotated

import typer

from counsel.answering import MET, answering, print_json, print_lines
from counsel.command_group import code_names
from counsel.commands.options import AsJson


@answering
def explain(
    code: Annotated[str | None, typer.Argument(metavar="CODE", autocompletion=code_names, help="what a message begins with, as `unknown-name`; else all are listed")] = None,
    json_: AsJson = False,
) -> int:
    """Says more of a message: what it means, with an example and the same mended."""
    from counsel.explain import page_of, pages, show_codes, show_page

    if json_:
        print_json({code: page_of(code)} if code is not None else pages())
    else:
        print_lines(show_codes() if code is None else show_page(code))
    return MET
