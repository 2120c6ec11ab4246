"""Puts a proof into words: what no event changes, and so what never comes about.

Takes the cases of a proof; gives sentences. What it says of several persons in
the same words is said once, and what goes without saying is left out. Of a
proof over several events in a row it says from which states they begin, and
that fewer from the end of the story do not bring it about either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counsel.words import under_words
from dsl.diagnostics import one_of
from dsl.plan import Plan
from solver.answer import Kept, ProvedCase

NOTHING = "No event that the plan allows {does}, and neither does time alone."
FIRST = "From the end of the story on this is so, and no event that the plan allows changes it:"
SO = "While that is so, neither an event nor time alone {does}."
AND_THEN = "From any state in which that is so"
ANY = "From any state at all"
BROUGHT, FAILS = ("brings it about", "bring it about"), ("makes it fail", "make it fail")  # what nothing does, and no several things do
BY_ITSELF = "What happens by itself counts as an event in this."


def proof_words(plan: Plan, proof: Sequence[ProvedCase], verbs: tuple[str, str] = BROUGHT) -> Iterator[str]:
    """The sentences of a proof, those of each case after its person; of something certain, with the verbs FAILS."""
    said: dict[tuple[str, ...], list[ProvedCase]] = {}
    for case in proof:
        said.setdefault(tuple(_case(plan, case, verbs)), []).append(case)
    for sentences, cases in said.items():
        whom = list(dict.fromkeys(_name(plan, case.who) for case in cases if case.who))
        told = list(dict.fromkeys(under_words(case.told) for case in cases if case.told))
        if whom:
            yield f"Where {one_of(whom, 'or')}, or anybody like it, is meant:"
        if told and len(said) > 1:
            yield f"Where {one_of(told, 'or')}:"
        yield from sentences


def _case(plan: Plan, case: ProvedCase, verbs: tuple[str, str]) -> Iterator[str]:
    does, _ = verbs
    facts = list(_facts(plan, [kept for kept in case.kept if not kept.is_plain or case.steps]))
    if not facts and not case.steps:
        yield NOTHING.format(does=does)
        return
    if facts:
        yield FIRST
        yield from (f"- {fact};" for fact in facts[:-1])
        yield f"- {facts[-1]}."
    if not case.steps:
        yield SO.format(does=does)
        return
    yield from _in_a_row(AND_THEN if facts else ANY, case.steps, verbs)
    if plan.happenings:
        yield BY_ITSELF


def _in_a_row(begun: str, steps: int, verbs: tuple[str, str]) -> Iterator[str]:
    """Of several events in a row, from any such state; and of fewer, from the end of the story."""
    does, do = verbs
    if steps == 1:
        yield f"{begun}, no event {does}, nor does time after it, if time alone did not."
        yield f"From the end of the story, time alone does not {do}."
        return
    fewer = "one event" if steps == 2 else f"up to {steps - 1} events"
    yield f"{begun}, no {steps} events in a row {do}, nor does time after them, if neither time alone nor {fewer} did."
    yield f"From the end of the story, neither time alone nor {fewer} {does if steps == 2 else do}."


def _facts(plan: Plan, kept: Sequence[Kept]) -> Iterator[str]:
    """Each fact once, of all the persons of whom it is said."""
    whom: dict[str, list[tuple[str, ...]]] = {}
    for one in kept:
        whom.setdefault(one.words, []).append(one.people)
    for words, people in whom.items():
        if all(len(persons) == 1 for persons in people):
            yield words.format(one_of([_name(plan, person) for (person,) in people], "and"))
        else:
            yield from (words.format(*(_name(plan, person) for person in persons)) for persons in people)


def _name(plan: Plan, person: str) -> str:
    return plan.display.get(person, person)
