"""Stories of the joint plan of two, and the same stories as each of the two has them.

Takes the joint plan; gives a scenario of the first plan as one of the joint
plan, and of a story of the joint plan what happens in one of the two by itself:
it is told by that plan alone, without the lines that it does not allow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl.check.names import EVERYBODY
from dsl.dates import Instant
from dsl.plan import GivenPair, GivenReading, Givens, GivenTerm, Person, Scenario, StoryLine
from dsl.source import NOWHERE
from solver.choices import Choice, Choices
from solver.history import Unknown
from solver.joint import Joint
from solver.meaning import Sort
from solver.replay import begin, run_on, tell_line
from solver.shared import is_fact
from solver.side import Side
from solver.story import Story


def joint_scenario(joint: Joint, scenario: Scenario) -> Scenario:
    """A scenario of the first plan as one of the joint plan; what it gives of what both have, it gives of both."""
    givens = (given for one in scenario.givens for given in _of_both(joint, one))
    return replace(scenario, givens=tuple(givens), lines=tuple(_joint_line(joint, line) for line in scenario.lines))


def _of_both(joint: Joint, given: Givens) -> Iterator[Givens]:
    """What is given, of each plan that has it."""
    named = {_named(side, given) for side in joint.sides if _is_of(side, given)}
    for name in sorted(named):
        match given:
            case GivenTerm():
                yield replace(given, term=name)
            case GivenPair():
                yield replace(given, relation=name)
            case GivenReading():
                yield replace(given, reading=name)


def _sort_of(given: Givens) -> tuple[Sort, str]:
    match given:
        case GivenTerm():
            return "term", given.term
        case GivenPair():
            return "relation", given.relation
        case GivenReading():
            return "reading", given.reading


def _named(side: Side, given: Givens) -> str:
    return side.joint(_sort_of(given))


def _is_of(side: Side, given: Givens) -> bool:
    """Whether a plan has what is given, of the same kind."""
    match given:
        case GivenTerm():
            term = side.plan.terms.get(given.term)
            return term is not None and term.role in ("state", "input", "open") and (term.per == "Person") == (given.subject is not None)
        case GivenPair():
            return given.relation in side.plan.relations
        case GivenReading():
            reading = side.plan.readings.get(given.reading)
            return reading is not None and given.option in {option.name for option in reading.options}


def _joint_line(joint: Joint, line: StoryLine) -> StoryLine:
    """A line of the first plan as one of the joint plan."""
    name = joint.one.joint(("event", line.event))
    values = [value for _, value in line.values] or [actor.name for _, actor in joint.one.own[name].named]
    holes = [hole.name for hole in joint.plan.events[name].holes]
    return replace(line, event=name, values=tuple(zip(holes, values, strict=True)))


# ---- of one of the two alone ------------------------------------------------------------------


class Retold(Struct, frozen=True):
    """A story as one plan has it by itself, and the lines that are nothing in it: those that it does not allow, or does not know."""

    story: Story
    left_out: tuple[StoryLine, ...]


def retold(joint: Joint, side: Side, scenario: Scenario, made: Mapping[Choice, object], until: Instant | None = None) -> Retold:
    """A story of the joint plan, told by one plan alone from the same first day on, and run on until a moment.

    `made` are the choices with which the joint plan tells it.
    """
    strangers = (Person(name, EVERYBODY, joint.plan.name(name)) for name in joint.plan.persons if name not in side.plan.persons)
    own = replace(scenario, people=(*scenario.people, *strangers), givens=tuple(_own_givens(joint, side, scenario)), lines=())
    named = {Choice("reading", side.joint(("reading", name))): Choice("reading", name) for name in side.plan.readings}
    choices = {named.get(choice, choice): option for choice, option in made.items()}
    lines = [(line, _own_line(joint, side, line)) for line in scenario.lines]
    known = tuple(own_line for _, own_line in lines if own_line is not None)
    story = begin(replace(side.plan, dated=joint.plan.dated), replace(own, lines=known), Choices(choices))
    left_out = [line for line, own_line in lines if own_line is None]
    for number, line in enumerate(line for line, own_line in lines if own_line is not None):
        if not tell_line(story, number):
            story.refusal = None
            left_out.append(line)
    if until is not None:
        run_on(story, until)
    return Retold(story, tuple(line for line in scenario.lines if line in left_out))


def _own_line(joint: Joint, side: Side, line: StoryLine) -> StoryLine | None:
    """A line as one plan has it; None if it is none of its events, or done by somebody whom its phrase does not name."""
    own = side.own.get(line.event)
    if own is None:
        return None
    values = dict(line.values)
    if any(values[hole.name] != actor.name for hole, actor in own.named):
        return None
    holes = zip(own.event.holes, (value for _, value in line.values), strict=False)
    return replace(line, event=own.event.name, values=tuple((hole.name, value) for hole, value in holes))


def _own_givens(joint: Joint, side: Side, scenario: Scenario) -> Iterator[Givens]:
    """What a story gives, as one plan calls it, and the facts of the company, which are the same in both."""
    names = _own_names(side)
    given = [(one, names.get((_sort_of(one)[0], _sort_of(one)[1]))) for one in scenario.givens]
    for one, name in given:
        if name is None:
            continue
        match one:
            case GivenTerm():
                yield replace(one, term=name)
            case GivenPair():
                yield replace(one, relation=name)
            case GivenReading():
                yield replace(one, reading=name)
    known = {(one.term, one.subject) for one in scenario.givens if isinstance(one, GivenTerm)}
    start = begin(joint.plan, replace(scenario, lines=()), Choices({})).history[0].state.terms
    for (joint_name, subject), value in start.items():
        own = names.get(("term", joint_name))
        if own is not None and (joint_name, subject) not in known and _is_stated(side, own, value):
            yield GivenTerm(own, subject, value, NOWHERE)


def _is_stated(side: Side, name: str, value: Any) -> bool:
    return is_fact(side.plan, side.plan.terms[name]) and value is not None and not isinstance(value, Unknown)


def _own_names(side: Side) -> dict[tuple[Sort, str], str]:
    """What names of the joint plan are in one of the two."""
    plan = side.plan
    sorts: tuple[tuple[Sort, Mapping[str, Any]], ...] = (("term", plan.terms), ("relation", plan.relations), ("reading", plan.readings))
    return {(sort, side.joint((sort, name))): name for sort, found in sorts for name in found}


def holds_in(told: Retold, condition: c.Core, moment: Instant) -> bool:
    """Whether a condition of the plan that told a story holds as it ends, at a moment."""
    return told.story.evaluator.holds(condition, {}, told.story.last, moment)
