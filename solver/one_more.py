"""What was not found is sought again with one more person.

A cast is finite, so that nothing was found says only something about that
cast. If one more person changes an answer, the answer is that of the larger
cast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from dsl.plan import Plan, Question
from solver.answer import Row
from solver.formula import Bool
from solver.newcomers import with_newcomers
from solver.search import Depth, Unknown

Rows = tuple[Row, ...]
SEEKS = ("impossible", "holds", "value", "unset", "windows")  # verdicts by which something further was not found
Larger = Literal["", "same", "differs", "untried"]


def with_one_more(
    plan: Plan, question: Question, rows: Rows, more: Callable[[Question], bool | None], ask: Callable[[Question], Rows]
) -> tuple[Question, Rows, Larger]:
    """The question and its rows, or those of the larger cast if that comes out otherwise, and how it came out.

    `more` says whether the larger cast has a path to more than was found, None
    if it did not find out; `ask` then asks anew. Rows from which nothing can
    be missing are left as they are.
    """
    if not any(row.finding.verdict in SEEKS for row in rows):
        return question, rows, ""
    larger = with_newcomers(plan, question)
    found = more(larger)
    if not found:
        return question, rows, "untried" if found is None else "same"
    others = ask(larger)
    if any(row.finding.verdict == "undecided" for row in others):
        return question, rows, "untried"
    return larger, others, "differs"


def any_path(depths: Iterable[Depth], wanted: Callable[[Depth], Bool]) -> bool | None:
    """Whether some run comes to what is wanted; None if it was not found out in time."""
    for depth in depths:
        met = depth.readings(wanted(depth))
        if met is not None:
            return None if met is Unknown.UNKNOWN else True
    return False
