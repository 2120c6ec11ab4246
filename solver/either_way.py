"""Which way something comes out with which value of what nobody stated, where that can be said in a few words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from solver.answer import Finding, Supposed, When
from solver.choices import Choice, Leaf, agree
from solver.covering import covering

MOST_FACTS = 3
MOST_CASES = 4


def when_each(leaves: Sequence[Leaf[Finding]], findings: Sequence[Finding], choices: Sequence[Choice]) -> tuple[When, ...]:
    """For each of the findings of some runs, with which values of the facts on which they turn it is so; nothing where that takes too many words.

    Comparisons of one fact with several figures are not put together.
    """
    told_apart = {choice.about for choice in choices if choice.says}
    if not choices or len(choices) > MOST_FACTS or len(told_apart) < len(choices):
        return ()
    options = [list(dict.fromkeys(leaf.made[choice] for leaf in leaves if choice in leaf.made)) for choice in choices]
    found = {}
    for combo in itertools.product(*options):
        met = {leaf.result for leaf in leaves if agree(dict(zip(choices, combo, strict=True)), leaf.made)}
        if len(met) != 1:
            return ()
        found[combo] = met.pop()
    cases: dict[Finding, list[tuple[Supposed, ...]]] = {finding: [] for finding in findings}
    for cube, finding in covering(options, found):
        cases[finding].append(tuple(_supposed(choices[place], option) for place, option in cube))
    if sum(map(len, cases.values())) > MOST_CASES:
        return ()
    return tuple(When(tuple(cases[finding])) for finding in findings)


def _supposed(choice: Choice, option: object) -> Supposed:
    """What a choice takes a fact to be: itself, or how it compares with a figure."""
    if choice.says == "is":
        return Supposed(choice.about, "", option)
    return Supposed(choice.about, choice.says if option else OPPOSITE[choice.says], choice.than)


OPPOSITE = {"at least": "less than", "more than": "at most", "at most": "more than", "less than": "at least"}
