"""An answer about ways, made of the maps that were drawn: each path told again, alike ways made one, and what is known of others.

Takes a plan, a question with its whole cast and the map of each scene. Nothing
here is sought, so that a receipt can be read by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from dsl.dates import Instant
from dsl.plan import GivenTerm, Person, Plan, Question, Scenario, StoryLine
from solver.answer import Answer, Finding, Row, Under, Unproved, Way
from solver.choices import Leaf, TooMany, reading_as
from solver.drawn import Barred, MapOf
from solver.expect import missed
from solver.idle import readings_of
from solver.items import Item
from solver.outcomes import outcomes
from solver.paths import path_title
from solver.regions import Disagreement
from solver.replay import horizon, readings_settled, tell
from solver.routes import Route, about
from solver.rows import rows_of
from solver.scene import Scene, scenes, with_cast
from solver.search import MOST_EVENTS, Task
from solver.tasks import machine_for, task_of

MOST_TELLINGS = 100
Readings = Mapping[str, str]
Drawn = Sequence[tuple[Scene, MapOf]]


class _Gone(Struct, frozen=True):
    """A route, the items by which it is gone, and the path; of whose people only those matter whom it names, if `is_own_cast`."""

    route: Route
    items: tuple[Item, ...]
    path: Scenario
    is_own_cast: bool

    @property
    def happenings(self) -> Counter[tuple[object, ...]]:
        """How often each event happens in the path, whenever it does."""
        return Counter((line.event, line.values) for line in self.path.lines)

    @property
    def powers(self) -> set[Item]:
        """The powers used."""
        return {item for item in self.items if item.power}

    @property
    def people(self) -> tuple[Person, ...]:
        """The people who matter."""
        named = {self.route.itself, *(value for line in self.path.lines for _, value in line.values)}
        return tuple(person for person in self.path.people if not self.is_own_cast or person.name in named)


def base_of(plan: Plan, question: Question) -> dict[str, str]:
    """The readings on which ways are sought: those given, and the base of all others."""
    return plan.base_readings | readings_settled(question)


def as_asked(answer: Answer) -> Question:
    """The question of an answer, without a cast that nobody named."""
    question = answer.question
    return replace(question, scenario=replace(question.scenario, people=())) if answer.is_own_cast else question


def drawn_anew(plan: Plan, answer: Answer) -> Drawn:
    """Each map of an answer, with its scene."""
    question = as_asked(answer)
    return list(zip(scenes(plan, question, base_of(plan, question)), answer.maps, strict=True)) if answer.maps else []


def answer_of(plan: Plan, asked: Question, drawn: Drawn, is_whole: bool) -> Answer:
    """The answer that maps give; `is_whole` if every set of items of everybody was settled. Raises Disagreement."""
    given = readings_settled(asked)
    question = with_cast(plan, asked, base_of(plan, asked))
    gone = [
        _Gone(route, tuple(scene.items[place] for place in trodden.items), trodden.path, not asked.scenario.people)
        for scene, its in drawn for route, there in zip(scene.routes, its.routes, strict=True) for trodden in there.trodden
    ]  # fmt: skip
    least = [one for one in gone if not any(_is_less(other, one) for other in gone)]
    ways = tuple(sorted(_merged(_merged(_way(plan, question, one, given) for one in least)), key=_simplest_first))
    open_ones = [
        (scene, route, barred)
        for scene, its in drawn for route, there in zip(scene.routes, its.routes, strict=True) for barred in there.barred
        if barred.shown_by is None
    ]  # fmt: skip
    untried = tuple(name for name in readings_of(machine_for(plan, question, given), question.scenario) if name not in given)
    rows = (Row((), _finding(is_whole, not open_ones, ways, not untried)),)
    return Answer(
        question, rows,
        untried=untried,
        people=tuple((person.written, person.kind) for person in question.scenario.people),
        horizon=horizon(plan, question.scenario),
        ways=ways,
        unproved=tuple(dict.fromkeys(_unproved(*one) for one in open_ones)),
        among=tuple(dict.fromkeys(person.written for scene, _ in drawn for person in _among(question, scene))),
        maps=tuple(its for _, its in drawn),
        is_own_cast=not asked.scenario.people,
        one_more="not tried",
        missed=missed(plan, question, rows),
    )  # fmt: skip


def _among(question: Question, scene: Scene) -> list[Person]:
    """The people among whom paths are sought."""
    few = set(scene.few.task.story.evaluator.people)
    return [person for person in question.scenario.people if person.name in few]


def route_words(route: Route) -> str:
    """`by Distribution Date (i), relying upon Redemption`."""
    limb = f"by {route.limb.label or route.limb.name}, " if route.limb.label or route.limb.name else ""
    return f"{limb}relying upon {route.excuse.name if route.excuse is not None else 'no exception'}"


def _unproved(scene: Scene, route: Route, barred: Barred) -> Unproved:
    without = tuple(scene.items[place].power or scene.items[place].actor for place in barred.without)
    return Unproved(route.itself or "", route.limb.label, route.excuse.name if route.excuse else "", without)


def _finding(is_whole: bool, is_proved: bool, ways: tuple[Way, ...], is_read_in_full: bool) -> Finding:
    """How many ways there are, and whether there are others; `is_read_in_full` if no reading is left open."""
    if not is_whole:
        so_far = f"so far {len(ways)} way{'' if len(ways) == 1 else 's'} came up, and there may be others" if ways else "no way was found so far"
        return Finding("undecided", limit=f"the time limit came first; {so_far}", count=len(ways))
    events = f"{MOST_EVENTS} further events"
    if is_proved:
        none = "no other kind of way: " if ways else ""
        proved: Literal["under all of these readings", "on the base readings"] = "under all of these readings" if is_read_in_full else "on the base readings"
        return Finding("ways" if ways else "impossible", limit=f"{none}proved for any number of further events", proved=proved, count=len(ways))
    if ways:
        return Finding("ways", limit=f"no other kind of way with up to {events}; but for those named below, proved for any number", count=len(ways))
    return Finding("impossible", limit=f"no path was found with up to {events}; longer ones were not tried")


# ---- one way, told again --------------------------------------------------------------------


def _way(plan: Plan, question: Question, gone: _Gone, given: Readings) -> Way:
    """What was found as a way, its path told again."""
    route, path = gone.route, gone.path
    moment, under = _told(plan, question, gone, given)
    who = () if route.itself is None else (_who(question.scenario, route.itself),)
    excuses = ((route.excuse.name, route.excuse.labels),) if route.excuse is not None else ()
    powers = tuple((item.power, item.actor) for item in gone.items if item.power)
    acts = () if excuses else (tuple(item.actor for item in gone.items if not item.power),)
    named = {None, *plan.persons, *(person.name for person in gone.people)}
    givens = tuple(given for given in path.givens if not isinstance(given, GivenTerm) or given.subject in named)
    further = [given for given in path.givens[len(question.scenario.givens) :] if isinstance(given, GivenTerm)]
    taken = tuple(dict.fromkeys(f"{g.term} of {g.subject}" if g.subject else g.term for g in further if g.subject in named))
    shown = replace(path, title=path_title(question), people=gone.people, givens=givens)
    return Way(who, route.limb.label, route.limb.name, excuses, powers, acts, shown, moment, under, taken, () if excuses else _idle(plan, question, gone))


def _who(scenario: Scenario, itself: str) -> str:
    """Somebody of a default cast by kind, anybody else by name."""
    return next((person.kind if not scenario.title and person.name.startswith(f"{person.kind} ") else person.written
                 for person in scenario.people if person.name == itself), itself)


def _told(plan: Plan, question: Question, gone: _Gone, given: Readings) -> tuple[Instant, tuple[Under, ...]]:
    """When a path comes to its goal, told with the whole cast on the base readings; and under which readings, told with those whom it names."""
    scenario, path, goal = question.scenario, gone.path, gone.route.goal
    moment = outcome_of(plan, question, gone.route, path)
    if isinstance(moment, str):
        raise Disagreement(moment)
    free = replace(task_on_base(plan, question), machine=machine_for(plan, question, given), goal=goal)
    try:
        leaves = outcomes(free, replace(scenario, people=gone.people), replace(path, people=gone.people), MOST_TELLINGS)
    except TooMany:
        return moment, ()
    findings = [Leaf(each.made, Finding("no" if isinstance(each.result, str) else "possible")) for each in leaves]
    rows = rows_of(plan, findings, given)
    return moment, tuple(row.under for row in rows if row.finding.verdict == "possible")


def _idle(plan: Plan, question: Question, gone: _Gone) -> tuple[StoryLine, ...]:
    """The further lines of a path without which it comes to what is sought too, whatever the way; each beside those found before.

    Of one that relies upon an exception they are mostly those that call for it, and so are no fault.
    """
    task = task_on_base(plan, question)
    task = replace(task, goal=about(task.goal, gone.route.itself))
    told, left = len(question.scenario.lines), gone.path.lines
    for line in reversed(gone.path.lines[told:]):
        fewer = tuple(other for other in left if other is not line)
        leaves = outcomes(task, question.scenario, replace(gone.path, lines=fewer))
        if not any(isinstance(leaf.result, str) for leaf in leaves):
            left = fewer
    return tuple(line for line in gone.path.lines if not any(line is other for other in left))


def outcome_of(plan: Plan, question: Question, route: Route, path: Scenario) -> Instant | str:
    """When a path of a route comes to its goal, told again with the whole cast on the readings on which it was sought; or why it does not."""
    leaves = outcomes(replace(task_on_base(plan, question), goal=route.goal), question.scenario, path)
    found = {leaf.result for leaf in leaves}
    wrong = next((result for result in found if isinstance(result, str)), None)
    return wrong or (found.pop() if len(found) == 1 else "it turns on what is not given")


def task_on_base(plan: Plan, question: Question) -> Task:
    """What is sought, the story told on the readings on which ways are sought."""
    base = base_of(plan, question)
    return task_of(plan, question, base, tell(plan, question.scenario, reading_as(base)))


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
    shorter = min(one, other, key=lambda way: len(way.path.lines))
    if one.excuses == other.excuses and one.acts == other.acts and one.who != other.who:
        return replace(shorter, who=tuple(dict.fromkeys((*one.who, *other.who))))
    if one.who == other.who and one.excuses == other.excuses == ():
        return replace(shorter, acts=tuple(dict.fromkeys((*one.acts, *other.acts))))
    if one.who == other.who and one.powers and one.excuses and other.excuses:
        return replace(shorter, excuses=tuple(dict.fromkeys((*shorter.excuses, *one.excuses, *other.excuses))))
    return None


def _is_less(one: _Gone, other: _Gone) -> bool:
    """Whether of two ways of one and the same person and limb the first does with less than the other.

    By an exception with some of the powers that the other needs for one of its own, or with some of the events
    by which the other comes to where several hold, so that it relies upon none of them; or by no exception with
    the same powers and some of the events of the other, which has the rest only to have an exception to rely upon.
    """
    if (one.route.itself, one.route.limb) != (other.route.itself, other.route.limb):
        return False
    if one.route.excuse is not None and other.route.excuse is not None:
        return bool(one.items) and set(one.items) < set(other.items)
    if one.route.excuse is None:
        return other.route.excuse is not None and bool(one.powers) and one.powers == other.powers and one.happenings < other.happenings
    return one.happenings < other.happenings


def _simplest_first(way: Way) -> tuple[int, bool]:
    """Ways without a power come first, and of these the ones that rely upon no exception."""
    return len(way.powers), bool(way.excuses)
