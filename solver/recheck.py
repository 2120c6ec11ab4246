"""Checks again what an answer claims, without searching for anything.

Takes a plan and an answer over paths that somebody hands over. Its rows must
cover every reading; each path is told again under every reading that its row
leaves open; each obligation is made anew and solved. Questions of fact are not
dealt with here: they are told again as a whole.
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from dsl.plan import Plan
from solver.answer import Answer, Row
from solver.obligation import Misfit, Obligation
from solver.replay import readings_settled
from solver.rows import MOST_COMBINATIONS
from solver.second_solver import SecondSolver
from solver.z3_solver import Solver

FEW = 3
Found = Literal["so", "not so", "not finished"]
Readings = Mapping[str, str]


class Check(Struct, frozen=True):
    """One thing that was checked: what it was, how it came out, and why where it did not hold."""

    what: str
    found: Found
    why: str = ""


def of_rows(plan: Plan, answer: Answer) -> Iterator[Check]:
    """That the rows name readings and options of the plan, cover every reading, and no two say different things of one."""
    what = "the rows cover every reading"
    unknown = [
        f"{name} reads {option}" for row in answer.rows for name, option in row.under
        if name not in plan.readings or option not in _options(plan, name)
    ]  # fmt: skip
    if unknown:
        yield Check(what, "not so", f"`{unknown[0]}` is no reading of the plan")
        return
    cubes = [dict(row.under) for row in answer.rows]
    left = uncovered(plan, readings_settled(answer.question), {}, cubes)
    if left is not None:
        yield Check(what, "not so", f"no row says what is so where {_words(left)}")
    for one, other in itertools.combinations(answer.rows, 2):
        both = dict(one.under)
        if all(both.get(name, option) == option for name, option in other.under) and _said(one) != _said(other):
            yield Check(what, "not so", f"two rows speak of the same readings: where {_words(both | dict(other.under))}")
    if left is None:
        yield Check(what, "so")


def _said(row: Row) -> object:
    """What a row says is so, however it is shown."""
    finding = row.finding
    return finding.verdict, finding.values, finding.bound, finding.turns_on, [(opening.scope, opening.stretches) for opening in finding.openings]


def uncovered(plan: Plan, given: Readings, under: Readings, cubes: Sequence[Readings]) -> Readings | None:
    """A combination of readings that agrees with those given and lies in none of the cubes; None if there is none.

    Raises Misfit where there are too many to look at.
    """
    names = list(dict.fromkeys(name for cube in cubes for name in cube))
    settled = {**given, **under}
    options = [[settled[name]] if name in settled else _options(plan, name) for name in names]
    if math.prod(map(len, options)) > MOST_COMBINATIONS:
        raise Misfit(f"too many readings matter together: {', '.join(names)}")
    for combo in itertools.product(*options):
        taken = dict(zip(names, combo, strict=True))
        if not any(all(taken[name] == option for name, option in cube.items()) for cube in cubes):
            return taken
    return None


def _options(plan: Plan, name: str) -> list[str]:
    return [option.name for option in plan.readings[name].options]


def _words(readings: Readings) -> str:
    return " and ".join(f"{name} reads {option}" for name, option in readings.items()) or "nothing else is said"


def where(row: Row) -> str:
    """The readings of a row, as part of a sentence."""
    return f" where {_words(dict(row.under))}" if row.under else ""


def solved(claimed: Iterable[Obligation], seconds: float, second: SecondSolver | None) -> Iterator[Check]:
    """Each obligation solved by Z3, and by the second solver if there is one, so many seconds for each; up to one that does not hold."""
    for one in claimed:
        conditions = one.conditions()
        solver = Solver(time.monotonic() + seconds)
        solver.add(*conditions)
        checks = [_solved(one, "Z3", solver.check())]
        if second is not None:
            checks.append(_solved(one, second.name, second.verdict(one.script(), seconds)))
        yield from checks
        if any(check.found == "not so" for check in checks):
            return


def _under(one: Obligation) -> str:
    """The readings of an obligation, as part of a sentence, if they are few."""
    return f" where {_words(dict(one.readings))}" if 0 < len(one.readings) <= FEW else ""


def _solved(one: Obligation, solver: str, verdict: str) -> Check:
    what = f"{one.says}{_under(one)} ({solver})"
    if verdict == "unsat":
        return Check(what, "so")
    return Check(what, "not finished", "not in time") if verdict == "unknown" else Check(what, "not so", "it finds that there is one")
