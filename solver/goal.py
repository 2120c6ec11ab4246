"""What a path must come to: as a formula of a run, and looked for again in a story.

The two are written apart: the formula finds a path, the story confirms it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from dsl import core as c
from dsl.dates import Instant
from solver.evaluate_over_time import first, walk_holds
from solver.formula import Bool, and_, at_most, equal, implies, not_, or_
from solver.replay import run_on
from solver.story import Story
from solver.symbolic_changes import marks_seen
from solver.unroll import Slot, Unrolled

Env = Mapping[str, Any]


class Goal(Struct, frozen=True, dict=True):
    """A condition to come about no later than `until`, and what must not be on the way.

    `never` must fail at every instant to the horizon. No further event may be
    one of `without`, nor be done by one of `idle`. Each of `once` must hold at
    some instant to the horizon. Where `var` is set, one and the same person of
    `people` is meant throughout; it is `who`, if that is set.
    """

    sought: c.Core
    until: Instant
    never: tuple[c.Core, ...] = ()
    without: tuple[tuple[str, tuple[c.Var, ...], c.Core], ...] = ()
    idle: tuple[str, ...] = ()
    var: c.Var | None = None
    people: c.Core | None = None
    once: tuple[c.Core, ...] = ()
    who: str | None = None

    # ---- as a formula ----

    def formula(self, run: Unrolled) -> Bool:
        """That a run comes to it."""
        return and_((*self.standing(run), self.at_last(run)))

    def standing(self, run: Unrolled, since: int = 0) -> Iterator[Bool]:
        """What of it holds of a run with any number of steps if it does of one with more: of those steps from the place `since` on."""
        yield from self._in_time(run.steps[since:], run)
        yield from self.left_out(run, since)
        if len(envs := self.envs(run)) == 1:
            yield from self._unbroken(run, envs[0], range(run.last_told + since if since else 0, run.last))

    def at_last(self, run: Unrolled) -> Bool:
        """What else must hold of a run with just its steps."""
        envs = self.envs(run)
        entries = range(run.last if len(envs) == 1 else 0, run.last + 1)
        return or_(
            and_((reached, *self._unbroken(run, env, entries), *self._sometime(run, env))) for env in envs if (reached := self._reached(run, env)) is not False
        )

    def envs(self, run: Unrolled) -> list[Env]:
        """Who may be meant: each person, or nobody in particular."""
        return [{self.var: run.symbolic.who(name)} for name in self.meant(run.symbolic.people)] if self.var else [{}]

    def meant(self, people: Iterable[str]) -> Iterable[str]:
        """The persons of a cast of whom one may be meant."""
        return people if self.who is None else (self.who,)

    @cached_property
    def condition(self) -> c.Core:
        """What is sought, of one of the people if one is meant."""
        return c.All((self.people, self.sought)) if self.people is not None else self.sought

    def _reached(self, run: Unrolled, env: Env) -> Bool:
        wanted = self.condition
        return or_(
            and_((in_time, run.symbolic.holds(wanted, env, at, tick)))
            for at in range(run.last_told, run.last + 1)
            for counts, tick in marks_seen(run.symbolic, wanted, env, at, run.horizon, to=True)
            if (in_time := and_((counts, at_most(tick, self.until)))) is not False
        )

    def _in_time(self, steps: Iterable[Slot], run: Unrolled) -> Iterator[Bool]:
        """Events after the time asked about cannot help, unless something is asked of all time."""
        if not self.never:
            for step in steps:
                yield implies(run.is_event(step), at_most(step.tick, self.until))

    def _unbroken(self, run: Unrolled, env: Env, entries: Iterable[int]) -> Iterator[Bool]:
        for forbidden in self.never:
            for at in entries:
                for counts, tick in marks_seen(run.symbolic, forbidden, env, at, run.horizon, to=True):
                    yield not_(and_((counts, run.symbolic.holds(forbidden, env, at, tick))))

    def _sometime(self, run: Unrolled, env: Env) -> Iterator[Bool]:
        for form in self.once:
            yield or_(
                and_((counts, run.symbolic.holds(form, env, at, tick)))
                for at in range(run.last + 1)
                for counts, tick in marks_seen(run.symbolic, form, env, at, run.horizon, to=True)
            )

    def left_out(self, run: Unrolled, since: int = 0) -> Iterator[Bool]:
        """That no further event is one that is left out, from the step at the place `since` on."""
        for index, event in enumerate(run.events):
            for step, somebody in itertools.product(run.steps[since:], self.idle):
                acts = event.actor == somebody
                for hole, value in zip(event.holes, step.holes[event.name], strict=True):
                    acts = equal(value, run.symbolic.who(somebody).it) if hole.name == event.actor else acts
                yield not_(and_((step.is_a(index), acts)))
        for name, holes, condition in self.without:
            for at in range(run.last_told + 1 + since, run.last + 1):
                entry = run.symbolic.entries[at]
                if name in entry.events:
                    happened, values = entry.events[name]
                    env = dict(zip(holes, values, strict=True))
                    yield not_(and_((happened, run.symbolic.holds(condition, env, at, entry.tick))))

    # ---- in a story that was told ----

    def met(self, story: Story, told: int, end: Instant) -> tuple[Instant, Env] | None:
        """The first moment after the lines that were told at which a story comes to it, and of whom; it is run on to the end.

        `told` is how many of the story's lines were told beforehand.
        """
        run_on(story, end)
        if not self._leaves_out(story, told):
            return None
        for env in [{self.var: name} for name in self.meant(story.evaluator.people)] if self.var else [{}]:
            moment = self._first_after(story, env, story.last_told(told))
            if moment is not None and self._stays_clear(story, env, end) and self._came_about(story, env, end):
                return moment, env
        return None

    def is_broken(self, story: Story) -> bool:
        """Whether a told story already breaks what is asked to hold throughout, whoever is meant."""
        envs: list[Env] = [{self.var: name} for name in story.evaluator.people] if self.var else [{}]
        now = story.history[-1].tick
        return bool(self.never) and all(any(first(story.evaluator, form, env, story.last, now) is not None for form in self.never) for env in envs)

    def _leaves_out(self, story: Story, told: int) -> bool:
        """Whether no line after those that were told is an event that is left out."""
        plan = story.evaluator.plan
        for at, entry in enumerate(story.history):
            if entry.line is None or entry.line < told:
                continue
            event = plan.events[entry.event]
            if entry.values.get(event.actor, event.actor) in self.idle:
                return False
            for name, holes, condition in self.without:
                env = {var: entry.values[hole.name] for var, hole in zip(holes, event.holes, strict=True)} if name == event.name else None
                if env is not None and story.evaluator.holds(condition, env, at, entry.tick):
                    return False
        return True

    def _stays_clear(self, story: Story, env: Env, end: Instant) -> bool:
        return all(first(story.evaluator, forbidden, env, story.last, end) is None for forbidden in self.never)

    def _came_about(self, story: Story, env: Env, end: Instant) -> bool:
        return all(first(story.evaluator, form, env, story.last, end) is not None for form in self.once)

    def _first_after(self, story: Story, env: Env, place: int) -> Instant | None:
        for at in range(place, story.last + 1):
            begin, stop = story.history[at].tick, story.seen_until(at, self.until)
            if begin > self.until:
                break
            if begin > stop:
                continue
            for tick, holds in walk_holds(story.evaluator, self.condition, env, at, min(stop, self.until)):
                if holds:
                    return Instant(tick)
        return None
