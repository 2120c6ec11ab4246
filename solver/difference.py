"""Whether one of two plans has a consequence where the other has not.

A path is sought in their joint plan, then told again by each of the two alone;
where it does not come out as claimed, that is our mistake, and no answer.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl import nodes as n
from dsl.dates import Instant
from dsl.plan import Consequence, GivenReading, GivenTerm, Question, Scenario, StoryLine
from dsl.source import NOWHERE
from solver.answer import Finding, Under
from solver.choices import Choice, Choices, Leaf, TooMany, reading_as
from solver.cubes import Cube
from solver.for_granted import with_what_bears
from solver.joint import Joint
from solver.machine import Machine
from solver.newcomers import with_newcomers
from solver.one_more import Larger
from solver.outcomes import outcomes
from solver.paths import PROVED, cases_of
from solver.prove import Proof, is_out_of_reach, prove, prove_in_a_row, proved_like
from solver.refused import not_allowed
from solver.regions import Disagreement
from solver.replay import readings_settled, run_on, tell
from solver.retold import holds_in, retold
from solver.rows import TooManyReadings, rows_of
from solver.search import MOST_EVENTS, Found, Task, deepen, further_events
from solver.settling import settled_moments
from solver.tasks import machine_for, task_of, tellings
from solver.tidied import with_path
from solver.undecided import Undecided
from solver.z3_solver import Budget, forget

AT_ONCE = 1  # so many events are tried before a proof is
FOR_FIRST_PROOF, FOR_PROOF = 0.2, 0.4  # parts of the time limit


class Shown(Struct, frozen=True):
    """A story on which one plan has a consequence and the other has not, and when.

    `left_out` are the lines that each does not allow, `where` the readings under
    which it comes out so, each of several that do, None if they are not known.
    `assumed` is what nobody gave, and the story takes to be as it says.
    """

    scenario: Scenario
    moment: Instant
    left_out: tuple[tuple[StoryLine, ...], tuple[StoryLine, ...]]
    where: tuple[Under, ...] | None = None
    assumed: tuple[str, ...] = ()


class Difference(Struct, frozen=True):
    """Whether the plan of one place (0 or 1) has a consequence where the other has not; a story if it can be.

    `however_read` says that a proof holds under all readings. `one_more` says how
    it comes out among one more person, where nothing was found without; a story
    that takes one more is shown.
    """

    has: int
    finding: Finding
    shown: Shown | None = None
    one_more: Larger = ""
    however_read: bool = False


def difference(joint: Joint, begun: Scenario, readings: Mapping[str, str], pair: tuple[Consequence, Consequence], has: int, seconds: float) -> Difference:
    """Whether one plan has a consequence where the other has not, in stories that begin so, where every reading is settled.

    What was not found in time is undecided. Raises Disagreement, OutsideCalendar.
    """
    forget()
    try:
        return _sought(joint, Asked(_question(joint, begun, pair, has), dict(readings), pair, has), seconds)
    except Disagreement:
        raise
    except Undecided as error:
        return Difference(has, Finding("undecided", limit=f"{str(error).rstrip('.')}. {error.help.rstrip('.')}"))


class Asked(Struct, frozen=True):
    """One way of comparing: the question to the joint plan, the readings, the consequence in each plan, and which of them has it."""

    open: Question
    readings: Cube
    pair: tuple[Consequence, Consequence]
    has: int

    @property
    def question(self) -> Question:
        """The question with every reading settled."""
        scenario = self.open.scenario
        known = {given.reading for given in scenario.givens if isinstance(given, GivenReading)}
        settled = (GivenReading(name, option, NOWHERE) for name, option in self.readings.items() if name not in known)
        return replace(self.open, scenario=replace(scenario, givens=(*scenario.givens, *settled)))


def _question(joint: Joint, begun: Scenario, pair: tuple[Consequence, Consequence], has: int) -> Question:
    """Can it be that one plan has it and the other has not, at a moment at which what happens by itself has happened?"""
    forms = [side.form(consequence.condition) for side, consequence in zip(joint.sides, pair, strict=True)]
    sought = (forms[has], c.Not(forms[1 - has]))
    words = f"{pair[0].name} in {joint.sides[has].called} and not in {joint.sides[1 - has].called}"
    condition = c.All((*sought, *settled_moments(joint, sought)))
    return Question(words, "can", begun, n.AskOwed(None, span=NOWHERE), NOWHERE, words, condition=condition)


def _sought(joint: Joint, asked: Asked, seconds: float) -> Difference:
    """A path with few events first, then a proof that there is none, then longer paths, and then a proof with more effort."""
    question, readings, has = asked.question, asked.readings, asked.has
    deadline = time.monotonic() + seconds
    story = tellings(joint.plan, question.scenario, machine_for(joint.plan, question, readings))[0].result
    if (refused := not_allowed(story)) is not None:
        return Difference(has, refused)
    task = task_of(joint.plan, question, readings, story)
    tried = -1
    for depth in deepen(task, deadline):
        found = depth.find()
        if found.lines is not None:
            return Difference(has, Finding("possible"), _shown(joint, task, asked, found))
        if found.out_of_time:
            return Difference(has, Finding("undecided", limit=f"the time limit came first; {_so_far(tried)}"))
        tried = depth.count
        if tried == AT_ONCE and (proved := _proved(joint, asked, task, Budget(deadline, FOR_FIRST_PROOF * seconds))) is not None:
            return proved
    proved = _proved(joint, asked, task, Budget(deadline, FOR_PROOF * seconds), in_a_row=True)
    if proved is not None:
        return proved
    finding = Finding("impossible", limit=f"no path was found with up to {MOST_EVENTS} further events; longer ones were not tried")
    return _with_one_more(joint, asked, Difference(has, finding), None, Budget(deadline))


def _proved(joint: Joint, asked: Asked, task: Task, within: Budget, in_a_row: bool = False) -> Difference | None:
    """That there is no path of any number of events, if that can be proved, over several steps in a row too if wanted."""
    proof = prove(task, within) or (prove_in_a_row(task, within) if in_a_row else None)
    if proof is None:
        return None
    given = readings_settled(asked.open)
    free = task_of(joint.plan, asked.open, given, task.story)
    however_read = _is_told_alike(asked.open, free.machine) and (set(free.machine.readings) <= set(given) or proved_like(free, proof, within) is not None)
    finding = Finding("impossible", limit=PROVED, proved="on the base readings", proof=cases_of(proof))
    return _with_one_more(joint, asked, Difference(asked.has, finding, however_read=however_read), proof, within)


def _is_told_alike(question: Question, machine: Machine) -> bool:
    """Whether the story of a question is told alike however what is open is read; no where it was not found out."""
    try:
        return len(tellings(machine.plan, question.scenario, machine)) == 1
    except Undecided:
        return False


def _so_far(tried: int) -> str:
    if tried < 0:
        return "nothing was tried to the end"
    return f"no path with up to {further_events(tried)} was found"


def _with_one_more(joint: Joint, asked: Asked, alone: Difference, proof: Proof | None, within: Budget) -> Difference:
    """What was not found, and how it comes out among one more person; a story that is found there is the answer."""
    larger = replace(asked, open=with_newcomers(joint.plan, asked.open))
    story = tell(joint.plan, larger.question.scenario, reading_as(larger.readings))
    task = task_of(joint.plan, larger.question, larger.readings, story)
    if proof is not None and (proved_like(task, proof, within) or is_out_of_reach(task, within)):
        return replace(alone, one_more="same")
    for depth in deepen(task, within.deadline):
        found = depth.find()
        if found.lines is not None:
            return Difference(asked.has, Finding("possible"), _shown(joint, task, larger, found), "differs")
        if found.out_of_time:
            return replace(alone, one_more="untried")
    return replace(alone, one_more="same")


# ---- told again by each plan alone ----------------------------------------------------------


def _shown(joint: Joint, task: Task, asked: Asked, found: Found) -> Shown:
    """A path that was found, told again by each of the two plans; raises Disagreement where the consequence does not come out as claimed."""
    path = with_what_bears(task, asked.question.scenario, with_path(task, asked.question.scenario, found))
    assumed = tuple(dict.fromkeys(one.term for one in path.givens[len(asked.question.scenario.givens) :] if isinstance(one, GivenTerm)))
    leaves = outcomes(task, asked.question.scenario, path)
    leaf = next((leaf for leaf in leaves if isinstance(leaf.result, int)), None)
    if leaf is None:
        raise Disagreement(str(leaves[0].result))
    moment = Instant(int(leaf.result))
    made = {**reading_as(asked.readings).fixed, **leaf.made}
    path = _up_to(joint, asked.question, path, moment, made)
    told = [retold(joint, side, path, made, moment) for side in joint.sides]
    for place, (side, consequence, one) in enumerate(zip(joint.sides, asked.pair, told, strict=True)):
        if holds_in(one, consequence.condition, moment) != (place == asked.has):
            raise Disagreement(f"{side.called} by itself {'does not have' if place == asked.has else 'has'} {consequence.name} on it")
    given = readings_settled(asked.open)
    kept = tuple(one for one in path.givens if not isinstance(one, GivenReading) or one.reading in given)
    path = replace(path, title=f"A path: {asked.open.title}", givens=kept)
    return Shown(path, moment, (told[0].left_out, told[1].left_out), _where(joint, asked, task, found), assumed)


def _where(joint: Joint, asked: Asked, task: Task, found: Found) -> tuple[Under, ...] | None:
    """The readings under which a path comes out so; None if they are more than can be tried."""
    given = readings_settled(asked.open)
    free = task_of(joint.plan, asked.open, given, task.story)
    scenario = asked.open.scenario
    try:
        leaves = outcomes(free, scenario, with_path(task, scenario, found))
        rows = rows_of(joint.plan, [Leaf(leaf.made, _comes_out(leaf.result), leaf.idle) for leaf in leaves], given)
    except (TooMany, TooManyReadings):
        return None
    return tuple(row.under for row in rows if row.finding.verdict == "possible")


def _comes_out(result: Instant | str) -> Finding:
    return Finding("possible" if isinstance(result, int) else "impossible")


def _up_to(joint: Joint, question: Question, path: Scenario, moment: Instant, made: Mapping[Choice, object]) -> Scenario:
    """A path up to the line after which what is sought comes about."""
    story = tell(joint.plan, path, Choices(made))
    run_on(story, moment)
    assert question.condition is not None
    for at in range(story.last_told(len(question.scenario.lines)), story.last + 1):
        if story.history[at].tick <= moment <= story.seen_until(at, moment) and story.evaluator.holds(question.condition, {}, at, moment):
            lines = max((entry.line for entry in story.history[: at + 1] if entry.line is not None), default=-1) + 1
            return replace(path, lines=story.lines[:lines])
    raise Disagreement("what was asked for does not come about")
