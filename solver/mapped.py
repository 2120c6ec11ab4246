"""What an exploration found as plain data: the map of each route of a scene, with as few of the proofs as show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dsl.plan import Scenario
from solver.barren import Proofs, Shown
from solver.drawn import Barred, MapOf, OutOfReach, RouteMap, Trodden
from solver.items import Item
from solver.needs import needs
from solver.routes import Route
from solver.scene import Scene
from solver.tidied import with_path
from solver.ways import Closed, Explored


def map_of(scene: Scene, scenario: Scenario, found: Explored, proofs: Proofs) -> MapOf:
    """The map of a scene, of whatever was found in it; paths go on from a scenario."""
    proved = [closed for closed in found.closed if closed.shown is not None]
    by = _chosen(scene, proved, proofs)
    kept = [shown for shown in proofs.proved if any(shown is one for one in by)]

    def place(closed: Closed) -> int | None:
        return None if closed.shown is None else next(n for n, shown in enumerate(kept) if shown is by[_index(proved, closed)])

    maps = tuple(
        RouteMap(
            tuple(Trodden(_places(scene, gone.items), with_path(gone.task, scenario, gone.found)) for gone in found.gone if gone.route is route),
            tuple(Barred(_places(scene, closed.without), place(closed)) for closed in found.closed if closed.route is route),
        )
        for route in scene.routes
    )
    return MapOf(scene.itself, maps, tuple(_out_of_reach(scene, proved[_index(by, shown)].route, shown) for shown in kept))


def _chosen(scene: Scene, proved: Sequence[Closed], proofs: Proofs) -> list[Shown]:
    """For each set that is proved to lead nowhere a proof which shows it; few of them show many."""
    fitting = [_that_show(scene, closed, proofs) for closed in proved]
    by: dict[int, Shown] = {}
    while len(by) < len(proved):
        left = Counter(id(shown) for number, those in enumerate(fitting) if number not in by for shown in those)
        best = max(proofs.proved, key=lambda shown: left[id(shown)])
        by |= {number: best for number, those in enumerate(fitting) if number not in by and any(shown is best for shown in those)}
    return [by[number] for number in range(len(proved))]


def _that_show(scene: Scene, closed: Closed, proofs: Proofs) -> list[Shown]:
    """The proofs that show that a set leads nowhere."""
    allowed = frozenset(range(len(scene.items))) - {*_places(scene, closed.without)}
    goals = [need.goal for need in needs(closed.route, scene.whole.task)]
    return [shown for shown in proofs.proved if allowed <= shown.allowed and shown.need.goal in goals]


def _index(those: Sequence[object], one: object) -> int:
    return next(number for number, other in enumerate(those) if other is one)


def _places(scene: Scene, items: Sequence[Item]) -> tuple[int, ...]:
    """Items by what they are called: those of a scene among few have other people."""
    called = [(item.power, item.actor) for item in scene.items]
    return tuple(called.index((item.power, item.actor)) for item in items)


def _out_of_reach(scene: Scene, route: Route, shown: Shown) -> OutOfReach:
    need = next(need for need in needs(route, scene.whole.task) if need.goal == shown.need.goal)
    (case,) = shown.proof.cases
    without = tuple(place for place in range(len(scene.items)) if place not in shown.allowed)
    return OutOfReach(need.says, scene.routes.index(route), without, tuple(lemma.says for lemma in case.invariant))
