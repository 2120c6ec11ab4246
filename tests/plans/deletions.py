"""Deletes clauses of a plan one by one, and finds an expected answer that changes.

Takes a library; gives, for a label, the first question of fact that came with
the plan and is then answered otherwise than it expects, or none. A question is
asked only where the label was read in telling its story or in answering it: a
label that no run reads cannot turn one. A reading is deleted by settling it on
an option other than its base, a calendar by opening it on its holidays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from dsl import nodes as n
from dsl.calendars import Calendar
from dsl.core import Change, Label
from dsl.load import Library
from dsl.plan import ExpectedOutcome, Plan, Question
from solver.choices import Choice, Choices, every_way, reading_choices, readings_made
from solver.expect import meets
from solver.facts import find, told
from solver.reading_list import rests_on
from solver.replay import readings_given
from solver.rows import rows_of
from solver.story import Story
from solver.undecided import Undecided

FORMS = ("is", "when", "what", "first", "who", "owed")
NO_RULES = (n.StatementClause, n.LeftOut)
OF_MANY_RUNS = ("not determined", "the plan does not say")  # verdicts that one run alone does not give


class Run(Struct, frozen=True):
    """One expected outcome of a question, under the readings it speaks of and the base ones; and what it reads."""

    question: Question
    expected: ExpectedOutcome
    reads: frozenset[Label]

    @property
    def fixed(self) -> dict[Choice, object]:
        """The readings that the run is told under."""
        return readings_given(self.question.scenario) | reading_choices(self.expected.under)

    @property
    def of_many(self) -> bool:
        """Whether the outcome is told by many runs together, never by one."""
        return self.expected.verdict in OF_MANY_RUNS


class Way(Struct, frozen=True):
    """A way to delete: the plan then, what the replay leaves out, the readings settled, and the questions as they are then."""

    plan: Plan
    deleted: frozenset[Label]
    settled: dict[Choice, object]
    asked: Callable[[Question], Question] = lambda question: question


Turned = Callable[[Run, Way], bool]


class Deletions:
    """The labels of a plan's own rules, and what the questions that come with it notice of their absence."""

    def __init__(self, library: Library, name: str) -> None:
        self.plan = library.plan
        self.folder = f"plans/{name}/"
        self.questions = [q for q in library.asked if q.form in FORMS and q.expected]
        self._caught: dict[Label, Question | None] = {}

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """The labels of the plan's own rules and of their parts, in the plan's order."""
        return tuple(
            label for label, info in self.plan.clauses.items()
            if info.span.file.startswith(self.folder) and not isinstance(info.node, NO_RULES)
        )  # fmt: skip

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Each expected outcome with what its run reads, those that read least first."""
        asked = [Run(question, expected, frozenset()) for question in self.questions for expected in question.expected]
        found = [replace(run, reads=_reads(self.plan, run)) for run in asked]
        return tuple(sorted(found, key=lambda run: (run.of_many, len(run.reads))))

    def caught_by(self, label: Label) -> Question | None:
        """The first question whose expected answer changes when the label is deleted."""
        if label not in self._caught:
            self._caught[label] = self.noticed(label, self._without(label))
        return self._caught[label]

    def noticed(self, label: Label, ways: Sequence[Way]) -> Question | None:
        """The first question that reads a label and whose expected answer changes in one of some ways."""
        return self._search(label, ways, _turned)

    def caught_under_any_reading(self, label: Label) -> Question | None:
        """The same, where an expectation that names no reading is held against them all."""
        return self._search(label, self._without(label), _turned_in_all)

    def _search(self, label: Label, ways: Sequence[Way], turned: Turned) -> Question | None:
        near = [run for run in self.runs if label in run.reads]
        return next((run.question for run in near for way in ways if turned(run, way)), None)

    def _without(self, label: Label) -> list[Way]:
        """The ways to delete a label: of a reading, one for each option that is not its base."""
        for reading in self.plan.readings.values():
            if reading.label == label:
                others = [option.name for option in reading.options if option.name != reading.base]
                return [Way(self.plan, frozenset(), reading_choices({reading.name: other})) for other in others]
        return [Way(_with_open_calendar(self.plan, label), frozenset({label}), {})]


def _with_open_calendar(plan: Plan, label: Label) -> Plan:
    """The plan with the calendar of a label open on its holidays; the plan itself if it is the label of no calendar."""
    node = plan.clauses[label].node
    if not isinstance(node, n.CalendarClause):
        return plan
    calendar = plan.calendars[node.name.text]
    bare = Calendar(calendar.name, frozenset(), calendar.first, calendar.last)
    return replace(plan, calendars={**plan.calendars, calendar.name: bare})


def _turned(run: Run, way: Way) -> bool:
    """Whether the outcome is no longer as expected in the run itself, or in all its ways if it takes many to tell."""
    if run.of_many:
        return _turned_in_all(run, way)
    choices = Choices(run.fixed | way.settled)
    return not meets(way.plan, run.expected, find(way.plan, way.asked(run.question), choices, way.deleted))


def _turned_in_all(run: Run, way: Way) -> bool:
    """Whether it is not, of every way in which what is not given can be; what cannot be decided turns nothing."""
    settled = run.fixed | way.settled
    try:
        leaves = every_way(lambda choices: find(way.plan, way.asked(run.question), choices, way.deleted), settled)
        rows = rows_of(way.plan, leaves, readings_made(settled))
    except Undecided:
        return False
    return any(not meets(way.plan, run.expected, row.finding) for row in rows)


def _reads(plan: Plan, run: Run) -> frozenset[Label]:
    """Every label that a run reads in telling its story and in answering, and those of what happens in it."""
    story, moment = told(plan, run.question, Choices(run.fixed))
    read = set(story.evaluator.read.labels)
    read |= set(rests_on(story, run.question, moment)) | _happening(plan, story)
    if any(isinstance(plan.clauses[label].node, n.DayMeaning) for label in read):
        read |= {label for label, info in plan.clauses.items() if isinstance(info.node, n.CalendarClause)}
    return frozenset(read)


def _happening(plan: Plan, story: Story) -> set[Label]:
    """The labels of the events of a story, of what goes with them and of what happens by itself, and of their effects."""
    events = {plan.events[line.event] for line in story.lines}
    companions = [each for each in plan.companions if each.event in {event.name for event in events}]
    clauses: list[tuple[Label, tuple[Change, ...]]] = [(each.label, each.changes) for each in events]
    clauses += [(each.label, each.changes) for each in companions]
    clauses += [(each.label, each.changes) for each in plan.happenings]
    return {label for label, _ in clauses} | {change.label for _, changes in clauses for change in changes}
