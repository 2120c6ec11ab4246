"""What a plan file says, as written: one node a phrase.

Nodes are frozen and compare by meaning: where they stand in the text (`span`)
and how an article was written do not count. They are made by
nodes_from_tree.py, written back by formatter.py, and checked by
plan_from_nodes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from dsl.source import NOWHERE, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything written, with its place in the text."""

    span: Span = field(default=NOWHERE, compare=False, repr=False)


# ---- values -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A Defined Term, a limb of one, a person, a hole, or anything else in Title Case."""

    text: str
    article: str = field(default="", compare=False)

    @property
    def written(self) -> str:
        """The name with the article that it was written with."""
        return f"{self.article} {self.text}" if self.article else self.text


@dataclass(frozen=True, slots=True)
class Such(Node):
    """`such Person`: the person introduced last."""

    noun: Name


@dataclass(frozen=True, slots=True)
class Its(Node):
    """`its Associates`: a term of the person introduced last."""

    term: Name


@dataclass(frozen=True, slots=True)
class Quantity(Node):
    """A number with its unit: `15%`, `$5.00 per right`, `100 shares`."""

    amount: Fraction
    unit: str
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Day(Node):
    """A calendar date."""

    date: dt.date


@dataclass(frozen=True, slots=True)
class YesNo(Node):
    """`yes` or `no`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Now(Node):
    """`now`: the moment at which the clause is applied."""


@dataclass(frozen=True, slots=True)
class Of(Node):
    """`Shares Held of Orion`, `15% of Outstanding Shares`: told apart by kind."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`plus`, `minus`, `times`, `divided by`."""

    word: Literal["plus", "minus", "times", "divided by"]
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Where(Node):
    """`X where C, otherwise Y`; without `otherwise`, unset when C fails."""

    value: Expression
    condition: Expression
    otherwise: Expression | None


@dataclass(frozen=True, slots=True)
class Postponed(Node):
    """`X, postponed to Y`."""

    value: Expression
    to: Expression


@dataclass(frozen=True, slots=True)
class Limb(Node):
    """`(ii) ...` of a list, with citations of its own."""

    label: str
    sources: tuple[SourceNote, ...]
    body: Expression


@dataclass(frozen=True, slots=True)
class Choose(Node):
    """`the earliest of (i) ...; and (ii) ...`."""

    word: Literal["earliest", "latest", "greatest", "least"]
    limbs: tuple[Limb, ...]


@dataclass(frozen=True, slots=True)
class ChooseTwo(Node):
    """`the earlier of A and B`."""

    word: Literal["earlier", "later", "greater", "lesser"]
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Listed(Node):
    """`all of (i) ...; and (ii) ...` or `any of (i) ...; or (ii) ...`."""

    word: Literal["all", "any"]
    limbs: tuple[Limb, ...]


@dataclass(frozen=True, slots=True)
class AnyTerm(Node):
    """`any of the Company, a Subsidiary or a Benefit Plan`."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Aggregate(Node):
    """`the sum of Shares Held over Persons other than ...`."""

    word: Literal["sum", "greatest", "least", "earliest", "latest"]
    body: Expression
    people: People


@dataclass(frozen=True, slots=True)
class NumberOf(Node):
    """`the number of Acquiring Persons`."""

    people: People


@dataclass(frozen=True, slots=True)
class SoFar(Node):
    """`the most Beneficial Ownership of such Person so far`."""

    word: Literal["most", "least"]
    body: Expression


@dataclass(frozen=True, slots=True)
class Rounded(Node):
    """`rounded up to a whole cent of X`."""

    word: Literal["up", "down"]
    unit: str
    body: Expression


@dataclass(frozen=True, slots=True)
class NthDay(Node):
    """`the 10th business day after D`; `named` is None for calendar days."""

    count: int
    named: str | None
    side: Literal["after", "before"]
    base: Expression


@dataclass(frozen=True, slots=True)
class Shift(Node):
    """`2 years before D`."""

    count: int
    unit: str
    side: Literal["after", "before"]
    base: Expression


@dataclass(frozen=True, slots=True)
class DayPart(Node):
    """`close of business on D`, `the start of D`, `the end of D`."""

    word: Literal["close of business on", "the start of", "the end of"]
    day: Expression


@dataclass(frozen=True, slots=True)
class DayOf(Node):
    """`the day of X`: the day on which an instant falls."""

    value: Expression


@dataclass(frozen=True, slots=True)
class Occurrence(Node):
    """`the first Announcement whose ...`."""

    word: Literal["first", "last"]
    noun: Noun


@dataclass(frozen=True, slots=True)
class FirstTime(Node):
    """`the first time that C`."""

    condition: Expression


@dataclass(frozen=True, slots=True)
class FirstBecomes(Node):
    """`some Person first becomes an Adverse Person`: when that is."""

    subject: Expression
    status: Name


# ---- persons described ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Relative(Node):
    """`whose ...`, `who ...`, `for whom ...`, or of an event `at which ...`."""

    word: Literal["whose", "who", "for whom", "at which"]
    condition: Expression | Predicate


@dataclass(frozen=True, slots=True)
class Noun(Node):
    """`a Person, other than an Exempt Person, whose ...`."""

    name: Name
    excluded: tuple[Expression, ...] = ()
    relatives: tuple[Relative, ...] = ()


@dataclass(frozen=True, slots=True)
class AndIts(Node):
    """`such Person and its Associates`: one person and those related to it."""

    person: Expression
    relation: Name


@dataclass(frozen=True, slots=True)
class OnlyIts(Node):
    """`its Associates`, as a group to count over."""

    relation: Name


People = Noun | AndIts | OnlyIts


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some Person ...`, `every Person ...`, `no Person ...`."""

    word: Literal["some", "every", "no"]
    noun: Noun


