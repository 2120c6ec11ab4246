"""The facts of a memo: who is in a story, what happened, and what of it changed anything that an answer rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from counsel.answers.drawn import pictures
from counsel.clause_words import forbidden_words, sources_words
from counsel.document import Block, Inline, Note, Table, Words, paragraph
from counsel.story_rows import StoryRow, story_rows, turning_words
from counsel.words import capital, moment_words, under_words, with_names
from dsl.plan import Plan, Scenario
from dsl.written_scenario import write_scenario
from solver.choices import readings_made
from solver.course import course
from solver.replay import readings_given
from solver.undecided import Undecided

HEAD = ("Date", "Who", "What", "What it changed, of what the answers rest on")


def facts(plan: Plan, scenario: Scenario, names: Collection[str]) -> Iterator[Block]:
    """The people and what is given, the lines as a table, and the story drawn; `names` are what the answers rest on."""
    given = write_scenario(plan, replace(scenario, lines=())).splitlines()[1:]
    yield from (paragraph(capital(line.strip().removeprefix("people "))) for line in given)
    yield from _told(plan, scenario, names)
    readings = tuple(readings_made(readings_given(scenario)).items())
    where = f"where {under_words(readings)}" if readings else "on the base readings"
    yield from pictures(plan, scenario, names, f'"{scenario.title}" {where}' if scenario.title else f"The story {where}")


def _told(plan: Plan, scenario: Scenario, names: Collection[str]) -> Iterator[Block]:
    """A story as a table, with the sources of what changed as notes."""
    try:
        found = course(plan, scenario, names)
    except Undecided as error:
        yield paragraph(f"The story is not told or drawn here. {error} {error.help}", "dim")
        return
    named = with_names(plan, scenario)
    rows = tuple(_row(named, row) for row in story_rows(named, found))
    if rows:
        yield Table(HEAD, rows, (22, 14, 30, 34))
    if found.forbidden is not None:
        first, *rest = forbidden_words(named, found.forbidden, found.end)
        yield paragraph(f"Not allowed, and the story stops before it: {first}", "lead")
        yield from (paragraph(line, indent=1) for line in rest)
    yield from (paragraph(words, "dim") for words in turning_words(found))


def _row(plan: Plan, row: StoryRow) -> tuple[tuple[Inline, ...], ...]:
    """The cells of a row; what happens by itself is said by what it changes."""
    what = "" if row.line is None and row.label is not None else row.what
    return (Words(capital(moment_words(row.tick))),), (Words(row.who),), (Words(what),), tuple(_changes(plan, row))


def _changes(plan: Plan, row: StoryRow) -> Iterator[Inline]:
    for place, (words, label) in enumerate(row.changes):
        yield Words(words)
        if label is not None and (source := sources_words(plan, label)):
            yield Note(source)
        yield Words(". " if place < len(row.changes) - 1 else ".")
    if not row.changes:
        yield Words("—")
