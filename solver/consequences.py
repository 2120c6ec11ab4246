"""What an amendment changes in what the plan says of facts: of the questions at hand, and of the people in its story.

The questions are asked of both texts, each as if it had always read so. The
story is told twice: without the amendment, and with it, the new text standing
from its adoption on. Nothing is judged: whether somebody is worse off is for
counsel. Here a comparison of the two texts over all paths would be called too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl import nodes as n
from dsl.amending import Key, key_of
from dsl.amendment import Amendment, adopted, moment_of
from dsl.dates import START, Instant, instant
from dsl.kinds import TIMES, YES_NO, Number
from dsl.plan import ByItself, Companion, Plan, Question, Scenario, StoryLine, Term
from solver.answer import Finding, Under
from solver.both_texts import both_texts
from solver.choices import (
    Choices,
    Leaf,
    TooMany,
    every_way,
    is_yes_or_no,
    matters,
    reading_choices,
    readings_made,
)
from solver.evaluate_over_time import walk, walk_holds
from solver.facts import find
from solver.history import Unknown
from solver.nearness import distance, nearness
from solver.replay import horizon, readings_on_base, run_on, tell
from solver.rows import rows_of
from solver.shared import changed_by
from solver.story import Story
from solver.undecided import Undecided

FACTS = ("is", "when", "what", "first", "who", "owed")
OPEN = ("not determined", "the plan does not say")
MOST_WAYS = 16  # combinations of facts that nobody stated
MOST_PAIRS = 250_000  # of ways in which two texts may answer


class Otherwise(Struct, frozen=True):
    """A question answered otherwise of the amended text, on the base readings."""

    question: Question
    before: Finding
    after: Finding


class Asked(Struct, frozen=True):
    """The questions of fact asked of both texts: `tried` of the `bearing` that can rest on what is changed, the nearest first.

    `gone` are those that cannot be asked of the amended text, `unknown` those of which it was not
    found out whether they come out otherwise, as what is asked turns on facts that nobody stated.
    """

    tried: int
    bearing: int
    otherwise: tuple[Otherwise, ...]
    gone: tuple[str, ...]
    unknown: tuple[str, ...] = ()


def questions_otherwise(
    plan: Plan, amendment: Amendment, questions: Sequence[Question], amended: Plan, anew: Mapping[Key, Question], most: int
) -> Asked:
    """The questions of fact that can rest on what is changed, at most so many, and which of them come out otherwise."""
    changed = _changed(plan, amendment)
    before, after = nearness(plan, changed), nearness(amended, changed)
    near: list[tuple[int, int]] = []
    pairs = [(question, anew.get(key_of(question))) for question in questions if _of_fact(question)]
    for place, (question, other) in enumerate(pairs):
        found = [far for far in (distance(question, before), distance(other, after) if other else None) if far is not None]
        if other is not None and found:
            near.append((min(found), place))
    asked = [pairs[place] for _, place in sorted(near)[:most]]
    answers = [_both_answers(plan, question, amended, other) for question, other in asked if other is not None]
    return Asked(
        len(asked), len(near), tuple(one for one in answers if isinstance(one, Otherwise)),
        tuple(question.title for question, other in pairs if other is None), tuple(one for one in answers if isinstance(one, str)),
    )  # fmt: skip


def questions_bearing(plan: Plan, amendment: Amendment, questions: Sequence[Question]) -> int:
    """How many questions of fact can rest on what is changed."""
    near = nearness(plan, _changed(plan, amendment))
    return sum(1 for question in questions if _of_fact(question) and distance(question, near) is not None)


def _of_fact(question: Question) -> bool:
    """A question of fact; whether an amendment is allowed is asked of the plan alone."""
    return question.form in FACTS and not isinstance(question.node, n.AskAllowed)


def _changed(plan: Plan, amendment: Amendment) -> set[str]:
    """The names that mean something else: those of changed clauses, and what clauses without a name that are new set or forbid."""
    new = amendment.plan
    clauses: tuple[Companion | ByItself, ...] = (*new.companions, *new.happenings)
    made = {str(changed_by(change)[1]) for one in clauses if one.label not in plan.clauses for change in one.changes}
    names = {difference.of for difference in amendment.differences} | made
    return names | (set(new.events) if any(one.label not in plan.clauses for one in new.invariants) else set())


def _both_answers(plan: Plan, question: Question, amended: Plan, other: Question) -> Otherwise | str | None:
    """The question with its two answers, where they differ; its title, where that is not found out."""
    try:
        before, after = _ways_on_base(plan, question), _ways_on_base(amended, other)
        differ = _differ(before, after)
        if differ:
            return Otherwise(question, _on_base(plan, question, before), _on_base(amended, other, after))
        return question.title if differ is None else None
    except Undecided:
        return question.title


def _differ(before: Sequence[Leaf[Finding]], after: Sequence[Leaf[Finding]]) -> bool | None:
    """Whether two texts answer otherwise on some facts; None where what they answer itself turns on what nobody stated."""
    if len(before) * len(after) > MOST_PAIRS:
        return None
    alike = [(one.result, other.result) for one in before for other in after if _of_the_same_facts(one, other)]
    if any(_said(one) != _said(other) for one, other in alike):
        return True
    return None if any(one.verdict in OPEN for one, _ in alike) else False


def _of_the_same_facts(one: Leaf[Finding], other: Leaf[Finding]) -> bool:
    """Whether what nobody stated is taken in the same way; each text is read on its own base."""
    return all(choice.sort == "reading" or other.made.get(choice, option) == option for choice, option in one.made.items())


def on_base(plan: Plan, question: Question) -> Finding:
    """What is found on the base readings, or those given, whatever nobody stated."""
    return _on_base(plan, question, _ways_on_base(plan, question))


def _ways_on_base(plan: Plan, question: Question) -> list[Leaf[Finding]]:
    """What is found on the base readings, in each way in which what nobody stated can be."""
    return every_way(lambda choices: find(plan, question, choices), readings_on_base(plan, question.scenario))


def _on_base(plan: Plan, question: Question, leaves: Sequence[Leaf[Finding]]) -> Finding:
    return rows_of(plan, leaves, readings_made(readings_on_base(plan, question.scenario)))[0].finding


def _said(finding: Finding) -> Any:
    """What is found, whatever clauses it names."""
    return finding.verdict, finding.values, finding.turns_on, finding.standings


# ---- the story under both texts ------------------------------------------------------------


Of = tuple[str, str | None]  # a term, and of whom
Supposing = tuple[tuple[str, bool | None], ...]
NO_READING = ("input", "open", "order", "discretion")


class Differs(Struct, frozen=True):
    """From a moment on something of somebody, or of a thing, is otherwise.

    `supposing` are facts that nobody stated, None where it is otherwise for some of their values. Where
    what it is turns on such facts itself, one of the two is `Unknown`, and whether it is otherwise is not known.
    """

    term: str
    subject: str | None
    since: Instant
    before: Any
    after: Any
    supposing: Supposing = ()

    @property
    def is_known(self) -> bool:
        """Whether it is known to be otherwise."""
        return not isinstance(self.before, Unknown) and not isinstance(self.after, Unknown)


class TwoTellings(Struct, frozen=True):
    """The story told without the amendment and with it: what differs, and the later lines allowed in one telling only.

    `lost` is a line that is not allowed with it, `gained` one that is allowed only with it, each with whether that is
    so whatever nobody stated. `partly` says that not every combination of the facts that nobody stated was tried.
    """

    differs: tuple[Differs, ...]
    lost: tuple[StoryLine, bool] | None
    gained: tuple[StoryLine, bool] | None
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
    runs: list[Leaf[dict[Of, Differs]]] = []
    refused: list[tuple[StoryLine | None, StoryLine | None]] = []

    def tellings(choices: Choices) -> None:
        stories = [tell(plan, amendment.scenario, choices), tell(both, scenario, choices)]
        if (refusal := stories[1].refusal) is not None and refusal.line < first + len(amendment.lines):
            runs.append(Leaf(dict(choices.made), {}))
            return
        for story in stories:
            run_on(story, end)
        before, after = (story.lines[story.refusal.line] if story.refusal is not None else None for story in stories)
        refused.append((before, after))
        differing = {(one.term, one.subject): one for one in _differences(plan, amendment, stories[0], stories[1], moment, end)}
        runs.append(Leaf(dict(choices.made), differing))

    partly = False
    try:
        every_way(tellings, fixed, MOST_WAYS)
    except TooMany:
        partly = True
    if not refused:
        return None
    order = list(plan.terms)
    differing = [_supposing(of, runs, partly) for of in dict.fromkeys(of for run in runs for of in run.result)]
    differing.sort(key=lambda one: (one.since, order.index(one.term)))
    lost, gained = ([pair[place] if pair[place] != pair[1 - place] else None for pair in refused] for place in (1, 0))
    return TwoTellings(tuple(differing), _line_of(lost), _line_of(gained), partly)


def _supposing(of: Of, runs: Sequence[Leaf[dict[Of, Differs]]], partly: bool) -> Differs:
    """What is otherwise, as the telling has it that knows it and supposes least; where not all were tried, all that it took to be so counts."""
    turning = matters([Leaf(run.made, run.result.get(of)) for run in runs], NO_READING)
    found = []
    for run in runs:
        if of in run.result:
            made = [(choice, option) for choice, option in run.made.items() if choice.sort in NO_READING and (partly or choice in turning)]
            supposing = dict.fromkeys((choice.about, bool(option) if is_yes_or_no(choice) else None) for choice, option in made)
            found.append(replace(run.result[of], supposing=tuple(supposing)))
    return min(found, key=lambda one: (not one.is_known, len(one.supposing)))


def _line_of(found: Sequence[StoryLine | None]) -> tuple[StoryLine, bool] | None:
    """The first of some lines, and whether it is all of them."""
    line = next((one for one in found if one is not None), None)
    return (line, all(one == line for one in found)) if line is not None else None


def _with(amendment: Amendment) -> Scenario:
    """The whole story, with the lines that adopt the amendment at their moment."""
    so_far = adopted(amendment)
    told = len(so_far.lines) - len(amendment.lines)
    return replace(so_far, lines=(*so_far.lines, *amendment.scenario.lines[told:]))


def _differences(plan: Plan, amendment: Amendment, one: Story, other: Story, since: Instant, end: Instant) -> Iterator[Differs]:
    """What differs from the adoption on, of each person and each thing, apart from what the power itself marks."""
    marked = {change.make.term for line in amendment.lines for change in plan.events[line.event].changes if isinstance(change.make, c.SetTerm)}
    for term in plan.terms.values():
        if term.per is None or term.role not in ("state", "means") or term.name in marked or not (term.kind == YES_NO or term.kind in TIMES or isinstance(term.kind, Number)):
            continue
        for subject in one.evaluator.people if term.per == "Person" else (None,):
            found = _first_difference(_course(one, term, subject, end), _course(other, term, subject, end), since)
            if found is not None:
                yield Differs(term.name, subject, *found)


def _course(story: Story, term: Term, subject: str | None, end: Instant) -> dict[int, Any]:
    """The values of a term as time passes, by the moment from which each is so."""
    core = c.TermIs(term.name, c.ActorIs(subject) if subject else None)
    walked = walk_holds if term.kind == YES_NO else walk
    found: dict[int, Any] = {}
    for place, entry in enumerate(story.history):
        until = story.end_of(place, end)
        for tick, value in walked(story.evaluator, core, {}, place, until):
            if tick < until or place == story.last:
                found[tick] = value
        if entry.tick == until:
            found.pop(until, None)
    return found


def _first_difference(one: dict[int, Any], other: dict[int, Any], since: Instant) -> tuple[Instant, Any, Any] | None:
    """The first moment at which two courses are known to differ; where there is none, at which they may."""
    def at(course: dict[int, Any], tick: int) -> Any:
        return course[max((t for t in course if t <= tick), default=min(course))]

    differing = [(Instant(tick), at(one, tick), at(other, tick)) for tick in sorted({t for t in (*one, *other, since) if t >= since})]
    differing = [found for found in differing if found[1] != found[2]]
    return next((found for found in differing if not any(isinstance(value, Unknown) for value in found)), next(iter(differing), None))
