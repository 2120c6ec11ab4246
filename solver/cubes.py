"""Cubes of readings: how some readings are read, the others being free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from solver.formula import Bool, and_, not_
from solver.symbolic import Symbolic
from solver.symbolic_parameters import reads

Cube = Mapping[str, str]


def outside(symbolic: Symbolic, cubes: Iterable[Cube]) -> Bool:
    """That the readings of a run are in none of the cubes."""
    return and_(not_(inside(symbolic, cube)) for cube in cubes)


def inside(symbolic: Symbolic, cube: Cube) -> Bool:
    """That the readings of a run are in a cube."""
    return and_(reads(symbolic, name, option) for name, option in cube.items())


def fits(cube: Cube, taken: Cube) -> bool:
    """Whether a combination of readings lies in a cube."""
    return all(taken.get(name, option) == option for name, option in cube.items())
