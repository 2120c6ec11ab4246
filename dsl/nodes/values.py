"""Values as written: names, numbers, dates, and what is made of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node

if TYPE_CHECKING:
    from dsl.nodes.expressions import Expression
    from dsl.nodes.people import Noun, People
    from dsl.nodes.sources import SourceNote


@dataclass(frozen=True)
class Name(Node):
    """A Defined Term, a limb of one, a person, a hole, or anything else in Title Case."""

    text: str
    article: str = field(default="", compare=False)

    @property
    def written(self) -> str:
        """The name with the article that it was written with."""
        return f"{self.article} {self.text}" if self.article else self.text


@dataclass(frozen=True)
class Such(Node):
    """`such Person`: the person last introduced by that noun, or the last one."""

    noun: Name


@dataclass(frozen=True)
class Its(Node):
    """`its Associates`: a term of the subject, or of the person introduced last."""

    term: Name


@dataclass(frozen=True)
class Quantity(Node):
    """A number with its unit: `15%`, `$5.00 per right`, `100 shares`."""

    amount: Fraction
    unit: str
    per: str | None = None


@dataclass(frozen=True)
class Day(Node):
    """A calendar date."""

    date: dt.date


@dataclass(frozen=True)
class YesNo(Node):
    """`yes` or `no`."""

    value: bool


@dataclass(frozen=True)
class Now(Node):
    """`now`: the moment at which the clause is applied."""


@dataclass(frozen=True)
class Of(Node):
    """`Shares Held of Orion`, `15% of Outstanding Shares`: told apart by kind."""

    left: Expression
    right: Expression


@dataclass(frozen=True)
class Arithmetic(Node):
    """`plus`, `minus`, `times`, `divided by`."""

    word: Literal["plus", "minus", "times", "divided by"]
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Where(Node):
    """`X where C, otherwise Y`; without `otherwise`, unset when C fails."""

    value: Expression
    condition: Expression
    otherwise: Expression | None


@dataclass(frozen=True)
class Postponed(Node):
    """`X, postponed to Y`."""

    value: Expression
    to: Expression


@dataclass(frozen=True)
class Limb(Node):
    """`(ii) ...` of a list, with citations of its own."""

    label: str
    sources: tuple[SourceNote, ...]
    body: Expression


@dataclass(frozen=True)
class Choose(Node):
    """`the earliest of (i) ...; and (ii) ...`."""

    word: Literal["earliest", "latest", "greatest", "least"]
    limbs: tuple[Limb, ...]


@dataclass(frozen=True)
class ChooseTwo(Node):
    """`the earlier of A and B`."""

    word: Literal["earlier", "later", "greater", "lesser"]
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Listed(Node):
    """`all of (i) ...; and (ii) ...` or `any of (i) ...; or (ii) ...`."""

    word: Literal["all", "any"]
    limbs: tuple[Limb, ...]


@dataclass(frozen=True)
class AnyTerm(Node):
    """`any of the Company, a Subsidiary or a Benefit Plan`."""

    items: tuple[Expression, ...]


@dataclass(frozen=True)
class Aggregate(Node):
    """`the sum of Shares Held over Persons other than ...`."""

    word: Literal["sum", "greatest", "least", "earliest", "latest"]
    body: Expression
    people: People


@dataclass(frozen=True)
class NumberOf(Node):
    """`the number of Acquiring Persons`."""

    people: People


@dataclass(frozen=True)
class SoFar(Node):
    """`the most Beneficial Ownership of such Person so far`."""

    word: Literal["most", "least"]
    body: Expression


@dataclass(frozen=True)
class Rounded(Node):
    """`rounded up to a whole cent of X`."""

    word: Literal["up", "down"]
    unit: str
    body: Expression


@dataclass(frozen=True)
class NthDay(Node):
    """`the 10th business day after D`; `named` is None for calendar days."""

    count: int
    named: str | None
    side: Literal["after", "before"]
    base: Expression


@dataclass(frozen=True)
class Shift(Node):
    """`2 years before D`."""

    count: int
    unit: str
    side: Literal["after", "before"]
    base: Expression


@dataclass(frozen=True)
class DayPart(Node):
    """`close of business on D`, `the start of D`, `the end of D`."""

    word: Literal["close of business on", "the start of", "the end of"]
    day: Expression


@dataclass(frozen=True)
class DayOf(Node):
    """`the day of X`: the day on which an instant falls."""

    value: Expression


@dataclass(frozen=True)
class Occurrence(Node):
    """`the first Announcement whose ...`."""

    word: Literal["first", "last"]
    noun: Noun


@dataclass(frozen=True)
class FirstTime(Node):
    """`the first time that C`."""

    condition: Expression


@dataclass(frozen=True)
class FirstBecomes(Node):
    """`some Person first becomes an Adverse Person`: when that is."""

    subject: Expression
    status: Name
