"""What is said of a larger cast: how it came out there, and, beside the answer, what is not known of it."""

from __future__ import annotations

from dsl.diagnostics import one_of
from dsl.plan import Plan
from solver.answer import Answer
from solver.cast import counted_up_to

CAME_OUT = {
    "same": "with {more} it comes out the same", "differs": "with {last} of them it comes out otherwise than without",
    "untried": "with {more} it was not found out in time", "not tried": "{more} {were} not tried",
}  # fmt: skip


def came_out_words(plan: Plan, answer: Answer) -> str:
    """`with one more Person it comes out the same`; nothing where a larger cast makes no difference to be looked for."""
    if not answer.one_more:
        return ""
    kinds = _newcomers(plan, answer)
    last, were = ("the last", "was") if len(kinds) == 1 else (f"the last {len(kinds)}", "were")
    return CAME_OUT[answer.one_more].format(more=one_of([f"one more {kind}" for kind in kinds], "and"), last=last, were=were)


def unknown_words(plan: Plan, answer: Answer) -> str:
    """What is not known of a larger cast, so that what was not found may be there: `with one more Person it was not found out in time`; nothing where it is known."""
    if not answer.one_more:
        return ""
    if answer.one_more == "differs" and answer.headline.verdict == "value":
        return "without the last of these people it is otherwise, so with more of them it may be, too"
    tried = len(_newcomers(plan, answer)) if answer.one_more == "same" else 0
    if counted_up_to(plan) > len(answer.people) + tried:
        return f"the plan counts people up to {counted_up_to(plan)}, and fewer were looked at"
    return came_out_words(plan, answer) if answer.one_more in ("untried", "not tried") else ""


def _newcomers(plan: Plan, answer: Answer) -> tuple[str, ...]:
    from solver.newcomers import newcomers  # which loads Z3

    return newcomers(plan, answer.question)
