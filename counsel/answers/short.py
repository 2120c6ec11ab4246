"""The short answer: what is so on the base readings, and where it comes out otherwise; each with what is said right beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from counsel.answers.larger import unknown_words
from counsel.answers.sentences import horizon_of, opening_words, sentence
from counsel.clause_words import (
    always_words,
    forbidden_words,
    must_hold,
    not_looked_at_words,
    provided_words,
    unset_words,
)
from counsel.document import Block, Paragraph, Words, paragraph
from counsel.duty_words import owed_words, state_words
from counsel.question_words import part_words
from counsel.range_words import cents_words, ranges_words
from counsel.words import capital, clause_text, label_words, under_words, within
from dsl import nodes as n
from dsl.dates import day_of, write_day
from dsl.diagnostics import one_of
from dsl.plan import Plan, looks_at_zero
from solver.answer import Answer, Bar, Finding, Row, Under
from solver.asks import asks_of
from solver.replay import start_of

NEVER_KEPT = "on no path that was found does what is asked to hold throughout hold up to the horizon, whatever is sought"
WHO = {"whatever others do": "Whatever others do", "at best": "At best"}
LIMB = re.compile(r"^[(]\w+[)] ")  # the mark with which a limb begins


def short(plan: Plan, answer: Answer) -> Iterator[Block]:
    """The short answer, and under which readings it is another."""
    base, *others = _joined(plan, answer)
    first, *alike = base.under
    where = f" It is the same where {_or_where(alike)}." if alike else ""
    more = capital(unknown_words(plan, answer))
    yield Paragraph((Words(base.says, True), *map(Words, _on_base(answer, first)), *(Words(words) for words in (where, more and f" {more}.") if words)), "answer")
    yield from base.details
    for one in others:
        yield Paragraph((Words(f"Where {_or_where(one.under)}: "), Words(within(one.says))), "answer")
        yield from one.details


class _Said(Struct):
    """What is said of a row, and under which readings; of rows of which the same is said, under each of theirs."""

    says: str
    details: list[Block]
    under: list[Under]


def _joined(plan: Plan, answer: Answer) -> list[_Said]:
    """What is said of each row, once."""
    found: list[_Said] = []
    for row in answer.rows:
        says, details = sentence(plan, answer, row), list(_details(plan, answer, row))
        same = next((one for one in found if (one.says, one.details) == (says, details)), None)
        if same is not None:
            same.under.append(row.under)
        else:
            found.append(_Said(says, details, [row.under]))
    return found


def _or_where(under: Sequence[Under]) -> str:
    """`Later Dates reads Override, or where Announcer reads Parties`."""
    return ", or where ".join(map(under_words, under))


def short_words(plan: Plan, answer: Answer) -> str:
    """The short answer as one text."""
    return " ".join("".join(inline.text for inline in block.inlines) for block in short(plan, answer) if isinstance(block, Paragraph))


def _on_base(answer: Answer, under: Under) -> Iterator[str]:
    """That the first row is of the base readings, where others come out otherwise or were not tried; of ways their sentence says it."""
    if len(answer.rows) > 1:
        yield f" That is on the base readings ({under_words(under)})." if under else " That is on the base readings."
    elif answer.untried and not answer.is_undecided and answer.question.form != "ways":
        yield " That is on the base readings; others were not tried on further events."


def _details(plan: Plan, answer: Answer, row: Row) -> Iterator[Block]:
    finding = row.finding
    for words in _discretion(plan, answer, row):
        yield paragraph(words, indent=1)
    if finding.never_kept:
        yield paragraph(f"{capital(NEVER_KEPT)}.", "caution", 1)
    yield from _openings(plan, answer, finding)
    if finding.verdict in ("at values", "at every value", "at no value"):
        yield from _edges(plan, answer, finding)
    for standing in finding.standings:
        yield paragraph(f"{standing.duty}: {owed_words(plan, standing.duty)}.", indent=1)
        yield paragraph(f"It is {state_words(plan, standing)}.", indent=2)
    if finding.forbidden is not None:
        for words in forbidden_words(plan, finding.forbidden, horizon_of(answer)):
            yield paragraph(words, indent=1)


def _discretion(plan: Plan, answer: Answer, row: Row) -> Iterator[str]:
    """The powers that a path uses beyond the story told."""
    if row.path is not None:
        new = row.path.lines[len(answer.question.scenario.lines) :]
        powers = dict.fromkeys(line.event for line in new if plan.events[line.event].is_power)
        if powers:
            yield f"The path shown needs an act of discretion: {one_of(list(powers), 'and')}."
        if row.others:
            given = len(answer.question.scenario.givens)
            otherwise = "or what nobody stated is otherwise, " if any(len(path.givens) > given for path in (row.path, *row.others)) else ""
            yield f"It is of the base readings; where they are read otherwise {otherwise}it may take another path, and one was found for each."
    node = answer.question.node
    if isinstance(node, n.AskCertain) and node.by is not None and row.finding.verdict == "no":
        yield f"It is asked of every moment up to {part_words(plan, answer.question, node.by)}; `can ... by` asks of any."


def _openings(plan: Plan, answer: Answer, finding: Finding) -> Iterator[Block]:
    """The windows in each sense, with what opens and closes each stretch; that as things stand is said already, but for why there is none."""
    if finding.openings:
        yield from (paragraph(words, indent=1) for bar in finding.openings[0].bars for words in _bar_words(plan, answer, bar))
        yield from (paragraph(words, indent=1) for words in _nobody_words(plan, answer))
    said: list[Words] = []
    for opening in finding.openings[1:]:
        same = (opening.stretches, opening.opens, opening.closes) == (finding.openings[0].stretches, finding.openings[0].opens, finding.openings[0].closes)
        said += [Words(WHO[opening.scope], True), Words(f": {'as things stand' if same and opening.stretches else opening_words(plan, opening, answer)}. ")]
    if finding.limit and finding.verdict == "windows":
        said.append(Words(f"For {'these two' if len(finding.openings) > 2 else 'this'}, {finding.limit}. "))
    if finding.openings:
        said.append(Words(_begins(plan, answer)))
    if said:
        yield Paragraph(tuple(said), indent=1)
    also = finding.openings[0].also if any(opening.stretches for opening in finding.openings) else ()
    if also:
        yield paragraph(f"Provided, of what is chosen then: {provided_words(plan, also)}.", indent=1)
    if answer.question.topic is not None and any(opening.stretches for opening in finding.openings):
        asks = asks_of(plan, answer.question.scenario, plan.events[answer.question.topic])
        yield from (paragraph(words, "caution", 1) for words in not_looked_at_words(plan, asks.not_looked_at))


def _begins(plan: Plan, answer: Answer) -> str:
    """From when on a window is looked for."""
    lines = [line.date for line in answer.question.scenario.lines]
    day = max(lines, default=day_of(start_of(plan, answer.question.scenario)))
    return f"Nothing before {write_day(day)}, when the {'story ends' if lines else 'plan begins'}, was looked at."


def _nobody_words(plan: Plan, answer: Answer) -> Iterator[str]:
    """That nobody of the cast is of a kind for which the phrase has a hole."""
    there = {person.kind for person in answer.question.scenario.people}
    holes = plan.events[answer.question.topic].holes if answer.question.topic is not None else ()
    lacking = dict.fromkeys(hole.person_kind for hole in holes if hole.person_kind is not None and hole.person_kind not in there)
    yield from (f"It needs a person of the kind {kind}, and the cast has none." for kind in lacking)


def _bar_words(plan: Plan, answer: Answer, bar: Bar) -> Iterator[str]:
    """Why a power is open at no time, for those whom it speaks of."""
    names = {person.name: person.written for person in answer.question.scenario.people}
    who = f"for {one_of([names.get(name, plan.name(name)) for name in bar.who], 'and')}, " if bar.who else ""
    for label in bar.labels:
        if must_hold(plan, label):
            yield capital(f"{who}whenever it happened, it would not be so after it that {always_words(plan, label)}.")
            continue
        asked = LIMB.sub("", clause_text(plan, label)).rstrip(".;,")
        yield capital(f"{who}{label_words(label)} forbids it throughout: {asked}.")
    yield from unset_words(bar.unset)
    if not bar.labels:
        yield capital(f"{who}its conditions are never met all at once.")


def _edges(plan: Plan, answer: Answer, finding: Finding) -> Iterator[Block]:
    """How far an inverse answer goes, and where the story itself cannot be told."""
    name = finding.about
    if cents := cents_words(finding.ranges, answer.kind, plan):
        yield paragraph(f"In whole cents: {cents}.", indent=1)
    if finding.barred:
        yield paragraph(f"A line of the story is not allowed where {name} is {ranges_words(finding.barred, answer.kind, plan)}.", indent=1)
    edges = " Every edge, and the values beside it, were told again from the plan." if finding.ranges else ""
    yield paragraph(f"All values of {name} {'from zero on' if looks_at_zero(plan.terms, answer.question) else 'above zero'} were considered.{edges}", indent=1)

