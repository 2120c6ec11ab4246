"""A path that time cut short is told as early, and with figures as round, as it comes out."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from msgspec.structs import replace

from dsl.dates import Instant
from dsl.load import Library
from dsl.plan import StoryLine
from solver.bounds import Sought
from solver.choices import reading_as
from solver.lines_from_model import story_line
from solver.replay import tell
from solver.search import Found, Task
from solver.tasks import task_of
from solver.tidied import with_path
from solver.ties import Ties
from solver.z3_solver import Solver

STORY = "Just under"  # Orion buys 1,078,606 shares on May 1, 1998, half a share less than 15%
CUT = Fraction(79099) / 719071  # as a search met it: a little more than 11%


def task(hemacare: Library, question: str) -> Task:
    plan = hemacare.plan
    asked = hemacare.ask(question, STORY)
    return task_of(plan, asked, dict(plan.base_readings), tell(plan, asked.scenario, reading_as(plan.base_readings)))


def line(hemacare: Library, event: str, day: dt.date, *values: object) -> StoryLine:
    declared = hemacare.plan.events[event]
    return story_line(hemacare.plan, declared, Instant(4 * day.toordinal() + 3), list(zip(declared.holes, values, strict=True)))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("can it be that Ownership Threshold is less than 13% and Orion is an Acquiring Person?", "May 1, 1998: the Board lowers the threshold to 11%"),
        # p.5: the least percentage that is more than 11.5% on the grid of whole percents
        ("can it be that Ownership Threshold is less than 13% and Ownership Threshold is more than 11.5%?", "May 1, 1998: the Board lowers the threshold to 12%"),
        # and where no whole percent will do, of hundredths
        ("can it be that Ownership Threshold is less than 11.05% and Ownership Threshold is more than 11%?", "May 1, 1998: the Board lowers the threshold to 11.01%"),
        # by its date the power is used no earlier
        ("can it be that some Lower Threshold at which now is on or after May 20, 1998 has happened?", "May 20, 1998: the Board lowers the threshold to 11%"),
    ],
)  # fmt: skip
def test_what_was_cut_short_is_tidied(hemacare: Library, question: str, told: str) -> None:
    asked = task(hemacare, question)
    scenario = hemacare.scenarios[STORY]
    percent = Fraction(115001, 1_000_000) if "11.5%" in question else CUT
    found = Found((line(hemacare, "Lower Threshold", dt.date(1998, 6, 24), percent),), 1, cut_short=True)
    (tidied,) = with_path(asked, scenario, found).lines[len(scenario.lines) :]
    assert f"{tidied.date:%B} {tidied.date.day}, {tidied.date.year}: {tidied.sentence}" == told
    assert with_path(asked, scenario, replace(found, cut_short=False)).lines[-1] == found.lines[-1]  # type: ignore[index]


@pytest.mark.parametrize(("word", "value", "told"), [("least", CUT, "11.01%"), ("most", CUT, "11%"), ("least", Fraction(11, 100), "11%"), ("most", Fraction(0), "0%")])
def test_the_best_figure_found_in_time_is_told_with_its_unit(hemacare: Library, word: str, value: Fraction, told: str) -> None:
    """A path that comes to a little more than 11% comes to 11.01% or less, and to 11% or more."""
    question = f"what is the {word} that Ownership Threshold can be?"
    sought = Sought(hemacare.plan, hemacare.ask(question, STORY), task(hemacare, question), float("inf"))
    assert sought.written(value) == told


def test_ties_say_that_they_were_cut_short() -> None:
    class Late(Solver):
        def check(self, *assumed: object, effort: float = 0) -> str:  # type: ignore[override]
            return "unknown"

        def number(self, value: object) -> Fraction:
            return Fraction(5)

    ties = Ties(Late(float("inf")))
    assert not ties.cut_short
    assert ties.smallest(7, 5) == 5
    assert not ties.cut_short
    assert ties.smallest(7, 0) == 5
    assert ties.cut_short
