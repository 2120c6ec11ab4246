"""Every way in which a question may be come to, that differ in kind: about whom, by which limb, relying upon which exception, by whose act.

Each route is explored by itself: the smallest sets of items that suffice are
its ways, and the largest that do not are proved to lead nowhere, or were tried
up to so many events. Where an exception is relied upon, ways are told apart by
the powers used, whoever else acts; where none is, by whose act it is, too.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from dsl.plan import Plan, Question
from solver.barren import Proofs
from solver.cone import machine_of
from solver.items import Item, items_of
from solver.narrowed import Narrowed
from solver.routes import Route, routes
from solver.search import Found, Task
from solver.sets import Map, Set
from solver.shortest import shortest
from solver.tasks import barred_by
from solver.trials import Trials


class Gone(Struct, frozen=True):
    """A smallest set of items by which a route can be gone, and its path."""

    route: Route
    items: tuple[Item, ...]
    task: Task
    found: Found


class Closed(Struct, frozen=True):
    """A largest set by which a route cannot be gone: the items left out, and whether that is proved for any number of events."""

    route: Route
    without: tuple[Item, ...]
    is_proved: bool


class Explored(Struct):
    """What was found about somebody, as far as there was time: `is_whole` if every set of items was settled."""

    gone: list[Gone] = field(default_factory=list)
    closed: list[Closed] = field(default_factory=list)
    is_whole: bool = False


class Exploration:
    """The routes about somebody: paths are sought among few, proofs hold for the whole cast."""

    def __init__(self, plan: Plan, question: Question, options: Mapping[str, str], few: Task, whole: Task, itself: str | None, deadline: float, for_proofs: float) -> None:
        self.routes = routes(plan, options, few.story, few.goal, itself)
        forms = [form for route in self.routes for form in (route.goal.condition, *route.goal.never, *route.goal.once)]
        machine = machine_of(plan, options, [*forms, *(form for _, _, form in question.without)], (), barred_by(plan, question))
        are_named = bool(question.scenario.people)
        narrowed = []
        for task in (few, whole):
            items = items_of(machine, list(task.story.evaluator.people), are_named, itself)
            alike = tuple(tuple(name for name in group if name != itself) for group in task.alike)
            narrowed.append(Narrowed(replace(task, machine=machine, alike=alike), items))
        self.few, self.whole = narrowed
        self.deadline = deadline
        self.proofs = Proofs(self.whole, deadline, for_proofs)
        self.proofs_of_few = self.proofs if whole.story.evaluator.people == few.story.evaluator.people else Proofs(self.few, deadline, for_proofs)
        self.trials = Trials(self.few.task, self.few.items, self.routes, deadline)

    def explore(self, found: Explored) -> None:
        """Explore every route; what is raised leaves what was found so far. Raises OutOfTime."""
        for route in self.routes:
            known = [gone for gone in found.gone if gone.route.limb == route.limb and gone.route.itself == route.itself]
            _Route(self, route, found).draw([gone for gone in known if _relies_on_powers(gone)] if route.excuse is None else [])


def _relies_on_powers(gone: Gone) -> bool:
    return gone.route.excuse is not None and any(item.power for item in gone.items)


class _Route:
    """One route, while its map is drawn."""

    def __init__(self, exploration: Exploration, route: Route, found: Explored) -> None:
        self.all, self.route, self.found = exploration, route, found
        self.items = exploration.few.items
        self.free = frozenset(place for place, item in enumerate(self.items) if not item.power) if route.excuse is not None else frozenset()
        self.number = exploration.routes.index(route)

    def draw(self, known: list[Gone]) -> None:
        """Draw the map of the route's items; ways `known` to suffice with an exception are not looked for again."""
        drawn = Map(frozenset(range(len(self.items))) - self.free, self._suffices, self._still_suffices, self._is_barren)
        drawn.enough += [frozenset(self.items.index(item) for item in gone.items) for gone in known]
        drawn.draw()
        for barren in (each for each in drawn.barren if not any(each < other for other in drawn.barren)):
            out = tuple(item for place, item in enumerate(self.items) if place not in barren | self.free)
            proved = self.all.proofs.in_full(self.route, barren | self.free)
            self.found.closed.append(Closed(self.route, out, proved))

    def _suffices(self, those: Set) -> bool:
        allowed = those | self.free
        path = shortest(self.all.few, self.route.goal, allowed, lambda: self.all.proofs_of_few.in_full(self.route, allowed), self.all.deadline)
        if path is not None:
            items = tuple(self.items[place] for place in sorted(those))
            self.found.gone.append(Gone(self.route, items, *path))
        return path is not None

    def _still_suffices(self, those: Set) -> bool:
        allowed = those | self.free
        return not self.all.proofs_of_few.in_full(self.route, allowed) and self.all.trials.suffices(self.number, allowed)

    def _is_barren(self, those: Set) -> bool:
        return self.all.proofs.at_once(self.route, those | self.free)
