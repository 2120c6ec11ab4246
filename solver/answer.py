"""Answers as plain data: what was found, under which readings, resting on what.

Nothing here is rendered; `counsel` words and draws it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from msgspec import Struct

from dsl.core import Label
from dsl.dates import Instant
from dsl.kinds import Kind
from dsl.plan import ExpectedOutcome, GivenPair, GivenTerm, Question, Scenario, StoryLine
from dsl.ranges import Range
from solver.drawn import MapOf
from solver.duties import Standing
from solver.windows_of_powers import Bar as Bar

Verdict = Literal[
    "yes", "no", "value", "unset", "never", "nobody", "not allowed", "not determined",
    "the plan does not say", "says", "a statement", "at values", "at every value", "at no value", "owed", "nothing", "possible", "impossible", "ways", "holds", "windows", "no bound", "undecided",
]  # fmt: skip

Under = tuple[tuple[str, str], ...]
OVER_PATHS = ("can", "ways", "certain", "may", "extreme")  # the forms of questions that are not of one story
VACUOUS = "the story as it is told already breaks what is asked to hold throughout, so this says nothing about what is sought"


class Forbidden(Struct, frozen=True):
    """A line that the plan does not allow: what forbids it, and when it was possible before.

    `possible` are stretches of time, their ends not included, in which it was
    allowed as things then stood; None if that cannot be said, or turns on what nobody stated.
    `others` are what else stops the story, where it is one thing or another by that.
    `unset` are times that what forbids it compares, and that nothing had set.
    """

    line: StoryLine
    labels: tuple[Label, ...]
    possible: tuple[tuple[Instant, Instant], ...] | None
    others: tuple[Forbidden, ...] = ()
    unset: tuple[str, ...] = ()


class Opening(Struct, frozen=True):
    """When a power may be used, in one sense; ends of stretches are not included.

    `opens` and `closes` are the conditions that open and close each stretch,
    `also` those on an amount or a date that is still to be chosen. `bars` are
    why there is no stretch, where that was looked for.
    """

    scope: Literal["as things stand", "whatever others do", "at best"]
    stretches: tuple[tuple[Instant, Instant], ...]
    opens: tuple[tuple[Label, ...], ...]
    closes: tuple[tuple[Label, ...], ...]
    also: tuple[Label, ...] = ()
    bars: tuple[Bar, ...] = ()


class Kept(Struct, frozen=True):
    """A part of an invariant: its name, and what it says of which people, with `{}` for each of them.

    What `is_plain` goes without saying.
    """

    says: str
    words: str
    people: tuple[str, ...]
    is_plain: bool


class ProvedCase(Struct, frozen=True):
    """An invariant by which what was sought never comes about; of one person, and those like it, if one of several may be meant.

    It holds of the story as it is told under some readings, if it can be told in several ways.
    With `steps`, the proof is one over so many in a row: after them what was sought does not
    come about if it did not before, nor with fewer from the end of the story.
    """

    who: str | None
    told: Under
    kept: tuple[Kept, ...]
    steps: int = 0


class Supposed(Struct, frozen=True):
    """What a fact that nobody stated is supposed to be: `Harm` is yes, `Market Price` is `at least` a figure; without `says` it is the value itself."""

    about: str
    says: str
    value: Any


class When(Struct, frozen=True):
    """With which values of what nobody stated a finding comes out: in any of some cases, of each of which all is supposed.

    Where they are `examples`, it may come out so with others, too.
    """

    cases: tuple[tuple[Supposed, ...], ...]
    examples: bool = False


class Finding(Struct, frozen=True):
    """What is so: a verdict, and the values or the names it comes with.

    `values` are of the question's kind. `turns_on` are the facts, open matters
    or orders on which a finding that is not determined depends. `bound` says
    on which side of a value a most or least stays that never reaches it.
    `standings` are the duties that are open, whose names are the values.
    `ranges` are the values of an input at which it is so, `barred` those at
    which a line of the story is not allowed; `about` names the input.
    `proved` says that no path of any number of events exists, and under which
    of the readings of its row that is shown; `proof` is that proof, case by
    case. `count` is how many ways there are. `when` says of each of the `ways`
    in which it may come out with which values of what nobody stated it does,
    if it can be said. `as_told` is what a date that time alone changes is right
    after the last line (None for unset); `was_set` says that what is unset was
    set at some time in the story. `never_kept` says that no path was found on
    which what is asked to hold throughout does, whatever it comes to.
    """

    verdict: Verdict
    values: tuple[Any, ...] = ()
    turns_on: tuple[str, ...] = ()
    forbidden: Forbidden | None = None
    ways: tuple[Finding, ...] = ()
    limit: str = ""
    openings: tuple[Opening, ...] = ()
    bound: Literal["", "less than", "more than"] = ""
    standings: tuple[Standing, ...] = ()
    ranges: tuple[Range, ...] = ()
    barred: tuple[Range, ...] = ()
    about: str = ""
    proved: Literal["", "under all of these readings", "on the base readings"] = ""
    count: int = 0
    proof: tuple[ProvedCase, ...] = ()
    when: tuple[When, ...] = ()
    as_told: tuple[Any, ...] = ()
    was_set: bool = False
    never_kept: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether the story breaks what is asked to hold throughout, so that nothing is said of what is sought."""
        return self.limit == VACUOUS


