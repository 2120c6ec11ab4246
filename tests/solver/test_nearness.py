"""What stands far from a change says what it said: no question that cannot rest on it is answered otherwise."""

from __future__ import annotations

import pytest
from hemacare_amendments import FOLDER

from dsl.amending import asked_anew, key_of
from dsl.load import load, load_text
from solver.consequences import FACTS, on_base
from solver.nearness import distance, nearness

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
Threshold starts at 20%.
[assume "a"]
Big Holder means a Person whose Shares Held is at least Threshold of Outstanding Shares.
[assume "a"]
Marked of the Rights starts at no.
[assume "a"]
Other Day is June 1, 2001.
[assume "a"]
whenever some Person first becomes a Big Holder: the Rights become Marked.
[assume "a"]
power Redemption: "the Board redeems the Rights" provided the Rights are not Marked.
"""


def test_what_rests_on_a_name_and_how_far() -> None:
    """Marked is set when somebody becomes a Big Holder, which Threshold makes; Redemption asks for Marked. Other Day rests on nothing."""
    near = nearness(load_text(PLAN).plan, {"Threshold"})
    assert [near.get(name) for name in ("Threshold", "Big Holder", "Marked", "Redemption", "Other Day", "Shares Held")] == [0, 1, 2, 3, None, None]


@pytest.mark.soak
@pytest.mark.parametrize("file", ["after-a-trigger", "2008", "floor"])
def test_no_question_far_from_a_change_comes_out_otherwise(file: str) -> None:
    library = load("hemacare", [FOLDER / f"{file}.plan"])
    for amendment in library.amendments:
        amended, anew = asked_anew(amendment)
        changed = {difference.of for difference in amendment.differences}
        before, after = nearness(library.plan, changed), nearness(amended, changed)
        far = [q for q in library.questions if q.form in FACTS and key_of(q) in anew and distance(q, before) is None and distance(anew[key_of(q)], after) is None]
        assert far
        for question in far:
            one, other = on_base(library.plan, question), on_base(amended, anew[key_of(question)])
            assert (one.verdict, one.values, one.turns_on) == (other.verdict, other.values, other.turns_on), question.title
