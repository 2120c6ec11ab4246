"""An unrolled run: a told story, then steps yet to be chosen, as formulas.

Its entries, what each chosen step is, and the constraints that make it a run
of the plan. `told_run` begins one, `one_step` adds steps one by one.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from dsl.plan import Event
from solver.formula import Bool, Num, equal, not_, or_
from solver.machine import Machine, SelfStep
from solver.symbolic import Symbolic


class Slot(Struct):
    """One step to be chosen: which of the kinds it is, when, and the holes of each event.

    The tick is that of the `day`, in its second half if `late`, and in the
    second part of that half if `inside`, where events happen.
    """

    tick: Num
    kind: Any
    day: Any
    late: Bool
    inside: Bool
    holes: dict[str, tuple[Any, ...]]

    def is_a(self, kind: int) -> Bool:
        """That it is of a kind."""
        return equal(self.kind, kind)


class Unrolled(Struct):
    """A run: told entries, then `steps`; `last_told` is the last entry that was told.

    `constraints` say what a run is, `guards` which events the plan allows.
    Steps are left out only to make room for what happens by itself, or freely
    if it `may_rest`; those left out come last. In a run that `is_loose` what
    happens by itself may happen whenever its condition holds, as often as it
    likes, and the days that events name have no bounds: it allows more than the
    plan does, and never less.
    `alike` are groups of persons told apart by nothing, `met` who of them has
    come into the run.
    """

    machine: Machine
    symbolic: Symbolic
    horizon: int
    last_told: int
    events: list[Event]
    happenings: list[tuple[SelfStep, str | None]]
    steps: list[Slot] = field(default_factory=list)
    constraints: list[Bool] = field(default_factory=list)
    guards: list[Bool] = field(default_factory=list)
    alike: tuple[tuple[str, ...], ...] = ()
    met: dict[str, Bool] = field(default_factory=dict)
    may_rest: bool = False
    is_loose: bool = False

    @property
    def has_rests(self) -> bool:
        """Whether steps can be left out."""
        return not self.is_loose and (self.may_rest or bool(self.happenings))

    @property
    def none(self) -> int:
        """The kind of a step that is left out."""
        return len(self.events) + len(self.happenings)

    def is_event(self, step: Slot) -> Bool:
        """That a step is an event, and nothing that happens by itself or is left out."""
        return not_(or_(step.is_a(kind) for kind in range(len(self.events), self.none + 1)))

    @property
    def last(self) -> int:
        """The last entry."""
        return len(self.symbolic.entries) - 1

    def until(self, at: int) -> Num:
        """The tick at which the state after an entry ends."""
        return self.symbolic.entries[at + 1].tick if at < self.last else self.horizon
