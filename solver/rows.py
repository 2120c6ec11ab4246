"""From the runs that were tried to the table of readings that matter.

A reading matters if two runs that agree on everything else come out
differently. The rows are cubes over those readings that together cover every
combination, none of which could be left out by dropping a condition.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence

from dsl.plan import Plan
from solver.answer import Finding, Row
from solver.choices import Leaf, agree, matters, reading_choices
from solver.covering import covering
from solver.either_way import when_each
from solver.refused import however
from solver.undecided import Undecided

Leaves = Sequence[Leaf[Finding]]
Combination = tuple[str, ...]
MOST_COMBINATIONS = 4096


class TooManyReadings(Undecided):
    """More readings matter together than a table can hold."""

    def __init__(self, readings: str) -> None:
        super().__init__(f"Too many readings matter together: {readings}.", 'Settle some of them: `given Later Dates reads Override.`')


def rows_of(plan: Plan, leaves: Leaves, given: Mapping[str, str]) -> tuple[Row, ...]:
    """The table of the findings over the readings that matter, the base row first; raises TooManyReadings."""
    readings = [choice.about for choice in matters(leaves, ("reading",))]
    readings.sort(key=list(plan.readings).index)
    options = [_options(plan, name, given) for name in readings]
    found = {combo: _finding(readings, combo, leaves) for combo in _product(readings, options)}
    return tuple(_cubes(readings, options, found))


def _options(plan: Plan, name: str, given: Mapping[str, str]) -> list[str]:
    reading = plan.readings[name]
    if name in given:
        return [given[name]]
    return [reading.base, *(option.name for option in reading.options if option.name != reading.base)]


def _finding(readings: Sequence[str], combo: Combination, leaves: Leaves) -> Finding:
    """What comes out under one combination: one finding, or not determined by something else."""
    wanted = reading_choices(zip(readings, combo, strict=True))
    fitting = [leaf for leaf in leaves if agree(wanted, leaf.made)]
    findings = tuple(dict.fromkeys(leaf.result for leaf in fitting))
    if len(findings) == 1:
        return findings[0]
    forbidden = [finding.forbidden for finding in findings if finding.verdict == "not allowed" and finding.forbidden is not None]
    if len(forbidden) == len(findings):
        return Finding("not allowed", forbidden=however(forbidden))
    return _undetermined(fitting, findings)


def _undetermined(leaves: Leaves, findings: tuple[Finding, ...]) -> Finding:
    choices = matters(leaves, ("input", "open", "order", "discretion"))
    is_open = any(c.sort == "open" for c in choices) or any(f.verdict == "the plan does not say" for f in findings)
    of_sort = [c for c in choices if not is_open or c.sort == "open"]
    turns_on = dict.fromkeys([c.about for c in of_sort] + [name for f in findings for name in f.turns_on])
    when = () if is_open else when_each(leaves, findings, choices)
    return Finding("the plan does not say" if is_open else "not determined", (), tuple(turns_on), None, findings, when=when)


def _cubes(readings: Sequence[str], options: Sequence[Sequence[str]], found: Mapping[Combination, Finding]) -> list[Row]:
    """Cover every combination by as few conditions as a greedy pass finds."""
    return [Row(tuple((readings[place], option) for place, option in cube), finding) for cube, finding in covering(options, found)]


def combinations(plan: Plan, readings: Sequence[str]) -> Iterator[dict[str, str]]:
    """Every combination of some readings; raises TooManyReadings."""
    options = [[option.name for option in plan.readings[name].options] for name in readings]
    for combo in _product(readings, options):
        yield dict(zip(readings, combo, strict=True))


def _product(readings: Sequence[str], options: Sequence[Sequence[str]]) -> Iterator[Combination]:
    if math.prod(map(len, options)) > MOST_COMBINATIONS:
        raise TooManyReadings(", ".join(readings))
    return itertools.product(*options)