# ---- conditions -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Junction(Node):
    """Conditions joined by `and` or by `or`; `words` has one fewer than `items`."""

    words: tuple[str, ...]
    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """`not C`."""

    body: Expression


@dataclass(frozen=True, slots=True)
class Reads(Node):
    """`Later Dates reads Override`."""

    reading: Name
    option: Name


@dataclass(frozen=True, slots=True)
class Happened(Node):
    """`some Announcement whose ... has happened`."""

    subject: Quantified


@dataclass(frozen=True, slots=True)
class Compared(Node):
    """`is at least X`."""

    word: Literal["at least", "more than", "at most", "less than"]
    value: Expression


@dataclass(frozen=True, slots=True)
class Timed(Node):
    """`is on or before D`."""

    word: Literal["before", "after", "on", "on or before", "on or after"]
    value: Expression


@dataclass(frozen=True, slots=True)
class IsValue(Node):
    """`is an Acquiring Person`, `is not Buyer`, `is 5%`."""

    value: Expression
    negated: bool = False


@dataclass(frozen=True, slots=True)
class IsNeither(Node):
    """`is neither A nor B`."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class IsSet(Node):
    """`is set`, `is unset`."""

    negated: bool = False


@dataclass(frozen=True, slots=True)
class HasBecome(Node):
    """`has become an Acquiring Person`."""

    value: Expression


@dataclass(frozen=True, slots=True)
class HasValue(Node):
    """`has Beneficial Ownership of at least X`."""

    term: Name
    word: Literal["at least", "more than", "at most", "less than"]
    value: Expression


Predicate = Compared | Timed | IsValue | IsNeither | IsSet | HasBecome | HasValue


@dataclass(frozen=True, slots=True)
class Predicated(Node):
    """A subject and what is said of it."""

    subject: Expression
    predicate: Predicate


Expression = (
    Name | Such | Its | Quantity | Day | YesNo | Now | Of | Arithmetic | Where | Postponed
    | Choose | ChooseTwo | Listed | AnyTerm | Aggregate | NumberOf | SoFar | Rounded | NthDay
    | Shift | DayPart | DayOf | Occurrence | FirstTime | FirstBecomes | Quantified
    | Junction | Negation | Reads | Happened | Predicated
)  # fmt: skip


# ---- where a clause comes from ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Citation(Node):
    """A page, the limbs on it, and a short exact phrase that occurs there once."""

    page: int
    limbs: tuple[str, ...]
    phrase: str


@dataclass(frozen=True, slots=True)
class Assumption(Node):
    """What the source does not say and the plan supplies."""

    text: str


SourceNote = Citation | Assumption


# ---- kinds as written ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KindNote(Node):
    """`in dollars per share`, `as a day`, `as yes or no`, `as a Person`."""

    word: Literal["unit", "day", "instant", "yes or no", "term"]
    unit: str | None = None
    per: str | None = None
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Head(Node):
    """`Shares Held of a Person`: what is being defined, and of whom."""

    name: Name
    of: Name | None


# ---- phrases -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hole(Node):
    """`{Amount: shares}` of a phrase."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """A sentence with holes: words and holes in order."""

    parts: tuple[str | Hole, ...]


# ---- effects and windows ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Becomes(Node):
    """`X becomes V`."""

    target: Expression
    value: Expression


@dataclass(frozen=True, slots=True)
class Moves(Node):
    """`X increases by V`, `X decreases by V`."""

    word: Literal["increases by", "decreases by"]
    target: Expression
    value: Expression


@dataclass(frozen=True, slots=True)
class Ceases(Node):
    """`X ceases to be S`."""

    target: Expression
    status: Expression


@dataclass(frozen=True, slots=True)
class Pairs(Node):
    """`One and Other become Associates`, `... cease to be Associates`."""

    one: Expression
    other: Expression
    relation: Name
    joined: bool


@dataclass(frozen=True, slots=True)
class Effect(Node):
    """One change, with the condition on which it is made."""

    change: Becomes | Moves | Ceases | Pairs
    condition: Expression | None


@dataclass(frozen=True, slots=True)
class Bound(Node):
    """One bound of a window; `end` only for `from ... to and including | until ...`."""

    word: Literal["before", "on or before", "after", "on or after", "from to", "from until", "at any time"]
    value: Expression | None = None
    end: Expression | None = None


# ---- clauses ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause(Node):
    """One sentence of a plan, with its citations and assumptions."""

    sources: tuple[SourceNote, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanHeader(Clause):
    """`plan "..." from "..." dated D.`"""

    title: str
    origin: str
    dated: dt.date


@dataclass(frozen=True, slots=True)
class VocabularyHeader(Clause):
    """`vocabulary "...".`"""

    title: str


@dataclass(frozen=True, slots=True)
class Use(Clause):
    """`use "rights".`"""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitClause(Clause):
    """`unit shares, singular share, whole.`"""

    name: str
    singular: str | None
    whole: bool


@dataclass(frozen=True, slots=True)
class OrganClause(Clause):
    """`organ the Board.`"""

    name: Name


@dataclass(frozen=True, slots=True)
class PersonClause(Clause):
    """`person the Company.`"""

    name: Name


@dataclass(frozen=True, slots=True)
class KindsClause(Clause):
    """`kinds of Person: Subsidiary, Benefit Plan.`"""

    of: Name
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class ThingClause(Clause):
    """`thing the Rights.`"""

    name: Name


@dataclass(frozen=True, slots=True)
class CalendarItem(Node):
    """One item of a calendar; which fields count depends on the word."""

    word: Literal["holidays", "stays", "moves", "closed", "open", "range"]
    library: str = ""
    as_they_fall: bool = False
    weekday: str = ""
    to: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CalendarClause(Clause):
    """`calendar Bank Calendar: ...; ...; from D to D.`"""

    name: Name
    items: tuple[CalendarItem, ...]


@dataclass(frozen=True, slots=True)
class DayMeaning(Clause):
    """`business day means Bank Calendar.`"""

    day: str
    value: Expression


@dataclass(frozen=True, slots=True)
class Fixed(Clause):
    """`X is V.`"""

    head: Head
    value: Expression


@dataclass(frozen=True, slots=True)
class Starts(Clause):
    """`X starts at V.`, or `X starts unset in shares.`"""

    head: Head
    value: Expression | None
    kind: KindNote | None


@dataclass(frozen=True, slots=True)
class Means(Clause):
    """`X means V.`, `X means that C.`, `X means a Person whose ...`."""

    head: Head
    word: Literal["value", "that", "noun"]
    meaning: Expression | Noun


@dataclass(frozen=True, slots=True)
class RelationClause(Clause):
    """`Associate is a relation between Persons.`"""

    name: Name
    between: Name


@dataclass(frozen=True, slots=True)
class NotCarried(Clause):
    """`Associate is not carried through an Exempt Person.`"""

    relation: Name
    through: Expression


@dataclass(frozen=True, slots=True)
class Input(Clause):
    """`input Market Price in dollars per share, default $2.00 per share.`"""

    head: Head
    at_the_start: bool
    kind: KindNote
    default: Expression | None


@dataclass(frozen=True, slots=True)
class EventClause(Clause):
    """`event ...` (anyone may do it) or `power ...` (the plan lets somebody do it)."""

    word: Literal["event", "power"]
    name: Name
    phrase: Phrase
    window: tuple[Bound, ...]
    provided: Expression | None
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Attached(Clause):
    """`with each Issue ... effect ...`: what an event means under the plan."""

    event: Name
    window: tuple[Bound, ...]
    provided: Expression | None
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class OnDate(Clause):
    """`on D: ...`: what happens by itself when a date comes."""

    date: Expression
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Whenever(Clause):
    """`whenever C first holds: ...`, or `whenever a Person first becomes S: ...`."""

    condition: Expression
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Always(Clause):
    """`always C.`: no step may break it."""

    condition: Expression


@dataclass(frozen=True, slots=True)
class Option(Node):
    """One interpretation of a reading."""

    name: Name
    base: bool
    because: str | None
    gloss: str | None


@dataclass(frozen=True, slots=True)
class ReadingClause(Clause):
    """`reading R is A (base, because "..."), "..."; or B, "...".`"""

    name: Name
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class OpenClause(Clause):
    """`open X as a day, because "...".`"""

    head: Head
    kind: KindNote
    because: str


@dataclass(frozen=True, slots=True)
class StatementClause(Clause):
    """`statement Tax: "...".`"""

    topic: Name
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut(Clause):
    """`left out because "..." bearing on X.`"""

    because: str
    bearing_on: tuple[Name, ...]


# ---- scenarios and questions ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Introduction(Node):
    """`Orion is a Stockholder`."""

    name: Name
    kind: Name


@dataclass(frozen=True, slots=True)
class Cast(Node):
    """`people Orion is a Stockholder, the Gazette is a Person.`"""

    people: tuple[Introduction, ...]


@dataclass(frozen=True, slots=True)
class Fact(Node):
    """A fact given: `X is V`, `R reads O`, or `A and B are Associates`."""

    word: Literal["is", "is not", "reads", "related"]
    left: Expression
    right: Expression
    relation: Name | None = None


@dataclass(frozen=True, slots=True)
class Given(Node):
    """`given FACT.` or `at the start: FACT.`"""

    fact: Fact
    at_the_start: bool


@dataclass(frozen=True, slots=True)
class Line(Node):
    """`May 1, 1998: Orion buys 1,100,000 shares.`"""

    date: dt.date
    after_close: bool
    either_order: bool
    sentence: str
    sentence_span: Span = field(default=NOWHERE, compare=False, repr=False)


ScenarioPart = Cast | Given | Line


@dataclass(frozen=True, slots=True)
class ScenarioClause(Clause):
    """`scenario "..." extends "..."` and its lines."""

    title: str
    extends: str | None
    parts: tuple[ScenarioPart, ...]


@dataclass(frozen=True, slots=True)
class Moment(Node):
    """`on D` or `at INSTANT`, of a question."""

    word: Literal["on", "at"]
    value: Expression


@dataclass(frozen=True, slots=True)
class AskIs(Node):
    """`is C?`: either a whole condition (`it so that C`) or a subject and a predicate.

    `run_on` is `the Rights Exercisable`, one run of Title Case words that only
    the plan's names can part.
    """

    condition: Expression | None
    run_on: Name | None = None
    moment: Moment | None = None
    inverted: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class AskWhen(Node):
    """`when is DATE?`"""

    value: Expression
    moment: Moment | None


@dataclass(frozen=True, slots=True)
class AskFirst(Node):
    """`when does it first hold that C?`"""

    condition: Expression


@dataclass(frozen=True, slots=True)
class AskWhat(Node):
    """`what is TERM of P on D?`"""

    value: Expression
    moment: Moment | None


@dataclass(frozen=True, slots=True)
class AskWho(Node):
    """`who is an Acquiring Person on D?`"""

    status: Expression
    moment: Moment | None


@dataclass(frozen=True, slots=True)
class AskWhy(Node):
    """`why is C on D?`"""

    asked: AskIs


@dataclass(frozen=True, slots=True)
class AskSays(Node):
    """`what does the plan say about TOPIC?`"""

    topic: Name


@dataclass(frozen=True, slots=True)
class With(Node):
    """`with the Rights at no time Exercisable`, `without any Announcement`."""

    word: Literal["at no time", "at all times", "without"]
    subject: Expression
    status: Name | None


@dataclass(frozen=True, slots=True)
class AskCan(Node):
    """`can C by D, with ...?`"""

    condition: Expression
    by: Expression | None
    conditions: tuple[With, ...]


@dataclass(frozen=True, slots=True)
class AskCertain(Node):
    """`is it certain that C by D?`"""

    condition: Expression
    by: Expression | None


Ask = AskIs | AskWhen | AskFirst | AskWhat | AskWho | AskWhy | AskSays | AskCan | AskCertain


@dataclass(frozen=True, slots=True)
class Outcome(Node):
    """An expected verdict or values, and the readings under which it is expected."""

    verdict: str | None
    values: tuple[Expression, ...]
    under: tuple[Reads, ...]


@dataclass(frozen=True, slots=True)
class QuestionClause(Clause):
    """`question "..." in "..." ... ? expect ... .`"""

    title: str
    scenario: str | None
    parts: tuple[Cast | Given, ...]
    asked: Ask
    expected: tuple[Outcome, ...]


Anything = (
    PlanHeader | VocabularyHeader | Use | UnitClause | OrganClause | PersonClause | KindsClause
    | ThingClause | CalendarClause | DayMeaning | Fixed | Starts | Means | RelationClause
    | NotCarried | Input | EventClause | Attached | OnDate | Whenever | Always | ReadingClause
    | OpenClause | StatementClause | LeftOut | ScenarioClause | QuestionClause
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comment(Node):
    """`-- ...`, to the end of its line; `alone` if nothing stands before it."""

    text: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Heading(Node):
    """`# ...` at the left margin."""

    depth: int
    title: str


@dataclass(frozen=True, slots=True)
class PlanFile(Node):
    """A file as parsed: its clauses, headings and comments in order."""

    file: str
    clauses: tuple[Anything, ...]
    headings: tuple[Heading, ...] = ()
    comments: tuple[Comment, ...] = ()
