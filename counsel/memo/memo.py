"""Makes the memo of some answers: questions, short answers, facts, analysis, readings, assumptions, limits, clauses, receipts.

Takes a plan and answers with their receipts; gives a document. Every sentence
about an answer is one that `pill ask` shows of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from counsel.answers.drawn import pictures
from counsel.answers.rests import default_words, limits_words
from counsel.answers.short import short
from counsel.answers.story import under_readings
from counsel.answers.whole import analysis
from counsel.answers.why import sources_of
from counsel.as_given import as_given
from counsel.clause_words import assumptions, left_out_words, sources_words
from counsel.document import Block, Document, Heading, Note, Paragraph, Table, Words, paragraph
from counsel.memo.story import facts
from counsel.question_words import asked_words, missed_words
from counsel.receipt import receipt_bytes
from counsel.words import capital, clause_text, label_words, under_words
from dsl.core import Label
from dsl.dates import write_day
from dsl.plan import Plan, Question, Scenario
from solver.answer import Answer
from solver.replay import readings_settled


class Answered(Struct, frozen=True):
    """An answer with its receipt, the plan as it was read for that, and as it was opened, with what was expected."""

    plan: Plan
    answer: Answer
    receipt: dict[str, Any]
    opened: Plan

    @property
    def question(self) -> Question:
        """The question."""
        return self.answer.question


def memo(answered: Sequence[Answered]) -> Document:
    """The memo of one answer, or of several about one plan."""
    plan = answered[0].plan
    blocks: list[Block] = [*_questions(answered), *_short(answered), *_facts(answered)]
    blocks += [Heading("Analysis"), *(block for place, one in enumerate(answered) for block in _section(one, place, len(answered)))]
    blocks += [*_readings(answered), *_assumptions(answered), *_limits(answered), *_clauses(answered), *_receipts(answered)]
    source = f'source "{plan.origin}"' if plan.origin else "no source named"
    dated = f"of {write_day(plan.dated)}, " if plan.dated else ""
    return Document("Memorandum", f"{plan.title}, {dated}{source}", tuple(blocks))


def _labels(answered: Sequence[Answered]) -> dict[Label, None]:
    """The clauses that the answers name, without their parts, in the order of the plan."""
    named = {
        label for one in answered
        for label in (*one.answer.rests_on, *(one.answer.excluded_by or ()), *(r.label for r in one.answer.reasons if r.label),
                      *(topic.label for topic in one.answer.topics), *one.answer.caveats)
    }  # fmt: skip
    whole = named | {Label(label.clause) for label in named}
    return dict.fromkeys(label for label in answered[0].plan.clauses if label in whole)


def _names(answered: Sequence[Answered], scenario: Scenario) -> set[str]:
    """The terms and powers on which the answers about a story rest."""
    about = [one for one in answered if one.question.scenario == scenario]
    return {label.clause for label in _labels(about)} | {one.question.topic for one in about if one.question.topic}


def _numbered(place: int, count: int) -> str:
    return f"{place + 1}. " if count > 1 else ""


def _questions(answered: Sequence[Answered]) -> Iterator[Block]:
    yield Heading("Questions presented" if len(answered) > 1 else "Question presented")
    for place, one in enumerate(answered):
        story = f'In "{one.question.scenario.title}"' if one.question.scenario.title else ""
        readings = tuple(readings_settled(one.question).items())
        where = ", ".join(filter(None, (story, f"where {under_words(readings)}" if readings else "")))
        yield paragraph(f"{_numbered(place, len(answered))}{capital(f'{where}: ') if where else ''}{asked_words(one.plan, one.question)}")


def _short(answered: Sequence[Answered]) -> Iterator[Block]:
    yield Heading("Short answers" if len(answered) > 1 else "Short answer")
    for place, one in enumerate(answered):
        if len(answered) > 1:
            yield paragraph(f"{_numbered(place, len(answered))}{one.question.title or asked_words(one.plan, one.question)}", "lead")
        yield from short(one.plan, one.answer)


def _facts(answered: Sequence[Answered]) -> Iterator[Block]:
    stories: dict[tuple[str, tuple[Any, ...], tuple[Any, ...]], tuple[Plan, Scenario]] = {}
    for one in answered:
        scenario = one.question.scenario
        stories.setdefault((scenario.title, scenario.lines, scenario.givens), (one.plan, scenario))
    yield Heading("Facts")
    for plan, scenario in stories.values():
        if scenario.title and len(stories) > 1:
            yield Heading(scenario.title, 2)
        if not scenario.people and not scenario.lines:
            yield paragraph("No story is told: the question is asked of the plan alone.")
            continue
        yield from facts(plan, scenario, _names(answered, scenario))


def _section(one: Answered, place: int, count: int) -> Iterator[Block]:
    """The analysis of one answer, under a heading where there are several."""
    if count > 1:
        yield Heading(f"{_numbered(place, count)}{one.question.title or asked_words(one.plan, one.question)}", 2)
    yield from list(_analysis(one)) or [paragraph("There is nothing further to show.")]


def _analysis(one: Answered) -> Iterator[Block]:
    """What the answer rests on, clause by clause, and how it is shown to be so; each path told and drawn."""
    given = as_given(one.plan, one.question.scenario)
    named = {label_words(label): sources_words(given, label) for label in sorted(_labels([one]), key=lambda one: -len(label_words(one)))}
    rested = [label for label in sources_of(one.plan, one.answer) if label.clause not in one.plan.readings]
    if rested:
        yield paragraph("It rests on these clauses, in the order of the plan; each stands in full in Appendix A:", "lead")
        rows = tuple(
            ((Words(label_words(label), True),), (Words(clause_text(one.plan, label, 300)),), (Words(sources_words(given, label)),))
            for label in rested
        )  # fmt: skip
        yield Table(("Clause", "What the plan file says", "The cited words"), rows, (22, 42, 36))
    yield from (_with_note(block, named) for block in analysis(one.plan, one.answer))
    names = _names([one], one.question.scenario)
    for row in one.answer.rows:
        if row.path is not None and len(row.path.lines) > len(one.question.scenario.lines):
            where = f" where {under_words(row.under)}" if row.under else " on the base readings"
            new = {line.event for line in row.path.lines}
            yield from pictures(one.plan, under_readings(row.path, row.under), names | new, f"the path{where}")


def _with_note(block: Block, named: dict[str, str]) -> Block:
    """A paragraph that begins with the name of a clause, with the clause's source as a note."""
    if isinstance(block, Paragraph) and isinstance(block.inlines[0], Words) and block.inlines[0].bold and (source := named.get(block.inlines[0].text)):
        return replace(block, inlines=(block.inlines[0], Note(source), *block.inlines[1:]))
    return block


