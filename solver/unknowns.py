"""Whether a path turns on what nobody gave: inputs, and matters that the plan leaves open.

A path was found that takes them to have certain values. Are there values with
no path? Paths are collected until some path serves every value, or a value is
met that none serves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeAlias

from msgspec.structs import replace

from dsl.kinds import YES_NO
from dsl.plan import GivenTerm, Scenario, StoryLine
from solver.answer import Finding, Row, Supposed, When
from solver.choices import reading_as
from solver.for_granted import those_needed
from solver.formula import Bool, and_, equal, not_
from solver.lines_from_model import given_of
from solver.outcomes import outcome
from solver.search import Found, Task, search
from solver.symbolic_parameters import parameter
from solver.ties import Ties
from solver.told_run import lines_are
from solver.unroll import Unrolled
from solver.z3_solver import Solver

MOST_PATHS = 6
OR_READINGS = ", under some readings and not under others: give it a value, or settle readings, with `given`"

Lines: TypeAlias = tuple[StoryLine, ...]
Values: TypeAlias = tuple[GivenTerm, ...]
Otherwise: TypeAlias = tuple[Finding, Values]  # what is so where there is no such path, and what more that takes for granted


def whatever_is_given(
    task: Task, free: Iterable[Task], told: Scenario, paths: Sequence[Scenario], names: tuple[str, ...], row: Row, none: Callable[[Found, Values], Otherwise],
    deadline: float, also: Callable[[Unrolled], Bool] = lambda run: True,
) -> Row:
    """The row, with the paths of which some serves whatever is given; if there are none, what it turns on, each way shown.

    `task` has every reading settled, those that the row leaves open at their
    base; `free` are the same with these open, by which it is seen whether it
    is so under all of them. `paths` are those found, which go on from what was
    `told`; `names` are what they take to be given. Of a path something more
    is to hold `also`. `none` is what is so for values that no path serves, however the rest may be.
    """
    found = [path.lines[len(told.lines) :] for path in paths]
    for _ in range(MOST_PATHS):
        values = _not_served(task, found, also, deadline)
        if values is None:
            return row if all(_not_served(one, found, also, deadline) is None for one in free) else undecided_by(row, names, OR_READINGS)
        if not values:
            break
        more = search(task, deadline, partial(_given, values=values, also=also))
        if more.lines is None and not more.out_of_time:
            return _turns_on(free, names, row, partial(none, more), values, also, task, deadline)
        if more.lines is None:
            break
        path = replace(told, title=row.path.title if row.path else told.title, lines=(*told.lines, *more.lines), givens=(*told.givens, *more.given))
        if isinstance(outcome(task, path, told, reading_as({**task.machine.plan.base_readings, **task.machine.options})), str):
            break
        row = replace(row, others=(*row.others, path))
        found.append(more.lines)
    return undecided_by(row, names)


def _turns_on(
    free: Iterable[Task], names: tuple[str, ...], row: Row, none: Callable[[Values], Otherwise], values: Values, also: Callable[[Unrolled], Bool], task: Task, deadline: float
) -> Row:
    """The row as one that turns on something, if under every reading left open there is no path for these values."""
    for one in free:
        found = search(one, deadline, partial(_given, values=values, also=also))
        if found.lines is not None or found.out_of_time:
            return undecided_by(row, names, OR_READINGS)
    assert row.path is not None
    taken = tuple(given for given in row.path.givens if isinstance(given, GivenTerm))
    needed = those_needed(partial(_bars, task, also=also, deadline=deadline), values)
    finding, more = none(needed)
    named = {*names, *map(name_of, (*needed, *more))}
    names = tuple(dict.fromkeys(name for name in (*map(name_of, values), *names) if name in named))
    return replace(row, finding=_turns(task, names, row.finding, finding, _when(task, names, taken, (*needed, *more))))


def _bars(task: Task, values: Sequence[GivenTerm], also: Callable[[Unrolled], Bool], deadline: float) -> bool:
    """Whether there is no path for some values, whatever else may be; no where that was not found out in time."""
    found = search(task, deadline, partial(_given, values=values, also=also))
    return found.lines is None and not found.out_of_time


def undecided_by(row: Row, names: tuple[str, ...], more: str = "") -> Row:
    return Row(row.under, Finding("undecided", turns_on=names, limit=f"it may turn on {', '.join(names)}, which is not given{more}"))


def name_of(given: GivenTerm) -> str:
    return f"{given.term} of {given.subject}" if given.subject else given.term


def _not_served(task: Task, paths: Sequence[Lines], also: Callable[[Unrolled], Bool], deadline: float) -> Values | None:
    """Values for which none of the paths comes out; None if there are none, nothing if time ran out or no path is one of this machine."""
    solver = Solver(deadline)
    constraints, runs = unserved(task, paths, also)
    solver.add(*constraints)
    verdict = solver.check()
    if verdict == "unsat":
        return None
    return given_of(runs, Ties(solver)) if verdict == "sat" else ()


def unserved(task: Task, paths: Sequence[Lines], also: Callable[[Unrolled], Bool]) -> tuple[list[Bool], list[Unrolled]]:
    """That none of some paths comes out, and their runs; those with events of which the machine knows nothing are left aside."""
    constraints: list[Bool] = []
    runs = []
    events = {step.event.name for step in task.machine.steps}
    for number, lines in enumerate(lines for lines in paths if events >= {line.event for line in lines}):
        run = task.run(len(lines), f"path {number} ")
        comes_out = and_((*run.guards, task.goal.formula(run), also(run)))
        constraints += (*run.symbolic.definitions, *run.constraints, *lines_are(run, lines), not_(comes_out))
        runs.append(run)
    return constraints, runs


def _given(run: Unrolled, values: Sequence[GivenTerm], also: Callable[[Unrolled], Bool]) -> Bool:
    """That what nobody gave has these values, and something more."""
    symbolic = run.symbolic
    return and_((also(run), *(equal(parameter(symbolic, v.term, v.subject).it, symbolic.given(v.value).it) for v in values)))


def _when(task: Task, names: tuple[str, ...], there: Values, none: Values) -> tuple[When, ...]:
    """With which values there is a path, and with which there is none: of a single yes or no all that it can be, of others an example; nothing if they do not tell."""
    cases = [tuple(Supposed(name_of(one), "", one.value) for one in values if name_of(one) in names) for values in (there, none)]
    if len(names) == len(none) == 1 and task.machine.plan.terms[none[0].term].kind == YES_NO:
        (case,) = cases[1]
        return When(((replace(case, value=not case.value),),)), When((cases[1],))
    return tuple(When((case,), examples=True) for case in cases) if all(cases) and cases[0] != cases[1] else ()


def _turns(task: Task, names: tuple[str, ...], yes: Finding, none: Finding, when: tuple[When, ...]) -> Finding:
    """What it turns on: a matter that the plan leaves open, or a fact that nobody gave."""
    terms = task.machine.plan.terms
    is_open = any(terms[name.split(" of ")[0]].role == "open" for name in names if name.split(" of ")[0] in terms)
    return Finding("the plan does not say" if is_open else "not determined", turns_on=names, ways=(yes, none), when=() if is_open else when)
