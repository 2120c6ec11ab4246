"""What was explored of the ways of a question, as plain data: the map of each route, and the proofs of what leads nowhere.

Routes and items are named by their places in a scene, which is made anew
wherever the map is read (`scene`).
"""

from __future__ import annotations

from msgspec import Struct

from dsl.plan import Scenario

ITSELF, ANOTHER, SOMEBODY = "itself", "another", "somebody"
ACTORS = {ITSELF: "the one asked about", ANOTHER: "another person", SOMEBODY: "somebody"}


class Trodden(Struct, frozen=True):
    """A least set of items by which a route can be gone, and a path by which it is, the whole scenario of it."""

    items: tuple[int, ...]
    path: Scenario


class Barred(Struct, frozen=True):
    """A largest set of items by which a route cannot be gone: those left out, and the place of what shows it; None if it was only tried."""

    without: tuple[int, ...]
    shown_by: int | None


class RouteMap(Struct, frozen=True):
    """Which sets of items suffice for a route, and which do not."""

    trodden: tuple[Trodden, ...]
    barred: tuple[Barred, ...]


class OutOfReach(Struct, frozen=True):
    """That what a route needs does not come about without some items, in the words of `needs`, by an invariant whose parts have these names."""

    need: str
    route: int
    without: tuple[int, ...]
    kept: tuple[str, ...]


class MapOf(Struct, frozen=True):
    """The routes about somebody, and the proofs that they have in common."""

    itself: str | None
    routes: tuple[RouteMap, ...]
    proofs: tuple[OutOfReach, ...]
