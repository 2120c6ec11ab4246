"""The answer to `in every way can ...?`: the ways that differ in kind, each with its shortest path, and whether there are others.

Ways are sought on the base readings, or those given; each path is told again
from the plan under every reading that its story asks for. People of a default
cast are sought among few, and proofs hold for the whole cast.
"""

from __future__ import annotations

import time

from msgspec.structs import replace

from dsl.plan import Plan, Question
from solver.answer import Answer
from solver.beside import each
from solver.choices import reading_as
from solver.drawn import MapOf
from solver.mapped import map_of
from solver.newcomers import with_newcomers
from solver.one_more import any_path
from solver.paths import answer_path
from solver.prove import is_out_of_reach
from solver.refused import not_allowed
from solver.replay import tell
from solver.routes import about
from solver.scene import Scene, scenes, with_cast
from solver.search import deepen
from solver.shortest import OutOfTime
from solver.tasks import one_order
from solver.ways import Exploration, Explored
from solver.ways_told import Drawn, answer_of, base_of, task_on_base
from solver.z3_solver import Budget

FOR_PROOFS = 0.15  # part of the time limit, as effort
FOR_A_LIMB = 2.0  # seconds to see whether a limb is out of reach of a larger cast


def answer_ways(plan: Plan, question: Question, seconds: float, is_larger: bool = False) -> Answer:
    """Every way in kind, as far as the time limit lets; raises Disagreement, OutsideCalendar, Undecided.

    Where a larger cast comes to it and the people among whom ways were sought do not, or not by some limb, the ways are
    those of that cast, which `is_larger` already.
    """
    deadline = time.monotonic() + seconds
    one_order(question.scenario)
    base = base_of(plan, question)
    if not_allowed(tell(plan, question.scenario, reading_as(base))) is not None:
        refused = answer_path(plan, replace(question, form="can"), seconds)
        return replace(refused, question=replace(refused.question, form="ways"))
    asked = with_cast(plan, question, base)
    each_scene = list(scenes(plan, question, base))

    def map_drawn(scene: Scene) -> tuple[MapOf, bool]:
        found, is_whole = Explored(), True
        exploration = Exploration(scene, deadline, FOR_PROOFS * seconds)
        try:
            exploration.explore(found)
        except OutOfTime:
            is_whole = False
        return map_of(scene, asked.scenario, found, exploration.proofs), is_whole

    drawn = []
    for scene, (its, is_whole) in zip(each_scene, each(map_drawn, each_scene), strict=True):
        drawn.append((scene, its))
        if not is_whole:
            break
    answer = answer_of(plan, question, drawn, is_whole)
    if answer.headline.verdict == "impossible":
        found = _as_a_path(plan, question, answer, deadline - time.monotonic())
        if found.headline.verdict != "possible" or is_larger:
            return found
        among = replace(question, scenario=replace(question.scenario, people=found.question.scenario.people))
        anew = answer_ways(plan, among, deadline - time.monotonic(), is_larger=True)
        return anew if anew.headline.verdict == "ways" else found
    larger = with_newcomers(plan, question) if question.scenario.people and not is_larger else None
    if larger is not None and answer.headline.verdict == "ways" and _has_another_limb(plan, larger, drawn, deadline):
        with_newcomer = answer_ways(plan, larger, deadline - time.monotonic(), is_larger=True)
        return answer if with_newcomer.is_undecided else with_newcomer
    return answer


def _has_another_limb(plan: Plan, question: Question, drawn: Drawn, deadline: float) -> bool:
    """Whether a larger cast comes to what is sought by a limb by which nobody does in the cast of the maps."""
    task = task_on_base(plan, question)
    for scene, its in drawn:
        goals = {route.limb: replace(about(task.goal, scene.itself), sought=route.limb.condition) for route in scene.routes}
        gone = {route.limb for route, there in zip(scene.routes, its.routes, strict=True) if there.trodden}
        for limb in (limb for limb in goals if limb not in gone):
            sought = replace(task, goal=goals[limb])
            until = min(deadline, time.monotonic() + FOR_A_LIMB)
            if not is_out_of_reach(sought, Budget(until, FOR_A_LIMB)) and any_path(deepen(sought, until), lambda _: True):
                return True
    return False


def _as_a_path(plan: Plan, question: Question, answer: Answer, seconds: float) -> Answer:
    """That there is no way, as it is answered whether there is a path: under every reading, with a proof and its reasons; or as it was, in want of time."""
    found = answer_path(plan, replace(question, form="can"), seconds)
    if found.is_undecided:
        return answer
    return replace(found, question=replace(found.question, form="ways"))


