"""A candidate for an invariant: a condition on a state, in words and as a formula."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from typing import Any

from msgspec import Struct

from dsl import core as c
from dsl.dates import Instant
from dsl.kinds import DAY, PERSON, YES_NO, Kind, Number
from dsl.written import write_value
from solver.formula import Bool, Val, and_, at_most, equal, implies
from solver.unroll import Unrolled

Place = tuple[str, str | None]
Value = Callable[[Unrolled, int], Val]


class Lemma(Struct, frozen=True):
    """A condition on a state, in the plan's words and as a formula at an entry of a run.

    The words have `{}` for each of the people that it is about. What `is_plain`
    goes without saying: it is of the form of the plan, and no fact of the story.
    What is `of_moments` is about dates alone, and says nothing of amounts.
    """

    words: str
    people: tuple[str, ...]
    at: Callable[[Unrolled, int], Bool]
    is_plain: bool = False
    of_moments: bool = False

    @property
    def says(self) -> str:
        """The words, with the people named."""
        return self.words.format(*self.people)


def written(told: Unrolled, value: Any, is_day: bool, kind: Kind | None = None) -> str:
    """A value of the told story as the plan writes it; a moment if it is of no kind."""
    plan = told.machine.plan
    if is_day or kind == DAY:
        return write_value(dt.date.fromordinal(int(value)), DAY, plan.units, plan.display)
    if kind == YES_NO:
        return "yes" if value else "no"
    if kind == PERSON:
        return plan.display.get(told.symbolic.actors[int(value)], told.symbolic.actors[int(value)])
    if isinstance(kind, Number):
        return write_value(Fraction(value), kind, plan.units, plan.display)
    return write_value(Instant(int(value)), kind, plan.units, plan.display)  # type: ignore[arg-type]


def of_bound(
    words: str, people: tuple[str, ...], value: Value, bound: Fraction, sides: tuple[str, str], figure: str
) -> Iterator[Lemma]:
    """That a value keeps to one side of a bound, and to the other, as these are said."""
    least, most = sides
    yield Lemma(f"{words} is {least} {figure}", people, partial(is_at_least, value, bound))
    yield Lemma(f"{words} is {most} {figure}", people, partial(_is_at_most, value, bound))


def is_at_least(value: Value, bound: Fraction, run: Unrolled, at: int) -> Bool:
    """That a value, where it is set, is at least a bound."""
    here = value(run, at)
    return implies(here.set, at_most(bound, here.it))


def _is_at_most(value: Value, bound: Fraction, run: Unrolled, at: int) -> Bool:
    here = value(run, at)
    return implies(here.set, at_most(here.it, bound))


def named(told: Unrolled, place: Place) -> tuple[str, tuple[str, ...]]:
    """A term's name, with `{}` for the person that it is of."""
    name, person = place
    if person is not None:
        return f"{name} of {{}}", (person,)
    per = told.machine.plan.terms[name].per
    return (f"{name} of {told.machine.plan.display.get(per, per)}" if per else name), ()


def term_at(place: Place, run: Unrolled, at: int) -> Val:
    """The value of a term in the state after an entry."""
    return run.symbolic.entries[at].terms[place]


def is_now(value: Val, was: Any) -> Bool:
    """That a value is what it was."""
    return and_((value.set, equal(value.it, was)))


def holds(form: c.Core, run: Unrolled, at: int) -> Bool:
    """That a condition holds as an entry begins."""
    return run.symbolic.holds(form, {}, at, run.symbolic.entries[at].tick)
