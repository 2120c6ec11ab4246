"""Two plans compared by their consequences: what one has on the same events and the other has not.

Takes two checked plans; gives for each consequence that both declare whether it
holds alike at every moment of every story, a path where it does not, or how far
none was found. Readings are those given, and otherwise at their base.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from dsl.core import Label
from dsl.plan import Consequence, Plan, Scenario, StoryLine
from solver.beside import each
from solver.caveats import bearing_on
from solver.choices import reading_choices, readings_made
from solver.difference import Difference, difference
from solver.joint import Joint, joint_of
from solver.meaning import meaning, names_in
from solver.replay import horizon, readings_given
from solver.retold import joint_scenario, retold
from solver.treated import with_cast
from solver.unmatched import Unmatched, unmatched

Outcome = Literal["same", "only one", "each", "no difference found", "not allowed", "undecided"]


class Compared(Struct, frozen=True):
    """A consequence of both plans: whether the first has it where the second has not, and the other way round.

    There are no `ways` where nothing that differs bears on it.
    """

    name: str
    of: tuple[Consequence, Consequence]
    ways: tuple[Difference, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """What comes of both ways."""
        verdicts = [way.finding.verdict for way in self.ways]
        found = verdicts.count("possible")
        if found:
            return "each" if found == len(verdicts) else "only one"
        if "not allowed" in verdicts:
            return "not allowed"
        if "undecided" in verdicts:
            return "undecided"
        return "same" if all(way.finding.proved for way in self.ways) else "no difference found"

    @property
    def is_undecided(self) -> bool:
        """Whether one of the ways was not found out."""
        return any(way.finding.verdict == "undecided" for way in self.ways)


class Comparison(Struct, frozen=True):
    """Two plans compared: by which consequences, in what story, among whom, how far, and what does not match.

    `readings` are the options taken of the readings of the joint plan, each as given or at its base.
    `nothing` are the lines of the story that each plan does not allow, or does not know.
    """

    plans: tuple[Plan, Plan]
    called: tuple[str, str]
    joint: Joint
    scenario: Scenario
    readings: tuple[tuple[str, str], ...]
    compared: tuple[Compared, ...]
    unmatched: Unmatched
    horizon: dt.date
    nothing: tuple[tuple[StoryLine, ...], ...] = ()

    @property
    def left_out(self) -> tuple[tuple[Label, ...], ...]:
        """Of each plan, the passages left out that may bear on what was compared."""
        pairs = [compared.of for compared in self.compared]
        return tuple(
            bearing_on(plan, [pair[which].condition for pair in pairs], [pair[which].power for pair in pairs if pair[which].power])
            for which, plan in enumerate(self.plans)
        )


def compare(
    one: Plan, other: Plan, scenario: Scenario | None = None, seconds: float = 20.0,
    called: tuple[str, str] = ("A", "B"), only: tuple[str, ...] = (),
) -> Comparison:  # fmt: skip
    """Two plans compared by every consequence of both, or by those of the names in `only`.

    The scenario is one of the first plan, with which every story begins;
    `seconds` limits the search for each consequence. What could not be decided
    is said to be so. Raises Disagreement, OutsideCalendar, Undecided.
    """
    story = scenario or Scenario("")
    joint = joint_of(one, other, called, min((line.date for line in story.lines), default=None))
    begun = with_cast(joint, joint_scenario(joint, story))
    given = readings_made(readings_given(begun))
    readings = joint.plan.base_readings | given
    names = [name for name in one.consequences if name in other.consequences and (not only or name in only)]
    pairs = [(one.consequences[name], other.consequences[name]) for name in names]
    both_ways = [(pair, has) for pair in pairs if not _is_shared(joint, pair) for has in (0, 1)]
    found = list(each(lambda way: difference(joint, begun, readings, *way, seconds / 2), both_ways))
    compared = tuple(
        Compared(pair[0].name, pair, tuple(there for (of, _), there in zip(both_ways, found, strict=True) if of is pair)) for pair in pairs
    )
    nothing = tuple(retold(joint, side, begun, reading_choices(readings)).left_out for side in joint.sides)
    return Comparison((one, other), called, joint, begun, tuple(readings.items()), compared, unmatched(joint), horizon(joint.plan, begun), nothing)


def _is_shared(joint: Joint, pair: tuple[Consequence, Consequence]) -> bool:
    """Whether both plans mean the same by a consequence, and nothing that it rests on differs."""
    return meaning(pair[0].condition) == meaning(pair[1].condition) and set(names_in(pair[0].condition)) <= joint.one.shared
