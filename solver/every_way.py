"""The answer to `in every way can ...?`: the ways that differ in kind, each with its shortest path, and whether there are others.

Ways are sought on the base readings, or those given; each path is told again
from the plan under every reading that its story asks for. People of a default
cast are sought among few, and proofs hold for the whole cast.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Literal

from msgspec.structs import replace

from dsl.dates import Instant
from dsl.plan import GivenTerm, Person, Plan, Question, Scenario
from solver.answer import Answer, Finding, Row, Under, Unproved, Way
from solver.cast import cast_of
from solver.choices import Leaf, TooMany, reading_as
from solver.expect import missed
from solver.items import Item
from solver.outcomes import outcomes
from solver.paths import answer_path, path_title
from solver.regions import Disagreement
from solver.replay import horizon, readings_given, tell
from solver.routes import who_may_be_meant
from solver.rows import rows_of
from solver.search import MOST_EVENTS, Task
from solver.shortest import OutOfTime
from solver.tasks import machine_for, task_of
from solver.tidied import with_path
from solver.undecided import Undecided
from solver.ways import Closed, Exploration, Explored, Gone

FOR_PROOFS = 0.15  # part of the time limit, as effort
MOST_TELLINGS = 100
OTHERS = 1  # how many others of no special kind ways are sought among


def answer_ways(plan: Plan, question: Question, seconds: float) -> Answer:
    """Every way in kind, as far as the time limit lets; raises Disagreement, OutsideCalendar, Undecided."""
    deadline = time.monotonic() + seconds
    given = {choice.about: str(option) for choice, option in readings_given(question.scenario).items()}
    base = plan.base_readings | given
    people = cast_of(plan, question.scenario, machine_for(plan, question, base).kinds)
    whole = _task(plan, question, base, people)
    found = Explored()
    among: dict[Person, None] = {}
    try:
        for itself in who_may_be_meant(whole.story, question, whole.alike):
            few = people if question.scenario.people else _few(people, itself)
            among |= dict.fromkeys(few)
            exploration = Exploration(plan, question, base, _task(plan, question, base, few), whole, itself, deadline, FOR_PROOFS * seconds)
            exploration.explore(found)
        found.is_whole = True
    except OutOfTime:
        pass
    asked = replace(question, scenario=replace(question.scenario, people=people))
    gone = [one for one in found.gone if not any(_is_less(other, one) for other in found.gone)]
    ways = tuple(sorted(_merged(_merged(_way(plan, asked, one, given) for one in gone)), key=_simplest_first))
    answer = _answer(plan, asked, found, ways, tuple(person.written for person in among))
    return _as_a_path(plan, question, answer, deadline - time.monotonic()) if answer.headline.verdict == "impossible" else answer


def _as_a_path(plan: Plan, question: Question, answer: Answer, seconds: float) -> Answer:
    """That there is no way, as it is answered whether there is a path: under every reading, with a proof and its reasons; or as it was, in want of time."""
    found = answer_path(plan, replace(question, form="can"), seconds)
    if found.is_undecided:
        return answer
    return replace(found, question=replace(found.question, form="ways"))


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
    route, path = gone.route, with_path(gone.task, question.scenario, gone.found)
    moment, under = _told(plan, question, gone, path, given)
    who = () if route.itself is None else (_who(question.scenario, route.itself),)
    excuses = ((route.excuse.name, route.excuse.labels),) if route.excuse is not None else ()
    powers = tuple((item.power, item.actor) for item in gone.items if item.power)
    acts = () if excuses else (tuple(item.actor for item in gone.items if not item.power),)
    people = _named(path, route.itself)
    named = {None, *(person.name for person in people)}
    givens = tuple(given for given in path.givens if not isinstance(given, GivenTerm) or given.subject in named)
    taken = tuple(dict.fromkeys(f"{g.term} of {g.subject}" if g.subject else g.term for g in gone.found.given if g.subject in named))
    shown = replace(path, title=path_title(question), people=people, givens=givens)
    return Way(who, route.limb.label, route.limb.name, excuses, powers, acts, shown, moment, under, taken)


def _who(scenario: Scenario, itself: str) -> str:
    """Somebody of a default cast by kind, anybody else by name."""
    return next((person.kind if not scenario.title and person.name.startswith(f"{person.kind} ") else person.written
                 for person in scenario.people if person.name == itself), itself)


def _named(path: Scenario, itself: str | None) -> tuple[Person, ...]:
    """The people of a path: of those whom no story introduces, the ones that it names."""
    named = {itself, *(value for line in path.lines for _, value in line.values)}
    return tuple(person for person in path.people if path.title or person.name in named)


def _told(plan: Plan, question: Question, gone: Gone, path: Scenario, given: dict[str, str]) -> tuple[Instant, tuple[Under, ...]]:
    """When a path comes to its goal, told with the whole cast on the base readings; and under which readings, told with those whom it names."""
    scenario, goal = question.scenario, gone.task.goal
    base = plan.base_readings | given
    settled = task_of(plan, question, base, tell(plan, scenario, reading_as(base)))
    (leaf,) = outcomes(replace(settled, goal=goal), scenario, path)
    if isinstance(leaf.result, str):
        raise Disagreement(leaf.result)
    free = replace(settled, machine=machine_for(plan, question, given), goal=goal)
    few = _named(path, gone.route.itself)
    try:
        leaves = outcomes(free, replace(scenario, people=few), replace(path, people=few), MOST_TELLINGS)
    except TooMany:
        return leaf.result, ()
    findings = [Leaf(each.made, Finding("no" if isinstance(each.result, str) else "possible")) for each in leaves]
    rows = rows_of(plan, findings, given)
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
        shorter = min(one, other, key=lambda way: len(way.path.lines))
        return replace(shorter, excuses=tuple(dict.fromkeys((*one.excuses, *other.excuses))))
    return None


def _is_less(one: Gone, other: Gone) -> bool:
    """Whether two exceptions do for one and the same person and limb, the first with some of the other's powers and no more."""
    alike = one.route.excuse is not None and other.route.excuse is not None
    same = (one.route.itself, one.route.limb) == (other.route.itself, other.route.limb)
    return alike and same and bool(one.items) and set(one.items) < set(other.items)


