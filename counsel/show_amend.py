"""Shows what is found of an amendment: whether it is allowed and when, with which figures, what it changes."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from counsel.amend import Found
from counsel.clause_words import forbidden_words, left_out_words
from counsel.duty_words import state_words
from counsel.finding_words import finding_words, when_words
from counsel.range_words import ranges_words
from counsel.show_comparison import how_far, show_consequences
from counsel.showing import CAUTION, Shown, indented
from counsel.words import (
    begin_words,
    label_words,
    moment_words,
    numbered,
    stretch_words,
    under_words,
    value_words,
)
from dsl.amendment import Amendment, Difference
from dsl.core import Label
from dsl.dates import START, Instant, instant
from dsl.diagnostics import one_of
from dsl.kinds import YES_NO
from dsl.plan import Plan, looks_at_zero
from dsl.source_notes import write_note
from dsl.written_scenario import write_line
from solver.answer import Answer, Finding, Row
from solver.consequences import Differs, TwoTellings
from solver.history import Unknown

MOST_QUESTIONS = 12
WORDS = {"replaced": "is replaced", "added": "is added", "deleted": "is deleted", "becomes": "becomes another"}


def show_amendment(plan: Plan, found: Found) -> Iterator[Shown]:
    """All that is found of one amendment."""
    amendment = found.amendment
    yield Text(f'"{amendment.title}", under {one_of(amendment.powers, "and")}, in "{amendment.scenario.title}"', style="bold")
    for line in amendment.lines:
        yield indented(write_line(line), 4)
    for note in amendment.sources:
        yield indented(write_note(note), 4, "dim")
    yield Text()
    yield from _allowed(plan, found)
    yield from _when(plan, found)
    yield from _figures(plan, found)
    yield from _changes(found)
    yield from _questions(plan, found)
    yield from _story(plan, found)
    yield from _compared(found)


# ---- whether, and when -----------------------------------------------------------------


def _allowed(plan: Plan, found: Found) -> Iterator[Shown]:
    yield Text("Is it allowed?", style="bold")
    yield from _rows(plan, found.amendment, found.allowed)
    for power in found.amendment.powers:
        label = plan.events[power].label
        yield indented(f"{power}  {_notes(plan, label)}", 4)
    for label in found.left_out:
        yield indented(left_out_words(plan, label), 4, CAUTION)
    yield Text()
    for moment, answer in found.on:
        yield Text(f"On {moment_words(moment)}?", style="bold")
        yield from _rows(plan, found.amendment, answer)
        yield Text()


def _rows(plan: Plan, amendment: Amendment, answer: Answer) -> Iterator[Shown]:
    """What is found under each reading that matters; once, where it is the same."""
    alike = {(row.finding.verdict, row.finding.turns_on, row.finding.forbidden and row.finding.forbidden.labels) for row in answer.rows}
    for row in answer.rows[:1] if len(alike) == 1 else answer.rows:
        yield indented(Text(f"{allowed_words(row.finding, amendment)}.", style="bold"))
        if len(alike) > 1:
            yield from _where(row, answer)
        elif len(answer.rows) > 1:
            yield indented(f"under every reading; on the base readings ({under_words(row.under)}):", 4)
        if row.finding.forbidden is not None:
            for line in forbidden_words(plan, row.finding.forbidden, _horizon(answer)):
                yield indented(line, 6)
        elif row.finding.verdict == "not determined":
            yield indented(f"Nobody stated {one_of(row.finding.turns_on, 'and')}: that is for counsel to judge. What would be otherwise for whom is told below.", 6)


def allowed_words(finding: Finding, amendment: Amendment) -> str:
    """`Allowed`, `Not allowed`, `Not determined: it turns on ...`; a story that cannot be told answers nothing."""
    own = {(line.event, line.values) for line in amendment.lines}
    match finding.verdict:
        case "yes":
            return "Allowed"
        case "not allowed" if finding.forbidden is not None and not any((one.line.event, one.line.values) in own for one in (finding.forbidden, *finding.forbidden.others)):
            return "No answer: before it comes to the amendment, a line of the story cannot happen as told"
        case "not allowed":
            return "Not allowed"
        case "not determined" | "the plan does not say":
            says = "Not determined" if finding.verdict == "not determined" else "The plan does not say"
            return f"{says}: it turns on {one_of(finding.turns_on, 'and')}"
        case _:
            return finding.verdict.capitalize()


def _where(row: Row, answer: Answer) -> Iterator[Shown]:
    if len(answer.rows) > 1 and row.under:
        base = "on the base readings, " if row is answer.rows[0] else ""
        yield indented(f"{base}where {under_words(row.under)}", 4)


def _horizon(answer: Answer) -> Instant:
    return instant(answer.horizon, START) if answer.horizon else Instant(10**9)


def _when(plan: Plan, found: Found) -> Iterator[Shown]:
    yield Text(f"When may it be adopted{_as_proposed(found)}, as the story stands?", style="bold")
    if isinstance(found.when, str):
        yield indented(found.when)
        yield Text()
        return
    for row in found.when.rows:
        for place, finding in enumerate(row.finding.ways or (row.finding,)):
            if finding.openings:
                yield indented(_window_words(finding, _horizon(found.when)))
            elif finding.forbidden is not None:
                yield indented(f"No dates: this line of the story cannot happen as told: {write_line(finding.forbidden.line)}")
            if row.finding.when:
                yield indented(f"{when_words(row.finding.when[place], plan)}", 4)
        if row.finding.turns_on and not row.finding.when:
            yield indented(f"It turns on {one_of(row.finding.turns_on, 'and')}, which nobody stated; these are the windows either way.", 4)
        yield from _where(row, found.when)
    yield Text()


def _as_proposed(found: Found) -> str:
    """`, with New Threshold as proposed`, where other figures are looked at below."""
    holes = list(dict.fromkeys(figures.hole for figures in found.figures))
    return f", with {one_of(holes, 'and')} as proposed" if holes else ""


def _window_words(finding: Finding, horizon: Instant) -> str:
    (opening,) = finding.openings
    parts = []
    for (begin, end), opens, closes in zip(opening.stretches, opening.opens, opening.closes, strict=True):
        by = [f"{label_words(label)} opens it" for label in opens] + [f"{label_words(label)} closes it" for label in closes]
        parts.append(stretch_words(begin, end, horizon) + (f" ({one_of(by, 'and')})" if by else ""))
    text = one_of(parts, "and") if parts else "never"
    return f"{text[0].upper()}{text[1:]}."


# ---- figures ---------------------------------------------------------------------------


def _figures(plan: Plan, found: Found) -> Iterator[Shown]:
    for figures in found.figures:
        yield Text(f"With which {figures.hole}?", style="bold")
        for row in figures.answer.rows:
            yield indented(f"{_range_sentence(plan, figures.answer, row)}.")
            yield from _where(row, figures.answer)
            if row.finding.ranges:
                yield indented(_ends_words(plan, figures.answer, row.finding), 4)
        if not figures.answer.is_undecided:
            least = "from zero on" if looks_at_zero(plan.terms, figures.answer.question) else "above zero"
            yield indented(f"All values {least} were considered; every edge, and the values beside it, were told again from the plan.", 4, "dim")
        yield Text()


def _range_sentence(plan: Plan, answer: Answer, row: Row) -> str:
    if row.finding.ranges:
        return f"Allowed where it is {ranges_words(row.finding.ranges, answer.kind, plan)}"
    return "Allowed with none" if row.finding.verdict in ("at no value", "not allowed") else finding_words(row.finding, answer.kind, plan).rstrip(".")


def _ends_words(plan: Plan, answer: Answer, finding: Finding) -> str:
    """`The lowest is 11%. There is no highest: less than 15%, as close to it as one likes.`"""
    low, high = finding.ranges[0], finding.ranges[-1]
    ends = []
    for word, beyond, end, included in (("lowest", "more than", low.low, low.with_low), ("highest", "less than", high.high, high.with_high)):
        if end is None:
            ends.append(f"There is no {word}.")
        elif included:
            ends.append(f"The {word} is {value_words(end, answer.kind, plan)}.")
        else:
            ends.append(f"There is no {word}: {beyond} {value_words(end, answer.kind, plan)}, as close to it as one likes.")
    return " ".join(ends)


# ---- what it changes ---------------------------------------------------------------------


def _changes(found: Found) -> Iterator[Shown]:
    yield Text("What it changes", style="bold")
    for difference in found.amendment.differences:
        yield indented(f"{difference.name} {WORDS[difference.word]}")
        yield from _difference(difference)
    yield Text()


def _difference(difference: Difference) -> Iterator[Shown]:
    if difference.old is not None:
        yield indented(Text.assemble(("it read  ", "dim"), difference.old), 4)
    if difference.new is not None:
        yield indented(Text.assemble(("it reads ", "dim"), difference.new), 4)
    notes = "; ".join(write_note(note) for note in difference.sources)
    if notes:
        yield indented(notes, 4, "dim")


def _questions(plan: Plan, found: Found) -> Iterator[Shown]:
    asked = found.asked
    yield Text("What the plan's questions say, had each text stood from the beginning", style="bold")
    if asked.tried:
        otherwise = f"{len(asked.otherwise):,} {'comes' if len(asked.otherwise) == 1 else 'come'} out otherwise" if asked.otherwise else "none comes out otherwise"
        which = "that can rest on what is changed" if asked.tried == asked.bearing else "nearest to what is changed"
        yield indented(f"Of the {numbered(asked.tried, 'question')} of fact {which}, {otherwise} on the base readings.")
    elif not asked.bearing:
        yield indented("No question of fact that comes with the plan can rest on what is changed.")
    else:
        yield indented("None was asked: --questions N asks those nearest to what is changed.")
    if asked.unknown:
        yield indented(f"Not found out, as it turns on what nobody stated: {one_of([f'`{title}`' for title in asked.unknown], 'and')}.", 4)
    for one in asked.otherwise[:MOST_QUESTIONS]:
        words = [finding_words(finding, one.question.kind, plan) for finding in (one.before, one.after)]
        if words[0] == words[1] and one.before.standings:
            words = ["; ".join(f"{duty.duty} {state_words(plan, duty)}" for duty in finding.standings) for finding in (one.before, one.after)]
        yield indented(f"{one.question.title}: {words[0]}; as amended: {words[1]}", 4)
    if len(asked.otherwise) > MOST_QUESTIONS:
        yield indented(f"and {len(asked.otherwise) - MOST_QUESTIONS} more (--json lists all)", 4, "dim")
    if asked.gone:
        yield indented(f"No longer to be asked, for what they name is gone: {one_of(asked.gone, 'and')}.", 4)
    yield Text()


def _story(plan: Plan, found: Found) -> Iterator[Shown]:
    yield Text("What becomes of people and of the Rights in this story, without it and with it", style="bold")
    twice = found.twice
    if twice is None:
        yield indented("It cannot be adopted in this story then, so that there is nothing to compare.")
    elif isinstance(twice, str):
        yield indented(twice)
    else:
        yield from _two_tellings(plan, found, twice)
    yield Text()


def _compared(found: Found) -> Iterator[Shown]:
    if found.compared is None:
        return
    yield Text("What may come about after this story under one text and not under the other, had each stood from the beginning", style="bold")
    if isinstance(found.compared, str):
        yield indented(found.compared)
    else:
        yield from (indented(line) if isinstance(line, str) else line for line in show_consequences(found.compared, full=True))
        yield how_far(found.compared)
    yield Text()


def _two_tellings(plan: Plan, found: Found, twice: TwoTellings) -> Iterator[Shown]:
    for refused, words in ((twice.lost, "With it, this line of the story is no longer allowed"), (twice.gained, "Only with it is this line of the story allowed")):
        if refused is not None:
            line, always = refused
            yield indented(f"{words}{'' if always else ', supposing some of what nobody stated'}: {write_line(line)}")
    if twice.partly:
        yield indented("Not every combination of the facts that nobody stated was tried: state some of them in the story.")
    if not twice.differs:
        nothing = "Nothing" if not twice.partly else "In those that were tried, nothing"
        yield indented(f"{nothing} that the plan says of a person or of the Rights comes out otherwise.")
    for differs in twice.differs:
        yield indented(differs_words(plan, differs))
    unusual = [f"{name} reads {option}" for name, option in found.under if plan.readings[name].base != option]
    readings = f"On the base readings{', but that ' + one_of(unusual, 'and') if unusual else ''}."
    yield indented(f"{readings}{' Whether that leaves a holder worse off is for counsel to judge.' if twice.differs else ''}", style="dim")


def differs_words(plan: Plan, differs: Differs) -> str:
    """`From March 10, 2008: Expired of the Rights: yes without it, no with it.`"""
    term = plan.terms[differs.term]
    who = plan.name(differs.subject) if differs.subject else plan.name(term.per) if term.per else ""
    begins = begin_words(differs.since)
    if not differs.is_known:
        sources = {source for value in (differs.before, differs.after) if isinstance(value, Unknown) for source in value.sources}
        return f"Whether {differs.term} of {who} is otherwise {begins} is not known: it turns on {one_of(sorted(sources), 'and')}, which nobody stated."
    before, after = (value_words(value, term.kind, plan) for value in (differs.before, differs.after))
    what = f"{who}: {differs.term}" if term.kind == YES_NO else f"{differs.term} of {who}"
    return f"{begins[0].upper()}{begins[1:]}, {what}: {before} without it, {after} with it{_supposing(differs)}."


def _supposing(differs: Differs) -> str:
    """` (supposing Harm is yes, and as Market Price may be)`; a fact that is no yes or no is only named."""
    known = [f"{about} is {'yes' if holds else 'no'}" for about, holds in differs.supposing if holds is not None]
    others = [about for about, holds in differs.supposing if holds is None]
    parts = [f"supposing {one_of(known, 'and')}"] if known else []
    parts += [f"as {one_of(others, 'and')} may be"] if others else []
    return f" ({', and '.join(parts)})" if parts else ""


def _notes(plan: Plan, label: Label) -> str:
    return "; ".join(write_note(note) for note in plan.clauses[label].sources)
