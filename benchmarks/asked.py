"""Six questions of the HemaCare plan that every contestant is asked, and how large the task is.

Each is there twice: in the words of the plan language, for us, and in parts,
for the models written by hand, which know nothing of that language. Each is
answered on the base readings by looking for a path with no event, one, and so
on: first path, no ties broken, nothing told again, no reasons given.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import Literal

from msgspec import Struct

Start = Literal["adoption", "after the press"]
Sought = Literal["exercisable", "a fifth is owned", "redeemed", "threshold under 11%"]

BOARD = ("limit", "determine", "defer offer", "designate", "extend redemption", "redeem", "lower", "extend rights")


class OutOfTime(Exception):
    """The time limit came before the answer."""


def left_until(deadline: float) -> float:
    """The seconds left until a value of `time.monotonic`. Raises OutOfTime."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise OutOfTime
    return left


def ordinal(year: int, month: int, day: int) -> int:
    """The number of a day."""
    return dt.date(year, month, day).toordinal()


class Size(Struct, frozen=True, kw_only=True):
    """How far a search goes: events at most, persons beside the Company, the last day that matters."""

    events: int = 4
    persons: int = 3
    horizon: int = ordinal(2009, 3, 10)


class Asked(Struct, frozen=True, kw_only=True):
    """A path that is looked for: from where, to what by which day, without which events, what must never be so.

    `text` is the question in the plan language; `by` is None where the horizon
    is the last day; `found` and `none` are the verdicts if there is a path and
    if there is none.
    """

    title: str
    text: str
    start: Start
    sought: Sought
    by: int | None = None
    without: tuple[str, ...] = ()
    never_exercisable: bool = False
    found: str = "possible"
    none: str = "impossible"

    def until(self, size: Size) -> int:
        """The last day on which what is sought may come about."""
        return size.horizon if self.by is None else min(self.by, size.horizon)

    def reach(self, size: Size) -> int:
        """The last day that matters."""
        return size.horizon if self.never_exercisable else self.until(size)

    def worded(self, fewest: int | None) -> str:
        """The answer, where the shortest path has so many events, or there is none."""
        return self.none if fewest is None else f"{self.found} ({fewest})"


Answer = Callable[[Asked, Size, float], int | None]  # the fewest events of a path, in so many seconds; raises OutOfTime

ASKED = (
    Asked(
        title="A stake of 20% need not make the Rights exercisable",
        text="can some Stockholder have Beneficial Ownership of at least 20% of Outstanding Shares by January 1, 2000, "
        "with the Rights at no time Exercisable?",
        start="adoption", sought="a fifth is owned", by=ordinal(2000, 1, 1), never_exercisable=True,
    ),
    Asked(
        title="Nobody need buy a share for the Rights to separate",
        text="can the Rights be Exercisable by January 1, 2000, without any Purchase, without any Tender Offer, "
        "without any Offer Announcement?",
        start="adoption", sought="exercisable", by=ordinal(2000, 1, 1), without=("buy", "offer"),
    ),
    Asked(
        title="Nothing brings the Distribution Date forward to May 13",
        text="can the Rights be Exercisable by May 13, 1998?",
        start="after the press", sought="exercisable", by=ordinal(1998, 5, 13),
    ),
    Asked(
        title="The Board can still redeem",
        text="can the Rights be Redeemed by May 13, 1998, with the Rights at no time Exercisable?",
        start="after the press", sought="redeemed", by=ordinal(1998, 5, 13), never_exercisable=True,
    ),
    Asked(
        title="No announcement, no offer, no act of the Board: no exercise",
        text="can the Rights be Exercisable, without any Announcement, without any Tender Offer, "
        "without any Offer Announcement, without the Board?",
        start="adoption", sought="exercisable", without=("announce", "offer", *BOARD),
    ),
    Asked(
        title="No lowering of the threshold takes it under 11%",
        text="is it certain that Ownership Threshold is at least 11%?",
        start="adoption", sought="threshold under 11%", found="no", none="holds",
    ),
)  # fmt: skip
