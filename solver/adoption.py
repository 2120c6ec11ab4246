"""Whether an amendment is allowed: on its date, on others, and with which figure.

Takes a plan and an amendment; the replay tells the story with the lines that
adopt it under every reading that matters. The windows are worked out from the
provisos of all its powers together, on the state before it, and each end and
its neighbour are told again line by line.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
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
from dsl.plan import ClauseInfo, Event, HoleOf, Invariant, Plan, Question, Scenario, Term
from dsl.rewritten import rewritten
from solver.answer import Answer, Finding, Opening, Row
from solver.bearing import bearing_of
from solver.choices import Choices, every_way, readings_made
from solver.evaluate_over_time import walk_holds
from solver.facts import answer_fact
from solver.inverse import answer_inverse
from solver.meaning import names_in
from solver.nearness import nearness
from solver.over_time import Stretch, joined, stretches_of
from solver.reading_list import WHETHER_IT_CAN_BE_TOLD
from solver.refused import not_allowed
from solver.replay import horizon, readings_given, run_on, start_of, tell
from solver.rows import rows_of
from solver.shared import changed_by
from solver.story import Story
from solver.undecided import Undecided


class LinesBear(Undecided):
    """What the lines of an amendment do bears on whether it is allowed."""

    def __init__(self) -> None:
        super().__init__("What a line of the amendment does bears on whether the next is allowed, or would break what must always be so, so that its dates are not worked out.",
                         "Ask for the dates that matter with `--on`.")


def question_of(amendment: Amendment, scenario: Scenario) -> Question:
    """Whether a story with the amendment in it can be told."""
    return Question(amendment.title, "is", scenario, n.AskIs(n.YesNo(True), span=amendment.span), amendment.span, "is it allowed", condition=WHETHER_IT_CAN_BE_TOLD)


def permitted(plan: Plan, amendment: Amendment, at: Instant | None = None) -> Answer:
    """Whether the amendment is allowed at its moment or another: yes, not allowed, or not determined, by the readings that matter."""
    return answer_fact(plan, question_of(amendment, adopted(amendment, at)))


# ---- when ------------------------------------------------------------------------------


def windows_permitted(plan: Plan, amendment: Amendment) -> Answer:
    """The stretches of time in which the amendment is allowed in its story as told; raises LinesBear.

    A row is "not allowed" where a line of the story cannot happen; raises Undecided where that is so however it is read.
    """
    scenario = adopted(amendment)
    given = readings_given(scenario)
    question = question_of(amendment, scenario)
    confirmed: set[Hashable] = set()
    leaves = every_way(lambda choices: _window(plan, amendment, question, choices, confirmed), given)
    if all(leaf.result.verdict == "not allowed" for leaf in leaves):
        raise Undecided("A line of the story cannot happen as told.", "Run `pill replay` on the scenario to see why.")
    return Answer(question, rows_of(plan, leaves, readings_made(given)), horizon=horizon(plan, scenario))


def _window(plan: Plan, amendment: Amendment, question: Question, choices: Choices, confirmed: set[Hashable]) -> Finding:
    """What comes out of one run; `confirmed` are the stretches that were, under which readings."""
    end = instant(horizon(plan, question.scenario), START)
    story = tell(plan, amendment.scenario, choices, bearing=bearing_of(plan, question))
    if (refused := not_allowed(story)) is not None:
        return refused
    run_on(story, end)
    guards: list[c.Core] = []
    env: dict[str, Any] = {}
    for line in amendment.lines:
        event = plan.events[line.event]
        guards += event.guards
        env |= {hole.var: dict(line.values)[hole.name] for hole in event.holes}
    stretches = joined(list(stretches_of(story, c.All(tuple(guards)), env, story.history[0].tick, end)))
    within = frozenset(_within(plan, amendment, story, end))
    under = stretches, frozenset(readings_made(choices.made).items())
    if within or under not in confirmed:
        confirmed.add(under)
        _confirm(plan, amendment, story, stretches, within, end)
    opens = tuple(_failing(story, guards, env, Instant(begin - 1)) if begin > story.history[0].tick else () for begin, _ in stretches)
    closes = tuple(_failing(story, guards, env, until) if until < end else () for _, until in stretches)
    return Finding("windows", openings=(Opening("as things stand", stretches, opens, closes),))


def _failing(story: Story, guards: list[c.Core], env: dict[str, Any], tick: Instant) -> tuple[Label, ...]:
    at = story.place_at(tick)
    return tuple(guard.label for guard in guards if isinstance(guard, c.Part) and not story.evaluator.holds(guard, env, at, tick))


def _confirm(plan: Plan, amendment: Amendment, story: Story, stretches: tuple[Stretch, ...], within: frozenset[int], end: Instant) -> None:
    """The first and the last moment of each stretch, those beside it, and those within or without at which it may be otherwise, told line by line."""
    marks = {mark for stretch in stretches for mark in stretch} | within
    for moment in sorted({_line_at(mark + side, step) for mark in marks for side, step in ((0, 1), (-1, -1))}):
        inside = any(begin <= moment < until for begin, until in stretches)
        if start_of(plan, amendment.scenario) <= moment < end and _allowed(plan, amendment, moment, story.evaluator.choices) is not inside:
            raise LinesBear


def _within(plan: Plan, amendment: Amendment, story: Story, end: Instant) -> Iterator[int]:
    """The moments of a story at which it may come to be otherwise allowed, though the provisos on the state before it do not change."""
    invariants = _touched(plan, {line.event for line in amendment.lines})
    if len(amendment.lines) > 1 or invariants:
        for place, entry in enumerate(story.history):
            yield entry.tick
            for invariant in invariants:
                yield from (tick for tick, _ in walk_holds(story.evaluator, invariant.condition, {}, place, story.end_of(place, end)))


def _touched(plan: Plan, used: set[str]) -> list[Invariant]:
    """What must always be so and may rest on what some powers change."""
    changes = [change for name in used for change in plan.events[name].changes]
    changes += [change for companion in plan.companions if companion.event in used for change in companion.changes]
    near = nearness(plan, {str(changed_by(change)[1]) for change in changes})
    return [invariant for invariant in plan.invariants if any(name in near for _, name in names_in(invariant.condition))]


def _line_at(tick: int, step: int) -> Instant:
    """The moment at which a line can be told from a tick on, or before it."""
    while tick % 4 not in (BEFORE_CLOSE, AFTER_CLOSE):
        tick += step
    return Instant(tick)


def _allowed(plan: Plan, amendment: Amendment, moment: Instant, choices: Choices) -> bool:
    scenario = adopted(amendment, moment)
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
