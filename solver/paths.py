"""Questions over all paths: `can ...?` and `is it certain that ...?`.

A path that is found is told again by the replay, from the plan and not from
the formulas, before it is shown. Where the two do not agree, that is our
mistake, and no answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl.plan import Plan, Question
from solver.answer import VACUOUS, Answer, Finding, ProvedCase, Row, Under, Verdict
from solver.beside import Beside
from solver.cast import cast_of
from solver.choices import reading_as, readings_made
from solver.cubes import Cube, fits, outside
from solver.expect import missed
from solver.idle import readings_of
from solver.machine import Machine
from solver.one_more import any_path, with_one_more
from solver.proof_reasons import reasons_of_proof
from solver.prove import Proof, is_out_of_reach, prove, prove_in_a_row, proved_like
from solver.reasons import reasons
from solver.refused import not_allowed
from solver.region_rows import table
from solver.regions import Regions, regions
from solver.replay import horizon, readings_given, readings_settled, tell
from solver.search import MOST_EVENTS, Found, Task, deepen, further_events
from solver.story import Story
from solver.tasks import machine_for, task_of, tellings
from solver.unknowns import OR_READINGS, name_of, whatever_is_given
from solver.z3_solver import Budget

FOR_REASONS, FOR_PROOFS = 0.3, 0.4  # parts of the time limit; of proofs, as effort
HARD = 0.01  # effort after which a proof is no easy one
NEGATIVES = ("impossible", "holds")
SAY_NOTHING = (*NEGATIVES, "unset")  # of a story that breaks what is to hold throughout, in any case
PROVED = "proved for any number of further events"


def answer_path(plan: Plan, question: Question, seconds: float) -> Answer:
    """The answer to a question over all paths, under every reading that bears on it.

    For `can`, no path means that none was found up to a number of events. For
    `is it certain`, no path means that none was found on which it fails.
    Raises Disagreement, OutsideCalendar, TooManyReadings, Undecided.
    """
    deadline = time.monotonic() + seconds
    given = readings_settled(question)
    machine = machine_for(plan, question, given)
    question = replace(question, scenario=replace(question.scenario, people=cast_of(plan, question.scenario, machine.kinds)))
    within = Limits(deadline, FOR_REASONS * seconds, FOR_PROOFS * seconds)
    rows, parts = _rows(plan, question, machine, given, within)
    rows = _settled_rows(plan, question, rows, given, within)
    why = _reasons_beside(plan, question, rows[0], given, within)
    question, rows, larger = with_one_more(
        plan, question, rows, lambda asked: _more(plan, asked, given, parts, within), lambda asked: _rows(plan, asked, machine, given, within)[0]
    )
    if larger == "differs":
        why.drop()
        rows = _settled_rows(plan, question, rows, given, within)
        why = _reasons_beside(plan, question, rows[0], given, within)
    return replace(_answer(plan, question, machine, rows), one_more=larger, excluded_by=why.result())


Parts = list[tuple[Cube, Regions]]


class Limits(Struct, frozen=True):
    """When the answer must be there, how long reasons may be sought, and how much effort one proof may take."""

    deadline: float
    for_reasons: float
    for_proof: float

    def for_a_proof(self, if_hard: Callable[[], None] | None = None) -> Budget:
        """That of a proof which begins now; what is to be begun if it is hard."""
        return Budget(self.deadline, self.for_proof, alarm=(HARD, if_hard) if if_hard is not None else None)

    def for_several_steps(self) -> Budget:
        """That of a proof over several steps, which is seldom needed."""
        return Budget(self.deadline, self.for_proof / 4)


def _settled_rows(plan: Plan, question: Question, rows: tuple[Row, ...], given: Cube, within: Limits) -> tuple[Row, ...]:
    """The rows, with what is so of them in any case, and what is proved on the base readings alone."""
    rows = tuple(with_vacuity(plan, question, row, given) for row in rows)
    rows = tuple(with_what_is_kept(plan, question, row, given, within.deadline) for row in rows)
    return tuple(_proved_on_base(plan, question, row, given, within) for row in rows)


def with_vacuity(plan: Plan, question: Question, row: Row, given: Cube) -> Row:
    """The row; where nothing is found because the story itself breaks what is asked to hold throughout, it says nothing, and says so."""
    if row.finding.verdict not in SAY_NOTHING or not is_vacuous(plan, question, row, given):
        return row
    return replace(row, finding=replace(row.finding, limit=VACUOUS, proved="", proof=()))


def with_what_is_kept(plan: Plan, question: Question, row: Row, given: Cube, deadline: float) -> Row:
    """The row; where nothing is found and no path keeps what is asked to hold throughout, whatever it comes to, it says so."""
    if row.finding.verdict not in SAY_NOTHING or row.finding.says_nothing or not (question.never or question.always):
        return row
    return replace(row, finding=replace(row.finding, never_kept=_is_never_kept(plan, question, row, given, deadline)))


def _is_never_kept(plan: Plan, question: Question, row: Row, given: Cube, deadline: float) -> bool:
    """Whether no path is found on which what is asked to hold throughout does, whatever it comes to; no where that was not found out in time."""
    anything = replace(question, form="can", condition=c.Truth(True), value=None, by=None, by_kind=None)
    return any_path(deepen(_settled(plan, anything, row, given), deadline), lambda _: True) is False


def _rows(plan: Plan, question: Question, machine: Machine, given: Cube, within: Limits) -> tuple[tuple[Row, ...], Parts]:
    """What is so under every reading, for the cast of the question; and the regions of each telling."""
    parts: Parts = []
    otherwise: list[Finding] = []
    for leaf in tellings(plan, question.scenario, machine):
        cube = readings_made(leaf.made, but=readings_given(question.scenario))
        proofs = [there.proof for _, there in parts if there.proof]
        found, finding = _part(plan, question, {**given, **cube}, leaf.result, within, tuple(cube.items()), proofs)
        parts.append((cube, found))
        otherwise.append(finding)
    if all(finding.proved for finding in otherwise):
        whole = tuple(case for finding in otherwise for case in finding.proof)
        otherwise = [replace(finding, proof=whole) for finding in otherwise]
    yes = Finding("possible" if question.form == "can" else "no")
    rows: tuple[Row, ...] = ()
    for by_given in (False, True):
        rows = table(plan, given, parts, yes, otherwise, by_given)
        rows = tuple(_turning(plan, question, row, parts, within.deadline) if row.path else row for row in rows)
        if not any(OR_READINGS in row.finding.limit for row in rows):
            break
    return rows, parts


def _more(plan: Plan, question: Question, given: Cube, parts: Parts, within: Limits) -> bool | None:
    """Whether there is a path under readings for which none was found; None if it was not found out in time."""
    found: list[bool | None] = []
    for cube, there in parts:
        settled = {**given, **cube}
        story = tell(plan, question.scenario, reading_as(settled))
        if story.refusal is None:
            cubes = [region.under for region in there.found]
            task = task_of(plan, question, settled, story)
            if there.proof is None or not _proved_too(task, there.proof, within, cubes):
                found.append(any_path(deepen(task, within.deadline), lambda depth, cubes=cubes: outside(depth.run.symbolic, cubes)))  # type: ignore[misc]
    return True if True in found else None if None in found else False


def _proved_too(task: Task, proof: Proof, within: Limits, cubes: Sequence[Cube]) -> bool:
    """Whether what was proved is so with one more person, by the same words if they will do."""
    return proved_like(task, proof, within.for_a_proof(), cubes) is not None or is_out_of_reach(task, within.for_a_proof(), cubes)


def is_vacuous(plan: Plan, question: Question, row: Row, given: Cube) -> bool:
    """Whether the told story itself breaks what is asked to hold throughout, under the readings of a row."""
    task = _settled(plan, question, row, given)
    return task.goal.is_broken(task.story)


def _settled(plan: Plan, question: Question, row: Row, given: Cube) -> Task:
    """The question where every reading is settled: those of a row, those given, the rest at their base."""
    options = plan.base_readings | dict(given) | dict(row.under)
    story = tell(plan, question.scenario, reading_as(options))
    return task_of(plan, question, options, story)


def _proved_on_base(plan: Plan, question: Question, row: Row, given: Cube, within: Limits) -> Row:
    """The row; if there is no path up to a number of events, that there is none at all on the base readings, where that can be proved."""
    if row.finding.verdict not in NEGATIVES or row.finding.proved or row.finding.says_nothing:
        return row
    task = _settled(plan, question, row, given)
    proof = prove(task, within.for_a_proof()) or prove_in_a_row(task, within.for_several_steps())
    if proof is None:
        return row
    limit = f"{PROVED} on the base readings; on the others meant here, {row.finding.limit}"
    return replace(row, finding=replace(row.finding, proved="on the base readings", limit=limit, proof=cases_of(proof)))


def _reasons_beside(plan: Plan, question: Question, row: Row, given: Cube, within: Limits) -> Beside[tuple[c.Label, ...] | None]:
    """What excludes every path under the base readings, proved or tried, if there is time to find it; nothing where there is a path, or it says nothing."""
    is_none = row.finding.verdict in NEGATIVES and not row.finding.says_nothing

    def reasons_of_row() -> tuple[c.Label, ...] | None:
        if not is_none:
            return None
        until = min(within.deadline, time.monotonic() + within.for_reasons)
        if row.finding.proof:
            return reasons_of_proof(plan, question, row, until)
        return reasons(_settled(plan, question, row, given), MOST_EVENTS, until)

    return Beside(reasons_of_row, is_quick=not is_none)


def _part(
    plan: Plan, question: Question, options: Cube, story: Story, within: Limits, told: Under, others: Sequence[Proof]
) -> tuple[Regions, Finding]:
    """The regions that go on from one telling, and what is so where there is no path.

    `told` are the readings of the telling; `others` are proofs of others, whose words will often do.
    """
    if (refused := not_allowed(story)) is not None:
        return Regions((), None), refused

    def proof(task: Task, cubes: Sequence[Cube], if_hard: Callable[[], None] | None = None) -> Proof | None:
        alike = (proved_like(task, other, within.for_a_proof(), cubes) for other in others)
        return next(filter(None, alike), None) or prove(task, within.for_a_proof(if_hard), cubes)

    def in_a_row(task: Task, cubes: Sequence[Cube]) -> Proof | None:
        return prove_in_a_row(task, within.for_several_steps(), cubes)

    found = regions(lambda readings: task_of(plan, question, readings, story), options, question.scenario, within.deadline, proof, in_a_row)
    if found.proof is not None:
        verdict: Verdict = "impossible" if question.form == "can" else "holds"
        return found, Finding(verdict, limit=PROVED, proved="under all of these readings", proof=cases_of(found.proof, told))
    return found, _none(question, found.rest) if found.rest else Finding("undecided")


def cases_of(proof: Proof, told: Under = ()) -> tuple[ProvedCase, ...]:
    """A proof as an answer has it."""
    return tuple(ProvedCase(case.who, told, case.invariant, case.steps) for case in proof.cases)


def _none(question: Question, found: Found) -> Finding:
    events = further_events(found.tried)
    if found.out_of_time:
        so_far = f"no path with up to {events} was found" if found.tried >= 0 else "nothing was tried to the end"
        return Finding("undecided", limit=f"the time limit came first; {so_far}")
    if question.form == "can":
        return Finding("impossible", limit=f"no path was found with up to {events}; longer ones were not tried")
    return Finding("holds", limit=f"no path with up to {events} breaks it; longer ones were not tried")


def _turning(plan: Plan, question: Question, row: Row, parts: Iterable[tuple[Cube, Regions]], deadline: float) -> Row:
    """The row, and what is so where its path turns on something that nobody gave."""
    assert row.path is not None
    row = replace(row, path=replace(row.path, title=path_title(question)))
    here = [(cube, [region for region in found.found if fits(region.under, dict(row.under))]) for cube, found in parts if fits(cube, dict(row.under))]
    names = dict.fromkeys(name_of(given) for _, found in here for region in found for given in region.given)
    if not names:
        return row
    given = readings_settled(question)
    settled = [{**given, **cube, **dict(row.under)} for cube, _ in here]
    free = (task_of(plan, question, options, tell(plan, question.scenario, reading_as(options))) for options in settled)
    paths = [region.path for _, found in here for region in found]
    task = _settled(plan, question, row, given)
    return whatever_is_given(task, free, question.scenario, paths, tuple(names), row, lambda found, _: (_none(question, found), ()), deadline)


def path_title(question: Question) -> str:
    """A title that no scenario of the plan is likely to have."""
    return f"A path: {question.title.rstrip('?')}".replace('"', "'")


# ---- the answer --------------------------------------------------------------------------


def _answer(plan: Plan, question: Question, machine: Machine, rows: tuple[Row, ...]) -> Answer:
    given = readings_settled(question)
    turned = {name for row in rows for name, _ in row.under}
    others = tuple(name for name in readings_of(machine, question.scenario) if name not in given and name not in turned)
    whole = all(row.finding.verdict != "undecided" for row in rows)
    return Answer(
        question, rows,
        same_under=others if whole else (),
        untried=() if whole else others,
        people=tuple((person.written, person.kind) for person in question.scenario.people),
        horizon=horizon(plan, question.scenario),
        missed=missed(plan, question, rows),
    )  # fmt: skip
