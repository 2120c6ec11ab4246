"""A condition turns by time alone only at the ticks that are looked at for it: from no to yes, and from yes to no.

Each time of a generated plan is compared with now in every way, on either side,
and terms are made of such comparisons; all of them are reckoned tick after tick
from the end of a told story on.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from generated_plans import loaded
from msgspec.structs import replace
from test_replay_and_solver import END, whole

from dsl import core as c
from dsl.calendars import OutsideCalendar
from dsl.dates import PARTS
from dsl.forms import forms_of, free_in, inside
from dsl.kinds import YES_NO
from dsl.plan import Plan, Term
from solver.choices import Choices
from solver.replay import NeverSettles, tell
from solver.story import Story
from solver.symbolic import Symbolic
from solver.symbolic_changes import changes
from solver.symbolic_values import stretch
from solver.told_run import told
from solver.unroll import Unrolled

PLANS = 20
CAMPAIGN = range(1000, 2000)
MADE, TRIED = 12, 12  # terms made of comparisons, and comparisons tried by themselves, of each plan
DAYS = 15  # of which every tick is looked at
OPS = ("before", "after", "on", "on or before", "on or after")


class Maker:
    """Makes conditions of comparisons with now, and a plan in which some are terms."""

    def __init__(self, run: Unrolled, plan: Plan, dice: random.Random) -> None:
        """Of the times of a plan that come soon after the told run."""
        compared = inside(forms_of(plan), c.CompareTime)
        sides = [side for form in compared for side in (form.left, form.right) if not isinstance(side, c.NowIs) and not list(free_in(side))]
        self.dice = dice
        self.times = [side for side in {id(side): side for side in sides}.values() if comes_soon(run, side)]
        self.terms: dict[str, Term] = {}
        if self.times:
            for number in range(MADE):
                label = c.Label(f"Turned {number}")
                self.terms[label.clause] = Term(label.clause, "means", YES_NO, None, None, c.Part(label, "no", self.condition(2)), label)
        self.plan = replace(plan, terms=dict(plan.terms) | self.terms)

    def compared(self) -> c.Core:
        sides: list[Any] = [c.NowIs(), self.dice.choice(self.times)]
        self.dice.shuffle(sides)
        return c.CompareTime(self.dice.choice(OPS), *sides)  # type: ignore[arg-type]

    def condition(self, depth: int) -> c.Core:
        if not depth:
            return self.compared()
        one, other = self.condition(depth - 1), self.condition(depth - 1)
        made: list[c.Core] = [
            c.Not(one), c.All((one, other)), c.Any((one, other)), c.EverHeld(one), c.Not(c.EverHeld(one)), c.IsSetIs(c.Choice(one, c.FirstAt(other), None)),
            c.Quantifier(self.dice.choice(("some", "every")), "~one", one, other), c.CompareTime("on or after", c.NowIs(), c.FirstAt(one)),
            *(c.TermIs(name) for name in list(self.terms)[-1:]), *(c.Not(c.TermIs(name)) for name in list(self.terms)[-1:]),
        ]  # fmt: skip
        return self.dice.choice(made)

    def conditions(self) -> list[c.Core]:
        return [*map(c.TermIs, self.terms), *(self.compared() for _ in range(TRIED if self.times else 0))]


def comes_soon(run: Unrolled, time: c.Core) -> bool:
    now = run.symbolic.entries[run.last].tick
    value = run.symbolic.value(time, {}, run.last, now)
    return value.set is True and now < stretch(value)[0] < now + DAYS * PARTS


def check(run: Unrolled, form: c.Core, seen: Counter[str]) -> None:
    """One condition in the last state."""
    first = run.symbolic.entries[run.last].tick
    looked_at = {to: {tick for counts, tick in changes(run.symbolic, form, {}, run.last, to) if counts is True} for to in (True, False, None)}
    before = run.symbolic.holds(form, {}, run.last, first)
    for tick in range(first + 1, min(run.until(run.last), first + DAYS * PARTS) + 1):
        now = run.symbolic.holds(form, {}, run.last, tick)
        if now != before:
            assert isinstance(now, bool)
            assert tick in looked_at[now], (form, tick, now)
            assert tick in looked_at[None], (form, tick)
            seen[f"{type(form).__name__} to {now}"] += 1
        before = now


def told_run(story: Story, plan: Plan, more: Plan) -> Unrolled:
    """A told story as a run of a plan, read as one with more terms."""
    machine, evaluator = whole(plan), story.evaluator
    start = story.history[0].tick // PARTS
    return told(machine, Symbolic(more, evaluator.people, evaluator.inputs, machine.options, start, END // PARTS + 100), story, END)


def turns(seeds: range) -> Counter[str]:
    """The turns that were seen."""
    seen: Counter[str] = Counter()
    for seed in seeds:
        library = loaded(seed)
        if library is None:
            continue
        try:
            story = tell(library.plan, library.scenarios["The story"], Choices({}))
            maker = Maker(told_run(story, library.plan, library.plan), library.plan, random.Random(seed))
            run = told_run(story, library.plan, maker.plan)
            for form in maker.conditions():
                check(run, form, seen)
        except (OutsideCalendar, NeverSettles):
            continue
    return seen


def test_conditions_turn_only_where_they_are_looked_at() -> None:
    seen = turns(range(PLANS))
    assert all(seen[f"{sort} to {turned}"] >= PLANS / 2 for sort in ("TermIs", "CompareTime") for turned in (True, False)), dict(seen)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_conditions_of_many_plans_turn_only_where_they_are_looked_at(part: int) -> None:
    assert min(turns(CAMPAIGN[part::10]).values()) >= 20
