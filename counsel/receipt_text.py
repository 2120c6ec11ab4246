"""The text that a question and its timelines are read from again, so that a receipt stands by itself.

Takes the words of a question, of its story and of timelines; gives the question
and the scenarios as the language reads them, from the plan's files of now.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from dsl.diagnostics import Mistakes
from dsl.load import Library, load_with
from dsl.plan import Plan, Question, Scenario
from dsl.written_scenario import write_scenario

SHOWN = "the receipt"
STORY, TIMELINE = "The story of the receipt", "Timeline of the receipt"


class Words(Struct, frozen=True):
    """A question as it was asked, its title, and the story it is about: a title, and the lines of it."""

    asked: str
    title: str
    story: str
    lines: tuple[str, ...]


class ReadBack(Struct, frozen=True):
    """What was read again: the library, the question, and the timelines in their order."""

    library: Library
    question: Question
    timelines: tuple[Scenario, ...]

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.library.plan


def words_of(plan: Plan, question: Question, asked: str) -> Words:
    """The words of a question."""
    return Words(asked, question.title, question.scenario.title, lines_of(plan, question.scenario))


def lines_of(plan: Plan, scenario: Scenario) -> tuple[str, ...]:
    """What a scenario says, without its title."""
    return tuple(line.strip() for line in write_scenario(plan, scenario).splitlines()[1:])


def read_back(name: str, beside: Sequence[str], words: Words, timelines: Sequence[Sequence[str]]) -> ReadBack:
    """The question and the timelines, read from the plan of a name with the files beside it; raises Mistakes.

    The story keeps its title, by which a limb of it is called; where the plan's own
    files have a story of that title, that one is meant if it says the same.
    """
    titled = [(f"{TIMELINE} {place}", lines) for place, lines in enumerate(timelines, 1)]
    files = [Path(path) for path in beside]
    title = words.story or STORY
    try:
        library = load_with(name, files, _text([(title, words.lines), *titled]), SHOWN)
    except Mistakes as mistakes:
        if not any(mistake.code == "scenario-twice" for mistake in mistakes.diagnostics):
            raise
        library = load_with(name, files, _text(titled), SHOWN)
        if lines_of(library.plan, library.scenarios[title]) != words.lines:
            title = STORY
            library = load_with(name, files, _text([(title, words.lines), *titled]), SHOWN)
    asked = library.ask(words.asked, title if words.lines else None)
    scenario = replace(asked.scenario, title=words.story)
    found = [library.scenarios[title] if lines else Scenario("") for title, lines in titled]
    return ReadBack(library, replace(asked, title=words.title, scenario=scenario), tuple(found))


def _text(titled: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Scenarios as a file has them; those without a line are left out."""
    return "\n".join("\n    ".join([f'scenario "{title}"', *lines]) + "\n" for title, lines in titled if lines)
