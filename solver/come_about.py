"""What is said of a run that begins in any state: that what is sought comes about in one of its states, and that nothing forbidden does.

What is sought comes about in a state as it begins or as time passes in it, up
to the horizon; nothing that must not be has been so by then.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.formula import Bool, Num, and_, at_most, not_, or_
from solver.goal import Env, Goal
from solver.one_step import happens_at_once
from solver.search import Task
from solver.symbolic_changes import marks, marks_seen
from solver.unroll import Unrolled


def reached(run: Unrolled, task: Task, at: int = 0) -> Iterator[Bool]:
    """That what is sought comes about in the state after an entry by time alone, no later than asked, and nothing that must not be has been so in it."""
    symbolic, goal = run.symbolic, task.goal
    for env in goal.envs(run):
        for counts, tick in marks(symbolic, goal.condition, env, at, task.horizon, to=True):
            comes = and_((counts, at_most(tick, goal.until), symbolic.holds(goal.condition, env, at, tick)))
            if comes is not False:
                yield and_((comes, *_clear(run, goal, env, at, tick)))


def unbroken(run: Unrolled, goal: Goal) -> Iterator[Bool]:
    """That nothing that must not be is so from the last told state on, as far as that is seen, nor as the last state begins, if that is."""
    envs = goal.envs(run)
    if len(envs) == 1:  # where one of several is meant, it is of one only
        for at in range(run.last_told, run.last):
            yield from _clear(run, goal, envs[0], at)
        soon = happens_at_once(run)
        yield from (or_((soon, clear)) for clear in _clear(run, goal, envs[0], run.last, run.symbolic.entries[run.last].tick))


def _clear(run: Unrolled, goal: Goal, env: Env, at: int, until: Num | None = None) -> Iterator[Bool]:
    """That nothing that must not be is so from an entry up to a tick, or as long as the state after it is seen, which is not the last."""
    symbolic = run.symbolic
    for form in goal.never:
        for counts, tick in marks_seen(symbolic, form, env, at, to=True) if until is None else marks(symbolic, form, env, at, until, to=True):
            yield not_(and_((counts, symbolic.holds(form, env, at, tick))))
