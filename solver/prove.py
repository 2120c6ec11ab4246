"""That there is no path, however many events it has: proved by induction.

An invariant is sought among candidates (`lemmas`). Those that keep what is
sought from coming about as time passes are taken first, then those by which no
step breaks them, and so on. A candidate that some step breaks, although all
others hold before it, is dropped (as in Houdini; Flanagan and Leino 2001), and
the search begins again. If none that was taken is broken, what is sought comes
about in no run. The steps allowed are those of the plan or more, so that a
proof says no more than is so; where there is none, that says nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from solver.any_state import any_state
from solver.cubes import Cube, outside
from solver.formula import Bool, Num, Term, and_, at_most, condition, implies, not_, or_
from solver.goal import Env, Goal
from solver.lemmas import Lemma
from solver.one_step import add_step
from solver.products import Products
from solver.search import Task
from solver.twins import candidates
from solver.undecided import Undecided
from solver.unroll import Unrolled
from solver.z3_solver import Budget, Solver, a_moment

FOR_SHRINKING, MOST_TRIED = 0.6, 30  # effort to see which parts of an invariant can be left out; parts tried
FOR_ONE = 1.0  # effort to see whether a step breaks a candidate, or what is sought comes about with all
FOR_PLAIN = 0.5  # effort for what is proved in one step: it is soon seen, or not so


@dataclass(frozen=True)
class Case:
    """An invariant by which what is sought never comes about: of one person, if one of several may be meant."""

    who: str | None
    invariant: tuple[Lemma, ...]


@dataclass(frozen=True)
class Proof:
    """That no run comes to a goal: one case, or one for each person who may be meant.

    Of persons whom nothing tells apart the case of one stands for all.
    """

    cases: tuple[Case, ...]


def prove(task: Task, within: Budget, elsewhere: Sequence[Cube] = ()) -> Proof | None:
    """A proof that no run, of any number of events, comes to the goal; None if none was found.

    It is about all readings that the task leaves open, but those in the cubes `elsewhere`.
    """
    return _of_all_cases(task, lambda case: _case(case, within, elsewhere))


def is_out_of_reach(task: Task, within: Budget, elsewhere: Sequence[Cube] = ()) -> bool:
    """Whether there is a proof, which is not made any shorter: it is not shown."""
    return _of_all_cases(task, lambda case: _case(case, within, elsewhere, shrink=False)) is not None


def proved_like(task: Task, other: Proof, within: Budget, elsewhere: Sequence[Cube] = ()) -> Proof | None:
    """A proof in the words of another, of the same with fewer people or told otherwise, said of all people; None if they do not do."""
    words = {lemma.words for case in other.cases for lemma in case.invariant}
    return _of_all_cases(task, lambda case: _case_in(words, case, within, elsewhere))


def _of_all_cases(task: Task, case_of: Callable[[Task], Case | None]) -> Proof | None:
    cases = []
    for who in _who_may_be_meant(task):
        case = case_of(replace(task, goal=replace(task.goal, who=who)))
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


def _case(task: Task, within: Budget, elsewhere: Sequence[Cube], shrink: bool = True) -> Case | None:
    posed = _posed(task, within, elsewhere)
    if posed is None:
        return None
    told, induction = posed
    for further in candidates(told, task.goal):
        induction.add(_that_hold(told, further, elsewhere, within))
        invariant = induction.invariant()
        if invariant is not None:
            return Case(task.goal.who, induction.lemmas_of(invariant, shrink))
    return None


def _case_in(words: Collection[str], task: Task, within: Budget, elsewhere: Sequence[Cube]) -> Case | None:
    """The case, if candidates in these words are all that it needs."""
    posed = _posed(task, within, elsewhere)
    if posed is None:
        return None
    told, induction = posed
    wanted = [lemma for further in candidates(told, task.goal) for lemma in further if lemma.words in words]
    induction.add(_that_hold(told, wanted, elsewhere, within))
    invariant = induction.as_they_are()
    return None if invariant is None else Case(task.goal.who, induction.lemmas_of(invariant, shrink=False))


def _posed(task: Task, within: Budget, elsewhere: Sequence[Cube]) -> tuple[Unrolled, _Induction] | None:
    """The told story and one step from any state, if they can be stated."""
    try:
        told, run = task.told(), any_state(task)
        add_step(run)
    except Undecided:
        return None
    return told, _Induction(run, task, elsewhere, within)


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


class _Induction:
    """Candidates for an invariant, held against one step and against what is sought."""

    def __init__(self, run: Unrolled, task: Task, elsewhere: Sequence[Cube], within: Budget) -> None:
        self.run = run
        self.lemmas: dict[Term, Lemma] = {}  # each with the switch that assumes it before the step
        self.step, self.end = Solver(within), Solver(within)
        goal = task.goal
        self._group = {person: group[0] for group in task.alike for person in group}
        self._known = 0
        self._within = within
        self._products = Products()
        kept_throughout = (*_unbroken(run, goal), *goal.left_out(run))
        self._add((self.step,), *run.constraints, *run.guards, *kept_throughout)
        self._add((self.end,), or_(_reached(run, task)))
        self._add((self.step, self.end), outside(run.symbolic, elsewhere))

    def add(self, candidates: Sequence[Lemma]) -> None:
        """Take in further candidates."""
        for lemma in candidates:
            switch = condition(f"lemma {lemma.says}")
            self.lemmas[switch] = lemma
            self._add((self.step, self.end), implies(switch, lemma.at(self.run, 0)))

    def invariant(self) -> list[Term] | None:
        """Switches of candidates that no step breaks and by which what is sought cannot come about; None if there are none, or in time.

        First those that are plain, as they are: often no event brings about what is sought, and time does not either.
        """
        plain = [switch for switch, lemma in self.lemmas.items() if lemma.is_plain]
        enough = self._enough_of(plain, FOR_PLAIN)
        if enough is not None:
            return enough
        while self.end.check(*self.lemmas, effort=FOR_ONE) == "unsat":
            needed = self.end.core(self.lemmas)
            found = self._supported(needed)
            if found is not None:
                return found
        return None

    def as_they_are(self) -> list[Term] | None:
        """Candidates that do, if no step breaks any of all; None if that was not shown in time."""
        return self._enough_of(list(self.lemmas))

    def lemmas_of(self, invariant: list[Term], shrink: bool) -> tuple[Lemma, ...]:
        """The candidates of these switches, or as few of them as will do."""
        return tuple(self.lemmas[switch] for switch in (self._shrunk(invariant) if shrink else invariant))

    def _supported(self, needed: list[Term]) -> list[Term] | None:
        """The switches needed and all those by which no step breaks them; None where one was broken, and dropped."""
        done = 0
        while done < len(needed):
            broken = self._broken(needed[done : done + 1])
            self.step.push()
            self.step.add(broken)
            verdict = self.step.check(*self.lemmas, effort=FOR_ONE)
            if verdict == "unsat":
                needed += [switch for switch in self.step.core(self.lemmas) if switch not in needed]
            elif verdict == "sat":
                self._drop()
            else:
                self._drop_of(needed[done])
            self.step.pop()
            if verdict != "unsat":
                return None
            done += 1
        return needed

    def _shrunk(self, invariant: list[Term]) -> list[Term]:
        """As few of the switches as will do, as far as a moment shows that one can be left out."""
        before = self._within.spent
        self._enough_of(invariant)
        moment, until = a_moment(self._within.spent - before), self._within.spent + FOR_SHRINKING
        for switch in invariant[: -MOST_TRIED - 1 : -1]:
            if switch in invariant and self._within.spent < until:
                enough = self._enough_of([other for other in invariant if other is not switch], moment)
                invariant = invariant if enough is None else enough
        return invariant

    def _enough_of(self, switches: list[Term], effort: float = math.inf) -> list[Term] | None:
        """Those of some switches by which no step breaks any of them, and what is sought cannot come about; None if that was not shown in time."""
        if self.end.check(*switches, effort=effort) != "unsat":
            return None
        needed = set(self.end.core(switches))
        broken = self._broken(switches)
        self.step.push()
        self.step.add(broken)
        verdict = self.step.check(*switches, effort=effort)
        if verdict == "unsat":
            needed.update(self.step.core(switches))
        self.step.pop()
        return [switch for switch in switches if switch in needed] if verdict == "unsat" else None

    def _broken(self, switches: Iterable[Term]) -> Bool:
        """That one of them fails after the step; what it needs of definitions is demanded for good."""
        broken = self._products.plain(or_(not_(self.lemmas[switch].at(self.run, 1)) for switch in switches))
        self._add(())
        return broken

    def _drop(self) -> None:
        """Drop all candidates that the step of the model breaks, and with each what it says of others whom nothing tells apart."""
        is_kept = {switch: self.step.truth(self._products.plain(lemma.at(self.run, 1))) for switch, lemma in self.lemmas.items()}
        broken = {self._kin(lemma) for switch, lemma in self.lemmas.items() if not is_kept[switch]}
        self.lemmas = {switch: lemma for switch, lemma in self.lemmas.items() if self._kin(lemma) not in broken}

    def _drop_of(self, switch: Term) -> None:
        """Drop one candidate of which it was not seen whether a step breaks it, and what it says of others whom nothing tells apart."""
        unsure = self._kin(self.lemmas[switch])
        self.lemmas = {other: lemma for other, lemma in self.lemmas.items() if self._kin(lemma) != unsure}

    def _kin(self, lemma: Lemma) -> tuple[str, ...]:
        """The same for candidates that say the same of persons whom nothing tells apart."""
        return (lemma.words, *(self._group.get(person, person) for person in lemma.people))

    def _add(self, solvers: Sequence[Solver], *formulas: Bool) -> None:
        """Demand formulas of some; what new terms stand for, and what is so of products, goes to all."""
        definitions = [self._products.plain(formula) for formula in self.run.symbolic.definitions[self._known :]]
        self._known = len(self.run.symbolic.definitions)
        for solver in solvers:
            solver.add(*map(self._products.plain, formulas))
        facts = self._products.facts()
        for solver in (self.step, self.end):
            solver.add(*definitions, *facts)


def _reached(run: Unrolled, task: Task) -> Iterator[Bool]:
    """That what is sought comes about in the first state by time alone, no later than asked, and nothing that must not be has been so."""
    symbolic, goal = run.symbolic, task.goal
    for env in goal.envs(run):
        for counts, tick in symbolic.marks(goal.condition, env, 0, task.horizon):
            comes = and_((counts, at_most(tick, goal.until), symbolic.holds(goal.condition, env, 0, tick)))
            if comes is not False:
                yield and_((comes, *_clear(run, goal, env, 0, tick)))


def _unbroken(run: Unrolled, goal: Goal) -> Iterator[Bool]:
    """That nothing that must not be is so in the first state nor as the next begins."""
    envs = goal.envs(run)
    if len(envs) == 1:  # where one of several is meant, it is of one only
        yield from _clear(run, goal, envs[0], 0, run.until(0))
        yield from _clear(run, goal, envs[0], 1, run.symbolic.entries[1].tick)


def _clear(run: Unrolled, goal: Goal, env: Env, at: int, until: Num) -> Iterator[Bool]:
    """That nothing that must not be is so from an entry up to a tick."""
    for form in goal.never:
        for counts, tick in run.symbolic.marks(form, env, at, until):
            yield not_(and_((counts, run.symbolic.holds(form, env, at, tick))))
