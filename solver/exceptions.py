"""Exceptions to a condition: the parts that say that something is not so, and the dates that postpone another.

Without such a part the condition would hold more often. So it can be asked
whether a path relies upon one: whether, but for it, the condition would have
come about. Definitions are followed; what is remembered of the past is
followed too, as the condition that is remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl.forms import inside
from dsl.plan import Plan
from dsl.rewritten import defined
from solver.settled import settled


class Excuse(Struct, frozen=True):
    """An exception: what it is called, the parts that make it, and the condition without them.

    `applies` is what must be so at some time for the exception to make a
    difference; None where that is said of somebody or some event that the
    condition describes.
    """

    name: str
    labels: tuple[c.Label, ...]
    without: c.Core
    applies: c.Core | None


def excuses(plan: Plan, options: Mapping[str, str], condition: c.Core) -> list[Excuse]:
    """The exceptions to a condition, in the order in which it is read; those of one name are one."""
    reader = _Reader(plan, options)
    reader.more(condition)
    return [
        Excuse(name, tuple(labels), _Reader(plan, options, name).more(condition), _applies(reader.applying[name]))
        for name, labels in reader.found.items()
    ]


def _applies(parts: list[c.Core]) -> c.Core | None:
    return None if inside(parts, c.VarIs) else c.Any(tuple(parts))


class _Reader:
    """Reads a condition, notes its exceptions, and leaves out those of one name."""

    def __init__(self, plan: Plan, options: Mapping[str, str], out: str = "") -> None:
        self.plan, self.options, self.out = plan, options, out
        self.found: dict[str, dict[c.Label, None]] = {}
        self.applying: dict[str, list[c.Core]] = {}
        self.label: c.Label | None = None

    def more(self, core: Any) -> Any:
        """The condition, or the date that is to come, without what is to be left out."""
        if settled(core, self.options) is not None:
            return core
        match core:
            case c.Part():
                outer, self.label = self.label, core.label
                body = self.more(core.body)
                self.label = outer
                return core if body is core.body else replace(core, body=body)
            case c.All():
                return self._all(core)
            case c.Any():
                return self._several(core)
            case c.Best(op="earliest"):
                return self._several(core)
            case c.Quantifier(op="some"):
                return self._inside(self._described(core), "body")
            case c.TermIs():
                return self._term(core)
            case c.EverHeld() | c.FirstAt() | c.EventAt(op="first") | c.HasOccurred():
                return self._inside(core, "condition")
            case c.CompareTime():
                return self._timed(core)
            case _:
                return self._date(core)

    def _date(self, core: Any) -> Any:
        match core:
            case c.Later():
                return self._later(core)
            case c.Choice() if (taken := settled(core.condition, self.options)) is not None:
                chosen = core.value if taken else core.otherwise
                found = self.more(chosen) if chosen is not None else chosen
                return core if found is chosen else found
            case c.PartOfDay():
                return self._inside(core, "day")
            case c.DayAt():
                return self._inside(core, "value")
            case c.CountDays() | c.ShiftDay():
                return self._inside(core, "base")
            case _:
                return core

    def _inside(self, core: Any, field: str) -> Any:
        old = getattr(core, field)
        new = self.more(old)
        return core if new is old else replace(core, **{field: new})

    def _described(self, core: c.Quantifier) -> c.Quantifier:
        """With whom it speaks of: `some Person other than a Broker` has an exception of its own."""
        people = core.people if isinstance(core.people, c.All) else c.All((core.people,))
        new = self._all(people)
        return core if new is people else replace(core, people=new)

    def _several(self, core: c.Any | c.Best) -> Any:
        items = tuple(self.more(item) for item in core.items)
        return core if all(new is old for new, old in zip(items, core.items, strict=True)) else replace(core, items=items)

    def _all(self, core: c.All) -> Any:
        kept = []
        for item in core.items:
            name = self._is_excuse(item)
            if name is None:
                kept.append(self.more(item))
            elif name != self.out:
                kept.append(item)
        same = len(kept) == len(core.items) and all(new is old for new, old in zip(kept, core.items, strict=True))
        return core if same else c.All(tuple(kept))

    def _is_excuse(self, item: Any) -> str | None:
        """What an item that says that something is not so is called; it is noted."""
        label = item.label if isinstance(item, c.Part) else self.label
        body = item.body if isinstance(item, c.Part) else item
        if not isinstance(body, c.Not) or settled(body, self.options) is not None:
            return None
        return self._note(called(body.body) or str(label), label, body.body)

    def _note(self, name: str, label: c.Label | None, applies: c.Core) -> str:
        self.applying.setdefault(name, []).append(applies)
        labels = self.found.setdefault(name, {})
        if label is not None:
            labels[label] = None
        return name

    def _later(self, core: c.Later) -> Any:
        to = self._taken(core.to)
        if to is None:
            return self.more(core.value)
        name = self._note(called(to) or str(self.label), self.label, c.IsSetIs(to))
        if name == self.out:
            return self.more(core.value)
        return self._inside(core, "value")

    def _taken(self, core: Any) -> Any:
        if isinstance(core, c.Choice) and (taken := settled(core.condition, self.options)) is not None:
            return core.value if taken else core.otherwise
        return core

    def _term(self, core: c.TermIs) -> Any:
        body = defined(self.plan, core)
        if body is None:
            return core
        outer, self.label = self.label, self.plan.terms[core.term].label
        found = self.more(body)
        self.label = outer
        return core if found is body else found

    def _timed(self, core: c.CompareTime) -> Any:
        """A date that has come: it comes sooner without what postpones it."""
        if core.op in ("on or after", "after") and isinstance(core.left, c.NowIs):
            return self._inside(core, "right")
        if core.op in ("on or before", "before") and isinstance(core.right, c.NowIs):
            return self._inside(core, "left")
        return core


def called(core: Any) -> str | None:
    """The term that a condition or a date speaks of."""
    match core:
        case c.TermIs():
            return core.term
        case c.Part() | c.Not():
            return called(core.body)
        case c.EverHeld() | c.FirstAt():
            return called(core.condition)
        case c.Quantifier():
            return called(core.body) or called(core.people)
        case c.PartOfDay():
            return called(core.day)
        case _:
            return None
