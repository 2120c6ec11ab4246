"""Values as written: names, numbers, dates, and what is made of them."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node

if TYPE_CHECKING:
    from dsl.nodes.expressions import Expression
    from dsl.nodes.people import Noun, People
    from dsl.nodes.sources import SourceNote


class Name(Node, frozen=True):
    """A Defined Term, a limb of one, a person, a hole, or anything else in Title Case."""

    text: str
    article: str = ""

    @property
    def written(self) -> str:
        """The name with the article that it was written with."""
        return f"{self.article} {self.text}" if self.article else self.text


class Such(Node, frozen=True):
    """`such Person`: the person last introduced by that noun, or the last one."""

    noun: Name


class Its(Node, frozen=True):
    """`its Associates`: a term of the subject, or of the person introduced last."""

    term: Name


class Quantity(Node, frozen=True):
    """A number with its unit: `15%`, `$5.00 per right`, `100 shares`."""

    amount: Fraction
    unit: str
    per: str | None = None


class Day(Node, frozen=True):
    """A calendar date."""

    date: dt.date


class YesNo(Node, frozen=True):
    """`yes` or `no`."""

    value: bool


class Now(Node, frozen=True):
    """`now`: the moment at which the clause is applied."""


class Of(Node, frozen=True):
    """`Shares Held of Orion`, `15% of Outstanding Shares`: told apart by kind."""

    left: Expression
    right: Expression


class Arithmetic(Node, frozen=True):
    """`plus`, `minus`, `times`, `divided by`."""

    word: Literal["plus", "minus", "times", "divided by"]
    left: Expression
    right: Expression


class Where(Node, frozen=True):
    """`X where C, otherwise Y`; without `otherwise`, unset when C fails."""

    value: Expression
    condition: Expression
    otherwise: Expression | None


class Postponed(Node, frozen=True):
    """`X, postponed to Y`."""

    value: Expression
    to: Expression


class Limb(Node, frozen=True):
    """`(ii) ...` of a list, with citations of its own."""

    label: str
    sources: tuple[SourceNote, ...]
    body: Expression


class Choose(Node, frozen=True):
    """`the earliest of (i) ...; and (ii) ...`."""

    word: Literal["earliest", "latest", "greatest", "least"]
    limbs: tuple[Limb, ...]


class ChooseTwo(Node, frozen=True):
    """`the earlier of A and B`."""

    word: Literal["earlier", "later", "greater", "lesser"]
    left: Expression
    right: Expression


class Listed(Node, frozen=True):
    """`all of (i) ...; and (ii) ...` or `any of (i) ...; or (ii) ...`."""

    word: Literal["all", "any"]
    limbs: tuple[Limb, ...]


class AnyTerm(Node, frozen=True):
    """`any of the Company, a Subsidiary or a Benefit Plan`."""

    items: tuple[Expression, ...]


class Aggregate(Node, frozen=True):
    """`the sum of Shares Held over Persons other than ...`."""

    word: Literal["sum", "greatest", "least", "earliest", "latest"]
    body: Expression
    people: People


class NumberOf(Node, frozen=True):
    """`the number of Acquiring Persons`."""

    people: People


class SoFar(Node, frozen=True):
    """`the most Beneficial Ownership of such Person so far`."""

    word: Literal["most", "least"]
    body: Expression


class Rounded(Node, frozen=True):
    """`rounded up to a whole cent of X`."""

    word: Literal["up", "down"]
    unit: str
    body: Expression


class NthDay(Node, frozen=True):
    """`the 10th business day after D`; `named` is None for calendar days."""

    count: int
    named: str | None
    side: Literal["after", "before"]
    base: Expression


class Shift(Node, frozen=True):
    """`2 years before D`."""

    count: int
    unit: str
    side: Literal["after", "before"]
    base: Expression


class DayPart(Node, frozen=True):
    """`close of business on D`, `the start of D`, `the end of D`."""

    word: Literal["close of business on", "the start of", "the end of"]
    day: Expression


class DayOf(Node, frozen=True):
    """`the day of X`: the day on which an instant falls."""

    value: Expression


class Occurrence(Node, frozen=True):
    """`the first Announcement whose ...`."""

    word: Literal["first", "last"]
    noun: Noun


class FirstTime(Node, frozen=True):
    """`the first time that C`."""

    condition: Expression


class FirstBecomes(Node, frozen=True):
    """`some Person first becomes an Adverse Person`: when that is."""

    subject: Expression
    status: Name
