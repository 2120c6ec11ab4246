"""Between which figures the conditions of an event keep a number that it names.

A number that is to be chosen has these bounds from the start, so that what they
settle reaches no solver: where every lowered threshold is at least 11%, none is
looked for under it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from dsl import core as c
from dsl.forms import conjuncts
from dsl.plan import Event, HoleOf, Plan

TURNED = {"at least": "at most", "more than": "less than", "at most": "at least", "less than": "more than"}


def bounds_asked(plan: Plan, event: Event, hole: HoleOf, is_whole: bool) -> tuple[Fraction, Fraction | None]:
    """The least and the most that a number may be, zero and None where no figure of the plan says more; so too where none is left between."""
    least, most = Fraction(0), None
    for op, figure in (found for guard in event.guards for found in _compared(plan, guard, hole.var)):
        if op in ("at least", "more than"):
            least = max(least, _next(figure, op == "more than") if is_whole else figure)
        else:
            found = -_next(-figure, op == "less than") if is_whole else figure
            most = found if most is None else min(most, found)
    return (least, most) if most is None or least <= most else (Fraction(0), None)


def _next(figure: Fraction, beyond: bool) -> Fraction:
    """The first whole number from a figure on, or beyond it."""
    return Fraction(math.floor(figure) + 1 if beyond else math.ceil(figure))


def _compared(plan: Plan, condition: c.Core, var: c.Var) -> Iterator[tuple[str, Fraction]]:
    """The figures with which a condition compares a hole, and which it must keep to in any case."""
    for asked in conjuncts(condition):
        if isinstance(asked, c.Compare):
            for one, other, op in ((asked.left, asked.right, asked.op), (asked.right, asked.left, TURNED[asked.op])):
                figure = _figure(plan, other)
                if one == c.VarIs(var) and figure is not None:
                    yield op, figure


def _figure(plan: Plan, core: c.Core | None) -> Fraction | None:
    """A number that the plan fixes, None if it is no such number."""
    match core:
        case c.Part():
            return _figure(plan, core.body)
        case c.Amount():
            return core.value
        case c.TermIs(subject=None) if (term := plan.terms[core.term]).role == "fixed" and term.var is None:
            return _figure(plan, term.body)
    return None
