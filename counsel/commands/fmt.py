"""The command `pill fmt`: plan files in their canonical form."""

from __future__ import annotations

from typing import Annotated

import typer

from counsel.answering import FAILED, MET, answering, print_json
from counsel.commands.options import AsJson


@answering
def fmt(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="plan files, or - for the standard input")],
    only_check: Annotated[bool, typer.Option("--check", help="change nothing; status 1 if a file would change")] = False,
    json_: AsJson = False,
) -> int:
    """Writes plan files in their one canonical form, comments kept."""
    from counsel.format_files import format_files

    results = format_files(files, only_check)
    if json_:
        print_json([{"file": r.name, "changed": r.changed} for r in results])
    else:
        for result in results:
            if result.text is not None:
                print(result.text, end="")
            elif result.changed:
                print(f"{result.name}: {'would change' if only_check else 'written'}")
    return FAILED if only_check and any(r.changed for r in results) else MET
