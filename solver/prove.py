"""That there is no path, however many events it has: proved by induction.

An invariant is sought among candidates (`lemmas`, `induction`): what no step
breaks, and by which what is sought does not come about; then in no run it does.
Where there is none, several steps in a row are looked at (`in_a_row`): what is
sought comes about after none that begin where the invariant holds, if it did
not before; and with fewer steps the told story does not come to it. The steps
allowed are those of the plan or more, so that a proof says no more than is so;
where there is none, that says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from solver.answer import Kept
from solver.any_state import any_state
from solver.cubes import Cube, outside
from solver.formula import Bool, not_
from solver.in_a_row import MOST_IN_A_ROW, comes_about_with
from solver.induction import Induction
from solver.lemma import Lemma
from solver.one_step import add_step
from solver.search import Task
from solver.twins import candidates
from solver.undecided import Undecided
from solver.unroll import Unrolled
from solver.z3_solver import Budget, Solver


class Case(Struct, frozen=True):
    """An invariant by which what is sought never comes about: of one person, if one of several may be meant.

    With `steps`, it does not come about after so many in a row, where it did not before.
    """

    who: str | None
    invariant: tuple[Kept, ...]
    steps: int = 0


class Proof(Struct, frozen=True):
    """That no run comes to a goal, as plain data: one case, or one for each person who may be meant.

    Of persons whom nothing tells apart the case of one stands for all.
    """

    cases: tuple[Case, ...]


def prove(task: Task, within: Budget, elsewhere: Sequence[Cube] = ()) -> Proof | None:
    """A proof that no run, of any number of events, comes to the goal; None if none was found.

    It is about all readings that the task leaves open, but those in the cubes `elsewhere`.
    """
    found: list[Case] = []

    def case_of(ground: Ground, case: Task) -> Case | None:
        alike = _case_in(_words(found), 0, ground, case, within, elsewhere, shrink=True) if found else None
        one = alike or _case(ground, case, within, elsewhere)
        found.extend([one] if one is not None else [])
        return one

    return _of_all_cases(task, case_of)


def prove_in_a_row(task: Task, within: Budget, elsewhere: Sequence[Cube] = ()) -> Proof | None:
    """The same by induction over several steps, for what was not proved over one; of several persons, over one where it is of each by itself."""

    def case_of(ground: Ground, case: Task) -> Case | None:
        over_one = _case(ground, case, within, elsewhere) if case.goal.who is not None else None
        return over_one or _case_in_a_row(ground, case, within, elsewhere)

    return _of_all_cases(task, case_of)


def is_out_of_reach(task: Task, within: Budget, elsewhere: Sequence[Cube] = ()) -> bool:
    """Whether there is a proof."""
    return out_of_reach(task, within, elsewhere) is not None


def out_of_reach(task: Task, within: Budget, elsewhere: Sequence[Cube] = ()) -> Proof | None:
    """A proof that is not made any shorter: no answer shows it."""
    return _of_all_cases(task, lambda ground, case: _case(ground, case, within, elsewhere, shrink=False))


def proved_like(task: Task, other: Proof, within: Budget, elsewhere: Sequence[Cube] = ()) -> Proof | None:
    """A proof in the words of another, of the same with fewer people or told otherwise, said of all people; None if they do not do."""
    steps = max(case.steps for case in other.cases)
    return _of_all_cases(task, lambda ground, case: _case_in(_words(other.cases), steps, ground, case, within, elsewhere))


def _words(cases: Iterable[Case]) -> set[str]:
    return {kept.words for case in cases for kept in case.invariant}


class Ground(NamedTuple):
    """What the cases of a proof are about: the told story, and one step from any state, at first only roughly."""

    told: Unrolled
    run: Unrolled


def _ground(task: Task) -> Ground | None:
    """None if they cannot be stated."""
    try:
        told, run = task.told(), any_state(task, is_rough=True)
        add_step(run)
    except Undecided:
        return None
    return Ground(told, run)


def _of_all_cases(task: Task, case_of: Callable[[Ground, Task], Case | None]) -> Proof | None:
    ground = _ground(task)
    if ground is None:
        return None
    cases = []
    for who in _who_may_be_meant(task):
        case = case_of(ground, replace(task, goal=replace(task.goal, who=who)))
        if case is None:
            return None
        cases.append(case)
    return Proof(tuple(cases))


def _who_may_be_meant(task: Task) -> list[str | None]:
    """Each person of whom something must hold throughout, one for all whom nothing tells apart; otherwise nobody in particular."""
    goal = task.goal
    if goal.var is None or not goal.never:
        return [goal.who]
    others = {person for group in task.alike for person in group[1:]}
    return [name for name in goal.meant(task.story.evaluator.people) if name not in others]


def _case(ground: Ground, task: Task, within: Budget, elsewhere: Sequence[Cube], shrink: bool = True) -> Case | None:
    told, induction = ground.told, Induction(ground.run, task, elsewhere, within)
    for further in candidates(told, task.goal):
        held = _that_hold(told, further, elsewhere, within)
        if not held and induction.lemmas:
            continue
        induction.add(held)
        invariant = induction.invariant()
        if invariant is not None:
            return _found(task, induction.lemmas_of(invariant, shrink))
    invariant = induction.invariant() if induction.in_full() else None
    return None if invariant is None else _found(task, induction.lemmas_of(invariant, shrink))


def _case_in_a_row(ground: Ground, task: Task, within: Budget, elsewhere: Sequence[Cube]) -> Case | None:
    """The case, over as few steps in a row as will do; what was found to be broken with fewer is not tried again with more."""
    told, induction = ground.told, Induction(ground.run, task, elsewhere, within)
    for further in candidates(told, task.goal):
        induction.add(_that_hold(told, further, elsewhere, within))
    induction.in_full()
    for steps in range(1, MOST_IN_A_ROW + 1):
        if comes_about_with(task, steps - 1, elsewhere, within):
            return None
        induction.look_further(steps)
        invariant = induction.invariant()
        if invariant is not None:
            return _found(task, induction.lemmas_of(invariant, shrink=True), steps)
    return None


def _case_in(words: Collection[str], steps: int, ground: Ground, task: Task, within: Budget, elsewhere: Sequence[Cube], shrink: bool = False) -> Case | None:
    """The case, if candidates in these words, over so many steps, are all that it needs."""
    told, induction = ground.told, Induction(ground.run, task, elsewhere, within)
    wanted = [lemma for further in candidates(told, task.goal) for lemma in further if lemma.words in words]
    induction.add(_that_hold(told, wanted, elsewhere, within))
    if any(comes_about_with(task, count, elsewhere, within) for count in range(steps)):
        return None
    if steps:
        induction.look_further(steps)
    invariant = induction.as_they_are()
    if invariant is None and induction.in_full():
        invariant = induction.as_they_are()
    return None if invariant is None else _found(task, induction.lemmas_of(invariant, shrink), steps)


def _found(task: Task, invariant: Sequence[Lemma], steps: int = 0) -> Case:
    return Case(task.goal.who, tuple(Kept(one.says, one.words, one.people, one.is_plain) for one in invariant), steps)


def _that_hold(told: Unrolled, candidates: Sequence[Lemma], elsewhere: Sequence[Cube], within: Budget) -> list[Lemma]:
    """Those that hold as the told story ends, whatever is open about it."""
    open_ones: list[tuple[Lemma, Bool]] = []
    kept = []
    for lemma in candidates:
        holds = lemma.at(told, told.last_told)
        if holds is True:
            kept.append(lemma)
        elif holds is not False:
            open_ones.append((lemma, holds))
    solver = Solver(within)
    solver.add(outside(told.symbolic, elsewhere), *told.symbolic.definitions)
    for lemma, holds in open_ones:
        solver.push()
        solver.add(not_(holds))
        if solver.check() == "unsat":
            kept.append(lemma)
        solver.pop()
    return kept
