"""What an answer rests on: who is in it, how far it looks, which readings, what is taken for granted, what is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from counsel.answers.larger import came_out_words
from counsel.answers.why import named, sources_of
from counsel.as_given import set_by_story
from counsel.clause_words import assumptions, left_out_words
from counsel.document import Block, paragraph
from counsel.question_words import day_asked
from counsel.words import count_words, label_words, value_words
from dsl.check.constants import NotConstant, constant
from dsl.check.names import EVERYBODY
from dsl.dates import write_day
from dsl.diagnostics import one_of
from dsl.notices import first_before
from dsl.plan import Plan, Question, Scenario
from solver.answer import OVER_PATHS, Answer
from solver.by_default import stated_in, stated_of, taken_by_default
from solver.cast import is_numbered
from solver.replay import readings_settled

MOST_NAMED = 3
BEGUN = "Stories that begin otherwise than the plan does, as with somebody who holds shares already, were not looked at."


def rests(plan: Plan, answer: Answer, every_reading: bool = False) -> Iterator[Block]:
    """All of it; `every_reading` names the readings that make no difference one by one, with why their base is taken."""
    for words in limits_words(plan, answer, None if every_reading else MOST_NAMED):
        yield paragraph(words, indent=1)
    for name in decisive(plan, answer):
        yield paragraph(reading_words(plan, answer.question, name), indent=1)
    if every_reading:
        yield from (paragraph(reading_words(plan, answer.question, name), indent=2) for name in (*answer.same_under, *answer.untried))
    for name, text in assumed(plan, answer):
        yield named(f"Assumed, {name}", f"{text}.")
    for words in default_words(plan, answer):
        yield paragraph(words, indent=1)
    for label in answer.caveats:
        yield paragraph(left_out_words(plan, label), "caution", 1)


def default_words(plan: Plan, answer: Answer) -> Iterator[str]:
    """`By default, Option Shares of each Person is 0 shares; nobody stated it.`, of each input that was read so."""
    for name in answer.defaults:
        yield f"By default, {_default(plan, name, bool(stated_of(answer.question, plan.terms[name])))}; nobody stated it."


def story_default_words(plan: Plan, scenario: Scenario) -> str:
    """`What nobody states is taken by its default: Option Shares of each Person is 0 shares.`; empty where there is nothing of the kind."""
    values = [_default(plan, name, bool(stated_in(scenario, name))) for name in taken_by_default(plan, scenario)]
    return f"What nobody states is taken by its default: {one_of(values, 'and')}." if values else ""


def _default(plan: Plan, name: str, is_stated_of_some: bool) -> str:
    """What an input is by its default, and of whom."""
    term = plan.terms[name]
    whose = f" of {plan.name(term.per)}" if term.per else ""
    if term.per == EVERYBODY:
        whose = " of each other Person" if is_stated_of_some else " of each Person"
    try:
        return f"{term.name}{whose} is {value_words(constant(term.body), term.kind, plan)}" if term.body is not None else ""
    except NotConstant:
        return f"{term.name}{whose} is what its clause says"


def assumed(plan: Plan, answer: Answer) -> Iterator[tuple[str, str]]:
    """What the clauses relied upon take for granted, each once, with the clauses that do."""
    found: dict[str, list[str]] = {}
    given = set_by_story(plan, answer.question.scenario)  # which is said beside the words cited
    for label in sources_of(plan, answer):
        if label.clause not in plan.readings and label not in given:
            for text in assumptions(plan, label):
                found.setdefault(text, []).append(label_words(label))
    yield from ((one_of(names, "and"), text) for text, names in found.items())


def decisive(plan: Plan, answer: Answer) -> list[str]:
    """The readings that make a difference, those that were given, and those of which it was not found out, in the plan's order."""
    turned = {name for row in answer.rows for name, _ in row.under}
    rested = {label.clause for label in answer.rests_on} - set(answer.same_under) - set(answer.untried)
    return [name for name in plan.readings if name in turned | rested | set(readings_settled(answer.question))]


def reading_words(plan: Plan, question: Question, name: str) -> str:
    """`Announcer reads Anyone, because ...`; one that was given is said to have been."""
    reading = plan.readings[name]
    given = readings_settled(question).get(name)
    if given is not None:
        return f"{name} reads {given}, as given."
    because = next(option.because for option in reading.options if option.name == reading.base)
    return f"{name} reads {reading.base}" + (f", because {because}." if because else ".")


