"""Candidates for an invariant, held against one step from any state and against what is sought.

Those that keep what is sought from coming about are taken first, then those by
which no step breaks them, and so on. A candidate that some step breaks,
although all others hold before it, is dropped (as in Houdini; Flanagan and
Leino 2001), and the search begins again.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

from solver.come_about import reached, unbroken
from solver.cubes import Cube, outside
from solver.formula import Bool, Term, condition, implies, not_, or_
from solver.in_a_row import in_a_row
from solver.lemma import Lemma
from solver.products import Products
from solver.search import Task
from solver.unroll import Unrolled
from solver.z3_solver import Budget, Solver, Verdict, a_moment

FOR_SHRINKING, MOST_TRIED, TIMES = 0.2, 30, 4  # effort to see which parts of an invariant can be left out; parts tried; how often the effort of the whole for one
FOR_ONE = 0.25  # effort to see whether a step breaks a candidate, or what is sought comes about with all
FOR_FEW = 0.05  # effort to see that those that are needed at once do by themselves
FOR_PLAIN = 0.25  # effort for what is proved in one step: it is soon seen, or not so


class Shown(NamedTuple):
    """That something cannot be, by some candidates, and with how much effort that was shown."""

    by: list[Term]
    effort: float

    def is_of(self, among: Collection[Term]) -> bool:
        """Whether these are among some."""
        return all(switch in among for switch in self.by)


class Induction:
    """Candidates for an invariant, held against one step and against what is sought."""

    def __init__(self, run: Unrolled, task: Task, elsewhere: Sequence[Cube], within: Budget) -> None:
        self.run = run
        self.lemmas: dict[Term, Lemma] = {}  # each with the switch that assumes it before the step
        self._taken_in: dict[Term, Lemma] = {}  # and those that were dropped
        self.step, self.end = Solver(within), Solver(within)
        self._of_run = [self.step, self.end]  # the solvers that know this run
        self._task, self._elsewhere = task, elsewhere
        goal = task.goal
        self._group = {person: group[0] for group in task.alike for person in group}
        self._known = 0
        self._afterwards: dict[Term, Bool] = {}  # of each candidate, that it holds after the step
        self._plain_tried: list[Term] | None = None  # in vain
        self._supports: dict[Term, Shown] = {}  # of each candidate, that no step breaks it
        self._at_the_end: Shown | None = None  # that what is sought cannot come about
        self._within = within
        self._products = Products()
        kept_throughout = (*unbroken(run, goal), *goal.left_out(run))
        self._add((self.step,), *run.constraints, *run.guards, *kept_throughout)
        self._add((self.end,), or_(reached(run, task)))
        self._add((self.step, self.end), outside(run.symbolic, elsewhere))

    def add(self, candidates: Sequence[Lemma]) -> None:
        """Take in further candidates."""
        for lemma in candidates:
            switch = condition(f"lemma {lemma.says}")
            self.lemmas[switch] = self._taken_in[switch] = lemma
            self._add((self.step, self.end), implies(switch, lemma.at(self.run, 0)))

    def in_full(self) -> bool:
        """Know in full what was put off of the run, and take back what was dropped for want of it; whether anything was."""
        symbolic = self.run.symbolic
        if not symbolic.put_off:
            return False
        symbolic.definitions += [definition() for definition in symbolic.put_off]
        symbolic.put_off = self._plain_tried = None
        self.lemmas = dict(self._taken_in)
        self._add(())
        return True

    def look_further(self, steps: int) -> None:
        """From now on what is sought must not come about after so many steps in a row, where it did not before; no candidate can be added."""
        self.end = in_a_row(self._task, steps, self.lemmas, self._elsewhere, self._within)
        self._plain_tried = self._at_the_end = None
        self._of_run = [self.step]  # the names of the other run may mean something else

    def invariant(self) -> list[Term] | None:
        """Switches of candidates that no step breaks and by which what is sought cannot come about; None if there are none, or in time.

        First those that are plain, as they are: often no event brings about what is sought, and time does not either.
        """
        plain = [switch for switch, lemma in self.lemmas.items() if lemma.is_plain]
        if plain != self._plain_tried:
            self._plain_tried = plain
            few = self._few_of(plain)
            enough = few if few is not None else self._enough_of(plain, FOR_PLAIN)
            if enough is not None:
                return enough
        while (needed := self._needed_at_the_end(self.lemmas, FOR_ONE)) is not None:
            closed, broken = self._closed(needed, self.lemmas, FOR_ONE)
            if broken is None:
                return closed
            self._drop(*broken)
        return None

    def as_they_are(self) -> list[Term] | None:
        """Candidates that do, with none dropped; None if that was not shown in time."""
        return self._enough_of(list(self.lemmas))

    def lemmas_of(self, invariant: list[Term], shrink: bool) -> tuple[Lemma, ...]:
        """The candidates of these switches, or as few of them as will do."""
        return tuple(self.lemmas[switch] for switch in (self._shrunk(invariant) if shrink else invariant))

    def _few_of(self, switches: list[Term]) -> list[Term] | None:
        """Those by which what is sought cannot come about, where no step breaks any of them, whatever else is so; None if that was not soon shown."""
        few = self._needed_at_the_end(switches, FOR_PLAIN)
        return None if few is None else self._enough_of(few, FOR_FEW)

    def _enough_of(self, switches: list[Term], effort: float = math.inf) -> list[Term] | None:
        """Those of some switches by which no step breaks any of them, and what is sought cannot come about; None if that was not shown in time."""
        until = self._within.spent + effort
        needed = self._needed_at_the_end(switches, effort)
        if needed is None:
            return None
        closed, broken = self._closed(needed, switches, math.inf, until)
        return closed if broken is None else None

    def _closed(
        self, needed: list[Term], among: Collection[Term], for_one: float, until: float = math.inf
    ) -> tuple[list[Term], tuple[Term, Verdict] | None]:
        """The switches needed, and of some others those by which no step breaks them, and so on; and the first of which that was not shown, if there is one.

        Each takes so much effort, and all no more than until so much is spent.
        """
        closed = list(needed)
        for switch in closed:  # which grows
            verdict = self._verdict_of(switch, among, min(for_one, until - self._within.spent))
            if verdict != "unsat":
                return closed, (switch, verdict)
            closed += [other for other in self._supports[switch].by if other not in closed]
        return closed, None

    def _needed_at_the_end(self, among: Collection[Term], effort: float) -> list[Term] | None:
        """Of some switches those by which what is sought cannot come about; None if that was not shown."""
        if self._at_the_end is None or not self._at_the_end.is_of(among):
            before = self._within.spent
            if self.end.check(*among, effort=effort) != "unsat":
                return None
            self._at_the_end = Shown(self.end.core(among), self._within.spent - before)
        return self._at_the_end.by

    def _verdict_of(self, switch: Term, among: Collection[Term], effort: float) -> Verdict:
        """Whether some step breaks a candidate where others hold; where none does, by which of them is remembered."""
        if switch in self._supports and self._supports[switch].is_of(among):
            return "unsat"
        broken, before = self._broken(switch), self._within.spent
        self.step.push()
        self.step.add(broken)
        verdict = self.step.check(*among, effort=effort)
        if verdict == "unsat":
            self._supports[switch] = Shown(self.step.core(among), self._within.spent - before)
        self.step.pop()
        return verdict

    def _shrunk(self, invariant: list[Term]) -> list[Term]:
        """As few of the switches as will do, as far as a moment shows that one can be left out."""
        assert self._at_the_end is not None
        spent = self._at_the_end.effort + sum(self._supports[switch].effort for switch in invariant)
        moment, until = a_moment(spent, TIMES), self._within.spent + FOR_SHRINKING
        size, needed, tried = 1, 0, 0  # how many to leave out at once; how many at the end were seen to be needed
        while needed < len(invariant) and tried < MOST_TRIED and self._within.spent < until:
            end = len(invariant) - needed
            size, tried = min(size, end), tried + 1
            enough = self._enough_of(invariant[: end - size] + invariant[end:], moment)
            if enough is not None:
                needed, size = sum(switch in enough for switch in invariant[end:]), 2 * size
                invariant = [switch for switch in invariant if switch in enough]
            elif size == 1:
                needed += 1
            else:
                size = max(1, size // 4)
        return invariant

    def _broken(self, switch: Term) -> Bool:
        """That a candidate fails after the step; what it needs of definitions is demanded for good."""
        broken = not_(self._after(switch))
        self._add(())
        return broken

    def _after(self, switch: Term) -> Bool:
        """That a candidate holds after the step."""
        if switch not in self._afterwards:
            self._afterwards[switch] = self._products.plain(self.lemmas[switch].at(self.run, 1))
        return self._afterwards[switch]

    def _drop(self, switch: Term, verdict: Verdict) -> None:
        """Drop all candidates that the step of the model breaks, or one of which that was not found out; with each what it says of others whom nothing tells apart."""
        if verdict == "unknown":
            broken = {switch}
        else:
            afterwards = self.step.truths([self._after(other) for other in self.lemmas])
            broken = {other for other, holds in zip(self.lemmas, afterwards, strict=True) if not holds}
        kin = {self._kin(self.lemmas[one]) for one in broken}
        self.lemmas = {other: lemma for other, lemma in self.lemmas.items() if self._kin(lemma) not in kin}

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
        for solver in self._of_run:
            solver.add(*definitions, *facts)
