"""What `why` says of its reasons is true of each: that it comes out otherwise without it, or that others would do in its place.

By hand: Orion is Marked by either limb, so that no limb and no purchase alone matters; the clause of
Marked does. Without the shares outstanding nobody could buy.
"""

from __future__ import annotations

import json
from pathlib import Path

from test_commands import run, said

PLAN = """plan "Two ways" from "two" dated July 30, 2010.

use "rights".

[assume "a"]
Outstanding Shares starts at 1,000 shares.

[assume "b"]
Warned of a Person starts at no.

[assume "c"]
power Warning: "the Board warns {Target: Person}"
    effect Target becomes Warned.

[assume "d"]
Marked means a Person for whom any of
    (i) [assume "e"] its Shares Held is at least 4.9% of Outstanding Shares; or
    (ii) [assume "f"] such Person is Warned.

scenario "Both"
    people Orion is a Stockholder.
    September 1, 2010: Orion buys 49 shares.
    September 2, 2010: the Board warns Orion.

scenario "One"
    people Orion is a Stockholder.
    September 1, 2010: Orion buys 49 shares.
"""
ALONE = "Without any one of these it comes out otherwise:"
TOGETHER = "Without any one of these it stays so, for others would do as well; where those are left out, each of these is needed:"


def test_reasons_that_others_could_stand_for_stand_apart(tmp_path: Path) -> None:
    path = tmp_path / "two.plan"
    path.write_text(PLAN)
    both = said("ask", str(path), "why is Orion a Marked?", "-s", "Both")
    alone, together = both[both.index(ALONE) : both.index(TOGETHER)], both[both.index(TOGETHER) : both.index("What it rests on")]
    assert "Outstanding Shares starts at 1,000 shares. (without it, the story could not be told)" in alone
    assert "September" not in alone
    assert "(without it" not in together
    assert together.count("September") == 1  # one purchase or one warning is enough
    one = said("ask", str(path), "why is Orion a Marked?", "-s", "One")
    assert "September 1, 2010: Orion buys 49 shares. (without it: No)" in one
    assert TOGETHER not in one


MARKED = """plan "Marked" from "marked-2001" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
Acquiring Person means a Person, other than the Company, whose Beneficial Ownership is at least 20% of Outstanding Shares.
[assume "a"]
Marked of a Person starts at no.
[assume "a"]
whenever a Person first becomes an Acquiring Person: such Person becomes Marked.
scenario "Start"
    people Orion is a Stockholder, Vega is a Stockholder.
    at the start: Shares Held of Orion is 150 shares.
    at the start: Shares Held of Vega is 10 shares.
    at the start: Orion and Vega are Associates.
    June 4, 2001: Orion buys 40 shares.
"""


def test_a_fact_without_which_it_is_not_so_is_a_reason(tmp_path: Path) -> None:
    """150, 40 and 10 of 1,000 shares are 20%, of Orion and Vega together: each is needed, and so is that they are Associates, and the definition behind the `whenever`."""
    path = tmp_path / "marked.plan"
    path.write_text(MARKED)
    _, output = run("ask", str(path), "why is Orion Marked?", "-s", "Start")
    words = " ".join(output.split())
    needed = words[words.index("Without any one of these") : words.index("What it rests on")]
    for reason in ("Acquiring Person means a Person", "at the start: Shares Held of Orion is 150 shares.", "at the start: Shares Held of Vega is 10 shares.",
                   "at the start: Orion and Vega are Associates.", "June 4, 2001: Orion buys 40 shares."):
        assert f"{reason}" in needed
    _, data = run("ask", str(path), "why is Orion Marked?", "-s", "Start", "--json")
    assert "at the start: Orion and Vega are Associates." in [reason.get("fact") for reason in json.loads(data)[0]["reasons"]]
