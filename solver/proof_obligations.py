"""The three obligations of an inductive proof, made without the induction that found it.

Takes a question and the names of an invariant's parts. The invariant holds as
the told story ends; no step breaks it; where it holds, nothing that time alone
brings comes to what is sought. Each is made of a run of its own, in which every
product is a number of its own (`products`), as in the proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dsl.core import Label
from dsl.plan import Plan, Question
from solver.answer import Finding, ProvedCase
from solver.any_state import any_state
from solver.cubes import fits
from solver.formula import Bool, Num, Term, and_, at_most, not_, or_
from solver.goal import Env, Goal
from solver.lemmas import Lemma, lemmas
from solver.obligation import Misfit, Obligation, Readings, all_of, comes, posed
from solver.products import Products
from solver.search import Task
from solver.undecided import Undecided
from solver.unroll import Unrolled, add_step

Switches = dict[Label, Term]


def of_proof(plan: Plan, question: Question, settled: Readings, proof: Sequence[ProvedCase], only: Sequence[Label] | None = None) -> list[Obligation]:
    """The obligations of each case in which the story is told so, of readings settled so; making them raises Misfit where a part is not known.

    With `only`, all parts of the plan but these are left free.
    """

    def obligation(says: str, case: ProvedCase, conditions: Callable[[Task, list[Lemma], Switches | None], list[Bool]]) -> Obligation:
        def make() -> list[Bool]:
            switches: Switches | None = None if only is None else {}
            made = conditions(*of_case(posed(plan, question, settled), case), switches)
            return [*made, *(switches[label] for label in only or () if switches and label in switches)]

        whose = f", where {case.who} is meant" if case.who else ""
        free = "with nothing but the clauses named, " if only is not None else ""
        return Obligation(f"{free}{says}{whose}", tuple(settled.items()), make)

    told_so = [case for case in proof if fits(dict(case.told), settled)]
    if not told_so:
        return [Obligation("the proof is of the story as it is told", tuple(settled.items()), _no_case)]
    return [
        one
        for case in told_so
        for one in (
            obligation("the invariant holds as the told story ends", case, at_the_start),
            obligation("no step breaks the invariant", case, kept),
            obligation(f"where the invariant holds, nothing that time alone brings {comes(question)}", case, excluded),
        )
    ]


def settled_for(finding: Finding, given: Readings, base: Readings) -> Readings:
    """The readings that a proof settles where it is of the story told on the base readings: those given and of the telling, or all."""
    if finding.proved == "on the base readings":
        return base
    told = next((dict(case.told) for case in finding.proof if fits(dict(case.told), base)), {})
    return {**given, **told}


def _no_case() -> list[Bool]:
    raise Misfit("the proof has no case for the story as it is told under these readings")


def of_case(task: Task, case: ProvedCase) -> tuple[Task, list[Lemma]]:
    """The task of a case, and the candidates that have its names; raises Misfit."""
    task = replace(task, goal=replace(task.goal, who=case.who))
    known = {lemma.says: lemma for further in lemmas(task.told(), task.goal) for lemma in further}
    for part in case.kept:
        if part.says not in known:
            raise Misfit(f"`{part.says}` is no part that an invariant of this question can have")
    return task, [known[part.says] for part in case.kept]


def _all(invariant: Iterable[Lemma], run: Unrolled, at: int) -> Bool:
    return and_([lemma.at(run, at) for lemma in invariant])


def at_the_start(task: Task, invariant: list[Lemma], switches: Switches | None = None) -> list[Bool]:
    """The told story has ended, and the invariant does not hold."""
    told = task.told(switches)
    broken = not_(_all(invariant, told, told.last_told))
    return _plain([*told.symbolic.definitions, broken])


def kept(task: Task, invariant: list[Lemma], switches: Switches | None = None) -> list[Bool]:
    """Before a step the invariant holds, after it it does not; nothing that must not be is so up to it."""
    run = _any_state(task, switches)
    add_step(run)
    before, after = _all(invariant, run, 0), _all(invariant, run, 1)
    clear = and_([_clear(run, task.goal, env, at, until) for env in _meant(run, task.goal) for at, until in ((0, run.until(0)), (1, run.symbolic.entries[1].tick))])
    others = list(task.goal.left_out(run))
    return _plain(all_of(run, clear, *others, before, not_(after)))


def excluded(task: Task, invariant: list[Lemma], switches: Switches | None = None) -> list[Bool]:
    """The invariant holds, and what is sought comes about by time alone, in time."""
    run = _any_state(task, switches)
    holds, about = _all(invariant, run, 0), _comes_about(run, task)
    return _plain([*run.symbolic.definitions, holds, about])


def _plain(conditions: Iterable[Bool]) -> list[Bool]:
    products = Products()
    made = [products.plain(condition) for condition in conditions]
    return [*made, *products.facts()]


def _any_state(task: Task, switches: Switches | None) -> Unrolled:
    try:
        return any_state(task, switches)
    except Undecided as error:
        raise Misfit(str(error).rstrip(".")) from error


def _meant(run: Unrolled, goal: Goal) -> list[Env]:
    """Who is meant, if that is known; of one person of several nothing is."""
    envs = goal.envs(run)
    return envs if len(envs) == 1 else []


def _clear(run: Unrolled, goal: Goal, env: Env, at: int, until: Num) -> Bool:
    """Nothing that must not be is so from an entry up to a tick."""
    return and_(
        not_(and_((counts, run.symbolic.holds(form, env, at, tick)))) for form in goal.never for counts, tick in run.symbolic.marks(form, env, at, until)
    )


def _comes_about(run: Unrolled, task: Task) -> Bool:
    """What is sought holds at some tick of the first state, up to which nothing that must not be was so."""
    goal, symbolic = task.goal, run.symbolic
    found = []
    for env in goal.envs(run):
        for counts, tick in symbolic.marks(goal.condition, env, 0, task.horizon):
            holds = symbolic.holds(goal.condition, env, 0, tick)
            found.append(and_((counts, at_most(tick, goal.until), holds, _clear(run, goal, env, 0, tick))))
    return or_(found)
