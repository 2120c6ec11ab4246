"""The readings that need not be tried where a story is told for a question over paths, or for a window.

They bear neither on what may follow, as far as it is asked about, nor on
whether the lines of the story are allowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dsl.plan import Plan, Scenario
from solver.bearing import bearing_of_lines
from solver.choices import every_way, matters, reading_choices
from solver.machine import Machine
from solver.refused import not_allowed
from solver.replay import readings_given, tell
from solver.same import Same


def idle_readings(machine: Machine, scenario: Scenario) -> dict[str, str]:
    """Each reading that bears neither on a machine nor on whether the lines of a story are allowed, at its base; raises TooMany."""
    bearing = {*readings_of(machine, scenario), *machine.options}
    return {name: reading.base for name, reading in machine.plan.readings.items() if name not in bearing}


def readings_of(machine: Machine, scenario: Scenario) -> tuple[str, ...]:
    """The readings that bear on a machine, or on whether the lines of a story are allowed, settled or not; raises TooMany."""
    of_lines = _of_lines(Same(machine.plan), Same(scenario), frozenset(machine.options.items()))
    return tuple(name for name in machine.plan.readings if name in machine.readings or name in of_lines)


@lru_cache(maxsize=64)
def _of_lines(plan: Same, scenario: Same, settled: frozenset[tuple[str, str]]) -> frozenset[str]:
    """The readings on which it turns whether a line is allowed, and why not."""
    return _on_which_refusal_turns(plan.held, scenario.held, dict(settled))


def _on_which_refusal_turns(plan: Plan, scenario: Scenario, settled: Mapping[str, str]) -> frozenset[str]:
    bearing = bearing_of_lines(plan, scenario)
    given = reading_choices(settled) | readings_given(scenario)
    leaves = every_way(lambda choices: not_allowed(tell(plan, scenario, choices, bearing=bearing)), given)
    return frozenset(choice.about for choice in matters(leaves, ("reading",)))
