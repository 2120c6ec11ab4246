"""Stories that cannot happen as they are told, of which nobody said that they are meant so.

Takes a plan with its scenarios and questions; tells the stories on the base
readings, and only as far as bears on whether each line is allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dsl.calendars import OutsideCalendar
from dsl.core import Label
from dsl.plan import GivenReading, Plan, Question, Scenario, StoryLine
from solver.bearing import bearing_of_lines
from solver.choices import every_way
from solver.replay import readings_on_base, tell
from solver.story import Story
from solver.undecided import Undecided

MOST_TOLD = 60  # stories, so that it stays quick; of more, those are told that no question would tell
MOST_WAYS = 64  # to take what nobody stated


class Impossible(Struct, frozen=True):
    """A story, its line that the plan does not allow, and the parts that forbid it."""

    scenario: Scenario
    line: StoryLine
    labels: tuple[Label, ...]


def impossible(plan: Plan, scenarios: Iterable[Scenario], questions: Sequence[Question]) -> Iterator[Impossible]:
    """The stories that are refused on the base readings, whatever nobody stated may be; each line once, whatever extends its story."""
    said: set[StoryLine] = set()
    for scenario in to_tell(scenarios, questions):
        refused = _refused(plan, scenario)
        if refused is not None and refused.line not in said:
            said.add(refused.line)
            yield refused


def to_tell(scenarios: Iterable[Scenario], questions: Sequence[Question]) -> list[Scenario]:
    """The stories that are to be told here: not those meant to be refused, or asked about under other readings."""
    meant = {question.scenario.title for question in questions if _may_be_refused(question)}
    found = [scenario for scenario in scenarios if scenario.lines and scenario.title not in meant]
    if len(found) <= MOST_TOLD:
        return found
    expected = {question.scenario.title for question in questions if question.expected}
    return [scenario for scenario in found if scenario.title not in expected][:MOST_TOLD]


def _may_be_refused(question: Question) -> bool:
    """Whether a question expects its story to be refused, or settles a reading by which it may be allowed."""
    refused = any(expected.verdict == "not allowed" for expected in question.expected)
    return refused or any(isinstance(given, GivenReading) for given in question.scenario.givens)


def _refused(plan: Plan, scenario: Scenario) -> Impossible | None:
    """The line at which a story is refused; None where it is not, or not in every way, or where that was not found out."""
    fixed = readings_on_base(plan, scenario)
    bearing = bearing_of_lines(plan, scenario)
    try:
        leaves = every_way(lambda choices: _told(tell(plan, scenario, choices, bearing=bearing), scenario), fixed, MOST_WAYS)
    except (Undecided, OutsideCalendar, OverflowError, RecursionError):
        return None  # a question about it says why
    found = [leaf.result for leaf in leaves]
    first = found[0]
    if first is None or None in found:
        return None
    common = tuple(label for label in first.labels if all(other is not None and label in other.labels for other in found))
    return replace(first, labels=common or first.labels)


def _told(story: Story, scenario: Scenario) -> Impossible | None:
    refusal = story.refusal
    return Impossible(scenario, story.lines[refusal.line], refusal.labels) if refusal is not None else None
