"""`pill replay` says on what its telling rests: readings and facts that only a window turns on, too, and in which order lines of one day are told.

By hand. Whether the Board may fine anybody turns on how Late is read, on Harm and on the Market Price, and no line does.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_commands import run

PLAN = """plan "R" from "r" dated May 7, 2001.
use "rights".
[assume "x"]
Outstanding Shares starts at 1,000 shares.
[assume "x"]
input Harm as yes or no.
[assume "x"]
input Market Price in dollars per share.
[assume "x"]
reading Late is Early (base, because "x"), "a"; or Very Late, "b".
[assume "x"]
power Fine: "the Board fines {P: Person}"
    provided Late reads Early
    and Harm
    and Market Price is more than $5.00 per share.
scenario "S"
    people Orion is a Stockholder, Vega is a Stockholder.
    December 3, 2001, in either order: Orion buys 10 shares.
    December 3, 2001, in either order: Vega buys 20 shares.
scenario "Known" extends "S"
    given Harm is yes.
    given Market Price is $6.00 per share.
"""


@pytest.mark.parametrize(("story", "assumed", "taken"), [
    ("S", {"Harm": True}, {"Market Price", "the order of the lines of one day"}), ("Known", {}, {"the order of the lines of one day"}),
])  # fmt: skip
def test_what_a_window_turns_on_is_said(tmp_path: Path, story: str, assumed: dict[str, bool], taken: set[str]) -> None:
    path = tmp_path / "r.plan"
    path.write_text(PLAN)
    (told,) = json.loads(run("replay", str(path), "-s", story, "--json")[1])
    assert told["readings"] == {"Late": "Early"}
    assert told["not stated, told as if"] == assumed
    assert set(told["not stated, told in one way"]) == taken
    words = " ".join(run("replay", str(path), "-s", story)[1].split())
    assert ("told as if so: Harm: yes." in words) is bool(assumed)
    assert "the order of the lines of one day" in words
