"""What a story sets itself, so that it is not shown with the authority of the clause that has another figure.

Takes a plan and a story; gives the words of what the story says in place of a
clause, or the plan whose clauses say so.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from counsel.clause_words import citations_words
from dsl import nodes as n
from dsl.core import Label
from dsl.plan import GivenTerm, Plan, Scenario
from dsl.written_scenario import write_given


def set_by_story(plan: Plan, scenario: Scenario) -> Mapping[Label, str]:
    """The clauses whose figure a story sets, each with what is said of that: `set by the story (...), not by p.6: "..."`."""
    said: dict[Label, list[str]] = {}
    for given in _set(plan, scenario):
        said.setdefault(plan.terms[given.term].label, []).append(next(write_given(plan, given)).rstrip("."))
    whole = {plan.terms[given.term].label for given in _set(plan, scenario) if given.subject is None}
    return {label: _words(plan, label, "; ".join(lines), label in whole) for label, lines in said.items()}


def as_given(plan: Plan, scenario: Scenario) -> Plan:
    """The plan; a clause whose figure a story sets rests on that, and cites nothing for it."""
    clauses = {
        label: replace(plan.clauses[label], sources=(n.Assumption(words, span=plan.clauses[label].span),))
        for label, words in set_by_story(plan, scenario).items()
    }  # fmt: skip
    return replace(plan, clauses={**plan.clauses, **clauses}) if clauses else plan


def _set(plan: Plan, scenario: Scenario) -> list[GivenTerm]:
    """What a story gives that the plan has a value for."""
    return [given for given in scenario.givens if isinstance(given, GivenTerm) and plan.terms[given.term].body is not None]


def _words(plan: Plan, label: Label, lines: str, is_whole: bool) -> str:
    cited = citations_words(plan, label)
    instead = ", not by " if is_whole else "; for others "
    return f"set by the story ({lines})" + (f"{instead}{cited}" if cited else "")
