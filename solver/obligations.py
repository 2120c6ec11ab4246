"""Everything that an answer claims there is not, as obligations that any solver can check one by one.

Takes a plan and an answer, or what a receipt says of one. Up to a number of
events: that no run of just so many comes to what is sought, goes beyond a
value, or opens a window; that nothing which nobody gave bars every path shown.
For any number: the three obligations of a proof. Of ways: the same of whatever leads to no way.
Nothing that a search worked out goes into them but what is claimed.
"""

from __future__ import annotations

from dsl.plan import Plan
from solver.answer import Answer, Row
from solver.given_obligations import whatever_was_given
from solver.obligation import Obligation
from solver.path_obligations import beside_a_proof, of_path, of_reasons
from solver.value_obligations import beyond
from solver.ways_obligations import of_maps
from solver.window_obligations import outside_windows


def obligations(plan: Plan, answer: Answer) -> list[Obligation]:
    """Everything that an answer claims there is not; raises Misfit."""
    return [*(one for row in answer.rows for one in of_row(plan, answer, row)), *of_reasons(plan, answer), *of_maps(plan, answer)]


def of_a_second_opinion(plan: Plan, answer: Answer) -> list[Obligation]:
    """The same, and of what is proved that few events do not come to it either; raises Misfit."""
    beside = (one for row in answer.rows for one in beside_a_proof(plan, answer.question, row)) if answer.question.form in ("can", "certain") else ()
    return [*obligations(plan, answer), *beside]


def of_row(plan: Plan, answer: Answer, row: Row) -> list[Obligation]:
    """What a row claims there is not; nothing if it claims no such thing. Raises Misfit."""
    match answer.question.form:
        case "can" | "certain" if row.finding.verdict in ("impossible", "holds"):
            return of_path(plan, answer.question, row)
        case "ways" if row.finding.proof:  # else it was sought way by way
            return of_path(plan, answer.question, row)
        case "can" | "certain" if row.finding.verdict in ("possible", "no"):
            return whatever_was_given(plan, answer, row)
        case "extreme" if row.finding.verdict in ("value", "unset"):
            return [*beyond(plan, answer, row), *whatever_was_given(plan, answer, row)]
        case "may" if row.finding.verdict == "windows":
            return outside_windows(plan, answer, row)
        case _:
            return []
