"""The command `pill`, and the commands that it has; each is a file of `commands`."""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from counsel.command_group import Commands, show_version
from counsel.commands.amend import amend
from counsel.commands.ask import ask
from counsel.commands.audit import audit
from counsel.commands.check import check
from counsel.commands.compare import compare
from counsel.commands.explain import explain
from counsel.commands.fmt import fmt
from counsel.commands.memo import memo
from counsel.commands.new import new
from counsel.commands.outline import outline
from counsel.commands.picture import picture
from counsel.commands.replay import replay
from counsel.commands.verify import verify

app = typer.Typer(
    cls=Commands, context_settings={"max_content_width": 110}, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    epilog="Begin with `pill ask hemacare`, or with the guide, docs/guide.md. Each command tells more with --help.",
)  # fmt: skip

COMMANDS = (  # in the order in which they are listed, each with an example where one helps
    (check, "pill check hemacare"),
    (fmt, "pill fmt acme.plan"),
    (outline, "pill outline filing.txt > source.outline"),
    (ask, 'pill ask hemacare "when is the Distribution Date?" --scenario "The press gets there first"'),
    (replay, 'pill replay hemacare --scenario "The press gets there first"'),
    (compare, 'pill compare hemacare rr-donnelley --scenario "The press gets there first"'),
    (amend, None),
    (picture, None),
    (memo, None),
    (verify, "pill verify redeemed.json"),
    (new, "pill new acme"),
    (explain, "pill explain unknown-name"),
    (audit, None),
)


def main() -> None:
    """The command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a dash that a terminal has no letter for is no reason to give no answer
    look_for_garbage_seldom()
    app()


def look_for_garbage_seldom() -> None:
    """Little of what an answer makes is garbage; looking for it as often as Python does takes a tenth of the time."""
    gc.set_threshold(200_000, 50, 50)


@app.callback()
def pill(
    version: Annotated[bool, typer.Option("--version", callback=show_version, is_eager=True, help="say which version this is")] = False,
) -> None:
    """Reads the terms of shareholder rights plans, and answers questions about them."""


for command, example in COMMANDS:
    app.command(epilog=f"Example: {example}" if example is not None else None)(command)


if __name__ == "__main__":
    main()
