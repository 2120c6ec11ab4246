"""A finding as a sentence that can be read aloud by itself: it takes up the question, and says how far it goes.

Takes an answer and one of its findings; gives one or two sentences. What was
only looked for is said to have been; only what is proved is called so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from counsel.clause_words import condition_words
from counsel.finding_words import finding_words
from counsel.question_words import asked_words, moment_asked, part_words, statement, untold_words
from counsel.range_words import ranges_words
from counsel.words import (
    capital,
    count_words,
    on_moment_words,
    stretch_words,
    value_words,
)
from dsl import nodes as n
from dsl.amendment import moment_of
from dsl.dates import START, Instant, day_of, instant, weekday, write_day
from dsl.diagnostics import one_of
from dsl.plan import Plan, StoryLine, looks_at_zero
from solver.answer import OVER_PATHS, Answer, Finding, Opening, Row

NO_PROOF = "That is no proof that there is none."
OUT_OF_TIME = "the time limit came first"
OF_A_PATH = {"possible": "Yes, it is possible", "no": "No, it is not certain", "impossible": "No, it is impossible", "holds": "Yes, it is certain"}


def sentence(plan: Plan, answer: Answer, row: Row) -> str:
    """What a row of an answer comes to, with its full stop."""
    finding, form = row.finding, answer.question.form
    found = ""
    match form:
        case "can" | "certain":
            found = _of_paths(plan, answer, row)
        case "ways":
            found = _of_ways(answer, finding)
        case "is" | "why":
            found = _yes_or_no(plan, answer, finding)
        case "when" | "what":
            found = _value(plan, answer, finding)
        case "first":
            found = _first(plan, answer, finding)
        case "who":
            found = _who(plan, answer, finding)
        case "owed":
            found = _owed(plan, answer, finding)
        case "may":
            found = _may(plan, answer, finding)
        case "extreme":
            found = _extreme(plan, answer, finding)
        case "inverse":
            found = _inverse(plan, answer, finding)
        case "says":
            found = f"The plan says this of {answer.question.topic}." if finding.verdict == "says" else ""
    if found and form not in OVER_PATHS:
        found = f"{found.removesuffix('.')}{untold_words(plan, answer.question)}."
    return capital(found or _otherwise(plan, answer, finding))


def _otherwise(plan: Plan, answer: Answer, finding: Finding) -> str:
    """What is said in the same words of every form: undecided, not allowed, left open."""
    if finding.verdict == "not allowed":
        return "the story cannot happen as it is told: a line of it is not allowed."
    words = f"{finding_words(finding, answer.kind, plan)}."
    more = " More time may settle it: a larger --seconds." if finding.verdict == "undecided" and OUT_OF_TIME in finding.limit else ""
    return re.sub(r"(?<!\.)\.\.(?!\.)", ".", words) + more


# ---- over all paths -----------------------------------------------------------------------------


def _of_paths(plan: Plan, answer: Answer, row: Row) -> str:
    finding = row.finding
    said = OF_A_PATH.get(finding.verdict)
    if said is None:
        return ""
    if row.path is not None and row.moment is not None:
        new = len(row.path.lines) - len(answer.question.scenario.lines)
        events = f"with {count_words(new, 'further event')}" if new else "without any further event"
        last = max((line.date for line in row.path.lines), default=None)
        kept = f", and what happens up to {weekday(last)}, {write_day(last)} keeps it so" if last is not None and last > day_of(row.moment) else ""
        return f"{said}: {events} it {'is so' if finding.verdict == 'possible' else 'fails'} {on_moment_words(row.moment)}{kept}."
    if finding.proved:
        return f"{said}: {finding.limit}.{_looked_until(answer)}"
    if finding.limit.startswith("no path"):
        return f"{capital(finding.limit)}. {NO_PROOF}{_looked_until(answer)}"
    return f"{capital(finding.limit)}." if finding.limit else ""


def _of_ways(answer: Answer, finding: Finding) -> str:
    where = " on the base readings" if answer.untried else ""
    if finding.verdict == "impossible":
        proof = f"No, in no way: {finding.limit}{where}." if finding.proved else f"{capital(finding.limit)}{where}. {NO_PROOF}"
        return f"{proof}{_looked_until(answer)}"
    if finding.verdict == "ways":
        return f"There {'is' if finding.count == 1 else 'are'} {count_words(finding.count, 'way')}; {finding.limit}{where}.{_looked_until(answer)}"
    return ""


def _looked_until(answer: Answer) -> str:
    """That nothing later than the horizon was looked at; nothing where the question itself names the time."""
    if answer.horizon is None or answer.question.by is not None:
        return ""
    return f" Nothing from {write_day(answer.horizon)} on was looked at."


def _may(plan: Plan, answer: Answer, finding: Finding) -> str:
    if not finding.openings:
        return ""
    power, standing = answer.question.topic, finding.openings[0]
    if not standing.stretches:
        words = f"As things stand, {power} may at no time happen."
    else:
        words = f"As things stand, {power} may happen {opening_words(plan, standing, answer)}."
    return words if finding.verdict == "windows" else f"{words} {_otherwise(plan, answer, finding)}"


def opening_words(plan: Plan, opening: Opening, answer: Answer) -> str:
    """`from May 4, 1998 until the end of May 13, 1998 (Redemption, window closes it)`, or `never`."""
    stretches = []
    for (begin, end), opens, closes in zip(opening.stretches, opening.opens, opening.closes, strict=True):
        by = [f"{condition_words(plan, label)} opens it" for label in opens] + [f"{condition_words(plan, label)} closes it" for label in closes]
        stretches.append(stretch_words(begin, end, horizon_of(answer)) + (f" ({one_of(by, 'and')})" if by else ""))
    return one_of(stretches, "and") if stretches else "never"


def horizon_of(answer: Answer) -> Instant:
    """The moment at which its horizon begins."""
    return instant(answer.horizon, START) if answer.horizon else Instant(10**9)


def _extreme(plan: Plan, answer: Answer, finding: Finding) -> str:
    node = answer.question.node
    assert isinstance(node, n.AskExtreme)
    until = f" by {part_words(plan, answer.question, node.by)}" if node.by is not None else ""
    asked = ", as asked," if node.conditions else ""
    sought = f"the {node.word} that {part_words(plan, answer.question, node.value)} can be{until}{asked}"
    if finding.verdict == "unset":
        return f"there is no such value: {finding.limit}."
    if finding.verdict != "value":
        return ""
    (value,) = finding.values
    words = value_words(value, answer.kind, plan)
    limit = f" {capital(finding.limit)}.{_looked_until(answer)}" if finding.limit else ""
    if finding.bound:
        return f"{sought} is {finding.bound} {words}, as close to it as one likes, and never that itself: an open bound.{limit}"
    return f"{sought} is {words}.{limit}"


# ---- of one story -------------------------------------------------------------------------------


def _yes_or_no(plan: Plan, answer: Answer, finding: Finding) -> str:
    question, node, is_so = answer.question, answer.question.node, finding.verdict == "yes"
    if isinstance(node, n.AskAllowed):
        return _allowed(node, question.scenario.lines, finding)
    if finding.verdict not in ("yes", "no"):
        return ""
    word = "Yes" if is_so else "No"
    asked = node.asked if isinstance(node, n.AskWhy) else node
    said = statement(plan, question, asked, is_so) if isinstance(asked, n.AskIs) else ""
    return f"{word}, {said}{moment_asked(plan, question)}." if said else f"{word}."


def _allowed(node: n.AskAllowed, lines: Sequence[StoryLine], finding: Finding) -> str:
    on = f" on {write_day(node.day)}{', after the close of business' if node.after_close else ''}" if node.day is not None else ""
    if finding.verdict == "yes":
        return f'Yes, the amendment "{node.title}" is allowed{on}.'
    if finding.forbidden is None:
        return ""
    if all(moment_of(one.line) < moment_of(lines[-1]) for one in (finding.forbidden, *finding.forbidden.others)):  # those that adopt it are the last
        return f'No answer: before it comes to the amendment "{node.title}", a line of the story cannot happen as told.'
    return f'No, the amendment "{node.title}" is not allowed{on}: with it in the story, a line cannot happen.'


def _value(plan: Plan, answer: Answer, finding: Finding) -> str:
    question, node = answer.question, answer.question.node
    if not isinstance(node, (n.AskWhen, n.AskWhat)):
        return ""
    name = part_words(plan, question, node.value)
    on = moment_asked(plan, question)
    if not name or finding.limit or finding.bound:
        return ""
    if finding.verdict == "value":
        found = f"{name}{on} is {one_of([value_words(value, answer.kind, plan) for value in finding.values], 'and')}"
        if not finding.as_told:
            return f"{found}."
        told = "unset" if finding.as_told == (None,) else value_words(finding.as_told[0], answer.kind, plan)
        return f"{found}, if nothing more happens. Right after the last line of the story it is {told}; time alone changes it."
    if finding.verdict in ("yes", "no"):
        return f"{name}{on} is {finding.verdict}."
    if finding.verdict == "unset" and not finding.turns_on:
        up_to = "up to then" if on else "in the story"
        return f"{name}{on} is unset; {f'what set it {up_to} no longer does' if finding.was_set else f'nothing {up_to} has set it'}."
    return ""


def _first(plan: Plan, answer: Answer, finding: Finding) -> str:
    question, node = answer.question, answer.question.node
    assert isinstance(node, n.AskFirst)
    if finding.verdict not in ("value", "never"):
        return ""
    until = f", as the story is told, up to {write_day(answer.horizon)}" if answer.horizon else ""
    if asked_words(plan, question).startswith("when does it first hold that "):
        condition = part_words(plan, question, node.condition)
        return f"it first holds {_at(plan, answer, finding)} that {condition}." if finding.values else f"it never holds{until}, that {condition}."
    assert isinstance(node.condition, n.Predicated)
    subject, status = (part_words(plan, question, part) for part in (node.condition.subject, node.condition.predicate))
    if not subject or not status:
        return ""
    if isinstance(node.condition.subject, n.Quantified) and not finding.values:
        return f"never{until}, does {subject} become {status}."
    verb = "become" if subject.endswith("s") and subject in [plan.name(thing) for thing in plan.things] else "becomes"
    return f"{subject} first {verb} {status} {_at(plan, answer, finding)}." if finding.values else f"{subject} never {verb} {status}{until}."


def _at(plan: Plan, answer: Answer, finding: Finding) -> str:
    (value,) = finding.values
    words = value_words(value, answer.kind, plan)
    return f"at {words}" if words.startswith(("close", "the start")) else f"on {words}"


def _who(plan: Plan, answer: Answer, finding: Finding) -> str:
    question, node = answer.question, answer.question.node
    assert isinstance(node, n.AskWho)
    status, on = part_words(plan, question, node.status), moment_asked(plan, question)
    if finding.verdict == "nobody":
        return f"nobody is {status}{on}."
    if finding.verdict != "value":
        return ""
    names = {person.name: person.written for person in question.scenario.people}
    who = [names.get(value, plan.name(value)) for value in finding.values]
    if len(who) == 1:
        return f"{who[0]} is {status}{on}."
    return f"{one_of(who, 'and')}, each of them, is {status}{on}."


def _owed(plan: Plan, answer: Answer, finding: Finding) -> str:
    on = moment_asked(plan, answer.question)
    if finding.verdict == "nothing":
        return f"nothing is owed{on}."
    if finding.verdict != "owed":
        return ""
    names = one_of(finding.values, "and")
    return f"{count_words(len(finding.values), 'duty', 'duties')} {'is' if len(finding.values) == 1 else 'are'} owed{on}: {names}."


def _inverse(plan: Plan, answer: Answer, finding: Finding) -> str:
    question, node = answer.question, answer.question.node
    if not isinstance(node, n.AskInverse):
        return ""
    equal = node.asked.condition
    if asked_words(plan, question).startswith("for what") and isinstance(equal, n.Predicated) and isinstance(equal.predicate, n.IsValue):
        said = f"{part_words(plan, question, equal.subject)} is {part_words(plan, question, equal.predicate.value)}"
    else:
        said = statement(plan, question, node.asked)
    said += moment_asked(plan, question)
    above = "" if looks_at_zero(plan.terms, question) else " above zero"
    match finding.verdict:
        case "at values":
            return f"{said} where {finding.about} is {ranges_words(finding.ranges, answer.kind, plan)}."
        case "at every value":
            return f"{said} at every value of {finding.about}{above}."
        case "at no value":
            return f"at no value of {finding.about}{above} is it so that {said}."
    return ""
