"""Every form of the language has a meaning in the replay."""

from __future__ import annotations

import typing

from dsl import core as c
from solver.evaluate import CONDITIONS, VALUES


def _members(union: object) -> set[type]:
    return {kind for part in typing.get_args(union) for kind in (_members(part) or {part})}


def test_every_form_has_a_meaning() -> None:
    assert set(VALUES) == _members(c.Core)


def test_every_condition_is_one() -> None:
    assert set(CONDITIONS) == _members(c.Condition)
