"""What several commands take, said in one place."""

from __future__ import annotations

from typing import Annotated

import typer

from counsel.command_group import plan_names

PlanName = Annotated[str, typer.Argument(metavar="PLAN", autocompletion=plan_names, help="a built-in plan, as `hemacare`, or a plan file")]
AsJson = Annotated[bool, typer.Option("--json", help="plain data instead of text")]
Scenario = Annotated[str | None, typer.Option("--scenario", "-s", metavar="TITLE", help="the story it is about")]
Given = Annotated[list[str] | None, typer.Option("--given", metavar="READING", help="a reading, as \"Later Dates reads Literal\"")]
