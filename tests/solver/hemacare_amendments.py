"""The amendments that come with the HemaCare plan, with the plan and without its questions."""

from __future__ import annotations

from functools import cache

from dsl.load import Library, built_in, load_with

FOLDER = built_in() / "hemacare" / "amendments"


@cache
def opened(name: str) -> Library:
    """The HemaCare plan with a file of its amendments."""
    return load_with("hemacare", [FOLDER / f"{name}.plan"], "", "no more")
