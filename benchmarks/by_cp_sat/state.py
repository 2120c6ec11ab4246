"""There at one moment of a run: holdings, clocks, what the Board has set; and whether the Rights are exercisable.

Days are ordinals, and a day has two ticks: before its close of business and
after it. What is set once in a run is one number of the run (`Once`).
"""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from benchmarks.asked import Asked, Size, ordinal
from benchmarks.by_cp_sat.conditions import Conditions, Number, Truth

MOST_SHARES = 20_000_000
PARTS = 10_000  # a threshold is in hundredths of a percent
ADOPTED, LAST_DAY = ordinal(1998, 2, 23), ordinal(2008, 3, 10)
BOUGHT, PRESS_DAY = 1_100_000, ordinal(1998, 5, 4)


class Date(Struct, frozen=True):
    """A day, if it is set."""

    is_set: Truth
    day: Number


class State(Struct, frozen=True, kw_only=True, dict=True):
    """A moment of a run; what is of each person is a tuple in the order of the persons.

    `offer_day` is the day of limb (ii), the tenth business day after the offer
    or such later date; the other fields as in the model for Z3.
    """

    of: Conditions
    tick: Number
    held: tuple[Number, ...]
    together: dict[tuple[int, int], Truth]
    outstanding: Number
    threshold: Number
    trigger: Number
    known: tuple[Number, ...]
    most: tuple[Number, ...]
    limited: tuple[Truth, ...]
    limits: tuple[Number, ...]
    determined: tuple[Truth, ...]
    acquired: Truth
    announced: Date
    owned_up: Date
    offered: Date
    adverse: Date
    offer_day: Number
    designated: Date
    redemption_later: Date
    last_day: Number
    redeemed: Truth

    @cached_property
    def associates(self) -> dict[tuple[int, int], Truth]:
        """Who belongs together, directly or through others."""
        people, found = range(len(self.held)), dict(self.together)
        for middle in people:
            for one, other in found:
                if middle not in (one, other):
                    through = self.of.all_of((found[pair(one, middle)], found[pair(middle, other)]))
                    found[one, other] = self.of.any_of((found[one, other], through))
        return found

    @cached_property
    def stakes(self) -> tuple[Number, ...]:
        """What each person owns beneficially: its own shares and those of its associates."""
        people = range(len(self.held))
        return tuple(
            sum((self._part(pair(p, q), self.held[q]) for q in people if q != p), start=self.held[p]) for p in people
        )

    def _part(self, between: tuple[int, int], shares: Number) -> Number:
        are = self.associates[between]
        return self.of.chosen([(are, shares)], 0, 0, MOST_SHARES)

    @cached_property
    def acquiring(self) -> tuple[Truth, ...]:
        """Who is an Acquiring Person (p.2 (i)): who owns the threshold or more."""
        return tuple(self.of.is_at_least(stake, self.trigger) for stake in self.stakes)

    def exercisable_by(self, tick: Number) -> Truth:
        """Whether the Rights are exercisable (p.3) at some moment from this one to a tick, if nothing further happens."""
        is_alive = self.of.is_at_least(2 * self.last_day, self.tick)
        distributed = (self._distributed_by(tick), self._distributed_by(2 * self.last_day))
        return self.of.all_of((self.of.no(self.redeemed), self.of.is_at_least(tick, self.tick), is_alive, *distributed))

    def _distributed_by(self, tick: Number) -> Truth:
        """Whether the Distribution Date (p.2, p.3) comes by a tick."""
        of = self.of
        undeferred = of.any_of((of.no(self.designated.is_set), of.is_at_least(tick, 2 * self.designated.day + 1, self.designated.is_set)))
        return of.any_of((
            of.is_at_least(tick, 2 * self.announced.day + 21, self.announced.is_set, undeferred),
            of.is_at_least(tick, 2 * self.offer_day + 1, self.offered.is_set, undeferred),
            of.is_at_least(tick, 2 * self.adverse.day + 21, self.adverse.is_set),
        ))  # fmt: skip


def pair(one: int, other: int) -> tuple[int, int]:
    """Two persons, the lower first."""
    return min(one, other), max(one, other)


def start(of: Conditions, asked: Asked, size: Size) -> State:
    """February 23, 1998, with nobody owning anything; or May 4, 1998, after a newspaper wrote of the first person."""
    is_told = asked.start == "after the press"
    first, last = PRESS_DAY if is_told else ADOPTED, asked.reach(size)
    held = (BOUGHT if is_told else 0, *(0,) * (size.persons - 1))
    unset, some_day = Date(False, 0), [of.number(first, last) for _ in range(4)]
    return State(
        of=of,
        tick=2 * first,
        held=held, most=held, known=held,
        together={(one, other): False for other in range(size.persons) for one in range(other)},
        outstanding=7_190_710,
        threshold=1_500,
        trigger=1_078_607,
        limits=(0,) * size.persons, limited=(False,) * size.persons, determined=(False,) * size.persons,
        acquired=is_told, redeemed=False,
        announced=Date(True, PRESS_DAY) if is_told else Date(False, some_day[0]),
        owned_up=Date(False, some_day[1]), offered=Date(False, some_day[2]), adverse=Date(False, some_day[3]),
        offer_day=of.number(first, last + 40),
        designated=unset, redemption_later=unset,
        last_day=LAST_DAY,
    )  # fmt: skip
