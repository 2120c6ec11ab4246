"""That there is a path whatever nobody gave may be, where the paths of a row take something of it for granted."""

from __future__ import annotations

from dsl.plan import Plan, Question
from solver.answer import Answer, Row
from solver.formula import Bool, equal
from solver.obligation import Obligation, Readings, posed, ways_to_tell
from solver.unknowns import unserved
from solver.unroll import Unrolled
from solver.value_obligations import at_some_moment, figure

SAYS = "there is nothing that was not given by which none of the timelines comes to it"


def whatever_was_given(plan: Plan, answer: Answer, row: Row) -> list[Obligation]:
    """For each way to tell the story, that some path of a row comes out for every value of what nobody gave; nothing if none takes any for granted.

    A reading of which only the base was tried is at its base.
    """
    question = answer.question
    given = len(question.scenario.givens)
    if row.path is None or all(len(path.givens) == given for path in (row.path, *row.others)):
        return []
    untried = {name: plan.readings[name].base for name in answer.untried}
    return [_of(plan, question, row, settled) for settled in ways_to_tell(plan, question, untried | dict(row.under))]


def _of(plan: Plan, question: Question, row: Row, settled: Readings) -> Obligation:
    def make() -> list[Bool]:
        task = posed(plan, question, settled)
        paths = [path.lines[len(question.scenario.lines) :] for path in (row.path, *row.others) if path is not None]

        def comes_to_value(run: Unrolled) -> Bool:
            return at_some_moment(run, question, task.goal.until, lambda value: equal(value, figure(row.finding.values[0]))) if row.finding.values else True

        return unserved(task, paths, comes_to_value)[0]

    return Obligation(SAYS, tuple(settled.items()), make)
