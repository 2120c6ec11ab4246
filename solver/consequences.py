"""What an amendment changes in what the plan says of facts: of the questions at hand, and of the people in its story.

The questions are asked of both texts, each as if it had always read so. The
story is told twice: without the amendment, and with it, the new text standing
from its adoption on. Nothing is judged: whether somebody is worse off is for
counsel. Here a comparison of the two texts over all paths would be called too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl import nodes as n
from dsl.amending import Key, key_of
from dsl.amendment import Amendment, adopted, moment_of
from dsl.dates import START, Instant, instant
from dsl.kinds import YES_NO, Number
from dsl.plan import Plan, Question, Scenario, StoryLine, Term
from solver.answer import Finding, Under
from solver.both_texts import both_texts
from solver.choices import Choices, TooMany, every_way, reading_choices, readings_made
from solver.facts import find
from solver.history import Unknown
from solver.nearness import distance, nearness
from solver.replay import horizon, readings_on_base, run_on, tell
from solver.rows import rows_of
from solver.story import Story
from solver.undecided import Undecided

FACTS = ("is", "when", "what", "first", "who", "owed")
MOST_WAYS = 16  # combinations of facts that nobody stated


class Otherwise(Struct, frozen=True):
    """A question answered otherwise of the amended text, on the base readings."""

    question: Question
    before: Finding
    after: Finding


class Asked(Struct, frozen=True):
    """The questions of fact asked of both texts: `tried` of the `bearing` that can rest on what is changed, the nearest first.

    `gone` are those that cannot be asked of the amended text.
    """

    tried: int
    bearing: int
    otherwise: tuple[Otherwise, ...]
    gone: tuple[str, ...]


def questions_otherwise(
    plan: Plan, amendment: Amendment, questions: Sequence[Question], amended: Plan, anew: Mapping[Key, Question], most: int
) -> Asked:
    """The questions of fact that can rest on what is changed, at most so many, and which of them come out otherwise."""
    changed = {difference.of for difference in amendment.differences}
    before, after = nearness(plan, changed), nearness(amended, changed)
    near: list[tuple[int, int]] = []
    pairs = [(question, anew.get(key_of(question))) for question in questions if _of_fact(question)]
    for place, (question, other) in enumerate(pairs):
        found = [far for far in (distance(question, before), distance(other, after) if other else None) if far is not None]
        if other is not None and found:
            near.append((min(found), place))
    asked = [pairs[place] for _, place in sorted(near)[:most]]
    otherwise = tuple(one for question, other in asked if other is not None for one in _both_answers(plan, question, amended, other))
    return Asked(len(asked), len(near), otherwise, tuple(question.title for question, other in pairs if other is None))


def questions_bearing(plan: Plan, amendment: Amendment, questions: Sequence[Question]) -> int:
    """How many questions of fact can rest on what is changed."""
    near = nearness(plan, {difference.of for difference in amendment.differences})
    return sum(1 for question in questions if _of_fact(question) and distance(question, near) is not None)


def _of_fact(question: Question) -> bool:
    """A question of fact; whether an amendment is allowed is asked of the plan alone."""
    return question.form in FACTS and not isinstance(question.node, n.AskAllowed)


def _both_answers(plan: Plan, question: Question, amended: Plan, other: Question) -> Iterator[Otherwise]:
    """The question with its two answers, where they differ and can be found."""
    with suppress(Undecided):
        before, after = on_base(plan, question), on_base(amended, other)
        if _said(before) != _said(after):
            yield Otherwise(question, before, after)


def on_base(plan: Plan, question: Question) -> Finding:
    """What is found on the base readings, or those given, whatever nobody stated."""
    fixed = readings_on_base(plan, question.scenario)
    leaves = every_way(lambda choices: find(plan, question, choices), fixed)
    return rows_of(plan, leaves, readings_made(fixed))[0].finding


def _said(finding: Finding) -> Any:
    """What is found, whatever clauses it names."""
    return finding.verdict, finding.values, finding.turns_on


# ---- the story under both texts ------------------------------------------------------------


class Differs(Struct, frozen=True):
    """From a moment on something of somebody, or of a thing, is otherwise; `supposing` are facts that nobody stated."""

    term: str
    subject: str | None
    since: Instant
    before: Any
    after: Any
    supposing: tuple[tuple[str, bool], ...] = ()


class TwoTellings(Struct, frozen=True):
    """The story told without the amendment and with it: what differs, and the later lines allowed in one telling only.

    `partly` says that not every combination of the facts that nobody stated was tried.
    """

    differs: tuple[Differs, ...]
    refused_before: StoryLine | None
    refused_after: StoryLine | None
    partly: bool = False


def told_twice(plan: Plan, amendment: Amendment, under: Under = ()) -> TwoTellings | None:
    """The story without and with the amendment, on the base readings but for those under which it is told.

    None where it cannot be adopted then. Raises Undecided.
    """
    both = both_texts(plan, amendment)
    scenario = _with(amendment)
    moment, end = moment_of(amendment.lines[0]), instant(horizon(plan, scenario), START)
    first = len(adopted(amendment).lines) - len(amendment.lines)
    fixed = readings_on_base(both, amendment.scenario) | reading_choices(under)
    seen: dict[tuple[str, str | None], Differs] = {}
    refused: dict[bool, StoryLine] = {}
    allowed: set[bool] = set()

    def tellings(choices: Choices) -> bool:
        stories = [tell(plan, amendment.scenario, choices), tell(both, scenario, choices)]
        if (refusal := stories[1].refusal) is not None and refusal.line < first + len(amendment.lines):
            return False
        for place, story in enumerate(stories):
            run_on(story, end)
            if story.refusal is not None:
                refused[bool(place)] = story.lines[story.refusal.line]
        for differs in _differences(plan, amendment, stories[0], stories[1], moment, end):
            inputs = tuple((choice.about, bool(option)) for choice, option in choices.made.items() if choice.sort == "input")
            key = (differs.term, differs.subject)
            if key not in seen or len(inputs) < len(seen[key].supposing):
                seen[key] = replace(differs, supposing=inputs)
        allowed.add(True)
        return True

    partly = False
    try:
        every_way(tellings, fixed, MOST_WAYS)
    except TooMany:
        partly = True
    if not allowed:
        return None
    order = list(plan.terms)
    found = sorted(seen.values(), key=lambda one: (one.since, order.index(one.term)))
    return TwoTellings(tuple(found), refused.get(False), refused.get(True), partly)


def _with(amendment: Amendment) -> Scenario:
    """The whole story, with the lines that adopt the amendment at their moment."""
    so_far = adopted(amendment)
    told = len(so_far.lines) - len(amendment.lines)
    return replace(so_far, lines=(*so_far.lines, *amendment.scenario.lines[told:]))


def _differences(plan: Plan, amendment: Amendment, one: Story, other: Story, since: Instant, end: Instant) -> Iterator[Differs]:
    """What differs from the adoption on, of each person and each thing, apart from what the power itself marks."""
    marked = {change.make.term for line in amendment.lines for change in plan.events[line.event].changes if isinstance(change.make, c.SetTerm)}
    for term in plan.terms.values():
        if term.per is None or term.role not in ("state", "means") or term.name in marked or not (term.kind == YES_NO or isinstance(term.kind, Number)):
            continue
        for subject in one.evaluator.people if term.per == "Person" else (None,):
            found = _first_difference(_course(one, term, subject, end), _course(other, term, subject, end), since)
            if found is not None:
                yield Differs(term.name, subject, *found)


def _course(story: Story, term: Term, subject: str | None, end: Instant) -> dict[int, Any]:
    """The values of a term as time passes, by the moment from which each is so."""
    core = c.TermIs(term.name, c.ActorIs(subject) if subject else None)
    found: dict[int, Any] = {}
    for place, entry in enumerate(story.history):
        until = story.end_of(place, end)
        for tick, value in story.evaluator.walk(core, {}, place, until):
            if tick < until or place == story.last:
                found[tick] = value
        if entry.tick == until:
            found.pop(until, None)
    return found


def _first_difference(one: dict[int, Any], other: dict[int, Any], since: Instant) -> tuple[Instant, Any, Any] | None:
    def at(course: dict[int, Any], tick: int) -> Any:
        return course[max((t for t in course if t <= tick), default=min(course))]

    for tick in sorted({t for t in (*one, *other, since) if t >= since}):
        before, after = at(one, tick), at(other, tick)
        if before != after and not isinstance(before, Unknown) and not isinstance(after, Unknown):
            return Instant(tick), before, after
    return None
