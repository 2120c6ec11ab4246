"""What is so, given the facts: questions answered by telling the story.

Takes a plan and a checked question of fact; gives an `Answer`. Every reading,
every fact that is not given and every open matter on which the story could
turn is tried both ways. Nothing here knows Z3 or the machine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, assert_never

from msgspec.structs import replace

from dsl.core import EventAt, FirstAt, Label, TermIs
from dsl.dates import START, Instant, end_of, instant
from dsl.forms import inside
from dsl.kinds import DAY
from dsl.plan import Plan, Question
from solver.answer import Answer, Finding
from solver.bearing import bearing_of
from solver.choices import Choices, Leaf, every_way, matters, readings_made
from solver.duties import standings
from solver.evaluate_over_time import first
from solver.expect import missed
from solver.history import Unknown
from solver.reading_list import in_order, rests_on
from solver.refused import not_allowed
from solver.replay import horizon, readings_given, readings_settled, run_on, tell
from solver.rows import rows_of
from solver.story import Story
from solver.unset_times import still_unset

NOTHING: frozenset[Label] = frozenset()
COMPARING = ("is", "why", "first")  # the forms of which a condition is asked
MOST_TOLD = 16  # ways told again for what an answer rests on
NAMED_TIMES = (TermIs, EventAt, FirstAt)  # times that what happens by itself can set


def answer_fact(plan: Plan, question: Question) -> Answer:
    """The answer to `is`, `when`, `what`, `first`, `who` or `owed`, under every reading that matters.

    Raises OutsideCalendar, TooMany, TooManyReadings, NeverSettles.
    """
    given = readings_given(question.scenario)
    leaves = every_way(lambda choices: find(plan, question, choices), given)
    fixed = readings_settled(question)
    rows = rows_of(plan, leaves, fixed)
    rested_on, unset = _rested_on(plan, question, leaves)
    return Answer(
        question=question,
        rows=rows,
        rests_on=in_order(plan, rested_on),
        unset=unset if question.form in COMPARING else (),
        same_under=same_under(plan, leaves, fixed),
        people=tuple((person.written, person.kind) for person in question.scenario.people),
        horizon=horizon(plan, question.scenario),
        missed=missed(plan, question, rows),
    )


def _rested_on(plan: Plan, question: Question, leaves: list[Leaf[Finding]]) -> tuple[set[Label], tuple[str, ...]]:
    """What is read on the base readings, or those given, in the ways in which what nobody stated can be; and the times compared and unset in each of them."""
    base = plan.base_readings | readings_settled(question)
    on_base = [leaf.made for leaf in leaves if all(base[name] == option for name, option in readings_made(leaf.made).items())]
    found: set[Label] = set()
    unset: list[tuple[str, ...]] = []
    for made in on_base[:MOST_TOLD]:
        story, moment = told(plan, question, Choices({**readings_given(question.scenario), **made}))
        found.update(rests_on(story, question, moment))
        unset.append(still_unset(story, story.place_at(moment), moment) if moment is not None and story.refusal is None else ())
    return found, tuple(name for name in unset[0] if all(name in other for other in unset)) if unset else ()


def same_under(plan: Plan, leaves: list[Leaf[Finding]], fixed: Mapping[str, str]) -> tuple[str, ...]:
    """The readings that were tried and do not matter."""
    tried = {choice.about for leaf in leaves for choice in (*leaf.made, *leaf.idle) if choice.sort == "reading"}
    relevant = {choice.about for choice in matters(leaves, ("reading",))}
    return tuple(name for name in plan.readings if name in tried - relevant - set(fixed))


def told(
    plan: Plan, question: Question, choices: Choices, deleted: frozenset[Label] = NOTHING
) -> tuple[Story, Instant | None]:
    """The story of a question, run on as far as it asks, and the moment it asks about.

    The moment is None where the time asked about never comes.
    """
    story = tell(plan, question.scenario, choices, deleted, bearing_of(plan, question))
    return story, asked_about(story, plan, question)


def asked_about(story: Story, plan: Plan, question: Question) -> Instant | None:
    """Let a story that was told run on as far as a question asks; the moment it asks about.

    None where the time asked about never comes.
    """
    if story.refusal is not None:
        return story.history[-1].tick
    end = instant(horizon(plan, question.scenario), START)
    moment: Instant | None
    if question.moment is None:
        moment = end if question.form in ("when", "first") else story.history[-1].tick
    else:
        if inside((question.moment,), NAMED_TIMES):
            run_on(story, end)
        moment = _moment(story, question)
    if moment is not None:
        run_on(story, moment)
    return moment


def _moment(story: Story, question: Question) -> Instant | None:
    """`on D` is the end of that day; `at T` is that instant."""
    assert question.moment is not None
    found = _time(story, question)
    if found is None or isinstance(found, Unknown):
        return None
    if question.moment_kind == DAY:
        assert isinstance(found, dt.date)
        return Instant(end_of(found) - 1)
    return Instant(found)


def _time(story: Story, question: Question) -> Any:
    """The time asked about, as `when is ...?` finds it: a day or an instant, None where it is never set, or unknown; the story has run on."""
    if question.moment is None:
        return None
    at = max(instant(horizon(story.evaluator.plan, question.scenario), START), story.history[-1].tick)
    return story.evaluator.value(question.moment, {}, story.last, at)


def find(plan: Plan, question: Question, choices: Choices, deleted: frozenset[Label] = NOTHING) -> Finding:
    """What comes out of one run."""
    story, moment = told(plan, question, choices, deleted)
    return look(story, question, moment)


def look(story: Story, question: Question, moment: Instant | None) -> Finding:
    """What comes out of a story at the moment that a question asks about."""
    if (refused := not_allowed(story)) is not None:
        return refused
    if moment is None:
        if isinstance(time := _time(story, question), Unknown):
            return _valued(time)
        return Finding("unset", turns_on=("the time asked about, which never comes",))
    if moment < story.history[0].tick:
        return Finding("not determined", turns_on=("what was so before the story begins",))
    return _look(story, question, story.place_at(moment), moment)


def _look(story: Story, question: Question, at: int, moment: Instant) -> Finding:
    evaluator = story.evaluator
    match question.form:
        case "is" | "why" | "inverse":
            assert question.condition is not None
            return Finding("yes" if evaluator.holds(question.condition, {}, at, moment) else "no")
        case "when" | "what":
            assert question.value is not None
            return _told_beside(story, question, at, _valued(evaluator.value(question.value, {}, at, moment)))
        case "first":
            assert question.condition is not None
            found = first(evaluator, question.condition, {}, at, moment)
            return Finding("never") if found is None else Finding("value", (found,))
        case "who":
            return _who(story, question, at, moment)
        case "owed":
            return _owed(story, moment)
        case "says" | "can" | "ways" | "certain" | "may" | "extreme":
            raise AssertionError(f"{question.form} is no question of fact")
        case _:
            assert_never(question.form)


def _who(story: Story, question: Question, at: int, moment: Instant) -> Finding:
    assert question.condition is not None
    assert question.var is not None
    names = tuple(
        person for person in story.evaluator.people
        if story.evaluator.holds(question.condition, {question.var: person}, at, moment)
    )  # fmt: skip
    return Finding("value", names) if names else Finding("nobody")


def _owed(story: Story, moment: Instant) -> Finding:
    """The duties that are open, overdue ones among them."""
    found = tuple(duty for duty in standings(story, moment, moment) if duty.state in ("open", "breached"))
    return Finding("owed", tuple(duty.duty for duty in found), standings=found) if found else Finding("nothing")


def _told_beside(story: Story, question: Question, place: int, finding: Finding) -> Finding:
    """A value, with what it is right after the last line where time alone changes it; one that is unset, with whether it was set up to that place."""
    asked = question.value
    assert asked is not None

    def at(entry: int) -> Any:
        return story.evaluator.value(asked, {}, entry, story.history[entry].tick)

    if finding.verdict == "unset":
        return replace(finding, was_set=any(not isinstance(value := at(entry), Unknown) and value is not None for entry in range(place + 1)))
    if finding.verdict != "value" or question.form != "when" or question.moment is not None:
        return finding
    told = at(story.last_told(len(question.scenario.lines)))
    return finding if isinstance(told, Unknown) or (told,) == finding.values else replace(finding, as_told=(told,))


def _valued(found: Any) -> Finding:
    if isinstance(found, Unknown):
        names = tuple(sorted(found.sources))
        return Finding("the plan does not say" if found.is_open else "not determined", turns_on=names)
    if found is None:
        return Finding("unset")
    if isinstance(found, bool):
        return Finding("yes" if found else "no")
    return Finding("value", (found,))