def _readings(answered: Sequence[Answered]) -> Iterator[Block]:
    plan = answered[0].plan
    rested = list(dict.fromkeys(label.clause for one in answered for label in one.answer.rests_on if label.clause in plan.readings))
    rested += [name for one in answered for row in one.answer.rows for name, _ in row.under if name not in rested]
    yield Heading("Readings")
    if not rested:
        yield paragraph("The answer rests on no choice between readings." if len(answered) == 1 else "The answers rest on no choice between readings.")
        return
    yield paragraph("Where the source can be read in more than one way, the plan file names the ways and the one taken as the base.")
    rows = []
    for name in dict.fromkeys(rested):
        reading = plan.readings[name]
        base = next(option for option in reading.options if option.name == reading.base)
        others = "; ".join(f"{o.name}: {o.gloss}" if o.gloss else o.name for o in reading.options if o.name != reading.base)
        taken = f"{base.name}: {base.gloss}" if base.gloss else base.name
        because = f" Because {base.because}." if base.because else ""
        rows.append(((Words(name, True), Note(sources_words(plan, reading.label))), (Words(taken + "." + because),), (Words(others + "."),)))
    yield Table(("Reading", "Base", "Other ways to read it"), tuple(rows), (20, 44, 36))
    for place, one in enumerate(answered):
        same = [label.clause for label in one.answer.rests_on if label.clause in one.answer.same_under]
        if same:
            yield paragraph(f"{_numbered(place, len(answered))}No other option changes the answer: {', '.join(same)}.")


def _assumptions(answered: Sequence[Answered]) -> Iterator[Block]:
    yield Heading("Assumptions")
    found = dict.fromkeys(
        (label_words(label), text)
        for one in answered for given in (as_given(one.plan, one.question.scenario),)
        for label in sources_of(one.plan, one.answer) for text in assumptions(given, label)
    )  # fmt: skip
    for name, text in found:
        yield paragraph(f"{name}: {text}.")
    if not found:
        yield paragraph("The clauses relied upon are marked with no assumption.")


def _limits(answered: Sequence[Answered]) -> Iterator[Block]:
    yield Heading("Limits")
    for place, one in enumerate(answered):
        said = [*limits_words(one.plan, one.answer), *default_words(one.plan, one.answer), *(left_out_words(one.plan, label) for label in one.answer.caveats),
                *(missed_words(one.opened, one.question, missed) for missed in one.answer.missed)]  # fmt: skip
        if said:
            yield paragraph(f"{_numbered(place, len(answered))}{' '.join(said)}")
    yield paragraph("What is answered is what follows from the plan file. Whether that file is true to its source, its citations are there to show.", "dim")


def _clauses(answered: Sequence[Answered]) -> Iterator[Block]:
    yield Heading("Appendix A: the clauses used")
    plan = answered[0].plan
    labels = [label for label in _labels(answered) if not label.parts]
    if not labels:
        yield paragraph("No clause of the plan is named in this memo.")
    for label in labels:
        yield Heading(label_words(label), 2)
        span = plan.clauses[label].span
        source = plan.sources.get(span.file)
        yield paragraph(source.text[span.start : span.end].strip() if source else clause_text(plan, label), "clause")


def _receipts(answered: Sequence[Answered]) -> Iterator[Block]:
    yield Heading("Appendix B: receipt" if len(answered) == 1 else "Appendix B: receipts")
    yield paragraph("The hashes are SHA-256. A receipt is the file that `pill ask ... --receipt FILE` writes; `pill verify FILE` checks it.")
    for place, one in enumerate(answered):
        receipt = one.receipt
        rows = [("The receipt", hashlib.sha256(receipt_bytes(receipt)).hexdigest())]
        rows += [(f"Its part: {part}", seal) for part, seal in receipt["seals"].items()]
        if place == 0:
            rows += [(f"Plan file: {name}", digest) for name, digest in receipt["plan"]["files"].items()]
            if receipt["plan"]["source outline"]:
                rows.append(("Outline of the source", receipt["plan"]["source outline"]))
            rows.append(("Made with", ", ".join(f"{name} {version}" for name, version in receipt["made with"].items())))
        if len(answered) > 1:
            yield paragraph(f"{_numbered(place, len(answered))}{asked_words(one.plan, one.question)}", "lead")
        yield Table(("What", "Hash or version"), tuple(((Words(what),), (Words(value),)) for what, value in rows), (34, 66))
