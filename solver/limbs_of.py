"""The limbs by one of which a condition comes about: the first list of alternatives that its definitions lead to.

Each limb is the whole condition with that alternative alone. A condition that
leads to no list has one limb, which is the condition itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
        case c.All() | c.Best(op="latest"):
            return _of_all(plan, options, core)
        case c.TermIs():
            body = defined(plan, core)
            return _limbs(plan, options, body) if body is not None else []
        case c.Not():
            return _of_not(plan, options, core.body)
        case c.Choice():
            return _of_choice(plan, options, core)
        case c.CompareTime(left=c.NowIs(), op="on or after" | "after"):
            return _within(plan, options, core, "right")
        case _ if type(core) in WITHIN and getattr(core, "op", "some") == "some":
            return _within(plan, options, core, WITHIN[type(core)])
        case _:
            return []


# Where a list can stand, so that the form comes about once it does by one of the list: conditions, and times that come no sooner.
WITHIN: dict[type, str] = {
    c.Part: "body", c.Quantifier: "body", c.EverHeld: "condition", c.FirstAt: "condition", c.IsSetIs: "value",
    c.Later: "value", c.CountDays: "base", c.ShiftDay: "base", c.PartOfDay: "day", c.DayAt: "value",
}  # fmt: skip


def _within(plan: Plan, options: Mapping[str, str], core: Any, part: str) -> list[Limb]:
    """The limbs of a part of a form, each in that form."""
    return [replace(limb, condition=replace(core, **{part: limb.condition})) for limb in _limbs(plan, options, getattr(core, part))]


def _of_choice(plan: Plan, options: Mapping[str, str], core: c.Choice) -> list[Limb]:
    """The limbs of what is chosen, each where it is chosen; what leads to no list is one."""
    known = settled(core.condition, options)
    if known is not None:
        chosen = core.value if known else core.otherwise
        return _limbs(plan, options, chosen) if chosen is not None else []
    one, other = ([] if chosen is None else _limbs(plan, options, chosen) for chosen in (core.value, core.otherwise))
    if not one and not other:
        return []
    found = [replace(limb, condition=c.Choice(core.condition, limb.condition, None)) for limb in one or _limb_of_each([core.value])]
    if core.otherwise is not None:
        if_not = c.Not(core.condition)
        found += [replace(limb, condition=c.Choice(if_not, limb.condition, None)) for limb in other or _limb_of_each([core.otherwise])]
    return found


def _of_list(plan: Plan, options: Mapping[str, str], core: c.Any | c.Best) -> list[Limb]:
    items = [item for item in core.items if not _is_out(item, options)]
    if len(items) == 1:
        return _limbs(plan, options, items[0])
    return list(_limb_of_each(items))


def _limb_of_each(items: Sequence[c.Core]) -> Iterator[Limb]:
    """The limb that each item is: by its label, or what it speaks of, or where it stands if that tells it not apart."""
    names = [called(item) for item in items]
    for place, (item, name) in enumerate(zip(items, names, strict=True)):
        label = item.label if isinstance(item, c.Part) else None
        own = name if name is not None and names.count(name) == 1 else f"alternative {place + 1}"
        yield Limb(label, own if label is None else name or "", item)


def _is_out(item: Any, options: Mapping[str, str]) -> bool:
    """Whether the readings leave an item of a list out."""
    body = item.body if isinstance(item, c.Part) else item
    if isinstance(body, c.Choice) and body.otherwise is None:
        return settled(body.condition, options) is False
    if isinstance(body, c.All):
        return any(settled(part, options) is False for part in body.items)
    return settled(body, options) is False


def _of_all(plan: Plan, options: Mapping[str, str], core: c.All | c.Best) -> list[Limb]:
    for place, item in enumerate(core.items):
        if found := _limbs(plan, options, item):
            return [replace(limb, condition=replace(core, items=(*core.items[:place], limb.condition, *core.items[place + 1 :]))) for limb in found]
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
            return [replace(limb, condition=c.Not(limb.condition)) for limb in _limb_of_each(items)] if len(items) > 1 else []
        case _:
            return []
