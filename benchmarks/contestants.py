"""Who answers the six questions: ours of two sizes of plan, and three models written by hand."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from msgspec import Struct

from benchmarks import ours
from benchmarks.asked import Answer, Asked, OutOfTime, Size
from benchmarks.by_clingcon import questions as by_clingcon
from benchmarks.by_cp_sat import questions as by_cp_sat
from benchmarks.hand_written import questions as hand_written
from benchmarks.timing import Timing, nothing, timed

UNDECIDED = "undecided"


class Contestant(Struct, frozen=True):
    """A way to find the first path: its name, the fewest events of one, and what is made ready before the clock starts."""

    name: str
    fewest_events: Answer
    prepare: Callable[[], object] = nothing

    def verdict(self, asked: Asked, size: Size, seconds: float) -> str:
        """What it answers, with the events of its path."""
        try:
            fewest = self.fewest_events(asked, size, seconds)
        except OutOfTime:
            return UNDECIDED
        return asked.worded(fewest)


CONTESTANTS = (  # the yardstick last
    Contestant("ours, whole plan", partial(ours.fewest_events, "hemacare"), ours.prepare),
    Contestant("ours, triggers", partial(ours.fewest_events, "triggers"), ours.prepare),
    Contestant("clingcon", by_clingcon.fewest_events),
    Contestant("CP-SAT", by_cp_sat.fewest_events),
    Contestant("Z3 by hand", hand_written.fewest_events),
)


class Measured(Struct, frozen=True):
    """The processor time that each contestant took on one question, and its verdict."""

    asked: Asked
    size: Size
    timings: tuple[Timing, ...]
    verdicts: tuple[str, ...]

    @property
    def agree(self) -> bool:
        """Whether all that came to an answer came to the same, with the same number of events."""
        return len({verdict for verdict in self.verdicts if verdict != UNDECIDED}) < 2

    @property
    def common(self) -> str:
        """The verdict, or that they do not agree."""
        if not self.agree:
            return f"THEY DO NOT AGREE: {', '.join(self.verdicts)}"
        return next((verdict for verdict in self.verdicts if verdict != UNDECIDED), UNDECIDED)


def measure(asked: Asked, size: Size, seconds: float, runs: int) -> Measured:
    """Every contestant on one question, in turns, so that each has the machine as the others have it; the plan is read beforehand."""
    for plan in ours.PLANS:
        ours.read(plan, size)
    turns = [
        [timed(partial(one.verdict, asked, size, seconds), 1, time.process_time, one.prepare) for one in CONTESTANTS] for _ in range(runs)
    ]
    timings = (Timing(tuple(timing.least for timing, _ in each)) for each in zip(*turns, strict=True))
    return Measured(asked, size, tuple(timings), tuple(verdict for _, verdict in turns[-1]))
