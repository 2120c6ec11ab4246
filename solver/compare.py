"""Two plans compared by their consequences: what one has on the same events and the other has not.

Takes two checked plans; gives for each consequence that both declare whether it
holds alike at every moment of every story, a path where it does not, or how far
none was found. Every path is told again by each plan alone, and shown only if
the consequence comes out as claimed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dsl import core as c
from dsl import nodes as n
from dsl.dates import Instant
from dsl.plan import Consequence, Plan, Question, Scenario, StoryLine
from dsl.source import NOWHERE
from solver.answer import Finding, Row
from solver.choices import reading_as
from solver.goal import last_told
from solver.joint import Joint, joint_of
from solver.meaning import meaning, names_in
from solver.one_more import Larger
from solver.paths import Searched, given_by, search_paths
from solver.regions import Disagreement
from solver.replay import horizon, run_on, tell
from solver.retold import Retold, holds_in, joint_scenario, retold
from solver.settling import settled_moments
from solver.undecided import Undecided
from solver.unmatched import Unmatched, unmatched
from solver.z3_solver import forget

Outcome = Literal["same", "only one", "each", "no difference found", "undecided"]


@dataclass(frozen=True)
class Shown:
    """A story on which one plan has a consequence and the other has not, and when; `left_out` are the lines that each does not allow."""

    scenario: Scenario
    moment: Instant
    left_out: tuple[tuple[StoryLine, ...], tuple[StoryLine, ...]]


@dataclass(frozen=True)
class OneWay:
    """Whether the plan of one place (0 or 1) has a consequence where the other has not, under which readings, with a story of each row."""

    has: int
    rows: tuple[Row, ...]
    shown: tuple[Shown | None, ...]
    one_more: Larger = ""

    @property
    def base(self) -> Finding:
        """What is so on the base readings."""
        return self.rows[0].finding


@dataclass(frozen=True)
class Compared:
    """A consequence of both plans; no `ways` where nothing that differs bears on it."""

    name: str
    of: tuple[Consequence, Consequence]
    ways: tuple[OneWay, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """What is so on the base readings."""
        verdicts = [way.base.verdict for way in self.ways]
        found = verdicts.count("possible")
        if found:
            return "each" if found == len(verdicts) else "only one"
        if any(verdict not in ("impossible", "possible") for verdict in verdicts):
            return "undecided"
        return "same" if all(way.base.proved for way in self.ways) else "no difference found"

    @property
    def is_undecided(self) -> bool:
        """Whether something was not found out in time."""
        return any(row.finding.verdict not in ("possible", "impossible") for way in self.ways for row in way.rows)


@dataclass(frozen=True)
class Comparison:
    """Two plans compared: by which consequences, in what story, among whom, how far, and what does not match."""

    plans: tuple[Plan, Plan]
    called: tuple[str, str]
    joint: Joint
    scenario: Scenario
    compared: tuple[Compared, ...]
    unmatched: Unmatched
    horizon: dt.date

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """Everybody in some question."""
        return tuple(dict.fromkeys((person.written, person.kind) for person in self.scenario.people))


def compare(
    one: Plan, other: Plan, scenario: Scenario | None = None, seconds: float = 20.0,
    called: tuple[str, str] = ("A", "B"), only: tuple[str, ...] = (),
) -> Comparison:  # fmt: skip
    """Two plans compared by every consequence of both, or by those of the names in `only`.

    The scenario is one of the first plan, with which every story begins;
    `seconds` limits the search for each consequence. What could not be decided
    is said to be so. Raises Disagreement, OutsideCalendar, Undecided.
    """
    joint = joint_of(one, other, called)
    begun = joint_scenario(joint, scenario or Scenario(""))
    names = [name for name in one.consequences if name in other.consequences and (not only or name in only)]
    found = [_compared(joint, begun, one.consequences[name], other.consequences[name], seconds) for name in names]
    casts = [scenario for _, scenario in found if scenario is not None]
    begun = max(casts, key=lambda cast: len(cast.people), default=begun)
    return Comparison((one, other), called, joint, begun, tuple(done for done, _ in found), unmatched(joint), horizon(joint.plan, begun))


def _compared(joint: Joint, begun: Scenario, one: Consequence, other: Consequence, seconds: float) -> tuple[Compared, Scenario | None]:
    """A consequence compared, and the scenario with the cast in which it was, if there was need to look."""
    pair = one, other
    if meaning(one.condition) == meaning(other.condition) and set(names_in(one.condition)) <= joint.one.shared:
        return Compared(one.name, pair), None
    ways = tuple(_way(joint, begun, pair, has, seconds / 2) for has in (0, 1))
    return Compared(one.name, pair, tuple(way for way, _ in ways)), ways[0][1]


def _way(joint: Joint, begun: Scenario, pair: tuple[Consequence, Consequence], has: int, seconds: float) -> tuple[OneWay, Scenario]:
    """Whether one plan has a consequence where the other has not."""
    question = _question(joint, begun, pair, has)
    forget()
    try:
        found = search_paths(joint.plan, question, seconds)
    except Disagreement:
        raise
    except Undecided as error:
        finding = Finding("undecided", limit=f"{str(error).rstrip('.')}. {error.help.rstrip('.')}")
        return OneWay(has, (Row((), finding),), (None,)), begun
    shown = tuple(_shown(joint, found, row, pair, has) if row.path is not None else None for row in found.rows)
    return OneWay(has, found.rows, shown, found.one_more), found.question.scenario


def _question(joint: Joint, begun: Scenario, pair: tuple[Consequence, Consequence], has: int) -> Question:
    """Can it be that one plan has it and the other has not, at a moment at which what happens by itself has happened?"""
    forms = [side.form(consequence.condition) for side, consequence in zip(joint.sides, pair, strict=True)]
    sought = (forms[has], c.Not(forms[1 - has]))
    words = f"{pair[0].name} in {joint.sides[has].called} and not in {joint.sides[1 - has].called}"
    node = n.AskOwed(None, span=NOWHERE)
    return Question(words, "can", begun, node, NOWHERE, words, condition=c.All((*sought, *settled_moments(joint, sought))))


# ---- told again by each plan alone ----------------------------------------------------------


def _shown(joint: Joint, found: Searched, row: Row, pair: tuple[Consequence, Consequence], has: int) -> Shown:
    """The path of a row, told again by each of the two plans; raises Disagreement where the consequence does not come out as claimed."""
    assert row.path is not None
    assert row.moment is not None
    readings = {**joint.plan.base_readings, **given_by(found.question), **dict(row.under)}
    path = _up_to(joint, found, row.path, row.moment, readings)
    told = tuple(retold(joint, side, path, readings, row.moment) for side in joint.sides)
    for place, (side, consequence, one) in enumerate(zip(joint.sides, pair, told, strict=True)):
        _must_come_out(one, consequence, place == has, row.moment, side.called)
    return Shown(path, row.moment, (told[0].left_out, told[1].left_out))


def _must_come_out(told: Retold, consequence: Consequence, claimed: bool, moment: Instant, called: str) -> None:
    if holds_in(told, consequence.condition, moment) != claimed:
        raise Disagreement(f"{called} by itself {'does not have' if claimed else 'has'} {consequence.name} on it")


def _up_to(joint: Joint, found: Searched, path: Scenario, moment: Instant, readings: dict[str, str]) -> Scenario:
    """A path up to the line after which what is sought comes about."""
    story = tell(joint.plan, path, reading_as(readings))
    run_on(story, moment)
    assert found.question.condition is not None
    for at in range(last_told(story, len(found.question.scenario.lines)), story.last + 1):
        until = story.history[at + 1].tick if at < story.last else moment
        if story.history[at].tick <= moment <= until and story.evaluator.holds(found.question.condition, {}, at, moment):
            lines = max((entry.line for entry in story.history[: at + 1] if entry.line is not None), default=-1) + 1
            return replace(path, lines=story.lines[:lines])
    raise Disagreement("what was asked for does not come about")


def undecided_of(comparison: Comparison) -> Iterator[Compared]:
    """The consequences of which something was not found out."""
    return (compared for compared in comparison.compared if compared.is_undecided)
