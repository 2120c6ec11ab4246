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
from solver.paths import answer_path
from solver.refused import not_allowed
from solver.replay import tell
from solver.scene import Scene, scenes, with_cast
from solver.shortest import OutOfTime
from solver.tasks import one_order
from solver.ways import Exploration, Explored
from solver.ways_told import answer_of, base_of

FOR_PROOFS = 0.15  # part of the time limit, as effort


def answer_ways(plan: Plan, question: Question, seconds: float) -> Answer:
    """Every way in kind, as far as the time limit lets; raises Disagreement, OutsideCalendar, Undecided."""
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
    return _as_a_path(plan, question, answer, deadline - time.monotonic()) if answer.headline.verdict == "impossible" else answer


def _as_a_path(plan: Plan, question: Question, answer: Answer, seconds: float) -> Answer:
    """That there is no way, as it is answered whether there is a path: under every reading, with a proof and its reasons; or as it was, in want of time."""
    found = answer_path(plan, replace(question, form="can"), seconds)
    if found.is_undecided:
        return answer
    return replace(found, question=replace(found.question, form="ways"))


