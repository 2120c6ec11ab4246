"""One of two plans as it stands in their joint plan: what is called otherwise there, and its forms so rewritten.

What both plans share keeps its name. What differs bears, beside its own name,
that of the plan it is of: `Ownership Threshold (A)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from dsl import core as c
from dsl.plan import Event, HoleOf, Plan
from dsl.rewritten import rewritten
from solver.meaning import Name

Form = TypeVar("Form", bound=c.Core)


class Own(Struct, frozen=True):
    """What an event of the joint plan is in one of the two.

    `named` are those whom its phrase names there, each with the hole that the
    joint event has in that place. `flag` is the term of the joint plan that says
    whether this plan allowed the last of them, if the two do not allow it alike.
    """

    event: Event
    named: tuple[tuple[HoleOf, c.ActorIs], ...] = ()
    flag: str | None = None


class Side(Struct, frozen=True):
    """One of two plans: what it is called, what is called otherwise in the joint plan, its events by their joint names."""

    plan: Plan
    called: str
    shared: frozenset[Name]
    names: Mapping[Name, str]
    own: Mapping[str, Own]
    holes: Mapping[c.Var, c.Var] = field(default_factory=dict)

    def joint(self, name: Name) -> str:
        """What a name is called in the joint plan."""
        return self.names.get(name, str(name[1]))

    def label(self, label: c.Label) -> c.Label:
        """The label of a part of what this plan has by itself."""
        return c.Label(marked(label.clause, self.called), label.parts)

    def form(self, core: Form) -> Form:
        """A form of this plan as one of the joint plan."""
        found: Form = self._form(core)
        return found

    def _form(self, core: Any) -> Any:
        match core:
            case c.VarIs():
                return replace(core, name=self.holes[core.name]) if core.name in self.holes else core
            case c.Part():
                return replace(core, label=self.label(core.label), body=self._form(core.body))
        inner = rewritten(core, self._form)
        match inner:
            case c.TermIs():
                return replace(inner, term=self.joint(("term", inner.term)))
            case c.Related():
                return replace(inner, relation=self.joint(("relation", inner.relation)))
            case c.ReadingIs():
                return replace(inner, reading=self.joint(("reading", inner.reading)))
            case c.CalendarIs():
                return replace(inner, name=self.joint(("calendar", inner.name)))
            case c.SetTerm():
                return replace(inner, term=self.joint(("term", inner.term)))
            case c.SetPair():
                return replace(inner, relation=self.joint(("relation", inner.relation)))
            case c.EventAt() | c.HasOccurred():
                return self._remembered(inner)
        return inner

    def _remembered(self, core: c.EventAt | c.HasOccurred) -> c.Core:
        """An event that is remembered is one that this plan allowed."""
        name = self.joint(("event", core.event))
        own = self.own.get(name)
        flag = own.flag if own is not None else None
        holes = core.holes or tuple(hole.var for hole, _ in own.named) if own is not None else core.holes
        condition = c.All((c.TermIs(flag), core.condition)) if flag is not None else core.condition
        return replace(core, event=name, holes=holes, condition=condition)

    def change(self, change: c.Change, where: c.Core | None = None) -> c.Change:
        """A change of this plan as one of the joint plan, made only where something more holds, if that is said."""
        condition = self.form(change.condition) if change.condition is not None else None
        both = [form for form in (where, condition) if form is not None]
        return c.Change(self.label(change.label), self._form(change.make), c.All(tuple(both)) if len(both) > 1 else both[0] if both else None)

    def allows(self, name: str) -> c.Core:
        """What this plan asks of an event, by its joint name."""
        own = self.own[name]
        named = (c.Same(c.VarIs(hole.var), actor) for hole, actor in own.named)
        return c.All((*named, *(self.form(guard) for guard in own.event.guards)))


def marked(name: str, called: str) -> str:
    """`Ownership Threshold (A)`."""
    return f"{name} ({called})"
