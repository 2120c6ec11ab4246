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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solver.any_state import any_state
from solver.formula import Bool, Term, and_, at_most, condition, implies, not_, or_
from solver.goal import Goal
from solver.lemmas import Lemma, lemmas
from solver.search import Task
from solver.undecided import Undecided
from solver.unroll import Unrolled, add_step
from solver.z3_solver import Solver


@dataclass(frozen=True)
class Proof:
    """An invariant by which what is sought never comes about: what its parts say."""

    invariant: tuple[str, ...]


def prove(task: Task, deadline: float) -> Proof | None:
    """A proof that no run, of any number of events, comes to the goal; None if none was found."""
    try:
        told, run = task.begin(), any_state(task)
        add_step(run)
    except Undecided:
        return None
    induction = _Induction(run, task, deadline)
    for further in lemmas(told, task.goal):
        induction.add(_that_hold(told, further, deadline))
        invariant = induction.invariant()
        if invariant is not None:
            return Proof(tuple(lemma.says for lemma in invariant))
    return None


def _that_hold(told: Unrolled, candidates: Sequence[Lemma], deadline: float) -> list[Lemma]:
    """Those that hold as the told story ends, whatever is open about it."""
    open_ones: list[tuple[Lemma, Bool]] = []
    kept = []
    for lemma in candidates:
        holds = lemma.at(told, told.last_told)
        if holds is True:
            kept.append(lemma)
        elif holds is not False:
            open_ones.append((lemma, holds))
    solver = Solver(deadline)
    solver.add(*told.symbolic.definitions)
    for lemma, holds in open_ones:
        solver.push()
        solver.add(not_(holds))
        if solver.check() == "unsat":
            kept.append(lemma)
        solver.pop()
    return kept


class _Induction:
    """Candidates for an invariant, held against one step and against what is sought."""

    def __init__(self, run: Unrolled, task: Task, deadline: float) -> None:
        self.run = run
        self.lemmas: dict[Term, Lemma] = {}  # each with the switch that assumes it before the step
        self.step, self.end = Solver(deadline), Solver(deadline)
        goal = task.goal
        kept_throughout = (*_unbroken(run, goal, 0), *_unbroken(run, goal, 1), *goal.left_out(run))
        self.comes_about = or_(_reached(run, task))
        self.step.add(*run.constraints, *run.guards, *kept_throughout)
        self.end.add(self.comes_about)
        self._known = 0
        self._gave_up = False

    def add(self, candidates: Sequence[Lemma]) -> None:
        """Take in further candidates."""
        for lemma in candidates:
            switch = condition(f"lemma {self._known} {len(self.lemmas)} {lemma.says}")
            self.lemmas[switch] = lemma
            for solver in (self.step, self.end):
                solver.add(implies(switch, lemma.at(self.run, 0)))
        self._define()

    def invariant(self) -> list[Lemma] | None:
        """Candidates that no step breaks and by which what is sought cannot come about; None if there are none, or in time."""
        while self.end.check(*self.lemmas) == "unsat":
            needed = self.end.core(self.lemmas)
            found = self._supported(needed)
            if found is not None:
                return [self.lemmas[switch] for switch in found]
            if self._gave_up:
                return None
        return None

    def _supported(self, needed: list[Term]) -> list[Term] | None:
        """The switches needed and all those by which no step breaks them; None where one was broken, and dropped."""
        done = 0
        while done < len(needed):
            broken = not_(self.lemmas[needed[done]].at(self.run, 1))
            self._define()
            self.step.push()
            self.step.add(broken)
            verdict = self.step.check(*self.lemmas)
            if verdict == "unsat":
                needed += [switch for switch in self.step.core(self.lemmas) if switch not in needed]
            elif verdict == "sat":
                self._drop()
            else:
                self._gave_up = True
            self.step.pop()
            if verdict != "unsat":
                return None
            done += 1
        return needed

    def _drop(self) -> None:
        """Drop all candidates that the step of the model breaks."""
        self.lemmas = {switch: lemma for switch, lemma in self.lemmas.items() if self.step.truth(lemma.at(self.run, 1))}

    def _define(self) -> None:
        """What new terms stand for, wherever they came up."""
        definitions = self.run.symbolic.definitions[self._known :]
        self._known = len(self.run.symbolic.definitions)
        for solver in (self.step, self.end):
            solver.add(*definitions)


def _reached(run: Unrolled, task: Task) -> Iterator[Bool]:
    """That what is sought comes about in the first state by time alone, no later than asked, and nothing that must not be is so."""
    symbolic, goal = run.symbolic, task.goal
    for env in goal.envs(run):
        for counts, tick in symbolic.marks(goal.condition, env, 0, task.horizon):
            broken = (symbolic.holds(form, env, 0, at) for form in goal.never for at in (symbolic.entries[0].tick, tick))
            yield and_((counts, at_most(tick, goal.until), symbolic.holds(goal.condition, env, 0, tick), *map(not_, broken)))


def _unbroken(run: Unrolled, goal: Goal, at: int) -> Iterator[Bool]:
    """That nothing that must not be is so as an entry begins; where one person of several is meant, nothing is known of it."""
    if goal.var is None:
        for form in goal.never:
            yield not_(run.symbolic.holds(form, {}, at, run.symbolic.entries[at].tick))
