"""Shows answers to questions: takes `Answer`s, gives what a terminal shows.

The finding stands first, then under which readings it is another, then what
it rests on and how far it goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from counsel.duty_words import owed_words, state_words
from counsel.proof_words import proof_words
from counsel.range_words import cents_words, ranges_words
from counsel.show_ways import show_ways
from counsel.showing import Shown, indented
from counsel.words import (
    clause_text,
    finding_words,
    label_words,
    moment_words,
    numbered,
    stretch_words,
    under_words,
    value_words,
)
from dsl.core import Label
from dsl.dates import START, Instant, instant, write_day
from dsl.diagnostics import one_of
from dsl.plan import ExpectedOutcome, Plan, Question
from dsl.source_notes import write_note
from dsl.written_scenario import write_line, write_scenario
from solver.answer import Answer, Finding, Forbidden, Missed, Reason, Row, Topic

GOOD, BAD = "bold green", "bold red"
HOW = {"is": "its clause", "part": "part of its clause", "uses": "uses it", "statement": "a statement", "left out": "left out of the plan file"}


def asked_words(plan: Plan, question: Question) -> str:
    """The question as it was asked."""
    source = plan.sources.get(question.node.span.file)
    written = source.text[question.node.span.start : question.node.span.end] if source else ""
    return " ".join((question.text or written).split()).rstrip("?") + "?"


def show(plan: Plan, answer: Answer) -> Iterator[Shown]:
    """The whole answer."""
    yield from _heading(plan, answer.question)
    yield from findings(plan, answer)
    yield from analysis(plan, answer)
    yield from _grounds(plan, answer)
    yield from _limits(answer)
    for missed in answer.missed:
        yield indented(missed_words(plan, answer.question, missed), style=BAD)


def analysis(plan: Plan, answer: Answer) -> Iterator[Shown]:
    """How the answer is shown to be so: paths, ways, proofs, reasons."""
    for row in answer.rows:
        yield from _path(plan, answer, row)
    yield from show_ways(plan, answer)
    yield from _proof(plan, answer)
    yield from _excluded(plan, answer)
    yield from _reasons(plan, answer)
    yield from _topics(plan, answer)


def brief(plan: Plan, answer: Answer) -> Text:
    """The answer on one line."""
    mark = ("✗", BAD) if answer.missed else ("?", "bold yellow") if answer.is_undecided else ("✓", GOOD)
    more = f" (one of {len(answer.rows)}, by readings)" if len(answer.rows) > 1 else ""
    found = finding_words(answer.headline, answer.kind, plan)
    return Text.assemble(mark, f" {answer.question.title}: ", (found, "bold"), more)


def tally(answers: Sequence[Answer]) -> Text:
    """How many were answered, and how many as expected."""
    expecting = [answer for answer in answers if answer.question.expected]
    met = sum(1 for answer in expecting if not answer.missed)
    undecided = sum(1 for answer in answers if answer.is_undecided)
    words = numbered(len(answers), "question")
    if expecting:
        words += f"; {met:,} of {len(expecting):,} expectations met"
    if undecided:
        words += f"; {undecided:,} undecided"
    return Text(words + ".", style=BAD if met < len(expecting) else "bold")


def _heading(plan: Plan, question: Question) -> Iterator[Shown]:
    asked = asked_words(plan, question)
    if question.title and question.title.rstrip("?") != asked.rstrip("?"):
        yield Text(question.title, style="bold")
    story = f'In "{question.scenario.title}": ' if question.scenario.title else ""
    yield Text(story + asked, style="italic")
    yield Text()


def findings(plan: Plan, answer: Answer) -> Iterator[Shown]:
    """The finding under the base readings, then those under others."""
    base, *others = answer.rows
    yield from _finding(plan, answer, base.finding, ".")
    if answer.question.form == "ways" and answer.untried:
        yield indented("on the base readings", 4)
    if others:
        base_words = f"on the base readings ({under_words(base.under)})" if base.under else "on the base readings"
        yield indented(base_words, 4)
    for row in others:
        yield from _finding(plan, answer, row.finding, "")
        yield indented(f"where {under_words(row.under)}", 4)
    yield Text()


def _finding(plan: Plan, answer: Answer, finding: Finding, stop: str) -> Iterator[Shown]:
    if finding.verdict == "windows":
        yield from _openings(plan, answer, finding)
    else:
        yield indented(Text(finding_words(finding, answer.kind, plan) + stop, style="bold"))
        yield from _openings(plan, answer, finding)
    if finding.verdict in ("at values", "at every value", "at no value"):
        yield from _edges(plan, answer, finding)
    for standing in finding.standings:
        yield indented(f"{standing.duty}: {owed_words(plan, standing.duty)}.", 4)
        yield indented(f"It is {state_words(plan, standing)}.", 8)
    yield from _forbidden(plan, answer, finding)


WHO = {
    "as things stand": "As things stand", "whatever others do": "Whatever others do", "at best": "At best",
}  # fmt: skip


def _openings(plan: Plan, answer: Answer, finding: Finding) -> Iterator[Shown]:
    """The three windows, with what opens and closes each stretch."""
    horizon = instant(answer.horizon, START) if answer.horizon else Instant(10**9)
    for opening in finding.openings:
        stretches = []
        for (begin, end), opens, closes in zip(opening.stretches, opening.opens, opening.closes, strict=True):
            by = [f"{label_words(label)} opens it" for label in opens] + [f"{label_words(label)} closes it" for label in closes]
            stretches.append(stretch_words(begin, end, horizon) + (f" ({one_of(by, 'and')})" if by else ""))
        yield indented(Text.assemble((WHO[opening.scope], "bold"), f": {one_of(stretches, 'and') if stretches else 'never'}"))
    also = finding.openings[0].also if finding.openings else ()
    if also and any(opening.stretches for opening in finding.openings):
        yield indented(f"Provided, of what is chosen then: {one_of([clause_text(plan, label) for label in also], 'and')}.")
    if finding.limit and finding.verdict == "windows":
        yield indented(f"For the last two, {finding.limit}.", style="dim")


def _forbidden(plan: Plan, answer: Answer, finding: Finding) -> Iterator[Shown]:
    if finding.forbidden is not None:
        horizon = instant(answer.horizon, START) if answer.horizon else Instant(10**9)
        for line in forbidden_words(plan, finding.forbidden, horizon):
            yield indented(line, 4)


def forbidden_words(plan: Plan, forbidden: Forbidden, horizon: Instant) -> Iterator[str]:
    """Why a line cannot happen, and when it could have."""
    yield write_line(forbidden.line)
    for label in forbidden.labels:
        yield f"{label_words(label)} forbids it: {clause_text(plan, label)}."
    stretches = [stretch_words(begin, end, horizon) for begin, end in forbidden.possible]
    yield f"As things stood, it was possible {one_of(stretches, 'and')}." if stretches else "As things stood, it was possible at no time before."


def _path(plan: Plan, answer: Answer, row: Row) -> Iterator[Shown]:
    """The path found, as a scenario that can be pasted back."""
    if row.path is None or row.moment is None:
        return
    new = row.path.lines[len(answer.question.scenario.lines) :]
    where = f" where {under_words(row.under)}" if len(answer.rows) > 1 and row.under else ""
    said = f"The path{where}, with {numbered(len(new), 'further event')}; then it is so on" if new else f"Without any further event{where} it is so on"
    yield Text(f"{said} {moment_words(row.moment)}:", style="bold")
    for line in write_scenario(plan, row.path).splitlines():
        yield indented(line.strip(), 8 if line.startswith(" ") else 4)
    powers = dict.fromkeys(line.event for line in new if plan.events[line.event].is_power)
    if powers:
        yield indented(f"It needs an act of discretion: {one_of(list(powers), 'and')}.", 2)
    yield indented("Told again from the plan, line by line, it comes out so.", 2, "dim")
    yield Text()


def _proof(plan: Plan, answer: Answer) -> Iterator[Shown]:
    """How it is proved that there is no path: what no event changes."""
    for row in answer.rows:
        if row.finding.proof:
            where = f" where {under_words(row.under)}" if len(answer.rows) > 1 and row.under else ""
            yield Text(f"The proof{where}, for any number of further events:", style="bold")
            for line in proof_words(plan, row.finding.proof):
                yield indented(line, 4)
            yield Text()


def _excluded(plan: Plan, answer: Answer) -> Iterator[Shown]:
    """What excludes every path, where there is none."""
    if answer.excluded_by:
        yield Text(EXCLUDED if not answer.headline.proof else NEEDED, style="bold")
        whole = {label.clause for label in answer.excluded_by if not label.parts}
        for label in answer.excluded_by:
            if not label.parts or label.clause not in whole:
                yield indented(f"{label_words(label)}: {clause_text(plan, label)}", 4)
        yield Text()
    elif answer.headline.verdict in ("impossible", "holds") and answer.excluded_by is None:
        yield indented("Which clauses exclude every path was not narrowed down in time.", style="dim")
        yield Text()
    elif answer.headline.verdict in ("impossible", "holds"):
        yield indented("No clause is needed: it is so whatever the plan's clauses say, on the story and the question alone.", style="dim")
        yield Text()


EXCLUDED = "Every path tried is excluded by these together; none can be dropped, and there may be other such sets:"
NEEDED = "The proof stands on these clauses alone, whatever the others say; there may be other proofs:"


def _reasons(plan: Plan, answer: Answer) -> Iterator[Shown]:
    if not answer.reasons:
        if answer.question.form == "why" and answer.headline.verdict in ("yes", "no"):
            yield indented("No clause and no line of the story brings this about: it is so with any of them left out.")
            yield Text()
        return
    yield Text("Why (without this, the answer changes):", style="bold")
    for reason in answer.reasons:
        yield indented(_reason_words(plan, answer, reason), 4)
    yield Text()


def _reason_words(plan: Plan, answer: Answer, reason: Reason) -> str:
    instead = finding_words(reason.instead, answer.kind, plan)
    tail = f"without it: {instead}" if reason.alone else "with others that would do as well"
    if reason.line is not None:
        return f"{write_line(reason.line)} ({tail})"
    assert reason.label is not None
    return f"{label_words(reason.label)}: {clause_text(plan, reason.label)} ({tail})"


def _topics(plan: Plan, answer: Answer) -> Iterator[Shown]:
    for topic in answer.topics:
        yield indented(Text.assemble((label_words(topic.label), "bold"), f" ({HOW[topic.how]})"), 2)
        yield indented(topic_text(plan, topic), 4)
    if answer.topics:
        yield Text()


ONE_MORE = {
    "": "", "same": "; with one more Person it comes out the same", "differs": "; with the last of them it comes out otherwise than without",
    "untried": "; with one more Person it was not found out in time",
}  # fmt: skip


def _edges(plan: Plan, answer: Answer, finding: Finding) -> Iterator[Shown]:
    """How far an inverse answer goes, and where the story itself cannot be told."""
    name = finding.about
    if cents := cents_words(finding.ranges, answer.kind, plan):
        yield indented(f"In whole cents: {cents}.", 4)
    if finding.barred:
        yield indented(f"A line of the story is not allowed where {name} is {ranges_words(finding.barred, answer.kind, plan)}.", 4)
    edges = "Every edge, and the values beside it, were told again from the plan." if finding.ranges else ""
    yield indented(f"All values of {name} above zero were considered. {edges}".rstrip(), 4, "dim")


def topic_text(plan: Plan, topic: Topic, most: int = 400) -> str:
    """What a clause on a topic says; of a statement all of its text."""
    if topic.how == "statement":
        return next(f'"{statement.text}"' for statement in plan.statements if statement.label == topic.label)
    return clause_text(plan, topic.label, most)


def _grounds(plan: Plan, answer: Answer) -> Iterator[Shown]:
    """The citations, assumptions, readings and passages left out that the answer rests on."""
    readings = [label for label in answer.rests_on if label.clause in plan.readings]
    cited = [label for label in answer.rests_on if label not in readings and plan.clauses[label].sources]
    if cited:
        yield Text("It rests on", style="bold")
        for label in cited:
            yield indented(f"{label_words(label)}  {sources_words(plan, label)}", 4)
    if readings:
        yield Text("Readings", style="bold")
        for label in readings:
            yield indented(_reading_words(plan, answer, label), 4)
    for label in answer.caveats:
        yield indented(left_out_words(plan, label), 2, "yellow")


def left_out_words(plan: Plan, label: Label) -> str:
    """A passage that the plan file leaves out, and that may bear on the answer."""
    return f"Left out, and may bear on this: {clause_text(plan, label)} {sources_words(plan, label)}"


def sources_words(plan: Plan, label: Label) -> str:
    """The citations and assumptions of a clause, with page and phrase."""
    return "; ".join(write_note(note) for note in plan.clauses[label].sources)


def _reading_words(plan: Plan, answer: Answer, label: Label) -> str:
    reading = plan.readings[label.clause]
    option = next(o for o in reading.options if o.name == reading.base)
    same = "; no other option changes the answer" if reading.name in answer.same_under else ""
    return f"{reading.name} reads {reading.base}, because {option.because}{same}" if option.because else f"{reading.name} reads {reading.base}{same}"


def _limits(answer: Answer) -> Iterator[Shown]:
    """Who is in it, how far it looks."""
    if words := list(limits_words(answer)):
        yield Text(" ".join(words), style="dim")


def limits_words(answer: Answer) -> Iterator[str]:
    """Who is in it, how far it looks, and which readings make no difference, in sentences."""
    if answer.people:
        yield f"Cast: {one_of([f'{name} ({kind})' for name, kind in answer.people], 'and')}{ONE_MORE[answer.one_more]}."
    if answer.horizon is not None:
        yield f"Horizon: {write_day(answer.horizon)}."
    rested = {label.clause for label in answer.rests_on}
    same = [name for name in answer.same_under if name not in rested]
    if same:
        yield f"It comes out the same however {one_of(same, 'and')} {'is' if len(same) == 1 else 'are'} read."
    if answer.untried:
        yield f"Only the base of these readings, or the option given, was tried on further events: {one_of(answer.untried, 'and')}."


def missed_words(plan: Plan, question: Question, missed: Missed) -> str:
    """`Expected X under R; found Y.`"""
    expected = expected_words(plan, question, missed.expected)
    where = f" where {under_words(missed.row.under)}" if missed.row.under else ""
    return f"Expected {expected}; found {finding_words(missed.row.finding, question.kind, plan)}{where}."


def expected_words(plan: Plan, question: Question, expected: ExpectedOutcome) -> str:
    """What was expected, as the question says it."""
    source = plan.sources.get(expected.span.file)
    if source is not None:
        return " ".join(source.text[expected.span.start : expected.span.end].split())
    values = ["yes" if value is True else "no" if value is False else value_words(value, question.kind, plan) for value in expected.values]
    under = f" under {under_words(expected.under)}" if expected.under else ""
    return f"{expected.verdict or one_of(values, 'and')}{under}"
