"""Whether an amendment is allowed: on its date, on others, and with which figure.

Takes a plan and an amendment; the replay tells the story with the lines that
adopt it under every reading that matters. The windows are worked out from the
provisos of all its powers together, on the state before it, and each end and
its neighbour are told again line by line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl import nodes as n
from dsl.amendment import Amendment, adopted
from dsl.core import Label
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, START, Instant, instant
from dsl.forms import forms_of, inside
from dsl.kinds import Number
from dsl.plan import ClauseInfo, Event, HoleOf, Plan, Question, Scenario, Term
from dsl.rewritten import rewritten
from solver.answer import Answer, Finding, Opening, Row
from solver.bearing import bearing_of
from solver.choices import Choices, every_way, reading_choices, readings_made
from solver.facts import answer_fact
from solver.inverse import answer_inverse
from solver.over_time import joined, stretches_of
from solver.reading_list import WHETHER_IT_CAN_BE_TOLD
from solver.replay import horizon, readings_given, run_on, start_of, tell
from solver.rows import rows_of
from solver.story import Story
from solver.undecided import Undecided


class LinesBear(Undecided):
    """What one line of an amendment does bears on whether the next is allowed."""

    def __init__(self) -> None:
        super().__init__("What one line of the amendment does bears on whether the next is allowed, so that its dates are not worked out.",
                         "Ask for the dates that matter with `--on`.")


def question_of(amendment: Amendment, scenario: Scenario) -> Question:
    """Whether a story with the amendment in it can be told."""
    return Question(amendment.title, "is", scenario, n.AskIs(n.YesNo(True), span=amendment.span), amendment.span, "is it allowed", condition=WHETHER_IT_CAN_BE_TOLD)


def permitted(plan: Plan, amendment: Amendment, at: Instant | None = None) -> Answer:
    """Whether the amendment is allowed at its moment or another: yes, not allowed, or not determined, by the readings that matter."""
    return answer_fact(plan, question_of(amendment, adopted(amendment, at)))


# ---- when ------------------------------------------------------------------------------


def windows_permitted(plan: Plan, amendment: Amendment) -> Answer:
    """The stretches of time in which the amendment is allowed in its story as told; raises LinesBear."""
    scenario = adopted(amendment)
    given = readings_given(scenario)
    question = question_of(amendment, scenario)
    leaves = every_way(lambda choices: _window(plan, amendment, question, choices), given)
    fixed = readings_made(given)
    rows = rows_of(plan, leaves, fixed)
    for row in rows:
        _confirm(plan, amendment, row)
    return Answer(question, rows, horizon=horizon(plan, scenario))


def _window(plan: Plan, amendment: Amendment, question: Question, choices: Choices) -> Finding:
    end = instant(horizon(plan, question.scenario), START)
    story = tell(plan, amendment.scenario, choices, bearing=bearing_of(plan, question))
    if story.refusal is not None:
        raise Undecided("A line of the story cannot happen as told.", "Run `pill replay` on the scenario to see why.")
    run_on(story, end)
    guards: list[c.Core] = []
    env: dict[str, Any] = {}
    for line in amendment.lines:
        event = plan.events[line.event]
        guards += event.guards
        env |= {hole.var: dict(line.values)[hole.name] for hole in event.holes}
    stretches = joined(list(stretches_of(story, c.All(tuple(guards)), env, story.history[0].tick, end)))
    opens = tuple(_failing(story, guards, env, Instant(begin - 1)) if begin > story.history[0].tick else () for begin, _ in stretches)
    closes = tuple(_failing(story, guards, env, until) if until < end else () for _, until in stretches)
    return Finding("windows", openings=(Opening("as things stand", stretches, opens, closes),))


def _failing(story: Story, guards: list[c.Core], env: dict[str, Any], tick: Instant) -> tuple[Label, ...]:
    at = story.place_at(tick)
    return tuple(guard.label for guard in guards if isinstance(guard, c.Part) and not story.evaluator.holds(guard, env, at, tick))


def _confirm(plan: Plan, amendment: Amendment, row: Row) -> None:
    """The first and the last moment of each stretch, and those beside it, told line by line under the row's readings."""
    if row.finding.verdict != "windows":
        return
    stretches = row.finding.openings[0].stretches
    first, last = start_of(plan, amendment.scenario), instant(horizon(plan, adopted(amendment)), START)
    for begin, end in stretches:
        for moment in {_line_at(begin, 1), _line_at(begin - 1, -1), _line_at(end - 1, -1), _line_at(end, 1)}:
            inside = any(low <= moment < high for low, high in stretches)
            if first <= moment < last and _allowed(plan, amendment, row, moment) is not inside:
                raise LinesBear


