"""The commands as a group: a plan's name where a command should be, or a word that is no command, is met with help."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from dsl.plan_files import SUFFIX, built_in_plans, find


class Commands(TyperGroup):
    """The commands of `pill`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named first; a plan that stands there instead is said to be one."""
        word = args[0] if args else ""
        if word and self.get_command(ctx, word) is None and (word in built_in_plans() or (word.endswith(SUFFIX) and find(word).is_file())):
            raise typer.BadParameter(f"`{word}` is a plan. Say first what to do with it, as `pill check {word}` or `pill ask {word}`.", ctx)
        return super().resolve_command(ctx, args)


def plan_names(incomplete: str) -> list[str]:
    """The built-in plans, for the completion of a shell; files are completed by the shell itself."""
    return [name for name in built_in_plans() if name.startswith(incomplete)]


def code_names(incomplete: str) -> list[str]:
    """The codes of messages, for the completion of a shell."""
    from counsel.explain import pages

    return [code for code in pages() if code.startswith(incomplete)]


def show_version(wanted: bool) -> None:
    """Print which version this is, and stop."""
    if wanted:
        from importlib.metadata import version

        print(f"pill {version('pill')}")
        raise typer.Exit
