"""Tells whether a number is certainly whole, so that shares stay shares."""

from __future__ import annotations

from collections.abc import Mapping

from dsl import core as c
from dsl.kinds import Number, Unit
from dsl.plan import Term


def is_whole(core: c.Core, terms: Mapping[str, Term], units: Mapping[str, Unit]) -> bool:
    """Whether the value is a whole number whatever happens."""
    match core:
        case c.Amount(value):
            return value.denominator == 1
        case c.Part(_, _, body):
            return is_whole(body, terms, units)
        case c.VarIs():
            return True  # the hole of an event, which reads wholes of a unit that is whole
        case c.TermIs(name):
            return _term_is_whole(terms.get(name), terms, units)
        case c.Calc("plus" | "minus" | "times", left, right):
            return is_whole(left, terms, units) and is_whole(right, terms, units)
        case c.Choice(_, value, otherwise):
            return is_whole(value, terms, units) and (otherwise is None or is_whole(otherwise, terms, units))
        case c.Best(_, items):
            return all(is_whole(item, terms, units) for item in items)
        case c.Fold(op, _, _, body):
            return op == "number" or (body is not None and is_whole(body, terms, units))
        case c.SoFarIs(_, body):
            return is_whole(body, terms, units)
        case c.Round(_, step, _):
            return step.denominator == 1
        case _:
            return False


def _term_is_whole(term: Term | None, terms: Mapping[str, Term], units: Mapping[str, Unit]) -> bool:
    if term is None or not isinstance(term.kind, Number):
        return False
    if term.role in ("fixed", "means"):
        return term.body is not None and is_whole(term.body, terms, units)
    powers = term.kind.units
    return len(powers) == 1 and powers[0][1] == 1 and units[powers[0][0]].whole