def _line_at(tick: int, step: int) -> Instant:
    """The moment at which a line can be told from a tick on, or before it."""
    while tick % 4 not in (BEFORE_CLOSE, AFTER_CLOSE):
        tick += step
    return Instant(tick)


def _allowed(plan: Plan, amendment: Amendment, row: Row, moment: Instant) -> bool:
    scenario = adopted(amendment, moment)
    choices = Choices(readings_given(scenario) | reading_choices(row.under))
    return tell(plan, scenario, choices, bearing=bearing_of(plan, question_of(amendment, scenario))).refusal is None


# ---- with which figure ---------------------------------------------------------------------


class Figures(Struct, frozen=True):
    """The values of one figure of the amendment with which it is allowed on its date, the rest being as it says."""

    hole: str
    power: str
    answer: Answer


def figures_permitted(plan: Plan, amendment: Amendment, seconds: float, at: Instant | None = None) -> Iterator[Figures]:
    """For each number that a line of the amendment says, the values that it could have said.

    A power that the plan remembers by such a number is left out: what is remembered would be another thing.
    """
    for place, line in enumerate(amendment.lines):
        power = plan.events[line.event]
        for hole in power.holes:
            if isinstance(hole.kind, Number) and not _remembered(plan, power.name):
                asking, unknown = _with_unknown(plan, power, hole)
                scenario = adopted(amendment, at)
                lines = list(scenario.lines)
                place_of = len(lines) - len(amendment.lines) + place
                lines[place_of] = replace(lines[place_of], event=unknown)
                question = replace(question_of(amendment, replace(scenario, lines=tuple(lines))), form="inverse", topic=unknown, kind=hole.kind)
                yield Figures(hole.name, power.name, _inverse(asking, question, seconds))


def _inverse(plan: Plan, question: Question, seconds: float) -> Answer:
    """The values, or an answer that says why they were not found."""
    try:
        return answer_inverse(plan, question, seconds)
    except Undecided as error:
        return Answer(question, (Row((), Finding("undecided", limit=f"{error} {error.help}")),))


def _remembered(plan: Plan, event: str) -> bool:
    """Whether some clause looks back at the uses of a power."""
    return any(form.event == event for form in inside(forms_of(plan), (c.EventAt, c.HasOccurred)))


def _with_unknown(plan: Plan, power: Event, hole: HoleOf) -> tuple[Plan, str]:
    """The plan with a power beside the others whose figure is an input that nobody gave; its name, which is the input's too."""
    name = hole.name

    def said(part: Any, var: str) -> Any:
        if isinstance(part, c.VarIs) and part.name == var:
            return c.TermIs(name)
        return rewritten(part, lambda inner: said(inner, var))

    place = power.holes.index(hole)
    event = replace(power, name=name, guards=said(power.guards, hole.var), changes=said(power.changes, hole.var))
    companions = tuple(
        replace(one, event=name, condition=said(one.condition, one.holes[place]), changes=said(one.changes, one.holes[place]))
        for one in plan.companions if one.event == power.name
    )  # fmt: skip
    label = Label(name)
    info = ClauseInfo(label, "Input", plan.clauses[power.label].span, (), plan.clauses[power.label].node)
    term = Term(name, "input", hole.kind, None, None, None, label)
    return replace(
        plan, terms={**plan.terms, name: term}, events={**plan.events, name: event},
        companions=(*plan.companions, *companions), clauses={**plan.clauses, label: info},
    ), name  # fmt: skip
