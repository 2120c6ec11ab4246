"""The amendments that come with the HemaCare plan, with the plan and without its questions."""

from __future__ import annotations

from functools import cache

from dsl.load import Library, load_with
from dsl.plan_files import built_in

FOLDER = built_in() / "hemacare" / "amendments"


@cache
def opened(name: str) -> Library:
    """The HemaCare plan with a file of its amendments."""
    return load_with("hemacare", [FOLDER / f"{name}.plan"], "", "no more")