def _days_chosen(plan: Plan, question: Question) -> tuple[dt.date, dt.date] | None:
    if question.form not in OVER_PATHS:
        return None
    from solver.tasks import days_chosen  # which loads Z3

    return days_chosen(plan, question)


def limits_words(plan: Plan, answer: Answer, most: int | None = None) -> Iterator[str]:
    """Who is in it, how far it looks, and which readings make no difference, in sentences; of more readings than `most`, how many."""
    larger = f"; {words}" if (words := came_out_words(plan, answer)) else ""
    cast = f"Cast: {cast_words(plan, answer.people)}{_who_is_not(plan, answer)}{larger}. " if answer.people else ""
    if cast or answer.horizon is not None:
        yield f"{cast}{f'Horizon: {write_day(answer.horizon)}.' if answer.horizon is not None else ''}".strip()
    yield from early_words(plan, answer.question.scenario)
    if (days := _days_chosen(plan, answer.question)) is not None:
        yield f"Where somebody chooses a day, those from {write_day(days[0])} to {write_day(days[1])} were tried."
    if answer.question.never or answer.question.always:
        yield "What must be so at no time, or at all times, is asked up to the horizon."
    day = day_asked(plan, answer.question)
    if day is not None:
        beyond = " It lies beyond the horizon." if answer.horizon is not None and day >= answer.horizon else ""
        yield f"What is so on a day is looked at as the day ends, in its last moment; `at the end of` it is the moment at which the next begins.{beyond}"
    if answer.same_under:
        are = "is" if len(answer.same_under) == 1 else "are"
        by = ", by this path or another" if any(row.path is not None and row.others for row in answer.rows) else ""
        yield f"However {_names(plan, answer, answer.same_under, most)} {are} read, it comes out the same{by}{_how_to_see(answer.same_under, most)}."
    if answer.untried:
        tried = "only the base, or the option given, was tried on further events"
        yield f"Of {_names(plan, answer, answer.untried, most)} {tried}{_how_to_see(answer.untried, most)}."


def _who_is_not(plan: Plan, answer: Answer) -> str:
    """`, no Subsidiary, no Benefit Plan`: the kinds that what bears on the question tells apart, and of which nobody is in a cast that somebody named."""
    if answer.question.form not in OVER_PATHS:
        return ""
    from solver.tasks import kinds_told_apart  # which loads Z3

    there = {kind for _, kind in answer.people}
    return "".join(f", no {kind}" for kind in kinds_told_apart(plan, answer.question) if kind not in there)


def early_words(plan: Plan, scenario: Scenario) -> Iterator[str]:
    """That a story begins before the plan, if it does."""
    if (first := first_before(plan, scenario)) is not None and plan.dated is not None:
        yield f"The story begins on {write_day(first.date)}, before the plan, which is dated {write_day(plan.dated)}; what anyone did then counts."


def _names(plan: Plan, answer: Answer, readings: Sequence[str], most: int | None) -> str:
    """The readings by name, or how many there are."""
    if most is None or len(readings) <= most:
        return one_of(readings, "and")
    return f"the {len(readings)} {'other ' if decisive(plan, answer) else ''}readings that bear on it"


def _how_to_see(readings: Sequence[str], most: int | None) -> str:
    return "" if most is None or len(readings) <= most else " (--readings names them)"


def cast_words(plan: Plan, people: Iterable[tuple[str, str]]) -> str:
    """`Orion (Stockholder) and the Gazette (Person)`; of those whom the question itself brings in, how many of each kind."""
    said: list[str] = []
    several: dict[str, int] = {}
    for name, kind in people:
        if is_numbered(name, kind):
            several[kind] = several.get(kind, 0) + 1
        else:
            said.append(f"{name} ({kind})")
    said += [count_words(count, kind, _plural(kind)) for kind, count in several.items()]
    beside = f", beside {one_of([plan.name(person) for person in plan.persons], 'and')}" if several and plan.persons else ""
    return one_of(said, "and") + beside


def _plural(kind: str) -> str:
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
