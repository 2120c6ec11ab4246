"""The three obligations of an inductive proof, made without the induction that found it.

Takes a question and the names of an invariant's parts. The invariant holds as
the told story ends; no step breaks it; where it holds, nothing that time alone
brings comes to what is sought. Each is made of a run of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dsl.plan import Plan, Question
from solver.any_state import any_state
from solver.formula import Bool, and_, at_most, not_, or_
from solver.goal import Goal
from solver.lemmas import Lemma, lemmas
from solver.obligation import Misfit, Obligation, Readings, all_of, comes, posed
from solver.search import Task
from solver.undecided import Undecided
from solver.unroll import Unrolled, add_step


def of_proof(plan: Plan, question: Question, settled: Readings, invariant: tuple[str, ...]) -> list[Obligation]:
    """The obligations, of readings settled so; making them raises Misfit where a part is not known."""

    def obligation(says: str, conditions: Callable[[Task, list[Lemma]], list[Bool]]) -> Obligation:
        def make() -> list[Bool]:
            task = posed(plan, question, settled)
            return conditions(task, _named(task, invariant))

        return Obligation(says, tuple(settled.items()), make)

    return [
        obligation("the invariant holds as the told story ends", _at_the_start),
        obligation("no step breaks the invariant", _kept),
        obligation(f"where the invariant holds, nothing that time alone brings {comes(question)}", _excluded),
    ]


def _named(task: Task, invariant: Iterable[str]) -> list[Lemma]:
    """The candidates of a task that have these names."""
    known = {lemma.says: lemma for further in lemmas(task.begin(), task.goal) for lemma in further}
    for name in invariant:
        if name not in known:
            raise Misfit(f"`{name}` is no part that an invariant of this question can have")
    return [known[name] for name in invariant]


def _all(invariant: Iterable[Lemma], run: Unrolled, at: int) -> Bool:
    return and_([lemma.at(run, at) for lemma in invariant])


def _at_the_start(task: Task, invariant: list[Lemma]) -> list[Bool]:
    """The told story has ended, and the invariant does not hold."""
    told = task.begin()
    broken = not_(_all(invariant, told, told.last_told))
    return [*told.symbolic.definitions, broken]


def _kept(task: Task, invariant: list[Lemma]) -> list[Bool]:
    """Before a step the invariant holds, after it it does not; nothing that must not be is so at either time."""
    run = _any_state(task)
    add_step(run)
    before, after = _all(invariant, run, 0), _all(invariant, run, 1)
    clear = [_clear(run, task.goal, at) for at in (0, 1)]
    others = list(task.goal.left_out(run))
    return all_of(run, *clear, *others, before, not_(after))


def _excluded(task: Task, invariant: list[Lemma]) -> list[Bool]:
    """The invariant holds, and what is sought comes about by time alone, in time."""
    run = _any_state(task)
    holds, about = _all(invariant, run, 0), _comes_about(run, task)
    return [*run.symbolic.definitions, holds, about]


def _any_state(task: Task) -> Unrolled:
    try:
        return any_state(task)
    except Undecided as error:
        raise Misfit(str(error).rstrip(".")) from error


def _clear(run: Unrolled, goal: Goal, at: int) -> Bool:
    """Nothing that must not be is so as an entry begins; of one person of several nothing is known."""
    if goal.var is not None:
        return True
    tick = run.symbolic.entries[at].tick
    return and_(not_(run.symbolic.holds(form, {}, at, tick)) for form in goal.never)


def _comes_about(run: Unrolled, task: Task) -> Bool:
    """What is sought holds at some tick of the first state, before which nothing that must not be was so."""
    goal, symbolic, now = task.goal, run.symbolic, run.symbolic.entries[0].tick
    found = []
    for env in goal.envs(run):
        for counts, tick in symbolic.marks(goal.condition, env, 0, task.horizon):
            clear = and_(not_(symbolic.holds(form, env, 0, at)) for form in goal.never for at in (now, tick))
            found.append(and_((counts, at_most(tick, goal.until), symbolic.holds(goal.condition, env, 0, tick), clear)))
    return or_(found)