class Row(Struct, frozen=True):
    """A finding, and the readings under which it is so; no readings means under all.

    `path` is the whole scenario of a path that shows it, `moment` when it is so;
    `others` are further paths, which show it under those of the readings where
    that one may not.
    """

    under: Under
    finding: Finding
    path: Scenario | None = None
    moment: Instant | None = None
    others: tuple[Scenario, ...] = ()


class Missed(Struct, frozen=True):
    """An expectation that was not met, and the row that does not meet it."""

    expected: ExpectedOutcome
    row: Row


class Reason(Struct, frozen=True):
    """A clause, a line or a fact of the story without which the answer changes.

    `alone` says that leaving out nothing else changes it; otherwise it belongs
    to one irreducible set of reasons.
    """

    label: Label | None
    line: StoryLine | None
    alone: bool
    instead: Finding
    given: GivenTerm | GivenPair | None = None


class Topic(Struct, frozen=True):
    """A clause on a topic, and how it bears on it."""

    label: Label
    how: Literal["is", "statement", "part", "uses", "left out"]


class Way(Struct, frozen=True):
    """One way in kind, with its shortest path and the moment at which that comes to what is sought.

    `who` is whom it is about, by kind or by name; `limb` that of what is
    sought. `excuses` are the exceptions by which what must not be does not come
    about, each with its parts; the first is that of the path, others are of other paths of the kind. `powers` are used, each by whom the plan names;
    `acts` are whose other acts lead there, each of several alternatives; none
    where it may be anybody's. `under` are the readings under which the path
    comes out, in one case or another; none where only those asked under were
    tried. `given` is what the path takes for granted, `idle` what may be left
    out of it, if it relies upon no exception, so that it comes to what is sought all the same, in another way.
    """

    who: tuple[str, ...]
    limb: Label | None
    limb_name: str
    excuses: tuple[tuple[str, tuple[Label, ...]], ...]
    powers: tuple[tuple[str, str], ...]
    acts: tuple[tuple[str, ...], ...]
    path: Scenario
    moment: Instant
    under: tuple[Under, ...] = ()
    given: tuple[str, ...] = ()
    idle: tuple[StoryLine, ...] = ()


class Unproved(Struct, frozen=True):
    """Ways of one kind that were only looked for: of whom, by which limb and exception, and without which powers or acts."""

    who: str
    limb: Label | None
    excuse: str
    without: tuple[str, ...]


class Opinion(Struct, frozen=True):
    """What a second solver says of the obligations of an answer: how many there are, which it did not finish, which it disputes.

    `unposed` says why it could not be asked, where it could not.
    """

    solver: str
    obligations: int
    unfinished: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    unposed: str = ""


class Answer(Struct, frozen=True):
    """The whole answer to a question: the first row is that of the base readings.

    `rests_on` are the labels read under the base readings, in the plan's
    order. `same_under` are the readings that were tried and do not matter,
    `excluded_by` are parts that together exclude every path tried under the
    base readings, none of which can be dropped; None where that was not shown.
    `untried` those of which only the base, or the option given, was tried in part.
    `defaults` are the inputs read that nobody stated, for which their default stands.
    `one_more` says how it came out when what was not found was sought again with
    one more person: the same; otherwise, and then the answer is that of the
    larger cast; or not found out in time; or that it was not tried at all. `ways` are those that differ in kind,
    `unproved` where others were only looked for, and `among` whom they were;
    `maps` are what shows that there are no others, `is_own_cast` whether they are
    about people whom nobody named.
    `second` is what a second solver says of it, where it was asked. `unset` are times
    that were compared under the base readings and that are unset when it is asked.
    """

    question: Question
    rows: tuple[Row, ...]
    rests_on: tuple[Label, ...] = ()
    same_under: tuple[str, ...] = ()
    caveats: tuple[Label, ...] = ()
    defaults: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    excluded_by: tuple[Label, ...] | None = None
    topics: tuple[Topic, ...] = ()
    untried: tuple[str, ...] = ()
    one_more: Literal["", "same", "differs", "untried", "not tried"] = ""
    people: tuple[tuple[str, str], ...] = ()
    horizon: dt.date | None = None
    ways: tuple[Way, ...] = ()
    unproved: tuple[Unproved, ...] = ()
    among: tuple[str, ...] = ()
    maps: tuple[MapOf, ...] = ()
    is_own_cast: bool = False
    missed: tuple[Missed, ...] = ()
    second: Opinion | None = None
    unset: tuple[str, ...] = ()

    @property
    def headline(self) -> Finding:
        """The finding under the base readings."""
        return self.rows[0].finding

    @property
    def kind(self) -> Kind | None:
        """The kind of the values found."""
        return self.question.kind

    @property
    def is_undecided(self) -> bool:
        """Whether some row was not decided."""
        return any(row.finding.verdict == "undecided" for row in self.rows)
