"""A checked amendment: how it is adopted, what it changes, and the plan as amended.

Made by dsl.amending; asked about by the solver.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dsl import nodes as n
from dsl.plan import Plan, Scenario, StoryLine
from dsl.source import Span


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of the text that is otherwise: its old and its new words, None where there are none.

    `name` is the clause or limb, `of` the name that the clause declares, `title` what it is called.
    """

    name: str
    of: str
    word: Literal["replaced", "added", "deleted", "becomes"]
    old: str | None
    new: str | None
    sources: tuple[n.SourceNote, ...]
    span: Span


@dataclass(frozen=True)
class Amendment:
    """An amendment under its powers, adopted by lines of one moment that go on from a story.

    `plan` is the plan with the amended text, as if it had always read so, and `clauses` are the clauses that it
    was checked from, those that amend left out.
    """

    title: str
    powers: tuple[str, ...]
    scenario: Scenario
    lines: tuple[StoryLine, ...]
    differences: tuple[Difference, ...]
    sources: tuple[n.SourceNote, ...]
    span: Span
    plan: Plan = field(repr=False)
    clauses: tuple[n.Anything, ...] = field(repr=False)
