"""The facts of a memo: who is in a story, what happened, and what of it changed anything that an answer rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from counsel.memo.document import Block, Figure, Inline, Note, Table, Words, paragraph
from counsel.pictures.ownership import ownership
from counsel.pictures.timeline import timeline
from counsel.show_answer import forbidden_words, sources_words
from counsel.show_story import changed_words, pair_words
from counsel.words import moment_words, with_names
from dsl.dates import Instant
from dsl.diagnostics import one_of
from dsl.plan import Plan, Scenario
from dsl.written_scenario import write_line, write_scenario
from solver.chronicle import Changed, Step
from solver.course import Course, course
from solver.stakes import stakes
from solver.undecided import Undecided

WIDTH = 640.0  # what is legible on a page
HEAD = ("Date", "What happened", "What it changed, of what the answers rest on")


def facts(plan: Plan, scenario: Scenario, names: Collection[str]) -> Iterator[Block]:
    """The people and what is given, the lines as a table, and the story drawn; `names` are what the answers rest on."""
    given = write_scenario(plan, replace(scenario, lines=())).splitlines()[1:]
    yield from (paragraph(_capital(line.strip().removeprefix("people "))) for line in given)
    yield from told(plan, scenario, names, f'"{scenario.title}" on the base readings' if scenario.title else "The story on the base readings")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def told(plan: Plan, scenario: Scenario, names: Collection[str], caption: str) -> Iterator[Block]:
    """A story as a table and in pictures."""
    try:
        found = course(plan, scenario, names)
    except Undecided as error:
        yield paragraph(f"The story is not told or drawn here. {error} {error.help}", "dim")
        return
    named = with_names(plan, scenario)
    rows = tuple(_rows(named, found))
    if rows:
        yield Table(HEAD, rows, (24, 38, 38))
    if found.forbidden is not None:
        first, *rest = forbidden_words(named, found.forbidden, found.end)
        yield paragraph(f"Not allowed, and the story stops before it: {first}", "lead")
        yield from (paragraph(line, indent=1) for line in rest)
    if found.turning:
        yield paragraph(f"Left out here, as nobody stated {one_of(found.unstated, 'and')}: {one_of(found.turning, 'and')}.", "dim")
    if scenario.lines:
        yield Figure(timeline(plan, found, names, WIDTH), f"Timeline: {caption}.")
        yield from _ownership(plan, scenario, names, caption)


def _ownership(plan: Plan, scenario: Scenario, names: Collection[str], caption: str) -> Iterator[Block]:
    found = stakes(plan, scenario, names)
    if found is not None and found.holders:
        yield Figure(ownership(plan, found, WIDTH), f"{found.term}: {caption}.")


def _rows(plan: Plan, found: Course) -> Iterator[tuple[tuple[Inline, ...], ...]]:
    """The lines, what happened by itself and bears on it, and what time alone brought, in order."""
    steps = [Step(tick, "time", changes=tuple(changes)) for tick, changes in _by_time(found)]
    steps += [step for step in found.steps if step.line is not None or step.changes]
    for step in sorted(steps, key=lambda step: step.tick):
        yield (Words(_capital(moment_words(step.tick))),), (Words(_what(step)),), tuple(_changes(plan, step))


def _by_time(found: Course) -> Iterator[tuple[Instant, list[Changed]]]:
    """The statuses that begin or end otherwise than by a step."""
    by_steps = {(step.tick, changed.term, changed.subject) for step in found.steps for changed in step.changes}
    changes: dict[Instant, list[Changed]] = {}
    for held in found.statuses:
        for begin, end in held.stretches:
            for tick, after in ((begin, True), (end, False)):
                if (tick, held.term, held.subject) not in by_steps and found.begin < tick < found.end:
                    changes.setdefault(tick, []).append(Changed(held.term, held.subject, not after, after))
    yield from changes.items()


def _what(step: Step) -> str:
    if step.line is None:
        return "By itself" if step.sort == "by itself" else "By time alone, if nothing more happens"
    return _capital(write_line(step.line).split(": ", 1)[1])


def _changes(plan: Plan, step: Step) -> Iterator[Inline]:
    said: Sequence[tuple[str, str]] = [
        *((changed_words(plan, changed), sources_words(plan, plan.terms[changed.term].label)) for changed in step.changes),
        *((pair_words(plan, pair), "") for pair in step.pairs),
    ]
    for place, (words, source) in enumerate(said):
        yield Words(_capital(words))
        if source:
            yield Note(source)
        yield Words(". " if place < len(said) - 1 else ".")
    if not said:
        yield Words("—")

