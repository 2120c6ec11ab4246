"""An answer with the picture of its story or of its path, for a page that can show one."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from counsel.answers.rests import rests
from counsel.answers.story import bearing, path_of, rests_on, story_of
from counsel.answers.whole import beginning, heading, how, under_heading, why_blocks
from counsel.document import Block, Figure
from counsel.pictures.ownership import ownership
from counsel.pictures.timeline import timeline
from dsl.plan import Plan, Scenario
from solver.answer import Answer
from solver.course import course
from solver.stakes import stakes
from solver.undecided import Undecided

WIDTH = 640.0  # what is legible on a page


def drawn(plan: Plan, answer: Answer) -> Iterator[Block]:
    """The whole answer, its readings by name, with a timeline after what happens."""
    yield from heading(plan, answer.question)
    yield from beginning(plan, answer)
    yield from how(plan, answer)
    yield from _picture(plan, answer)
    yield from why_blocks(plan, answer)
    yield from under_heading("What it rests on", rests(plan, answer, every_reading=True))


def _picture(plan: Plan, answer: Answer) -> Iterator[Figure]:
    """The pictures of the first path, or else of the story; none where nothing happens."""
    path = path_of(answer)
    scenario = path or story_of(answer)
    if scenario is not None:
        names = bearing(plan, answer, path) if path is not None else rests_on(answer)
        yield from pictures(plan, scenario, names, "the path" if path is not None else f'"{scenario.title}"')


def pictures(plan: Plan, scenario: Scenario, names: Collection[str], caption: str) -> Iterator[Figure]:
    """The timeline of a story, and who owns how much in it; none where nothing happens or it cannot be told, which is said where it would be."""
    try:
        found = course(plan, scenario, names) if scenario.lines else None
    except Undecided:
        found = None
    if found is None:
        return
    yield Figure(timeline(plan, found, names, WIDTH), f"Timeline: {caption}.")
    held = stakes(plan, scenario, names)
    if held is not None and held.holders:
        yield Figure(ownership(plan, held, WIDTH), f"{held.term}: {caption}.")
