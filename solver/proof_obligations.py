"""The three obligations of an inductive proof, made without the induction that found it.

Takes a question and the names of an invariant's parts. The invariant holds as
the told story ends; no step breaks it; where it holds, nothing that time alone
brings comes to what is sought. Each is made of a run of its own, in which every
product is a number of its own (`products`), as in the proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from dsl.core import Label
from dsl.plan import Plan, Question
from solver.answer import Finding, ProvedCase, Row
from solver.any_state import any_state
from solver.cubes import fits, inside
from solver.formula import Bool, Num, Term, and_, at_most, not_, or_
from solver.goal import Env, Goal
from solver.lemmas import Lemma, lemmas
from solver.obligation import Misfit, Obligation, Readings, all_of, comes, given_of, posed
from solver.one_step import add_step
from solver.products import Products
from solver.search import Task
from solver.undecided import Undecided
from solver.unroll import Unrolled

Switches = dict[Label, Term]


def of_proof(
    plan: Plan, question: Question, settled: Readings, finding: Finding, only: Sequence[Label] | None = None
) -> list[Obligation]:
    """The obligations of each case of a proof in which the story is told so, of readings settled so.

    With `only`, all parts of the plan but these are left free. Making them
    raises Misfit where a part of an invariant is not known.
    """

    def obligation(says: str, case: ProvedCase, conditions: Callable[[Case, Switches | None], list[Bool]]) -> Obligation:
        def make() -> list[Bool]:
            switches: Switches | None = None if only is None else {}
            unknown = [f"{name} reads {option}" for name, option in settled.items() if not _is_known(plan, name, option)]
            if unknown:
                raise Misfit(f"`{unknown[0]}` is no reading of the plan")
            fixed, assumed = posed_so(question, finding, case, settled)
            made = conditions(of_case(posed(plan, question, fixed), case, assumed), switches)
            return [*made, *(switches[label] for label in only or () if switches and label in switches)]

        whose = f", where {case.who} is meant" if case.who else ""
        free = "with nothing but the clauses named, " if only is not None else ""
        return Obligation(f"{free}{says}{whose}", tuple(settled.items()), make)

    told_so = cases_told(finding, settled)
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


def reasons_under(plan: Plan, question: Question, row: Row) -> Readings:
    """The readings under which the reasons of a row's proof are sought: those given and of the row, and of the story as told on the base; or all."""
    settled = {**given_of(question), **dict(row.under)}
    base = plan.base_readings | settled
    if row.finding.proved == "on the base readings":
        return base
    told = next((dict(case.told) for case in row.finding.proof if fits(dict(case.told), base)), {})
    return {**settled, **told}


def cases_told(finding: Finding, settled: Readings) -> list[ProvedCase]:
    """The cases of a proof in which the story is told as it is under these readings."""
    return [case for case in finding.proof if fits(dict(case.told), settled)]


def posed_so(question: Question, finding: Finding, case: ProvedCase, settled: Readings) -> tuple[Readings, Readings]:
    """Of the readings settled, those that the proof settles, and those that it leaves open and are only assumed.

    What is told has other words in an invariant where its readings are open.
    """
    if finding.proved == "on the base readings":
        return settled, {}
    fixed = {**given_of(question), **dict(case.told)}
    return fixed, {name: option for name, option in settled.items() if name not in fixed}


def _is_known(plan: Plan, name: str, option: str) -> bool:
    return name in plan.readings and option in {known.name for known in plan.readings[name].options}


def _no_case() -> list[Bool]:
    raise Misfit("the proof has no case for the story as it is told under these readings")


@dataclass(frozen=True)
class Case:
    """What a case of a proof says: of which task, by which invariant, under which readings of those that the task leaves open."""

    task: Task
    invariant: tuple[Lemma, ...]
    assumed: Readings
    others: tuple[Lemma, ...]  # what the invariant could have had too: the figures in it tell more of products

    def holds(self, run: Unrolled, at: int) -> Bool:
        """The whole invariant, in a state."""
        return and_([lemma.at(run, at) for lemma in self.invariant])

    def plain(self, run: Unrolled, conditions: Iterable[Bool]) -> list[Bool]:
        """Conditions of a run under the readings assumed, each product being a number of its own, with what follows of it."""
        products = Products()
        made = [products.plain(condition) for condition in (inside(run.symbolic, self.assumed), *conditions)]
        if products.are_there:
            for lemma in self.others:
                products.plain(lemma.at(run, run.last_told))
        return [*made, *products.facts()]


def of_case(task: Task, case: ProvedCase, assumed: Readings) -> Case:
    """A case whose invariant has the candidates of its names; raises Misfit."""
    task = replace(task, goal=replace(task.goal, who=case.who))
    known = {lemma.says: lemma for further in lemmas(task.told(), task.goal) for lemma in further}
    for part in case.kept:
        if part.says not in known:
            raise Misfit(f"`{part.says}` is no part that an invariant of this question can have")
    kept = {part.says for part in case.kept}
    return Case(task, tuple(known[part.says] for part in case.kept), assumed, tuple(lemma for says, lemma in known.items() if says not in kept))


def at_the_start(case: Case, switches: Switches | None = None) -> list[Bool]:
    """The told story has ended, and the invariant does not hold."""
    told = case.task.told(switches)
    broken = not_(case.holds(told, told.last_told))
    return case.plain(told, [*told.symbolic.definitions, broken])


def kept(case: Case, switches: Switches | None = None) -> list[Bool]:
    """Before a step the invariant holds, after it it does not; nothing that must not be is so up to it."""
    run, goal = _any_state(case.task, switches), case.task.goal
    add_step(run)
    before, after = case.holds(run, 0), case.holds(run, 1)
    clear = and_([_clear(run, goal, env, at, until) for env in _meant(run, goal) for at, until in ((0, run.until(0)), (1, run.symbolic.entries[1].tick))])
    others = list(goal.left_out(run))
    return case.plain(run, all_of(run, clear, *others, before, not_(after)))


def excluded(case: Case, switches: Switches | None = None) -> list[Bool]:
    """The invariant holds, and what is sought comes about by time alone, in time."""
    run = _any_state(case.task, switches)
    holds, about = case.holds(run, 0), _comes_about(run, case.task)
    return case.plain(run, [*run.symbolic.definitions, holds, about])


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
