"""Moments at which what happens by itself has happened, in both of two plans.

What is due at one moment happens one thing after the other. In between the two
plans may seem to differ, as one is done and the other is not yet; such moments
are no moments of a comparison.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dsl import core as c
from dsl.plan import ByItself
from solver.cone import machine_of
from solver.joint import Joint


def settled_moments(joint: Joint, sought: Iterable[c.Core]) -> Iterator[c.Core]:
    """Conditions that hold once all that is due and bears on what is sought has happened."""
    machine = machine_of(joint.plan, {}, sought)
    for step in machine.by_themselves:
        flag = joint.done.get(step.happening.label)
        if flag is not None:
            yield _done(step.happening, flag)


def _done(happening: ByItself, flag: str) -> c.Core:
    """That something has happened or is not due."""
    if happening.var is None:
        return c.Any((c.TermIs(flag), c.Not(happening.condition)))
    person = c.VarIs(happening.var)
    return c.Not(c.Quantifier("some", happening.var, happening.condition, c.Not(c.TermIs(flag, person))))
