"""The shortest path of a route with steps of some items, the same on every machine.

Few events at a time make small formulas, so they are tried in the plan's
order, for each number of events at which a moment does not show that there is
no path; the whole is looked at where few of them do not lead to one.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from solver.goal import Goal
from solver.narrowed import Narrowed
from solver.search import Depth, Found, Task, Unknown, at_depth, deepen
from solver.sets import Set
from solver.undecided import Undecided

FEW = 24
MOMENT = 0.1  # seconds of effort


class OutOfTime(Undecided):
    """The time limit came before a trial was over."""

    def __init__(self) -> None:
        super().__init__("The time limit came first.", "Give it longer with `--seconds`.")


def shortest(narrowed: Narrowed, goal: Goal, allowed: Set, is_proved: Callable[[], bool], deadline: float) -> tuple[Task, Found] | None:
    """The path with the fewest events, the first of them in the plan's order, and its task; None if there is none. Raises OutOfTime.

    Each power allowed is used in it. Where few events lead to no path, it is
    asked whether it is proved that there is none.
    """
    powers = {narrowed.items[place].power for place in allowed} - {""}
    names = narrowed.events(allowed)
    for whole in deepen(narrowed.to(goal, allowed), deadline):
        count = whole.count
        if count < len(powers) or whole.readings(True, MOMENT) is None:
            continue
        for number, events in enumerate(_choices(names, powers, count)):
            if number == FEW and (is_proved() or _is_barren(whole)):
                break
            task = narrowed.to(goal, allowed, events)
            found = _asked(at_depth(task, count, deadline))
            if found.lines is not None:
                return task, found
    return None


def _asked(depth: Depth) -> Found:
    found = depth.find()
    if found.out_of_time:
        raise OutOfTime
    return found


def _is_barren(whole: Depth) -> bool:
    met = whole.readings(True)
    if met is Unknown.UNKNOWN:
        raise OutOfTime
    return met is None


def _choices(names: list[str], powers: set[str], count: int) -> Iterator[set[str]]:
    """So many events, with every power among them, in the plan's order."""
    further = [name for name in names if name not in powers]
    for chosen in itertools.combinations(further, min(count - len(powers), len(further))):
        yield {*powers, *chosen}
