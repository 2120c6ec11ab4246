"""What deserves a second look is found, and its mended twin is not."""

from __future__ import annotations

import pytest

from dsl.load import load_text
from dsl.notices import notices

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Later Date starts unset as a day.
[assume "a"]
First Day is May 9, 2001.
[assume "a"]
Deadline means {deadline}.
"""


@pytest.mark.parametrize(("deadline", "codes"), [
    ("the later of close of business on First Day and close of business on Later Date", ["later-of-unset"]),
    ("close of business on First Day, postponed to close of business on Later Date", []),
    ("the earlier of close of business on First Day and close of business on Later Date", []),
])  # fmt: skip
def test_a_later_date_that_waits_for_one_that_may_never_be_set(deadline: str, codes: list[str]) -> None:
    assert [notice.code for notice in notices(load_text(PLAN.format(deadline=deadline)).plan)] == codes
