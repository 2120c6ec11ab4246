"""The ways of an answer as a receipt has them, with what shows that there are no others; and back.

For each person who may be meant, one of those whom nothing tells apart, a map
of each route: the powers and acts by which it is gone, with a path, and those
without which it cannot be, with the proof. Routes, powers and acts are made
anew from the plan; a receipt that names others does not fit it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from counsel.as_json import way_json
from counsel.finding_words import finding_words
from counsel.receipt_text import lines_of
from counsel.words import label_words
from dsl.plan import Plan, Scenario
from solver.answer import Answer
from solver.drawn import Barred, MapOf, OutOfReach, RouteMap, Trodden
from solver.items import item_words
from solver.obligation import Misfit
from solver.routes import Route
from solver.scene import Scene
from solver.ways_told import drawn_anew


def ways_to_json(plan: Plan, answer: Answer) -> dict[str, Any]:
    """What was found, the ways, and the map of each person."""
    (row,) = answer.rows
    found = {"where": dict(row.under), "verdict": row.finding.verdict, "says": finding_words(row.finding, None, plan), "proved": row.finding.proved or None}
    return {
        "rows": [found],
        "ways": [way_json(plan, way) for way in answer.ways],
        "looked for among": list(answer.among),
        "explored": [_map_to_json(plan, scene, its) for scene, its in drawn_anew(plan, answer)],
    }


def _map_to_json(plan: Plan, scene: Scene, its: MapOf) -> dict[str, Any]:
    return {
        "about": scene.itself,
        "powers and acts": [item_words(item) for item in scene.items],
        "routes": [_route_to_json(plan, scene, route, there) for route, there in zip(scene.routes, its.routes, strict=True)],
        "proofs": [_proof_to_json(scene, proof) for proof in its.proofs],
    }


def _route_to_json(plan: Plan, scene: Scene, route: Route, there: RouteMap) -> dict[str, Any]:
    return {
        **_route_words(route),
        "gone by": [{"items": _words(scene, trodden.items), "timeline": list(lines_of(plan, trodden.path))} for trodden in there.trodden],
        "not gone": [_barred_to_json(scene, barred) for barred in there.barred],
    }


def _route_words(route: Route) -> dict[str, Any]:
    return {
        "limb": label_words(route.limb.label) if route.limb.label else route.limb.name or None,
        "relying upon": route.excuse.name if route.excuse is not None else None,
    }


def _barred_to_json(scene: Scene, barred: Barred) -> dict[str, Any]:
    return {"without": _words(scene, barred.without), "shown by": barred.shown_by + 1 if barred.shown_by is not None else None}


def _proof_to_json(scene: Scene, proof: OutOfReach) -> dict[str, Any]:
    """What a proof claims, from which its obligations are made anew; they are solved whatever they are, and have no hash."""
    return {"that": proof.need, "on the route": proof.route + 1, "without": _words(scene, proof.without), "invariant": list(proof.kept)}


def _words(scene: Scene, places: Sequence[int]) -> list[str]:
    return [item_words(scene.items[place]) for place in places]


# ---- and back ---------------------------------------------------------------------------------


def timelines_of_ways(part: Mapping[str, Any]) -> list[list[str]]:
    """The lines of every timeline of the ways, in order; raises what Python raises where they are no lines."""
    found = [gone["timeline"] for its in part.get("explored", []) for route in its["routes"] for gone in route["gone by"]]
    if not all(isinstance(lines, list) and all(isinstance(line, str) for line in lines) for lines in found):
        raise TypeError("a timeline is a list of lines")
    return found


def maps_from_json(part: Mapping[str, Any], scenes: Sequence[Scene], timelines: Iterator[Scenario]) -> list[MapOf]:
    """The maps that were written so; raises Misfit where they are not of these scenes, and what Python raises where they are no maps."""
    _same("ways are told of", [its["about"] for its in part["explored"]], [scene.itself for scene in scenes])
    return [_map_from_json(its, scene, timelines) for its, scene in zip(part["explored"], scenes, strict=True)]


def _map_from_json(found: Mapping[str, Any], scene: Scene, timelines: Iterator[Scenario]) -> MapOf:
    _same("the powers and acts are", found["powers and acts"], _words(scene, range(len(scene.items))))
    named = [tuple(route[key] for key in ("limb", "relying upon")) for route in found["routes"]]
    _same("the routes are", named, [tuple(_route_words(route).values()) for route in scene.routes])
    proofs = tuple(_proof_from_json(proof, scene) for proof in found["proofs"])
    routes = tuple(
        RouteMap(
            tuple(Trodden(_places(scene, gone["items"]), next(timelines)) for gone in route["gone by"]),
            tuple(Barred(_places(scene, barred["without"]), _place(barred["shown by"], len(proofs))) for barred in route["not gone"]),
        )
        for route in found["routes"]
    )
    return MapOf(scene.itself, routes, proofs)


def _proof_from_json(found: Mapping[str, Any], scene: Scene) -> OutOfReach:
    route = _place(found["on the route"], len(scene.routes))
    if route is None:
        raise Misfit("a proof is about no route")
    return OutOfReach(str(found["that"]), route, _places(scene, found["without"]), tuple(map(str, found["invariant"])))


def _place(number: Any, count: int) -> int | None:
    """A place, of a number counted from one."""
    if number is None:
        return None
    if type(number) is not int or not 1 <= number <= count:
        raise Misfit(f"there is no number {number} among {count}")
    return number - 1


def _places(scene: Scene, words: Sequence[str]) -> tuple[int, ...]:
    known = _words(scene, range(len(scene.items)))
    for word in words:
        if word not in known:
            raise Misfit(f"`{word}` is no power and nobody's acts that can bear on this question")
    return tuple(known.index(word) for word in words)


def _same(what: str, said: Sequence[Any], there: Sequence[Any]) -> None:
    """That things are named as they are; raises Misfit."""
    if list(said) != list(there):
        missing = [one for one in there if one not in said]
        strange = [one for one in said if one not in there]
        raise Misfit(f"{what} not those of the plan: " + "; ".join(
            [f"{_shown(one)} is missing" for one in missing] + [f"{_shown(one)} is none of them" for one in strange] or ["they are in another order"]
        ))


def _shown(one: Any) -> str:
    if isinstance(one, tuple):
        limb, excuse = one
        return " ".join([f"`{limb}`," if limb else "the route", f"relying upon {f'`{excuse}`' if excuse else 'no exception'}"])
    return f"`{one}`" if one is not None else "nobody in particular"
