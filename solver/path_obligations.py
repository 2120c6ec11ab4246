"""That there is no path: by a proof, or for each number of further events; and that the clauses named exclude every one."""

from __future__ import annotations

from dsl.core import Label
from dsl.plan import Plan, Question
from solver.answer import Answer, Row
from solver.formula import Bool, Term
from solver.obligation import Obligation, Readings, all_of, comes, events, posed, ways_to_tell
from solver.proof_obligations import of_proof, reasons_under
from solver.replay import readings_settled
from solver.search import MOST_EVENTS

BESIDE_A_PROOF = 2  # further events up to which a second solver looks for a path though there is a proof


def of_path(plan: Plan, question: Question, row: Row) -> list[Obligation]:
    """That there is no path under the readings of a row: as far as it is proved by its proof, else for each number of events."""
    found: list[Obligation] = []
    if row.finding.proved == "on the base readings":
        found += of_proof(plan, question, plan.base_readings | readings_settled(question) | dict(row.under), row.finding)
    for settled in ways_to_tell(plan, question, dict(row.under)):
        if row.finding.proved == "under all of these readings":
            found += of_proof(plan, question, settled, row.finding)
        else:
            found += [_bounded(plan, question, settled, count) for count in range(MOST_EVENTS + 1)]
    return found


def beside_a_proof(plan: Plan, question: Question, row: Row) -> list[Obligation]:
    """That what a proof excludes is excluded of few further events too, which is shown without it: a step that is wrong in proofs alone is found so."""
    if row.finding.proved != "under all of these readings":
        return []
    return [_bounded(plan, question, settled, count) for settled in ways_to_tell(plan, question, dict(row.under)) for count in range(1, BESIDE_A_PROOF + 1)]


def _bounded(plan: Plan, question: Question, settled: Readings, count: int) -> Obligation:
    """That no run with just so many further events comes to what is sought."""

    def make() -> list[Bool]:
        task = posed(plan, question, settled)
        run = task.run(count)
        goal = task.goal.formula(run)
        return all_of(run, goal)

    return Obligation(f"no path with {events(count)} {comes(question)}", tuple(settled.items()), make)


def of_reasons(plan: Plan, answer: Answer) -> list[Obligation]:
    """That the clauses which are said to exclude every path do so by themselves, everything outside them being left free.

    The readings are those of the first row; the rest are at their base, or open where a proof leaves them so.
    """
    question, labels = answer.question, answer.excluded_by
    if labels is None:
        return []
    row = answer.rows[0]
    if row.finding.proof:
        return of_proof(plan, question, reasons_under(plan, question, row), row.finding, labels)

    settled = plan.base_readings | readings_settled(question) | dict(row.under)

    def make() -> list[Bool]:
        task = posed(plan, question, settled)
        switches: dict[Label, Term] = {}
        run = task.run(MOST_EVENTS, "", switches, may_rest=True)
        goal = task.goal.formula(run)
        return all_of(run, goal, *(switches[label] for label in labels if label in switches))

    return [Obligation(f"the clauses named exclude every path with up to {MOST_EVENTS} further events", tuple(settled.items()), make)]
