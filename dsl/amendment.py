"""A checked amendment: how it is adopted, what it changes, and the plan as amended.

Made by dsl.amending; asked about by the solver.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from dsl import nodes as n
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, Instant, day_of, instant, part_of
from dsl.plan import Plan, Scenario, StoryLine
from dsl.source import Span


class Difference(Struct, frozen=True):
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


class Amendment(Struct, frozen=True):
    """An amendment under its powers, adopted by lines of one moment that go on from a story.

    `plan` is the plan with the amended text, as if it had always read so, and `clauses` are the clauses that it
    was checked from, those that amend left out. `from_beginning` says that what only the new text remembers, it
    remembers from the beginning of the story, and not from the adoption.
    """

    title: str
    powers: tuple[str, ...]
    scenario: Scenario
    lines: tuple[StoryLine, ...]
    differences: tuple[Difference, ...]
    sources: tuple[n.SourceNote, ...]
    span: Span
    from_beginning: bool
    plan: Plan
    clauses: tuple[n.Anything, ...]

    def absent_from(self, story: Scenario) -> list[str]:
        """The people of its own story of whom its lines speak, and who are nobody in another."""
        own = {person.name for person in self.scenario.people}
        there = {person.name for person in story.people}
        return sorted({str(value) for line in self.lines for _, value in line.values if value in own - there})


def moment_of(line: StoryLine) -> Instant:
    """The moment of a line of a story."""
    return instant(line.date, AFTER_CLOSE if line.after_close else BEFORE_CLOSE)


def adopted(amendment: Amendment, at: Instant | None = None, story: Scenario | None = None) -> Scenario:
    """The story of an amendment, or another, up to its moment or another, and the lines that adopt it then.

    Where the story tells already that it is adopted then, it is told once.
    """
    told = amendment.scenario if story is None else story
    moment = moment_of(amendment.lines[0]) if at is None else at
    own = {(line.event, line.values) for line in amendment.lines}
    before = (line for line in told.lines if moment_of(line) < moment or (moment_of(line) == moment and (line.event, line.values) not in own))
    lines = (replace(line, date=day_of(moment), after_close=part_of(moment) == AFTER_CLOSE) for line in amendment.lines)
    return replace(told, lines=(*before, *lines))