def _simplest_first(way: Way) -> tuple[int, bool]:
    """Ways without a power come first, and of these the ones that rely upon no exception."""
    return len(way.powers), bool(way.excuses)


# ---- the answer ---------------------------------------------------------------------------------


def _answer(plan: Plan, question: Question, found: Explored, ways: tuple[Way, ...], among: tuple[str, ...]) -> Answer:
    given = {choice.about: str(option) for choice, option in readings_given(question.scenario).items()}
    untried = tuple(name for name in machine_for(plan, question, given).readings if name not in given)
    rows = (Row((), _finding(found, ways, not untried)),)
    return Answer(
        question, rows,
        untried=untried,
        people=tuple((person.written, person.kind) for person in question.scenario.people),
        horizon=horizon(plan, question.scenario),
        ways=ways,
        unproved=tuple(dict.fromkeys(_unproved(closed) for closed in found.closed if not closed.is_proved)),
        among=among,
        one_more="not tried",
        missed=missed(plan, question, rows),
    )  # fmt: skip


def _finding(found: Explored, ways: tuple[Way, ...], is_read_in_full: bool) -> Finding:
    """How many ways there are, and whether there are others; `is_read_in_full` if no reading is left open."""
    if not found.is_whole:
        so_far = f"so far {len(ways)} way{'' if len(ways) == 1 else 's'} came up, and there may be others" if ways else "no way was found so far"
        return Finding("undecided", limit=f"the time limit came first; {so_far}", count=len(ways))
    events = f"{MOST_EVENTS} further events"
    if all(closed.is_proved for closed in found.closed):
        none = "no other kind of way: " if ways else ""
        proved: Literal["under all of these readings", "on the base readings"] = "under all of these readings" if is_read_in_full else "on the base readings"
        return Finding("ways" if ways else "impossible", limit=f"{none}proved for any number of further events", proved=proved, count=len(ways))
    if ways:
        return Finding("ways", limit=f"no other kind of way with up to {events}; but for those named below, proved for any number", count=len(ways))
    return Finding("impossible", limit=f"no path was found with up to {events}; longer ones were not tried")


def _unproved(closed: Closed) -> Unproved:
    route = closed.route
    return Unproved(route.itself or "", route.limb.label, route.excuse.name if route.excuse else "", tuple(map(_called, closed.without)))


def _called(item: Item) -> str:
    return item.power or item.actor
