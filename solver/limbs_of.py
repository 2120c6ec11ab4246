"""The limbs by one of which a condition comes about: the first list of alternatives that its definitions lead to.

Each limb is the whole condition with that alternative alone. A condition that
leads to no list has one limb, which is the condition itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl.plan import Plan
from dsl.rewritten import defined
from solver.exceptions import called
from solver.settled import settled


class Limb(Struct, frozen=True):
    """One way for a condition to come about: its label or what it is called, and the condition by it alone."""

    label: c.Label | None
    name: str
    condition: c.Core


def limbs_of(plan: Plan, options: Mapping[str, str], condition: c.Core) -> list[Limb]:
    """The limbs of a condition, readings settled as far as `options` say."""
    return _limbs(plan, options, condition) or [Limb(None, "", condition)]


def _limbs(plan: Plan, options: Mapping[str, str], core: Any) -> list[Limb]:
    """The limbs that a form leads to; none if it leads to no list."""
    if settled(core, options) is not None:
        return []
    match core:
        case c.Any() | c.Best(op="earliest"):
            return _of_list(plan, options, core)
        case c.All():
            return _of_all(plan, options, core)
        case c.Part() | c.Quantifier(op="some"):
            return [replace(limb, condition=replace(core, body=limb.condition)) for limb in _limbs(plan, options, core.body)]
        case c.TermIs():
            body = defined(plan, core)
            return _limbs(plan, options, body) if body is not None else []
        case c.CompareTime(left=c.NowIs(), op="on or after" | "after"):
            return [replace(limb, condition=replace(core, right=limb.condition)) for limb in _limbs(plan, options, core.right)]
        case c.Not():
            return _of_not(plan, options, core.body)
        case _:
            return []


def _of_list(plan: Plan, options: Mapping[str, str], core: c.Any | c.Best) -> list[Limb]:
    items = [item for item in core.items if not _is_out(item, options)]
    if len(items) == 1:
        return _limbs(plan, options, items[0])
    return [Limb(item.label if isinstance(item, c.Part) else None, called(item) or "", item) for item in items]


def _is_out(item: Any, options: Mapping[str, str]) -> bool:
    """Whether the readings leave an item of a list out."""
    body = item.body if isinstance(item, c.Part) else item
    if isinstance(body, c.Choice) and body.otherwise is None:
        return settled(body.condition, options) is False
    if isinstance(body, c.All):
        return any(settled(part, options) is False for part in body.items)
    return settled(body, options) is False


def _of_all(plan: Plan, options: Mapping[str, str], core: c.All) -> list[Limb]:
    for place, item in enumerate(core.items):
        if found := _limbs(plan, options, item):
            return [replace(limb, condition=c.All((*core.items[:place], limb.condition, *core.items[place + 1 :]))) for limb in found]
    return []


def _of_not(plan: Plan, options: Mapping[str, str], body: Any) -> list[Limb]:
    """That not everything of a list is so: for some item it is not."""
    match body:
        case c.Part():
            return _of_not(plan, options, body.body)
        case c.TermIs() if (found := defined(plan, body)) is not None:
            return _of_not(plan, options, found)
        case c.All():
            items = [item for item in body.items if settled(item, options) is not True]
            return [Limb(item.label if isinstance(item, c.Part) else None, called(item) or "", c.Not(item)) for item in items] if len(items) > 1 else []
        case _:
            return []
