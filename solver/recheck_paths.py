"""Tells the paths of an answer again: each must come to what its row claims, under every reading that the row leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dsl.dates import START, Instant, instant
from dsl.plan import Givens, GivenTerm, Plan, Question, Scenario
from dsl.source import NOWHERE
from solver.answer import Answer, Row
from solver.choices import Choices, every_way, reading_as, reading_choices, whatever_is_given
from solver.goal import Goal
from solver.idle import idle_readings
from solver.over_time import values_seen
from solver.recheck import Check, uncovered, where
from solver.replay import horizon, readings_settled, run_on, tell
from solver.story import Story
from solver.tasks import goal_of, machine_for

Readings = Mapping[str, str]
OPEN = ("not determined", "the plan does not say")  # whether the story can be told may be what turns on a fact
SHOWN_BY_A_PATH = ("possible", "no", "value")


def of_paths(plan: Plan, answer: Answer) -> Iterator[Check]:
    """That the paths of each row that has any are as they are claimed to be."""
    for row in answer.rows:
        if row.path is None and row.finding.verdict in SHOWN_BY_A_PATH:
            yield Check(f"a timeline shows it{where(row)}", "not so", "there is none")
        if row.path is not None:
            yield from _of_row(plan, answer, row, row.path)


def _of_row(plan: Plan, answer: Answer, row: Row, first: Scenario) -> Iterator[Check]:
    question = answer.question
    what = f"the timeline{where(row)} comes to what is claimed"
    for path in (first, *row.others):
        if not goes_on(plan, question.scenario, path):
            yield Check(what, "not so", "a timeline does not go on from the story of the question")
            return
    under = plan.base_readings | readings_settled(question) | dict(row.under)
    if not _is_reached(row):
        under = {**under, **{name: plan.readings[name].base for name in answer.untried}}
    told = _told(plan, question, row, first, reading_as(under))
    if told.moment is None or told.moment != row.moment:
        yield Check(what, "not so", told.why or "it comes to it at another moment than is said")
        return
    yield Check(what, "so")
    yield _everywhere(plan, answer, row, (first, *row.others))


def goes_on(plan: Plan, told: Scenario, path: Scenario) -> bool:
    """Whether a path has the people, what is given and the lines of a story, and adds only lines and the values of inputs that nobody gave."""
    so_far = [(line.date, line.after_close, line.sentence) for line in path.lines[: len(told.lines)]]
    return (
        path.people == told.people
        and so_far == [(line.date, line.after_close, line.sentence) for line in told.lines]
        and [_bare(given) for given in path.givens[: len(told.givens)]] == [_bare(given) for given in told.givens]
        and all(_is_free(plan, told, given) for given in path.givens[len(told.givens) :])
    )


def _bare(given: Givens) -> Givens:
    """What is given, wherever it is written."""
    return replace(given, span=NOWHERE)


def _is_free(plan: Plan, told: Scenario, given: Givens) -> bool:
    """Whether something given is the value of an input or an open matter that the story leaves open."""
    if not isinstance(given, GivenTerm):
        return False
    term = plan.terms[given.term]
    before = {(one.term, one.subject) for one in told.givens if isinstance(one, GivenTerm)}
    return (term.role in ("input", "open") or term.because == "input") and (given.term, given.subject) not in before


def of_refusals(plan: Plan, answer: Answer) -> Iterator[Check]:
    """That a story which is said not to be allowed is refused, under every reading that its row leaves open, and no other is."""
    for row in (row for row in answer.rows if row.finding.verdict != "undecided"):
        given = {**readings_settled(answer.question), **dict(row.under)}
        is_refused = row.finding.verdict == "not allowed"
        idle = idle_readings(machine_for(plan, answer.question, given), answer.question.scenario)
        fixed = reading_choices({**idle, **given})
        found = {leaf.result for leaf in every_way(lambda choices: tell(plan, answer.question.scenario, choices).refusal is not None, fixed)}
        if found != {is_refused} and not (row.finding.verdict in OPEN and False in found):
            yield Check(f"the story can be told{where(row)}", "not so", "it can" if is_refused else "a line of it cannot happen")


def _is_reached(row: Row) -> bool:
    """Whether the path of a row shows the very thing, and does not only come close."""
    return row.finding.verdict != "value" or not row.finding.bound


class _Told(Struct, frozen=True):
    """When a path comes to what is claimed; or why it does not."""

    moment: Instant | None
    why: str = ""


def _everywhere(plan: Plan, answer: Answer, row: Row, paths: Sequence[Scenario]) -> Check:
    """That under every reading which a row leaves open one of its paths comes to what is claimed."""
    question = answer.question
    given = {**readings_settled(question), **({name: plan.readings[name].base for name in answer.untried}), **dict(row.under)}
    idle = idle_readings(machine_for(plan, question, given), question.scenario)
    fixed = {**idle, **given}
    options = {name: [option.name for option in reading.options] for name, reading in plan.readings.items()}
    cubes = []
    for path in paths:
        leaves = every_way(lambda choices, path=path: _told(plan, question, row, path, choices), reading_choices(fixed))  # type: ignore[misc]
        cubes += [
            {name: option for name, option in under.items() if name not in fixed}
            for leaf in leaves if leaf.result.moment is not None
            for under in whatever_is_given(leaf, leaves, lambda told: told.moment is not None, options)
        ]  # fmt: skip
    left = uncovered(plan, given, {}, cubes) if cubes else {}
    what = f"it does so{where(row)} however other readings are taken"
    if left is None:
        return Check(what, "so")
    return Check(what, "not so", "no timeline does where " + " and ".join(f"{name} reads {option}" for name, option in left.items()))


def _told(plan: Plan, question: Question, row: Row, path: Scenario, choices: Choices) -> _Told:
    """A path told under one run's readings."""
    end = instant(horizon(plan, question.scenario), START)
    goal = goal_of(tell(plan, question.scenario, choices), question, end)
    story = tell(plan, path, choices)
    if story.refusal is not None:
        return _Told(None, f"`{story.lines[story.refusal.line].sentence}` cannot happen")
    met = goal.met(story, len(question.scenario.lines), end)
    if met is None:
        return _Told(None, "what is claimed does not come about in it")
    if question.form != "extreme":
        return _Told(met[0])
    moment = _moment_of(story, question, row, goal, end)
    return _Told(moment, "" if moment is not None else "the value does not come about in it")


def _moment_of(story: Story, question: Question, row: Row, goal: Goal, end: Instant) -> Instant | None:
    """When the value of a row comes about after the told story; any value where the row's is only approached."""
    assert question.value is not None
    run_on(story, end)
    for moment, value in values_seen(story, question.value, story.last_told(len(question.scenario.lines)), goal.until):
        if not row.finding.values or not _is_reached(row) or value == row.finding.values[0]:
            return moment
    return None
