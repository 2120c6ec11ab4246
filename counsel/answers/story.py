"""The story or the path that an answer is about, as a table: when, who, what, what it changed, and by which clause."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from counsel.clause_words import forbidden_words, places
from counsel.document import Block, Inline, Table, Words, paragraph
from counsel.question_words import day_asked
from counsel.story_rows import StoryRow, story_rows, turning_words
from counsel.words import label_words, under_words, with_names
from dsl import core as c
from dsl.dates import AFTER_CLOSE, CLOSE, START, Instant, day_of, instant, part_of, weekday, write_day
from dsl.plan import GivenReading, Plan, Scenario
from dsl.source import NOWHERE
from dsl.written_scenario import write_scenario
from solver.answer import Answer, Row, Under
from solver.bearing import terms_named
from solver.course import course, instant_of
from solver.undecided import Undecided

HEAD = ("Date", "Who", "What", "What it changed", "Clause")
WIDTHS = (20, 13, 21, 30, 16)
MOST_LINES = 10
TOLD = ("is", "when", "what", "first", "who", "why")
FURTHER = "Further:"
NO_BREAK = "\N{NO-BREAK SPACE}"
NO_CHANGE = "—"
HOW = {"certain": "How it fails", "extreme": "How it is reached"}


def story(plan: Plan, answer: Answer) -> Iterator[Block]:
    """The story of a question about a moment of it, where it is short; nothing of questions over paths, whose paths are told."""
    scenario = story_of(answer)
    if scenario is not None:
        found = list(table(plan, scenario, rests_on(answer), _until(plan, answer), only_changes=True))
        if found:
            yield paragraph(f"What happens in the story{where_first(answer)}", "lead")
            yield from found


def where_first(answer: Answer) -> str:
    """Of which readings the first row is, where there are others: ` where Announcer reads Anyone`."""
    under = answer.rows[0].under
    return f" where {under_words(under)}" if len(answer.rows) > 1 and under else ""


def story_of(answer: Answer) -> Scenario | None:
    """The story that is worth telling again for an answer, on its base readings."""
    scenario = answer.question.scenario
    short = answer.question.form in TOLD and 0 < len(scenario.lines) <= MOST_LINES
    return under_readings(scenario, answer.rows[0].under) if short and answer.headline.verdict != "not allowed" else None


def path_of(answer: Answer) -> Scenario | None:
    """The first path of an answer, under its readings."""
    for row in answer.rows:
        if row.path is not None:
            return under_readings(row.path, row.under)
    return answer.ways[0].path if answer.ways else None


def rests_on(answer: Answer) -> frozenset[str]:
    """The clauses that an answer rests on, by name."""
    return frozenset(label.clause for label in answer.rests_on)


def _until(plan: Plan, answer: Answer) -> Instant:
    """The day that is asked about, or the latest of the lines told and the dates found."""
    if (day := day_asked(plan, answer.question)) is not None:
        return instant(day, AFTER_CLOSE)
    found = [instant_of(value) for value in answer.headline.values if answer.question.form in ("when", "first")]
    lines = [instant(line.date, AFTER_CLOSE) for line in answer.question.scenario.lines]
    return max([*found, *lines])


def path(plan: Plan, answer: Answer, row: Row) -> Iterator[Block]:
    """The path that a row was found with, beyond the story told, and that it was told again."""
    if row.path is None or row.moment is None:
        return
    where = f" where {under_words(row.under)}" if len(answer.rows) > 1 and row.under else ""
    until = last_moment(row.path, row.moment)
    told = [*taken(plan, answer, row.path),
            *table(plan, under_readings(row.path, row.under), bearing(plan, answer, row.path), until, len(answer.question.scenario.lines))]  # fmt: skip
    if told:
        yield paragraph(f"{HOW.get(answer.question.form, 'How it comes about')}{where}", "lead")
        yield from told
    yield paragraph("Told again from the plan, line by line, it comes out so.", "dim", 1)


def taken(plan: Plan, answer: Answer, path: Scenario) -> Iterator[Block]:
    """What a path takes for granted that the story does not state."""
    further = tuple(given for given in path.givens if given not in answer.question.scenario.givens and not isinstance(given, GivenReading))
    for line in write_scenario(plan, replace(path, people=(), givens=further, lines=())).splitlines()[1:]:
        yield paragraph(f"It takes for granted what nobody stated: {line.strip()}", indent=1)


def last_moment(path: Scenario, moment: Instant) -> Instant:
    """The moment at which a path comes to what is sought, or that of its last line, which may keep it so."""
    return max([moment, *(instant(line.date, AFTER_CLOSE) for line in path.lines)])


def bearing(plan: Plan, answer: Answer, path: Scenario) -> frozenset[str]:
    """What of a path is worth telling: what the question names and is made of, what the path sets, what the answer rests on, what plans are compared by."""
    question = answer.question
    asked = terms_named(plan, (question.condition, question.value, *question.never, *question.always), deeper=1)
    compared = (name for one in plan.consequences.values() if not one.power for name in terms_named(plan, (one.condition,)))
    acts = {line.event for line in path.lines[len(question.scenario.lines) :]}
    made = (change.make for act in acts for change in plan.events[act].changes)
    return rests_on(answer) | frozenset(asked) | frozenset(compared) | {one.term for one in made if isinstance(one, c.SetTerm)}


def under_readings(scenario: Scenario, under: Under) -> Scenario:
    """A story with the readings under which it is told."""
    given = {one.reading for one in scenario.givens if isinstance(one, GivenReading)}
    return replace(scenario, givens=(*scenario.givens, *(GivenReading(r, o, NOWHERE) for r, o in under if r not in given)))


def table(
    plan: Plan, scenario: Scenario, names: Collection[str], until: Instant, told: int = 0, only_further: bool = False, only_changes: bool = False
) -> Iterator[Block]:
    """The rows of a story up to a moment; those after the first `told` lines are said to be further ones, and may be all that is wanted.

    With `only_changes` there is no table where nothing changed.
    """
    try:
        found = course(plan, scenario, {name for name in names if name in plan.terms}, Instant(until + 1))
    except Undecided as error:
        yield paragraph(f"The story is not told here. {error} {error.help}", "dim", 1)
        return
    named = with_names(plan, scenario)
    rows = [row for row in story_rows(named, found) if row.tick <= until and (row.line is not None or row.tick > found.begin)]
    if only_changes and not any(row.changes for row in rows):
        return
    lines = [place for place, row in enumerate(rows) if row.line is not None]
    begins = 0 if not told else lines[told] if told < len(lines) else len(rows)  # where the further ones begin
    if rows[begins:] or (rows and not only_further):
        yield _table(named, [] if only_further else rows[:begins], rows[begins:])
    if found.forbidden is not None:
        refused, *rest = forbidden_words(named, found.forbidden, found.end)
        yield paragraph(f"Not allowed, and the story stops before it: {refused}", indent=1)
        yield from (paragraph(line, indent=2) for line in rest)
    yield from (paragraph(words, "dim", 1) for words in turning_words(found))


def _table(plan: Plan, told: Sequence[StoryRow], further: Sequence[StoryRow]) -> Table:
    """The rows of what is told, then those of what comes further, without the columns in which there is nothing."""
    cells = [cells for row in told for cells in _cells(plan, row)]
    if told and further:
        cells.append(tuple((Words(text, True),) if text else () for text in (FURTHER, "", "", "", "")))
    cells += [cells for row in further for cells in _cells(plan, row)]
    kept = [place for place in range(len(HEAD)) if any(row[place] for row in cells)]
    return Table(tuple(HEAD[place] for place in kept), tuple(tuple(row[place] for place in kept) for row in cells), tuple(WIDTHS[place] for place in kept))


def _cells(plan: Plan, row: StoryRow) -> Iterator[tuple[tuple[Inline, ...], ...]]:
    """A row for each change, the first with the date, who and what."""
    start = (date_words(row.tick), row.who, row.what)
    by = _power_words(plan, row)
    for words, label in row.changes or ((NO_CHANGE, None),):
        clause = by or (places(plan, label).replace(" (", f"{NO_BREAK}(") if label is not None else "")
        yield tuple((Words(text),) if text else () for text in (*start, words, clause))
        start, by = ("", "", ""), ""


def _power_words(plan: Plan, row: StoryRow) -> str:
    """The clause of what happened, where the plan has one: `Redemption, p.5`."""
    at = places(plan, row.label) if row.label is not None else ""
    return f"{label_words(row.label)}, {at}" if row.label is not None and row.line is not None and at else at


def date_words(tick: Instant) -> str:
    """`Fri May 1, 1998`, with the part of the day where it is not the ordinary one."""
    day = day_of(tick)
    month, rest = write_day(day).split(" ", 1)
    part = {START: ", as it begins", CLOSE: ", close of business", AFTER_CLOSE: ", after the close of business"}.get(part_of(tick), "")
    return f"{weekday(day)[:3]} {month[:3]} {rest}".replace(" ", NO_BREAK) + part
