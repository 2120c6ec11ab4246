"""What of an answer over paths the plan and its own rows decide, told again: its cast and horizon, what it rests on, why a line is refused."""

from __future__ import annotations

from msgspec.structs import replace

from dsl.plan import Plan
from solver.answer import Answer
from solver.caveats import with_caveats
from solver.choices import reading_as
from solver.grounds import with_grounds
from solver.idle import readings_of
from solver.paths import SAY_NOTHING, with_vacuity
from solver.refused import not_allowed
from solver.replay import horizon, readings_settled, tell
from solver.tasks import machine_for


def as_told(plan: Plan, answer: Answer) -> Answer:
    """The answer, everything in it that need not be claimed worked out anew."""
    scenario = answer.question.scenario
    people = tuple((person.written, person.kind) for person in scenario.people)
    answer = replace(answer, people=people, horizon=horizon(plan, scenario), same_under=_same_under(plan, answer))
    return grounded(plan, _vacuous(plan, _with_refusals(plan, answer)))


def grounded(plan: Plan, answer: Answer) -> Answer:
    """The answer, with what it rests on and the passages left out that may bear on it."""
    return with_caveats(plan, with_grounds(plan, answer))


def _same_under(plan: Plan, answer: Answer) -> tuple[str, ...]:
    """The readings that bear on the question and on which no row turns: what was checked leaves them open."""
    if answer.untried or answer.is_undecided:
        return ()
    given = readings_settled(answer.question)
    turned = {name for row in answer.rows for name, _ in row.under}
    return tuple(name for name in readings_of(machine_for(plan, answer.question, given), answer.question.scenario) if name not in turned and name not in given)


def _with_refusals(plan: Plan, answer: Answer) -> Answer:
    """The answer; why a line of its story cannot happen is told again."""
    given = readings_settled(answer.question)
    rows = []
    for row in answer.rows:
        refused = not_allowed(tell(plan, answer.question.scenario, reading_as(plan.base_readings | given | dict(row.under))))
        rows.append(replace(row, finding=refused) if row.finding.verdict == "not allowed" and refused is not None else row)
    return replace(answer, rows=tuple(rows))


def _vacuous(plan: Plan, answer: Answer) -> Answer:
    """The answer; where its story already breaks what is asked to hold throughout, the row says so."""
    given = readings_settled(answer.question)
    unsaid = (replace(row, finding=replace(row.finding, limit="")) if row.finding.verdict in SAY_NOTHING else row for row in answer.rows)
    return replace(answer, rows=tuple(with_vacuity(plan, answer.question, row, given) for row in unsaid))
