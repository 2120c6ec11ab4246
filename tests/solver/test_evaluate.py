"""Every form of the language has a meaning in the replay, and a formula."""

from __future__ import annotations

import typing

from dsl import core as c
from solver import evaluate, symbolic


def _members(union: object) -> set[type]:
    return {kind for part in typing.get_args(union) for kind in (_members(part) or {part})}


def test_every_form_has_a_meaning() -> None:
    assert set(evaluate.VALUES) == _members(c.Core)
    assert set(evaluate.CONDITIONS) == _members(c.Condition)


def test_every_form_has_a_formula() -> None:
    assert set(symbolic.CONDITIONS) == _members(c.Condition)
    assert {*symbolic.VALUES, *symbolic.PLAIN} == _members(c.Value) | {c.Part}
