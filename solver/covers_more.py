"""Whether continuations cover more than was covered: under other readings, or with a larger cast.

Combinations of readings under which the story is told alike are looked at
together: the readings are left open, and each combination has what was covered
for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dsl.plan import Event, Plan, Scenario
from solver.cone import machine_of
from solver.continuations import CLOSED, BothWays, Continuations
from solver.cubes import Cube, inside
from solver.formula import Bool, and_, or_
from solver.search import Depth, Unknown, deepen_each
from solver.symbolic_parameters import reads


class CoveredUnder(NamedTuple):
    """What was covered under some readings, the rest being at their base."""

    readings: Cube
    covered: BothWays


def told_alike(plan: Plan, scenario: Scenario, power: Event, given: Cube, found: Sequence[CoveredUnder], deadline: float) -> list[Together]:
    """All that was covered, by how the story is told under its readings."""
    alike: dict[object, tuple[Continuations, list[CoveredUnder]]] = {}
    for one in found:
        told = Continuations(plan, scenario, power, one.readings, deadline)
        happened = tuple((entry.tick, entry.sort, entry.event, entry.label, entry.person) for entry in told.story.history)
        alike.setdefault((happened, told.story.refusal), (told, []))[1].append(one)
    return [Together(told, given, parts) for told, parts in alike.values()]


class Together:
    """What was covered under readings of which each tells the story alike, whatever more there is under them and any others."""

    def __init__(self, told: Continuations, given: Cube, parts: Sequence[CoveredUnder]) -> None:
        self._told, self._given, self._parts = told, given, parts

    def covers_more(self) -> bool | None:
        """Whether a continuation covers more; None if it was not found out in time."""
        for depth, place in self._continuations():
            met = depth.readings(self._gap(depth, place))
            if met is not None:
                return None if met is Unknown.UNKNOWN else True
        return False

    def read_otherwise(self) -> frozenset[str] | None:
        """The readings, of those that are not told apart, that a path takes otherwise which covers more; None if it was not found out in time."""
        found: dict[int, set[str]] = {}
        for depth, place in self._continuations():
            if place in found:
                continue
            gap = self._gap(depth, place)
            met = depth.readings(gap)
            if met is Unknown.UNKNOWN:
                return None
            if met is not None:
                found[place] = self._needed(depth, gap, met)
                if len(found) == len(self._told.goals):
                    break
        return frozenset().union(*found.values())

    def _continuations(self) -> Iterator[tuple[Depth, int]]:
        machine = machine_of(self._told.plan, self._given, self._told.asks.forms)
        return deepen_each(self._told.task(machine), self._told.goals, self._told.deadline)

    def _gap(self, depth: Depth, place: int) -> Bool:
        """That an instant is not covered under the readings of the run."""
        run = depth.run
        return or_(
            and_((inside(run.symbolic, part.readings), self._told.gap(run, part.covered[place].stretches, closed=place == CLOSED)))
            for part in self._parts
        )

    def _needed(self, depth: Depth, gap: Bool, met: Cube) -> set[str]:
        """The readings met that are not at their base, without those that need not be so and those that are told apart."""
        readings, apart = self._told.plan.readings, self._parts[0].readings
        needed = dict(met)
        for name in (name for name in met if name not in apart):
            fewer = {**needed, name: readings[name].base}
            as_read = and_(reads(depth.run.symbolic, other, option) for other, option in fewer.items())
            if isinstance(depth.readings(and_((gap, as_read))), dict):
                needed = fewer
        return {name for name, option in needed.items() if name not in apart and option != readings[name].base}
