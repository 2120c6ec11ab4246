"""Whether a path turns on what nobody gave: inputs, and matters that the plan leaves open.

A path was found that takes them to have certain values. Are there values with
no path? Paths are collected until some path serves every value, or a value is
met that none serves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from msgspec.structs import replace

from dsl.plan import GivenTerm, StoryLine
from solver.answer import Finding, Row
from solver.formula import Bool, and_, equal, not_
from solver.regions import Region
from solver.search import Found, Task, given_of, search
from solver.ties import Ties
from solver.told_run import lines_are
from solver.unroll import Unrolled
from solver.z3_solver import Solver

MOST_PATHS = 6


def whatever_is_given(task: Task, told: int, row: Row, region: Region, none: Callable[[Found], Finding], deadline: float) -> Row:
    """The row if some path serves whatever is given; else what it turns on, each way shown.

    `told` is how many lines of the region's path were told before it.
    """
    paths = [region.path.lines[told:]]
    names = tuple(dict.fromkeys(_name(given) for given in region.given))
    for _ in range(MOST_PATHS):
        values = _not_served(task, paths, deadline)
        if values is None:
            return row
        if not values:
            break
        found = search(task, deadline, partial(_same, values=values))
        if found.lines is None and not found.out_of_time:
            return replace(row, finding=_turns(task, names, row.finding, none(found)))
        if found.lines is None:
            break
        paths.append(found.lines)
    return Row(row.under, Finding("undecided", turns_on=names, limit=f"it may turn on {', '.join(names)}, which is not given"))


def _name(given: GivenTerm) -> str:
    return f"{given.term} of {given.subject}" if given.subject else given.term


def _not_served(task: Task, paths: list[tuple[StoryLine, ...]], deadline: float) -> tuple[GivenTerm, ...] | None:
    """Values for which none of the paths comes out; None if there are none, nothing if time ran out."""
    solver = Solver(deadline)
    runs = []
    for number, lines in enumerate(paths):
        run = task.run(len(lines), f"path {number} ")
        comes_out = and_((*run.guards, task.goal.formula(run)))
        for constraint in (*run.symbolic.definitions, *run.constraints, *lines_are(run, lines), not_(comes_out)):
            solver.add(constraint)
        runs.append(run)
    verdict = solver.check()
    if verdict == "unsat":
        return None
    return given_of(runs, Ties(solver)) if verdict == "sat" else ()


def _same(run: Unrolled, values: Iterable[GivenTerm]) -> Bool:
    symbolic = run.symbolic
    return and_(equal(symbolic.parameter(v.term, v.subject).it, symbolic.given(v.value).it) for v in values)


def _turns(task: Task, names: tuple[str, ...], yes: Finding, none: Finding) -> Finding:
    """What it turns on: a matter that the plan leaves open, or a fact that nobody gave."""
    terms = task.machine.plan.terms
    is_open = any(terms[name.split(" of ")[0]].role == "open" for name in names if name.split(" of ")[0] in terms)
    return Finding("the plan does not say" if is_open else "not determined", turns_on=names, ways=(yes, none))
