"""What a second solver says of an answer: every obligation of it, asked of cvc5 as an SMT-LIB script.

Where cvc5 finds that what an answer says cannot be can be, that is a mistake
of this program, and there is no answer.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from msgspec.structs import replace

from dsl.plan import Plan
from solver.answer import Answer, Finding, Opinion, Row
from solver.expect import missed
from solver.obligation import Obligation
from solver.obligations import of_a_second_opinion
from solver.second_solver import SecondSolver
from solver.undecided import Undecided

DISPUTED = "a second solver finds what this answer says there is not, so there is no answer; this is a mistake of ours, please report it"


def with_second_opinion(plan: Plan, answer: Answer, solver: SecondSolver, seconds: float) -> Answer:
    """The answer with what the second solver says of it, in so many seconds; undecided where it disagrees."""
    try:
        opinion = opinion_on(of_a_second_opinion(plan, answer), solver, seconds)
    except Undecided as error:
        return replace(answer, second=Opinion(solver.name, 0, unposed=str(error)))
    if not opinion.disputed:
        return replace(answer, second=opinion)
    rows = (Row((), Finding("undecided", limit=DISPUTED)),)
    return Answer(
        answer.question, rows, people=answer.people, horizon=answer.horizon, missed=missed(plan, answer.question, rows), second=opinion
    )


def opinion_on(claimed: Sequence[Obligation], solver: SecondSolver, seconds: float) -> Opinion:
    """How the second solver finds each of some obligations; those that it did not come to are not finished."""
    deadline = time.monotonic() + seconds
    found = [(one.says, solver.verdict(one.script(), deadline - time.monotonic())) for one in claimed]
    said = {verdict: tuple(says for says, its in found if its == verdict) for verdict in ("unsat", "sat", "unknown")}
    return Opinion(solver.name, len(found), said["unknown"], said["sat"])
