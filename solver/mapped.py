"""What an exploration found as plain data: the map of each route of a scene, with as few of the proofs as show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dsl.plan import Scenario
from solver.barren import Proofs, Shown
from solver.drawn import Barred, MapOf, OutOfReach, RouteMap, Trodden
from solver.for_granted import with_what_bears
from solver.items import Item
from solver.needs import needs
from solver.routes import Route
from solver.scene import Scene
from solver.tidied import with_path
from solver.ways import Closed, Explored, Gone


def map_of(scene: Scene, scenario: Scenario, found: Explored, proofs: Proofs) -> MapOf:
    """The map of a scene, of whatever was found in it; paths go on from a scenario."""
    shown_by = _shown_by(scene, found.closed, proofs)
    kept = sorted({*shown_by.values()})
    routes = {proof: found.closed[place].route for place, proof in reversed(shown_by.items())}  # of the first set that each shows
    maps = tuple(
        RouteMap(
            tuple(Trodden(_places(scene, gone.items), _path(scenario, gone)) for gone in found.gone if gone.route is route),
            tuple(
                Barred(_places(scene, closed.without), kept.index(shown_by[place]) if place in shown_by else None)
                for place, closed in enumerate(found.closed) if closed.route is route
            ),
        )
        for route in scene.routes
    )  # fmt: skip
    return MapOf(scene.itself, maps, tuple(_out_of_reach(scene, routes[proof], proofs.proved[proof]) for proof in kept))


def _path(scenario: Scenario, gone: Gone) -> Scenario:
    """The path by which a route is gone, with what it takes for granted that bears on it."""
    return with_what_bears(gone.task, scenario, with_path(gone.task, scenario, gone.found))


def _shown_by(scene: Scene, closed: Sequence[Closed], proofs: Proofs) -> dict[int, int]:
    """For the place of each set that is proved to lead nowhere that of a proof which shows it; few of them show many."""
    fitting = {place: _that_show(scene, one, proofs) for place, one in enumerate(closed) if one.shown is not None}
    by: dict[int, int] = {}
    while len(by) < len(fitting):
        left = Counter(proof for place, those in fitting.items() if place not in by for proof in those)
        best = max(range(len(proofs.proved)), key=lambda proof: left[proof])
        by |= {place: best for place, those in fitting.items() if place not in by and best in those}
    return {place: by[place] for place in fitting}


def _that_show(scene: Scene, closed: Closed, proofs: Proofs) -> list[int]:
    """The places of the proofs that show that a set leads nowhere."""
    allowed = frozenset(range(len(scene.items))) - {*_places(scene, closed.without)}
    goals = [need.goal for need in needs(closed.route, scene.whole.task)]
    return [place for place, shown in enumerate(proofs.proved) if allowed <= shown.allowed and shown.need.goal in goals]


def _places(scene: Scene, items: Sequence[Item]) -> tuple[int, ...]:
    """Items by what they are called: those of a scene among few have other people."""
    called = [(item.power, item.actor) for item in scene.items]
    return tuple(called.index((item.power, item.actor)) for item in items)


def _out_of_reach(scene: Scene, route: Route, shown: Shown) -> OutOfReach:
    need = next(need for need in needs(route, scene.whole.task) if need.goal == shown.need.goal)
    (case,) = shown.proof.cases
    without = tuple(place for place in range(len(scene.items)) if place not in shown.allowed)
    return OutOfReach(need.says, scene.routes.index(route), without, tuple(lemma.says for lemma in case.invariant))
