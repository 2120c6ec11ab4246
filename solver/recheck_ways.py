"""Checks the maps of an answer about ways: their paths go as they are said to, and every set of powers and acts is accounted for.

Takes scenes made anew, and maps that somebody hands over. That what is said to
lead nowhere does not is left to the obligations (`ways_obligations`).
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.plan import Plan, Question
from solver.drawn import Barred, MapOf, Trodden
from solver.items import item_of, item_words
from solver.needs import needs
from solver.recheck import Check
from solver.recheck_paths import goes_on
from solver.routes import Route
from solver.scene import Scene
from solver.sets import Set, hitting
from solver.ways_obligations import all_but, need_of, without_words
from solver.ways_told import Drawn, outcome_of, route_words


def path_fault(plan: Plan, question: Question, drawn: Drawn) -> str | None:
    """Why some path does not go the way that it is said to go; None if every one does. The question has its whole cast."""
    for scene, its in drawn:
        for route, there in zip(scene.routes, its.routes, strict=True):
            for trodden in there.trodden:
                fault = _fault(plan, question, scene, route, trodden)
                if fault is not None:
                    return f"the path {_way_words(scene, route, trodden)}: {fault}"
    return None


def _fault(plan: Plan, question: Question, scene: Scene, route: Route, trodden: Trodden) -> str | None:
    path, told = trodden.path, question.scenario
    if not goes_on(plan, told, path) or any(line.either_order for line in path.lines):
        return "a timeline does not go on from the story of the question"
    steps = {step.event.name for step in scene.whole.machine.steps}
    used = set()
    for line in path.lines[len(told.lines) :]:
        item = item_of(plan, scene.items, line) if line.event in steps else None
        if item is None:
            return f"`{line.sentence}` is no step of any way"
        used.add(item)
    wrong = (used - scene.free(route)) ^ {*trodden.items}
    if wrong:
        item = min(wrong)
        return f"it {'uses' if item in used else 'does not use'} {item_words(scene.items[item])}"
    outcome = outcome_of(plan, question, route, path)
    return outcome if isinstance(outcome, str) else None


def of_maps(drawn: Drawn) -> Iterator[Check]:
    """That the maps account for every set of powers and acts, on every route, for everybody who may be meant."""
    for scene, its in drawn:
        about = f" for {scene.itself}" if scene.itself is not None else ""
        faults = [f"{route_words(route)}: {fault}" for number, route in enumerate(scene.routes) for fault in _faults(scene, its, number)]
        yield from (Check(f"each set of powers and acts is accounted for{about}", "not so", fault) for fault in faults)
        if not faults:
            yield Check(f"each set of powers and acts either has in it all of a way listed, or lies in one that leads nowhere{about}", "so")


def _faults(scene: Scene, its: MapOf, number: int) -> Iterator[str]:
    """What is wrong with the map of a route."""
    route, there = scene.routes[number], its.routes[number]
    free = scene.free(route)
    everything = frozenset(range(len(scene.items))) - free
    enough = [frozenset(trodden.items) for trodden in there.trodden]
    barren = [all_but(scene, barred.without) for barred in there.barred]
    for place, those in enumerate(enough):
        if those in enough[:place]:
            yield f"the way by {_named(scene, those)} is no way of its own"
        spare = next((item for item in sorted(those) if not _is_inside((those - {item}) | free, barren)), None)
        if spare is not None:
            yield f"of the way by {_named(scene, those)} it is not shown that {item_words(scene.items[spare])} cannot be left out"
    for barred in there.barred:
        if free & {*barred.without}:
            yield f"{without_words(scene, barred.without)}nothing is said of ways by an exception, of which anybody's acts are part"
        if not _is_shown(scene, its, route, barred):
            yield f"the proof that is named says nothing of this: {without_words(scene, barred.without)}nothing leads there"
    for hit in hitting(everything - those for those in barren if free <= those):
        if not any(those <= hit for those in enough):
            yield f"nothing is said of ways by {_named(scene, hit)}"
            return


def _is_inside(those: Set, larger: list[Set]) -> bool:
    return any(those <= each for each in larger)


def _is_shown(scene: Scene, its: MapOf, route: Route, barred: Barred) -> bool:
    """Whether a set that is said to lead nowhere is only said to have been tried, or is that of its proof or a smaller one, for something that its route needs."""
    if barred.shown_by is None:
        return True
    proof = its.proofs[barred.shown_by]
    goal = need_of(scene, proof).goal
    return {*proof.without} <= {*barred.without} and any(need.goal == goal for need in needs(route, scene.whole.task))


def _way_words(scene: Scene, route: Route, trodden: Trodden) -> str:
    return f"by {_named(scene, frozenset(trodden.items))}, {route_words(route)}"


def _named(scene: Scene, those: Set) -> str:
    """`Redemption and acts of Orion`."""
    return " and ".join(item_words(scene.items[item]) for item in sorted(those)) or "nothing of it"
