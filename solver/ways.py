"""Every way in which a question may be come to, that differ in kind: about whom, by which limb, relying upon which exception, by whose act.

Each route is explored by itself: the smallest sets of items that suffice are
its ways, and the largest that do not are proved to lead nowhere, or were tried
up to so many events. Where an exception is relied upon, ways are told apart by
the powers used, whoever else acts; where none is, by whose act it is, too.
"""

from __future__ import annotations

from msgspec import Struct, field

from solver.barren import Proofs, Shown
from solver.items import Item
from solver.routes import Route
from solver.scene import Scene
from solver.search import Found, Task
from solver.sets import Map, Set
from solver.shortest import shortest
from solver.trials import Trials


class Gone(Struct, frozen=True):
    """A smallest set of items by which a route can be gone, and its path."""

    route: Route
    items: tuple[Item, ...]
    task: Task
    found: Found


class Closed(Struct, frozen=True):
    """A largest set by which a route cannot be gone: the items left out, and what shows it for any number of events, if it is proved."""

    route: Route
    without: tuple[Item, ...]
    shown: Shown | None


class Explored(Struct):
    """What was found about somebody, as far as there was time."""

    gone: list[Gone] = field(default_factory=list)
    closed: list[Closed] = field(default_factory=list)


class Exploration:
    """The routes of a scene: paths are sought among few, proofs hold for the whole cast."""

    def __init__(self, scene: Scene, deadline: float, for_proofs: float) -> None:
        self.scene, self.routes, self.few = scene, scene.routes, scene.few
        self.deadline = deadline
        self.proofs = Proofs(scene.whole, deadline, for_proofs)
        is_whole = scene.whole.task.story.evaluator.people == scene.few.task.story.evaluator.people
        self.proofs_of_few = self.proofs if is_whole else Proofs(scene.few, deadline, for_proofs)
        self.trials = Trials(self.few.task, self.few.items, self.routes, deadline)

    def explore(self, found: Explored) -> None:
        """Explore every route; what is raised leaves what was found so far. Raises OutOfTime."""
        for route in self.routes:
            _Route(self, route, found).draw()


class _Route:
    """One route, while its map is drawn."""

    def __init__(self, exploration: Exploration, route: Route, found: Explored) -> None:
        self.all, self.route, self.found = exploration, route, found
        self.items = exploration.few.items
        self.free = exploration.scene.free(route)
        self.number = exploration.routes.index(route)

    def draw(self) -> None:
        """Draw the map of the route's items."""
        drawn = Map(frozenset(range(len(self.items))) - self.free, self._suffices, self._still_suffices, self._is_barren)
        drawn.draw()
        for barren in (each for each in drawn.barren if not any(each < other for other in drawn.barren)):
            out = tuple(item for place, item in enumerate(self.items) if place not in barren | self.free)
            self.found.closed.append(Closed(self.route, out, self.all.proofs.in_full(self.route, barren | self.free)))

    def _suffices(self, those: Set) -> bool:
        allowed = those | self.free
        path = shortest(self.all.few, self.route.goal, allowed, lambda: self.all.proofs_of_few.in_full(self.route, allowed) is not None, self.all.deadline)
        if path is not None:
            items = tuple(self.items[place] for place in sorted(those))
            self.found.gone.append(Gone(self.route, items, *path))
        return path is not None

    def _still_suffices(self, those: Set) -> bool:
        allowed = those | self.free
        trials = self.all.trials
        if trials.soon_suffices(self.number, allowed):  # where there is a path, a proof is sought in vain
            return True
        return self.all.proofs_of_few.in_full(self.route, allowed) is None and trials.suffices(self.number, allowed)

    def _is_barren(self, those: Set) -> bool:
        return self.all.proofs.at_once(self.route, those | self.free) is not None
