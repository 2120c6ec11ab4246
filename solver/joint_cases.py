"""A condition as cases, any of which will do, as far as what is still to be chosen stands in different limbs of it."""

from __future__ import annotations

import itertools

from dsl import core as c
from dsl.forms import variables

Case = tuple[c.Core, ...]


def joint_cases(chosen: frozenset[c.Var], condition: c.Core, label: c.Label | None = None) -> list[Case]:
    """The cases of a condition, each some conditions that are met together; those that speak of what is chosen are under a label."""
    match condition:
        case c.Part() if chosen & set(variables(condition)):
            return joint_cases(chosen, condition.body, label or condition.label)
        case c.Any() if chosen & set(variables(condition)):
            return [case for item in condition.items for case in joint_cases(chosen, item, label)]
        case c.All() if chosen & set(variables(condition)):
            combos = itertools.product(*(joint_cases(chosen, item, label) for item in condition.items))
            return [tuple(itertools.chain.from_iterable(combo)) for combo in combos]
        case _:
            speaks = label is not None and chosen & set(variables(condition))
            return [(c.Part(label, "drop", condition) if speaks and label is not None else condition,)]
