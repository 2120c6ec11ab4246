"""A plan as a machine: what is kept from step to step, and the guarded steps that change it.

Solver-neutral: guards and changes are the plan's own checked forms, each
labelled by its clause and limb, so nothing is said twice. `cone.py` makes the
machine of a question out of the plan; `unroll.py` makes formulas of it.

What a form remembers (the first time of something, the last announcement, the
most so far) is a register. A register is named by the form that reads it, so
the machine lists those forms; their next values follow from the form itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from dsl import core as c
from dsl.plan import ByItself, Companion, Event, Invariant, Plan

Register: TypeAlias = c.EventAt | c.FirstAt | c.SoFarIs | c.EverHeld | c.HasOccurred


class Step(Struct, frozen=True):
    """An event that may happen: its guards are the event's own; its changes those that matter.

    `companions` are what goes with it under the plan, each with the changes that matter.
    """

    event: Event
    changes: tuple[c.Change, ...]
    companions: tuple[tuple[Companion, tuple[c.Change, ...]], ...]


class SelfStep(Struct, frozen=True):
    """What happens by itself, with the changes that matter."""

    happening: ByItself
    changes: tuple[c.Change, ...]


class Machine(Struct, frozen=True):
    """The state (`terms`, `relations`, `registers`), the steps, and what no step may break.

    `options` are the readings that are settled; `readings` all those that bear
    on the machine, settled or not. `parameters` are the inputs and open
    matters that it reads. `kinds` are the kinds of person that it tells apart.
    """

    plan: Plan
    options: Mapping[str, str]
    terms: tuple[str, ...]
    relations: tuple[str, ...]
    registers: tuple[Register, ...]
    steps: tuple[Step, ...]
    by_themselves: tuple[SelfStep, ...]
    invariants: tuple[Invariant, ...]
    kinds: tuple[str, ...]
    readings: tuple[str, ...]
    parameters: tuple[str, ...]
