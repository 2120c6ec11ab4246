"""A whole file: any clause, comments, headings."""

from __future__ import annotations

from dsl.nodes.amendments import AmendmentClause, ClauseChange, Deletion, LimbChange, ValueChange
from dsl.nodes.base import Node
from dsl.nodes.events import (
    Always,
    Attached,
    ConsequenceClause,
    DutyClause,
    EventClause,
    LeftOut,
    OnDate,
    OpenClause,
    ReadingClause,
    StatementClause,
    Whenever,
)
from dsl.nodes.questions import QuestionClause
from dsl.nodes.stories import ScenarioClause
from dsl.nodes.terms import Fixed, Input, Means, NotCarried, RelationClause, Starts
from dsl.nodes.vocabulary import (
    CalendarClause,
    DayMeaning,
    KindsClause,
    OrganClause,
    PersonClause,
    PlanHeader,
    ThingClause,
    UnitClause,
    Use,
    VocabularyHeader,
)

Anything = (
    PlanHeader | VocabularyHeader | Use | UnitClause | OrganClause | PersonClause | KindsClause
    | ThingClause | CalendarClause | DayMeaning | Fixed | Starts | Means | RelationClause
    | NotCarried | Input | EventClause | DutyClause | Attached | OnDate | Whenever | Always | ConsequenceClause | ReadingClause
    | OpenClause | StatementClause | LeftOut | ScenarioClause | QuestionClause
    | AmendmentClause | ClauseChange | LimbChange | Deletion | ValueChange
)  # fmt: skip


class Comment(Node, frozen=True):
    """`-- ...`, to the end of its line; `alone` if nothing stands before it."""

    text: str
    alone: bool


class Heading(Node, frozen=True):
    """`# ...` at the left margin."""

    depth: int
    title: str


class PlanFile(Node, frozen=True):
    """A file as parsed: its clauses, headings and comments in order."""

    file: str
    clauses: tuple[Anything, ...]
    headings: tuple[Heading, ...] = ()
    comments: tuple[Comment, ...] = ()
