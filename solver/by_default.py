"""The inputs of which an answer took the default, because nobody stated them.

Takes a plan and an answer; gives the names of the inputs. Where an answer says something of every path, all that
may bear on the question counts as read.
"""

from __future__ import annotations

from msgspec.structs import replace

from dsl.core import Label
from dsl.plan import GivenTerm, Plan, Question, Scenario, Term
from solver.answer import OVER_PATHS, Answer
from solver.caveats import can_be_read, in_cone, read_for


def with_defaults(plan: Plan, answer: Answer) -> Answer:
    """The answer, with the inputs that it read by their defaults, in the plan's order."""
    unstated = {term.name for term in plan.terms.values() if _is_by_default(plan, answer.question, term)}
    if not unstated or answer.question.form == "says" or answer.is_undecided:
        return answer
    found = unstated & _names_read(plan, answer, unstated)
    return replace(answer, defaults=tuple(name for name in plan.terms if name in found))


def taken_by_default(plan: Plan, scenario: Scenario) -> tuple[str, ...]:
    """The inputs that somebody may have by their default where a story is all that is stated, in the plan's order."""
    return tuple(term.name for term in plan.terms.values() if _has_default(term) and (term.per == "Person" or not stated_in(scenario, term.name)))


def _names_read(plan: Plan, answer: Answer, unstated: set[str]) -> set[str]:
    names = _clauses(answer.rests_on)
    if answer.question.form in OVER_PATHS:
        shown = len(answer.rows) == 1 and answer.rows[0].path is not None and answer.question.form in ("can", "certain")
        return names if shown else names | in_cone(plan, answer.question)
    if unstated & can_be_read(plan, answer.question) <= names:
        return names  # the stories need not be told again
    return names | _clauses(read_for(plan, answer))


def _clauses(labels: tuple[Label, ...] | set[Label]) -> set[str]:
    return {label.clause for label in labels}


def stated_in(scenario: Scenario, name: str) -> set[str | None]:
    """Of whom a story states an input; None where it is of nobody."""
    return {given.subject for given in scenario.givens if isinstance(given, GivenTerm) and given.term == name}


def stated_of(question: Question, term: Term) -> set[str | None]:
    """Of whom the story states an input, or the question seeks it; None where it is of nobody."""
    return stated_in(question.scenario, term.name) | ({question.subject} if question.form == "inverse" and question.topic == term.name else set())


def _is_by_default(plan: Plan, question: Question, term: Term) -> bool:
    """Whether a term is an input with a default that somebody has in a story, or may have on a path."""
    if not _has_default(term):
        return False
    stated = stated_of(question, term)
    if term.per != "Person":
        return not stated
    cast = {*plan.persons, *(person.name for person in question.scenario.people)}
    return question.form in OVER_PATHS or not cast <= stated


def _has_default(term: Term) -> bool:
    return (term.role == "input" or (term.role == "state" and term.because == "input")) and term.body is not None
