"""Writes a scenario as a plan file has it, so that a path can be pasted back.

Takes a checked plan and scenario; gives text that reads as the same scenario.
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.dates import write_day
from dsl.kinds import YES_NO
from dsl.plan import GivenPair, GivenReading, Givens, GivenTerm, Person, Plan, Scenario, StoryLine
from dsl.written import write_value


def write_scenario(plan: Plan, scenario: Scenario) -> str:
    """The text of a scenario, its whole cast and every line."""
    lines = [f'scenario "{scenario.title}"']
    if scenario.people:
        lines.append(f"people {', '.join(_introduced(person) for person in scenario.people)}.")
    lines += [written for given in scenario.givens for written in write_given(plan, given)]
    lines += [write_line(line) for line in scenario.lines]
    return "\n    ".join(lines) + "\n"


def write_line(line: StoryLine) -> str:
    """`May 1, 1998, after the close of business: Orion buys 100 shares.`"""
    after = ", after the close of business" if line.after_close else ""
    either = ", in either order" if line.either_order else ""
    return f"{write_day(line.date)}{after}{either}: {line.sentence}."


def _introduced(person: Person) -> str:
    article = "an" if person.kind[0] in "AEIOU" else "a"
    return f"{person.written} is {article} {person.kind}"


def write_given(plan: Plan, given: Givens) -> Iterator[str]:
    """`at the start: Outstanding Shares is 8,000,000 shares.`"""
    if isinstance(given, GivenReading):
        yield f"given {given.reading} reads {given.option}."
    elif isinstance(given, GivenPair):
        yield f"at the start: {plan.name(given.one)} and {plan.name(given.other)} are {given.relation}s."
    else:
        yield _given_term(plan, given)


def _given_term(plan: Plan, given: GivenTerm) -> str:
    term = plan.terms[given.term]
    word = "at the start:" if term.role == "state" or term.because == "input" else "given"
    subject = given.subject or (term.per if term.per != "Person" else None)
    who = plan.name(subject) if subject else ""
    if term.kind == YES_NO and who:
        return f"{word} {who} is {'' if given.value else 'not '}{given.term}."
    name = f"{given.term} of {who}" if who else given.term
    return f"{word} {name} is {write_value(given.value, term.kind, plan.units, plan.display)}."
