"""The answer to `in every way can ...?`: the ways that differ in kind, each with its shortest path, and whether there are others.

Ways are sought on the base readings, or those given; each path is told again
from the plan under every reading that its story asks for. People of a default
cast are sought among few, and proofs hold for the whole cast.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace

from dsl.plan import Person, Plan, Question, Scenario
from solver.answer import Answer, Finding, Row, Unproved, Way
from solver.cast import cast_of
from solver.choices import TooMany, reading_as
from solver.expect import missed
from solver.items import Item
from solver.paths import machine_for, path_title, task_of
from solver.regions import Disagreement, outcomes, with_path
from solver.replay import horizon, readings_given, tell
from solver.routes import who_may_be_meant
from solver.rows import rows_of
from solver.search import MOST_EVENTS, Task
from solver.choices import Leaf
from solver.undecided import Undecided
from solver.ways import Closed, Exploration, Explored, Gone

FOR_PROOFS = 0.3  # part of the time limit
MOST_TELLINGS = 64
OTHERS = 1  # how many others of no special kind ways are sought among


def answer_ways(plan: Plan, question: Question, seconds: float) -> Answer:
    """Every way in kind, as far as the time limit lets; raises Disagreement, OutsideCalendar, Undecided."""
    deadline = time.monotonic() + seconds
    given = {choice.about: str(option) for choice, option in readings_given(question.scenario).items()}
    base = plan.base_readings | given
    people = cast_of(plan, question.scenario, machine_for(plan, question, base).kinds)
    whole = _task(plan, question, base, people)
    found = Explored()
    few: tuple[Person, ...] = ()
    try:
        for itself in who_may_be_meant(whole.story, question, whole.alike):
            few = people if question.scenario.people else _few(people, itself)
            exploration = Exploration(plan, question, base, _task(plan, question, base, few), whole, itself, deadline, FOR_PROOFS * seconds)
            exploration.explore(found)
        found.is_whole = True
    except Undecided as error:
        if isinstance(error, Disagreement):
            raise
    asked = replace(question, scenario=replace(question.scenario, people=people))
    ways = tuple(_merged([_way(plan, asked, gone, given) for gone in found.gone]))
    return _answer(plan, asked, found, ways, tuple(person.written for person in few))


def _few(people: tuple[Person, ...], itself: str | None) -> tuple[Person, ...]:
    """The person asked about, and others of no special kind."""
    others = [person for person in people if person.kind == "Person" and person.name != itself]
    kept = {itself, *(person.name for person in others[: OTHERS + (itself is None)])}
    return tuple(person for person in people if person.name in kept)


def _task(plan: Plan, question: Question, options: dict[str, str], people: tuple[Person, ...]) -> Task:
    asked = replace(question, scenario=replace(question.scenario, people=people))
    story = tell(plan, asked.scenario, reading_as(options))
    if story.refusal is not None:
        raise Undecided("A line of the story cannot happen as told.", "Ask `pill replay` what forbids it.")
    return task_of(plan, asked, options, story)


def _way(plan: Plan, question: Question, gone: Gone, given: dict[str, str]) -> Way:
    """What was found as a way, its path told again."""
    scenario = question.scenario
    path = with_path(scenario, gone.found)
    kinds = {person.name: person.kind for person in scenario.people}
    base = plan.base_readings | given
    free = task_of(plan, question, given, tell(plan, scenario, reading_as(base)))
    told = replace(free, goal=gone.task.goal)
    moment, under = _told(plan, told, scenario, path, base)
    route = gone.route
    who = () if route.itself is None else (route.itself if scenario.title or route.itself not in kinds else kinds[route.itself],)
    excuses = ((route.excuse.name, route.excuse.labels),) if route.excuse is not None else ()
    powers = tuple((item.power, item.actor) for item in gone.items if item.power)
    acts = tuple(item.actor for item in gone.items if not item.power)
    named = {route.itself, *(value for line in path.lines for _, value in line.values)}
    shown = replace(path, title=path_title(question), people=tuple(p for p in path.people if scenario.title or p.name in named))
    return Way(
        who, route.limb.label, route.limb.name, excuses, powers, () if excuses else (acts,), shown, moment, under,
        tuple(dict.fromkeys(f"{g.term} of {g.subject}" if g.subject else g.term for g in gone.found.given)),
    )  # fmt: skip


def _told(plan: Plan, task: Task, scenario: Scenario, path: Scenario, base: dict[str, str]) -> tuple[object, tuple[object, ...]]:
    """When a path comes to its goal on the base readings, and under which readings it does at all."""
    settled = replace(task, machine=replace(task.machine, options=base))
    (leaf,) = outcomes(settled, scenario, path)
    if isinstance(leaf.result, str):
        raise Disagreement(leaf.result)
    try:
        leaves = outcomes(task, scenario, path, MOST_TELLINGS)
    except TooMany:
        return leaf.result, ()
    findings = [Leaf(each.made, Finding("no" if isinstance(each.result, str) else "possible")) for each in leaves]
    rows = rows_of(plan, findings, task.machine.options)
    return leaf.result, tuple(row.under for row in rows if row.finding.verdict == "possible")


# ---- alike ways are one ---------------------------------------------------------------------


def _merged(ways: Iterable[Way]) -> Iterable[Way]:
    """The ways, those that differ in what tells none apart being one: of whom, by whose act, with which exceptions for one power."""
    found: list[Way] = []
    for way in ways:
        for place, other in enumerate(found):
            joined = _joined(other, way)
            if joined is not None:
                found[place] = joined
                break
        else:
            found.append(way)
    return found


def _joined(one: Way, other: Way) -> Way | None:
    if (one.limb, one.limb_name, one.powers) != (other.limb, other.limb_name, other.powers):
        return None
    if one.excuses == other.excuses and one.acts == other.acts and one.who != other.who:
        return replace(one, who=tuple(dict.fromkeys((*one.who, *other.who))))
    if one.who == other.who and one.excuses == other.excuses == ():
        return replace(one, acts=tuple(dict.fromkeys((*one.acts, *other.acts))))
    if one.who == other.who and one.powers and one.excuses and other.excuses:
        return replace(one, excuses=tuple(dict.fromkeys((*one.excuses, *other.excuses))))
    return None


# ---- the answer ---------------------------------------------------------------------------------


def _answer(plan: Plan, question: Question, found: Explored, ways: tuple[Way, ...], among: tuple[str, ...]) -> Answer:
    rows = (Row((), _finding(found, ways)),)
    machine = machine_for(plan, question, {choice.about: str(option) for choice, option in readings_given(question.scenario).items()})
    given = {choice.about for choice in readings_given(question.scenario)}
    return Answer(
        question, rows,
        untried=tuple(name for name in machine.readings if name not in given),
        people=tuple((person.written, person.kind) for person in question.scenario.people),
        horizon=horizon(plan, question.scenario),
        ways=ways,
        unproved=tuple(dict.fromkeys(_unproved(closed) for closed in found.closed if not closed.is_proved)),
        among=among,
        missed=missed(plan, question, rows),
    )  # fmt: skip


def _finding(found: Explored, ways: tuple[Way, ...]) -> Finding:
    proved = all(closed.is_proved for closed in found.closed)
    if not found.is_whole:
        return Finding("undecided", (len(ways),), limit="the time limit came first; so far these ways were found" if ways else "the time limit came first; no way was found so far")
    events = f"{MOST_EVENTS} further events"
    if proved:
        limit = "proved for any number of further events"
    elif ways:
        limit = f"other kinds were looked for with up to {events}; part of that is proved for any number"
    else:
        limit = f"no path was found with up to {events}; longer ones were not tried"
    return Finding("ways" if ways else "impossible", (len(ways),) if ways else (), limit=limit, proved="on the base readings" if proved else "")


def _unproved(closed: Closed) -> Unproved:
    route = closed.route
    return Unproved(route.itself or "", route.limb.label, route.excuse.name if route.excuse else "", tuple(map(_called, closed.without)))


def _called(item: Item) -> str:
    return item.power or item.actor
