"""Every form of the language has a meaning in the replay, and a formula."""

from __future__ import annotations

import typing

from dsl import core as c
from dsl.load import load_text
from solver import evaluate, symbolic
from solver.choices import reading_as
from solver.evaluate_over_time import first
from solver.replay import tell

STORY = """plan "Told" from "nowhere" dated May 7, 2001.
use "rights".

[assume "a"]
Outstanding Shares starts at 1,000 shares.

scenario "Told"
    people Orion is a Stockholder.
    June 1, 2001: Orion buys 10 shares.
"""


def _members(union: object) -> set[type]:
    return {kind for part in typing.get_args(union) for kind in (_members(part) or {part})}


def test_every_form_has_a_meaning() -> None:
    assert set(evaluate.VALUES) == _members(c.Core)
    assert set(evaluate.CONDITIONS) == _members(c.Condition)


def test_every_form_has_a_formula() -> None:
    assert set(symbolic.CONDITIONS) == _members(c.Condition)
    assert {*symbolic.VALUES, *symbolic.PLAIN} == _members(c.Value) | {c.Part}


def test_what_is_kept_of_a_form_is_never_taken_for_that_of_another() -> None:
    """A form that nobody else holds on to may leave its place in memory to the next."""
    plan = load_text(STORY)
    story = tell(plan.plan, plan.scenarios["Told"], reading_as({}))
    now = story.history[-1].tick
    for truth in (True, False) * 5:
        assert (first(story.evaluator, c.Truth(truth), {}, story.last, now) is not None) is truth
