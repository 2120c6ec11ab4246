"""What there is at one moment of a run: holdings, clocks, what the Board has set.

Days are ordinals. A moment is a tick: two for each day, the first before its
close of business and the second after it, so that the close of business on a
day comes after the first of its ticks and no later than the second. A date
that may be unset is a flag beside a day.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import z3
from msgspec import Struct
from msgspec.structs import replace

from benchmarks.asked import ordinal

NO, YES = z3.BoolVal(False), z3.BoolVal(True)
Pairs = dict[tuple[int, int], Any]


class Date(Struct, frozen=True):
    """A day, if it is set."""

    is_set: Any
    day: Any


def close_of_business(day: Any) -> Any:
    """The first tick by which the close of business on a day has come."""
    return 2 * day + 1


class State(Struct, frozen=True, kw_only=True, dict=True):
    """A moment of a run; what is of each person is a tuple in the order of the persons.

    `announced`, `owned_up`, `offered` and `adverse` are the first days on which
    something happened (p.2 (i), p.5 (i), p.2 (ii), p.2 (iii)); `tenth` is the
    tenth business day after `offered`. `trigger` is the fewest shares that are
    the threshold or more, `most` the most that a person has owned so far,
    `limits` the Ownership Limitation of those who are `limited`. `acquired`
    says that somebody has become an Acquiring Person.
    """

    tick: Any
    held: tuple[Any, ...]
    together: Pairs
    outstanding: Any
    threshold: Any
    trigger: Any
    known: tuple[Any, ...]
    most: tuple[Any, ...]
    limited: tuple[Any, ...]
    limits: tuple[Any, ...]
    determined: tuple[Any, ...]
    acquired: Any
    announced: Date
    owned_up: Date
    offered: Date
    tenth: Any
    adverse: Date
    offer_deferred: Date
    designated: Date
    redemption_later: Date
    last_day: Any
    redeemed: Any

    @cached_property
    def associates(self) -> Pairs:
        """Who belongs together, directly or through others."""
        people, found = range(len(self.held)), dict(self.together)
        for middle in people:
            for one, other in found:
                if middle not in (one, other):
                    through = z3.And(found[_pair(one, middle)], found[_pair(middle, other)])
                    found[one, other] = z3.Or(found[one, other], through)
        return found

    @cached_property
    def stakes(self) -> tuple[Any, ...]:
        """What each person owns beneficially: its own shares and those of its associates."""
        people = range(len(self.held))
        return tuple(
            z3.Sum([self.held[p], *(z3.If(self.are_associates(p, q), self.held[q], 0) for q in people if q != p)])
            for p in people
        )

    def are_associates(self, one: int, other: int) -> Any:
        """Whether two persons belong together."""
        return self.associates[_pair(one, other)]

    @cached_property
    def acquiring(self) -> tuple[Any, ...]:
        """Who is an Acquiring Person (p.2 (i)): who owns the threshold or more."""
        return tuple(stake >= self.trigger for stake in self.stakes)

    # ---- distribution and exercise ----

    @property
    def announcement_limb(self) -> Any:
        """p.2 (i): close of business on the tenth day after the announcement."""
        return close_of_business(self.announced.day + 10)

    @cached_property
    def offer_limb(self) -> Any:
        """p.2 (ii): close of business on the tenth business day after the offer, or such later date."""
        return close_of_business(z3.If(self.offer_deferred.is_set, self.offer_deferred.day, self.tenth))

    def distributed_by(self, tick: Any) -> Any:
        """Whether the Distribution Date (p.2, p.3) comes by a tick if nothing further happens."""
        undeferred = z3.Or(z3.Not(self.designated.is_set), close_of_business(self.designated.day) <= tick)
        return z3.Or(
            z3.And(self.announced.is_set, self.announcement_limb <= tick, undeferred),
            z3.And(self.offered.is_set, self.offer_limb <= tick, undeferred),
            z3.And(self.adverse.is_set, close_of_business(self.adverse.day + 10) <= tick),
        )

    def exercisable_by(self, tick: Any) -> Any:
        """Whether the Rights are exercisable (p.3) at some moment from this one to a tick, if nothing further happens."""
        expiration = close_of_business(self.last_day)
        return z3.And(
            z3.Not(self.redeemed), self.tick <= tick, self.tick < expiration,
            self.distributed_by(tick), self.distributed_by(expiration - 1),
        )  # fmt: skip


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


# ---- where runs begin --------------------------------------------------------------------


def adoption(persons: int = 3) -> State:
    """February 23, 1998: nobody owns anything, and nothing has been said."""
    nothing, unset = z3.IntVal(0), Date(NO, z3.IntVal(0))
    return State(
        tick=2 * ordinal(1998, 2, 23),
        held=(nothing,) * persons,
        together={(one, other): NO for other in range(persons) for one in range(other)},
        outstanding=z3.IntVal(7_190_710),
        threshold=z3.Q(15, 100),
        trigger=z3.IntVal(1_078_607),
        known=(nothing,) * persons, most=(nothing,) * persons, limits=(nothing,) * persons,
        limited=(NO,) * persons, determined=(NO,) * persons,
        acquired=NO, redeemed=NO,
        announced=_first("announced"), owned_up=_first("owned up"), offered=_first("offered"), adverse=_first("adverse"),
        tenth=z3.Int("tenth business day"),
        offer_deferred=unset, designated=unset, redemption_later=unset,
        last_day=z3.IntVal(ordinal(2008, 3, 10)),
    )  # fmt: skip


def _first(what: str) -> Date:
    """A day that is set once in a run, and not yet."""
    return Date(NO, z3.Int(f"first day {what}"))


def after_the_press(persons: int = 3) -> State:
    """The first person bought 1,100,000 shares on May 1, 1998, and a newspaper said so on May 4."""
    before, stake, nothing = adoption(persons), z3.IntVal(1_100_000), z3.IntVal(0)
    owned = (stake, *(nothing,) * (len(before.held) - 1))
    return replace(
        before, tick=2 * ordinal(1998, 5, 4), held=owned, most=owned, known=owned, acquired=YES,
        announced=Date(YES, z3.IntVal(ordinal(1998, 5, 4))),
    )  # fmt: skip
