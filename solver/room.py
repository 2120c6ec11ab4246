"""Whether there is room for a choice: that what it is to be above lies below what it is to be below.

Takes the conditions on an amount or a date to be chosen; gives what follows
from two of them together, without the choice. Where that fails, no choice
meets them. Only conditions that compare the choice itself are looked at, so
that where it holds there may still be none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from dsl import core as c
from dsl.forms import variables

ABOVE = {"more than": True, "at least": False, "after": True}  # what the left side is to the right one; whether strictly
BELOW = {"less than": True, "at most": False, "before": True}


class _Bound(Struct, frozen=True):
    """What a choice is to be above, or below, by the comparison of a part."""

    part: c.Part
    value: c.Core
    strictly: bool


def room_for(choice: c.Var, conditions: Sequence[c.Core]) -> Iterator[c.Part]:
    """For each two conditions that a choice lie above one value and below another: that these lie so."""
    parts = [part for part in conditions if isinstance(part, c.Part)]
    above = [bound for part in parts if (bound := _bound(choice, part, ABOVE, BELOW)) is not None]
    below = [bound for part in parts if (bound := _bound(choice, part, BELOW, ABOVE)) is not None]
    for low in above:
        for high in below:
            yield c.Part(high.part.label, "drop", c.All((c.Part(low.part.label, "drop", _lies_below(low, high)),)))


def _bound(choice: c.Var, part: c.Part, left: dict[str, bool], right: dict[str, bool]) -> _Bound | None:
    """The bound that a comparison sets on the choice, standing on its left side or on its right."""
    body = part.body
    if not isinstance(body, c.Compare | c.CompareTime):
        return None
    for side, other, ops in ((body.left, body.right, left), (body.right, body.left, right)):
        if side == c.VarIs(choice) and body.op in ops and choice not in variables(other):
            return _Bound(part, other, ops[body.op])
    return None


def _lies_below(low: _Bound, high: _Bound) -> c.Core:
    if isinstance(high.part.body, c.CompareTime):
        return c.CompareTime("before", low.value, high.value)
    return c.Compare("less than" if low.strictly or high.strictly else "at most", low.value, high.value)
