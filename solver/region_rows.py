"""Rows of an answer from the regions with a path: for every combination of the readings that matter, what is so there."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from msgspec.structs import replace

from dsl.plan import Plan
from solver.answer import Finding, Row
from solver.choices import Leaf, agree, reading_choices
from solver.cubes import Cube, fits
from solver.regions import Region, Regions
from solver.rows import combinations, rows_of


def table(plan: Plan, given: Cube, parts: Sequence[tuple[Cube, Regions]], yes: Finding, no: Sequence[Finding], by_given: bool = False) -> tuple[Row, ...]:
    """The rows of the readings that matter: `parts` are told prefixes with their regions, `no` what is so elsewhere.

    With `by_given`, regions whose paths take something for granted have rows of their own.
    """
    names = {name for cube, found in parts for name in (*cube, *(n for region in found.found for n in region.under))}
    readings = [name for name in plan.readings if name in names and name not in given]
    leaves = []
    for combo in combinations(plan, readings):
        taken = {**given, **combo}
        finding = next(
            _shown_by(region, yes, by_given) if (region := _region(found, taken)) else otherwise
            for (cube, found), otherwise in zip(parts, no, strict=True) if fits(cube, taken)
        )  # fmt: skip
        leaves.append(Leaf(reading_choices(combo), finding))
    rows = _apart(plan, rows_of(plan, leaves, given))
    return tuple(_with_path(plan, replace(row, finding=yes), given, parts) if row.finding.verdict == yes.verdict else row for row in rows)


def _apart(plan: Plan, rows: Sequence[Row]) -> list[Row]:
    """The rows, each of the readings that none before it has, where these can be said: so that the path of a row is one of its own."""
    names = [name for name in plan.readings if any(name in dict(row.under) for row in rows)]
    left = list(combinations(plan, names))
    found = []
    for row in rows:
        mine = [combo for combo in left if fits(dict(row.under), combo)]
        left = [combo for combo in left if not fits(dict(row.under), combo)]
        shared = {name: option for name, option in mine[0].items() if all(combo[name] == option for combo in mine)} if mine else {}
        is_said = bool(mine) and math.prod(len(plan.readings[name].options) for name in names if name not in shared) == len(mine)
        found.append(replace(row, under=tuple(shared.items())) if is_said and len(shared) > len(row.under) else row)
    return found


def _shown_by(region: Region, yes: Finding, by_given: bool) -> Finding:
    """What is so where a path is found; marked by its facts and readings where it takes something for granted and is told apart by that."""
    marks = (given.term for given in region.given), (f"{name} reads {option}" for name, option in region.under.items())
    return replace(yes, turns_on=tuple(itertools.chain(*marks))) if by_given and region.given else yes


def _with_path(plan: Plan, row: Row, given: Cube, parts: Sequence[tuple[Cube, Regions]]) -> Row:
    """The row with the path that is found there, other readings being at their base; and with those found elsewhere in it."""
    taken = plan.base_readings | dict(given) | dict(row.under)
    there = [region for _, found in parts for region in found.found if agree(region.under, dict(row.under))]
    at_base = (_region(found, taken) for cube, found in parts if fits(cube, taken))
    region = next(filter(None, at_base), None) or there[0]
    others = dict.fromkeys(other.path for other in there if other.path != region.path)
    return replace(row, path=region.path, moment=region.moment, others=tuple(others))


def _region(found: Regions, taken: Cube) -> Region | None:
    return next((region for region in found.found if fits(region.under, taken)), None)
