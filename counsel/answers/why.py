"""Why an answer is so: what every path breaks on, what a proof keeps, which clauses and lines bring it about, and the cited words."""

from __future__ import annotations

from collections.abc import Iterator

from counsel.answers.story import where_first
from counsel.as_given import set_by_story
from counsel.clause_words import citations_words, topic_text, unset_words
from counsel.document import Block, Paragraph, Table, Words, paragraph
from counsel.finding_words import finding_words
from counsel.proof_words import BROUGHT, FAILS, proof_words
from counsel.words import capital, clause_text, label_words, under_words
from dsl.core import Label
from dsl.plan import Plan
from dsl.written_scenario import write_given, write_line
from solver.answer import Answer, Reason

HOW = {"is": "its clause", "part": "part of its clause", "uses": "uses it", "statement": "a statement", "left out": "left out of the plan file"}
EXCLUDED = "Every path tried is excluded by these together; none can be dropped, and there may be other such sets:"
NEEDED = (
    "Of what the plan provides, the proof needs these definitions and conditions alone; what events and what happens by itself change, its date and "
    "calendars, what it takes by default and who holds which power are taken as they stand. There may be other proofs:"
)
NOT_NARROWED = "Which clauses exclude every path was not narrowed down in time."
NEEDED_ALONE = "without any one of these it comes out otherwise"
TOGETHER = "without any one of these it stays so, for others would do as well; where those are left out, each of these is needed"
NO_REASON = "no clause, no fact and no line of the story brings this about: it is so with any of them left out"
MOST_NAMED = 3
NO_CLAUSE = "No definition and no condition is needed: it follows from the story, and from what events and what happens by itself change, as they stand."


def why(plan: Plan, answer: Answer) -> Iterator[Block]:
    """How the answer is shown to be so, but for its paths."""
    yield from (paragraph(words, indent=1) for words in unset_words(answer.unset))
    yield from _proof(plan, answer)
    yield from _excluded(plan, answer)
    yield from _reasons(plan, answer)


def sources_of(plan: Plan, answer: Answer) -> list[Label]:
    """What an answer rests on that says where it comes from, in the plan's order; of a part that does not, its clause."""
    found = {label if plan.clauses[label].sources else Label(label.clause) for label in answer.rests_on}
    return [label for label in plan.clauses if label in found and plan.clauses[label].sources]


def cited(plan: Plan, answer: Answer) -> Iterator[Block]:
    """The words of the source that the answer rests on, by page; clauses that cite the same words together; what the story sets instead."""
    found: dict[str, list[str]] = {}
    given = set_by_story(plan, answer.question.scenario)
    for label in sources_of(plan, answer):
        if label.clause not in plan.readings and (words := given.get(label) or citations_words(plan, label)):
            found.setdefault(words, []).append(label_words(label))
    if found:
        rows = tuple(((Words("; ".join(names)),), (Words(words),)) for words, names in found.items())
        yield Table(("Clause", "Page, and the words cited"), rows, (34, 66))


def _proof(plan: Plan, answer: Answer) -> Iterator[Block]:
    """How it is proved that there is no path: what no event changes."""
    for row in answer.rows:
        if row.finding.proof:
            where = f" where {under_words(row.under)}" if len(answer.rows) > 1 and row.under else ""
            yield paragraph(f"The proof{where}, for any number of further events:", "lead")
            for line in proof_words(plan, row.finding.proof, FAILS if answer.question.form == "certain" else BROUGHT):
                yield paragraph(line, indent=1)


def _excluded(plan: Plan, answer: Answer) -> Iterator[Block]:
    """What excludes every path, where there is none."""
    if answer.excluded_by:
        yield paragraph(_of_first_row(answer, EXCLUDED if not answer.headline.proof else NEEDED), "lead")
        whole = {label.clause for label in answer.excluded_by if not label.parts}
        for label in answer.excluded_by:
            if not label.parts or label.clause not in whole:
                yield named(label_words(label), text_in(plan, answer, label))
    elif answer.headline.verdict in ("impossible", "holds") and answer.question.form != "ways" and not answer.headline.says_nothing:
        yield paragraph(NOT_NARROWED if answer.excluded_by is None else NO_CLAUSE, "dim", 1)


def named(name: str, text: str) -> Paragraph:
    """What is said of something named."""
    return Paragraph((Words(name, True), Words(f": {text}")), indent=1)


def _reasons(plan: Plan, answer: Answer) -> Iterator[Block]:
    for lead, reasons in ((NEEDED_ALONE, _alone(answer)), (TOGETHER, _together(answer))):
        if reasons:
            yield paragraph(f"{capital(_on_readings(plan, answer) + lead)}:", "lead")
            yield from (_reason(plan, answer, reason) for reason in reasons)
    if answer.reasons:
        return
    if answer.question.form == "why" and answer.headline.verdict in ("yes", "no"):
        yield paragraph(f"{capital(_on_readings(plan, answer) + NO_REASON)}.", indent=1)


def _of_first_row(answer: Answer, words: str) -> str:
    """What is said of the first row, where there are others."""
    where = where_first(answer).strip()
    return f"{capital(where)}, {words[0].lower()}{words[1:]}" if where else words


def _on_readings(plan: Plan, answer: Answer) -> str:
    """Under which readings reasons are told, where some bear on the answer that nobody gave: `on the base readings (Group reads Shared), `."""
    bearing = [*answer.rows[0].under, *((name, plan.readings[name].base) for name in answer.same_under)]
    if not bearing and len(answer.rows) == 1:
        return ""
    named = dict(answer.rows[0].under) if len(answer.rows) > 1 else dict(bearing if len(bearing) <= MOST_NAMED else ())
    return f"on the base readings{f' ({under_words(tuple(named.items()))})' if named else ''}, "


def _alone(answer: Answer) -> list[Reason]:
    """The reasons without which, by themselves, there is another answer or none."""
    return [reason for reason in answer.reasons if reason.alone or reason.instead.verdict == "not allowed"]


def _together(answer: Answer) -> list[Reason]:
    """The reasons in whose place others would do."""
    return [reason for reason in answer.reasons if not reason.alone and reason.instead.verdict != "not allowed"]


def _reason(plan: Plan, answer: Answer, reason: Reason) -> Paragraph:
    if reason.alone:
        tail = f" (without it: {finding_words(reason.instead, answer.kind, plan)})"
    else:
        tail = " (without it, the story could not be told)" if reason.instead.verdict == "not allowed" else ""
    if reason.line is not None:
        return paragraph(f"{write_line(reason.line)}{tail}", indent=1)
    if reason.given is not None:
        return paragraph(f"{' '.join(write_given(plan, reason.given))}{tail}", indent=1)
    assert reason.label is not None
    return named(label_words(reason.label), f"{text_in(plan, answer, reason.label)}{tail}")


def text_in(plan: Plan, answer: Answer, label: Label) -> str:
    """What a clause says, or what the story of an answer says in its place."""
    return set_by_story(plan, answer.question.scenario).get(label) or clause_text(plan, label)


def topics(plan: Plan, answer: Answer) -> Iterator[Block]:
    """The clauses on a topic that was asked about, and how each bears on it."""
    for topic in answer.topics:
        yield Paragraph((Words(label_words(topic.label), True), Words(f" ({HOW[topic.how]})")), indent=1)
        yield paragraph(topic_text(plan, topic), indent=2)
