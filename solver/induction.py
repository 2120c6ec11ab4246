"""Candidates for an invariant, held against one step from any state and against what is sought.

Those that keep what is sought from coming about are taken first, then those by
which no step breaks them, and so on. A candidate that some step breaks,
although all others hold before it, is dropped (as in Houdini; Flanagan and
Leino 2001), and the search begins again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from solver.come_about import reached, unbroken
from solver.cubes import Cube, outside
from solver.formula import Bool, Term, condition, implies, not_, or_
from solver.in_a_row import in_a_row
from solver.lemma import Lemma
from solver.products import Products
from solver.search import Task
from solver.unroll import Unrolled
from solver.z3_solver import Budget, Solver, a_moment

FOR_SHRINKING, MOST_TRIED, TIMES = 0.6, 30, 4  # effort to see which parts of an invariant can be left out; parts tried; how often the effort of the whole for one
FOR_ONE = 0.25  # effort to see whether a step breaks a candidate, or what is sought comes about with all
FOR_FEW = 0.05  # effort to see that those that are needed at once do by themselves
FOR_PLAIN = 0.25  # effort for what is proved in one step: it is soon seen, or not so


class Induction:
    """Candidates for an invariant, held against one step and against what is sought."""

    def __init__(self, run: Unrolled, task: Task, elsewhere: Sequence[Cube], within: Budget) -> None:
        self.run = run
        self.lemmas: dict[Term, Lemma] = {}  # each with the switch that assumes it before the step
        self.step, self.end = Solver(within), Solver(within)
        self._of_run = [self.step, self.end]  # the solvers that know this run
        self._task, self._elsewhere = task, elsewhere
        goal = task.goal
        self._group = {person: group[0] for group in task.alike for person in group}
        self._known = 0
        self._afterwards: dict[Term, Bool] = {}  # of each candidate, that it holds after the step
        self._plain_tried: list[Term] | None = None  # in vain
        self._supports: dict[Term, Sequence[Term]] = {}  # by which others no step breaks one, as far as it was shown
        self._at_the_end: Sequence[Term] | None = None  # those by which what is sought cannot come about
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
            self.lemmas[switch] = lemma
            self._add((self.step, self.end), implies(switch, lemma.at(self.run, 0)))

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
            enough = self._few_of(plain) or self._enough_of(plain, FOR_PLAIN)
            if enough is not None:
                return enough
        while (needed := self._needed_at_the_end()) is not None:
            found = self._supported(list(needed))
            if found is not None:
                return found
        return None

    def _few_of(self, switches: list[Term]) -> list[Term] | None:
        """Those by which what is sought cannot come about, where no step breaks any of them, whatever else is so; None if that was not soon shown."""
        if self.end.check(*switches, effort=FOR_PLAIN) != "unsat":
            return None
        few = self.end.core(switches)
        return few if self._unbroken_by(few, FOR_FEW) is not None else None

    def as_they_are(self) -> list[Term] | None:
        """Candidates that do, if no step breaks any of all; None if that was not shown in time."""
        return self._enough_of(list(self.lemmas))

    def lemmas_of(self, invariant: list[Term], shrink: bool) -> tuple[Lemma, ...]:
        """The candidates of these switches, or as few of them as will do."""
        return tuple(self.lemmas[switch] for switch in (self._shrunk(invariant) if shrink else invariant))

    def _needed_at_the_end(self) -> Sequence[Term] | None:
        """Switches of candidates by which what is sought cannot come about; None if that was not shown."""
        if self._at_the_end is None or not self._are_kept(self._at_the_end):
            shown = self.end.check(*self.lemmas, effort=FOR_ONE) == "unsat"
            self._at_the_end = self.end.core(self.lemmas) if shown else None
        return self._at_the_end

    def _supported(self, needed: list[Term]) -> list[Term] | None:
        """The switches needed and all those by which no step breaks them; None where one was broken, and dropped."""
        for switch in needed:  # which grows
            support = self._support_of(switch)
            if support is None:
                return None
            needed += [other for other in support if other not in needed]
        return needed

    def _support_of(self, switch: Term) -> Sequence[Term] | None:
        """Switches of candidates by which no step breaks one; None if some step does, and what it breaks is dropped.

        What was shown once is so as long as all of them are kept.
        """
        if switch in self._supports and self._are_kept(self._supports[switch]):
            return self._supports[switch]
        broken = self._broken((switch,))
        self.step.push()
        self.step.add(broken)
        verdict = self.step.check(*self.lemmas, effort=FOR_ONE)
        if verdict == "unsat":
            self._supports[switch] = self.step.core(self.lemmas)
        elif verdict == "sat":
            self._drop()
        else:
            self._drop_of(switch)
        self.step.pop()
        return self._supports[switch] if verdict == "unsat" else None

    def _are_kept(self, switches: Sequence[Term]) -> bool:
        return all(switch in self.lemmas for switch in switches)

    def _shrunk(self, invariant: list[Term]) -> list[Term]:
        """As few of the switches as will do, as far as a moment shows that one can be left out."""
        before = self._within.spent
        self._enough_of(invariant)
        moment, until = a_moment(self._within.spent - before, TIMES), self._within.spent + FOR_SHRINKING
        size, needed, tried = 1, 0, 0  # how many to leave out at once; how many at the end were seen to be needed
        while needed < len(invariant) and tried < MOST_TRIED and self._within.spent < until:
            end = len(invariant) - needed
            size, tried = min(size, end), tried + 1
            enough = self._enough_of(invariant[: end - size] + invariant[end:], moment)
            if enough is not None:
                invariant, needed, size = enough, sum(switch in enough for switch in invariant[end:]), 2 * size
            elif size == 1:
                needed += 1
            else:
                size = max(1, size // 4)
        return invariant

    def _enough_of(self, switches: list[Term], effort: float = math.inf) -> list[Term] | None:
        """Those of some switches by which no step breaks any of them, and what is sought cannot come about; None if that was not shown in time."""
        if self.end.check(*switches, effort=effort) != "unsat":
            return None
        needed = self.end.core(switches)
        unbroken_by = self._unbroken_by(switches, effort)
        return None if unbroken_by is None else [switch for switch in switches if switch in needed or switch in unbroken_by]

    def _unbroken_by(self, switches: list[Term], effort: float) -> list[Term] | None:
        """Those of some switches by which no step breaks any of them; None if that was not shown in time."""
        broken = self._broken(switches)
        self.step.push()
        self.step.add(broken)
        verdict = self.step.check(*switches, effort=effort)
        core = self.step.core(switches) if verdict == "unsat" else None
        self.step.pop()
        return core

    def _broken(self, switches: Iterable[Term]) -> Bool:
        """That one of them fails after the step; what it needs of definitions is demanded for good."""
        broken = or_(not_(self._after(switch)) for switch in switches)
        self._add(())
        return broken

    def _after(self, switch: Term) -> Bool:
        """That a candidate holds after the step."""
        if switch not in self._afterwards:
            self._afterwards[switch] = self._products.plain(self.lemmas[switch].at(self.run, 1))
        return self._afterwards[switch]

    def _drop(self) -> None:
        """Drop all candidates that the step of the model breaks, and with each what it says of others whom nothing tells apart."""
        broken = {self._kin(lemma) for switch, lemma in self.lemmas.items() if not self.step.truth(self._after(switch))}
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
        for solver in self._of_run:
            solver.add(*definitions, *facts)
