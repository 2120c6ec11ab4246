"""That there are no other ways than those listed, as obligations: each set of powers and acts that is said to lead nowhere does not lead there.

Takes a scene made anew and the map that was drawn of it. What is proved has the
obligations of its proof; what was only tried has one for each number of events.
"""

from __future__ import annotations

from functools import partial

from dsl.diagnostics import one_of
from dsl.plan import Plan
from solver.answer import Answer, Kept, ProvedCase
from solver.drawn import Barred, MapOf, OutOfReach
from solver.formula import Bool
from solver.items import item_words
from solver.needs import Need, needs
from solver.obligation import Misfit, Obligation, all_of, events
from solver.proof_obligations import Conditions, claims, of_case
from solver.routes import Route
from solver.scene import Scene
from solver.search import MOST_EVENTS
from solver.sets import Set
from solver.ways_told import drawn_anew, route_words

COMES = "comes to it"


def of_maps(plan: Plan, answer: Answer) -> list[Obligation]:
    """The obligations of every map of an answer; raises Misfit."""
    found = []
    for scene, its in drawn_anew(plan, answer):
        for place in range(len(its.proofs)):
            found += of_proof(scene, its, place)
        for route, there in zip(scene.routes, its.routes, strict=True):
            found += [one for barred in there.barred if barred.shown_by is None for one in of_tried(scene, route, barred)]
    return found


def of_proof(scene: Scene, its: MapOf, place: int) -> list[Obligation]:
    """That what a route needs does not come about without some items, as its proof has it."""
    proof = its.proofs[place]
    need = need_of(scene, proof)
    case = ProvedCase(None, (), tuple(Kept(says, says, (), False) for says in proof.kept))

    def make(conditions: Conditions) -> list[Bool]:
        return conditions(of_case(scene.whole.to(need.goal, all_but(scene, proof.without)), case, {}), None)

    about = f"proof {place + 1}{_about(scene)}, that {without_words(scene, proof.without)}{need.says}"
    return [Obligation(f"{says}; {about}", _readings(scene), partial(make, conditions)) for says, conditions in claims(case, COMES)]


def of_tried(scene: Scene, route: Route, barred: Barred) -> list[Obligation]:
    """That a route cannot be gone without some items, for each number of events, by the few among whom it was tried."""

    def make(count: int) -> list[Bool]:
        task = scene.few.to(route.goal, all_but(scene, barred.without))
        run = task.run(count)
        goal = task.goal.formula(run)
        return all_of(run, goal)

    where = f"{route_words(route)}{_about(scene)}"
    return [
        Obligation(f"{without_words(scene, barred.without)}no path with {events(count)} goes the way {where}", _readings(scene), partial(make, count))
        for count in range(MOST_EVENTS + 1)
    ]


def need_of(scene: Scene, proof: OutOfReach) -> Need:
    """What a proof is about; raises Misfit where its route needs no such thing."""
    route = scene.routes[proof.route]
    for need in needs(route, scene.whole.task):
        if need.says == proof.need:
            return need
    raise Misfit(f"that {proof.need} says nothing of ways {route_words(route)}")


def all_but(scene: Scene, without: tuple[int, ...]) -> Set:
    """The items allowed where some are left out."""
    return frozenset(range(len(scene.items))) - {*without}


def without_words(scene: Scene, without: tuple[int, ...]) -> str:
    """`without Redemption and Exchange, `, or `by time alone, `; nothing where nothing is left out."""
    if len(without) == len(scene.items):
        return "by time alone, "
    return f"without {one_of([item_words(scene.items[place]) for place in without], 'and')}, " if without else ""


def _about(scene: Scene) -> str:
    return f" for {scene.itself}" if scene.itself is not None else ""


def _readings(scene: Scene) -> tuple[tuple[str, str], ...]:
    return tuple(scene.whole.machine.options.items())
