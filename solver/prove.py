"""That there is no path, however many events it has: proved by induction.

An invariant is sought among candidates (`lemmas`): those that do not hold as
the told story ends are dropped, then those that some step from a state in
which the others hold breaks, until no step breaks any (Houdini; Flanagan and
Leino 2001). If in no state in which they hold what is sought can come about as
time passes, it comes about in no run. The steps allowed are those of the plan
or more, so that a proof says no more than is so; where there is none, that
says nothing.
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
    candidates: list[Lemma] = []
    for further in lemmas(told, task.goal):
        candidates += _that_hold(told, further, deadline)
        if _safe(run, task, candidates, deadline) is None:
            continue
        kept = _inductive(run, task.goal, candidates, deadline)
        needed = _safe(run, task, kept, deadline) if kept is not None else None
        if needed is not None:
            return Proof(tuple(lemma.says for lemma in needed))
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


def _inductive(run: Unrolled, goal: Goal, candidates: list[Lemma], deadline: float) -> list[Lemma] | None:
    """Those that no step breaks from a state in which all of them hold; None if time runs out."""
    before = [lemma.at(run, 0) for lemma in candidates]
    after = [lemma.at(run, 1) for lemma in candidates]
    switches = [condition(f"lemma {place}") for place in range(len(candidates))]
    solver = Solver(deadline)
    kept_throughout = [*_unbroken(run, goal, 0), *_unbroken(run, goal, 1), *goal.left_out(run)]
    solver.add(*run.symbolic.definitions, *run.constraints, *run.guards, *kept_throughout)
    solver.add(*(implies(switch, holds) for switch, holds in zip(switches, before, strict=True)))
    places = list(range(len(candidates)))
    while True:
        solver.push()
        solver.add(or_(not_(after[place]) for place in places))
        verdict = solver.check(*(switches[place] for place in places))
        if verdict == "sat":
            places = [place for place in places if solver.truth(after[place])]
        solver.pop()
        if verdict == "unknown":
            return None
        if verdict == "unsat":
            return [candidates[place] for place in places]


def _safe(run: Unrolled, task: Task, invariant: Sequence[Lemma], deadline: float) -> list[Lemma] | None:
    """The parts of an invariant by which what is sought cannot come about as time passes; None if it can."""
    switches: dict[Term, Lemma] = {condition(f"lemma {place}"): lemma for place, lemma in enumerate(invariant)}
    comes_about = or_(_reached(run, task))
    solver = Solver(deadline)
    holds = [implies(switch, lemma.at(run, 0)) for switch, lemma in switches.items()]
    solver.add(*run.symbolic.definitions, comes_about, *holds)
    if solver.check(*switches) != "unsat":
        return None
    return [switches[term] for term in solver.core(switches)]


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
