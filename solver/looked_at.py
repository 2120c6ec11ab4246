"""The instants of a day at which a window is looked at: before, at and after the close of business.

Not as a day begins: no event may happen then, and what is so right after is looked at.
"""

from __future__ import annotations

from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, CLOSE, PARTS, START
from solver.formula import Num, arithmetic, condition, ite


def is_looked_at(tick: int) -> bool:
    """Whether an instant is one of them."""
    return tick % PARTS != START


def some_instant(day: Num) -> Num:
    """One of them, of a day."""
    late, at_close = condition("late on the day looked at"), condition("at the close of the day looked at")
    return arithmetic("plus", arithmetic("times", PARTS, day), ite(at_close, CLOSE, ite(late, AFTER_CLOSE, BEFORE_CLOSE)))
