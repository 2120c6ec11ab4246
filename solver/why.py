"""Why something is so: the clauses, lines and facts without which the answer changes.

Each clause read on the way to the answer, and each line and fact of the story, is left
out in turn and the question asked again. Where several grounds would do, no
single one changes the answer; then grounds are left out together for as long
as the answer stays, and what remains is one irreducible set.
"""

from __future__ import annotations

from msgspec.structs import replace

from dsl.core import Label
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, instant
from dsl.plan import GivenPair, GivenTerm, Plan, Question, Scenario, StoryLine
from solver.answer import Answer, Finding, Reason
from solver.choices import Choices, every_way, readings_made
from solver.facts import answer_fact, find, told
from solver.replay import readings_given, readings_on_base
from solver.rows import rows_of

Ground = Label | int | GivenTerm | GivenPair  # a clause or limb, the number of a line, or a fact that the story gives


def answer_why(plan: Plan, question: Question) -> Answer:
    """The answer to `why ...?`: what `is ...?` finds, with its reasons under the base readings."""
    answer = answer_fact(plan, question)
    question = replace(question, scenario=_until_asked(plan, question))
    if answer.headline.verdict not in ("yes", "no"):
        return answer
    return replace(answer, reasons=reasons(plan, question, answer))


def _until_asked(plan: Plan, question: Question) -> Scenario:
    """The story without what comes after the moment asked about, which is no reason for anything."""
    scenario = question.scenario
    story, moment = told(plan, question, Choices(readings_given(scenario)))
    if moment is None or story.refusal is not None:
        return scenario
    lines = tuple(line for line in scenario.lines if instant(line.date, AFTER_CLOSE if line.after_close else BEFORE_CLOSE) <= moment)
    return replace(scenario, lines=lines)


def reasons(plan: Plan, question: Question, answer: Answer) -> tuple[Reason, ...]:
    """The reasons of a yes or no, clauses in the plan's order, then facts and lines."""
    grounds: list[Ground] = [label for label in answer.rests_on if plan.clauses[label].sources]
    grounds += [given for given in question.scenario.givens if isinstance(given, GivenTerm | GivenPair)]
    grounds += range(len(question.scenario.lines))
    alone = {g: finding for g in grounds if _turned(finding := _without(plan, question, {g}), answer.headline)}
    kept = _irreducible(plan, question, answer.headline, grounds)
    found = {g: alone.get(g) or _without(plan, question, {g}) for g in grounds if g in alone or g in kept}
    return tuple(
        _reason(ground, question.scenario.lines, ground in alone, finding)
        for ground, finding in found.items() if not _covered(ground, found)
    )  # fmt: skip


def _reason(ground: Ground, lines: tuple[StoryLine, ...], alone: bool, finding: Finding) -> Reason:
    if isinstance(ground, Label):
        return Reason(ground, None, alone, finding)
    if isinstance(ground, int):
        return Reason(None, lines[ground], alone, finding)
    return Reason(None, None, alone, finding, ground)


def _covered(ground: Ground, found: dict[Ground, Finding]) -> bool:
    """Whether a limb of this clause is itself among the reasons."""
    return isinstance(ground, Label) and any(
        isinstance(other, Label) and other != ground and other.clause == ground.clause
        and other.parts[: len(ground.parts)] == ground.parts
        for other in found
    )  # fmt: skip


def _turned(finding: Finding, headline: Finding) -> bool:
    """Whether the answer is now another; a line that could no longer happen answers nothing."""
    return finding.verdict != "not allowed" and finding != headline


def _irreducible(plan: Plan, question: Question, headline: Finding, grounds: list[Ground]) -> set[Ground]:
    out: set[Ground] = set()
    for ground in grounds:
        if _without(plan, question, out | {ground}) == headline:
            out.add(ground)
    return set(grounds) - out


def _without(plan: Plan, question: Question, out: set[Ground]) -> Finding:
    """What is found on the base readings, whatever nobody stated may be, when these grounds are left out."""
    lines = tuple(line for number, line in enumerate(question.scenario.lines) if number not in out)
    givens = tuple(given for given in question.scenario.givens if given not in out)
    asked = replace(question, scenario=replace(question.scenario, lines=lines, givens=givens))
    labels = frozenset(ground for ground in out if isinstance(ground, Label))
    fixed = readings_on_base(plan, question.scenario)
    leaves = every_way(lambda choices: find(plan, asked, choices, labels), fixed)
    return rows_of(plan, leaves, readings_made(fixed))[0].finding
