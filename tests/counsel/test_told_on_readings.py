"""What is shown of one reading says of which: a path to paste back comes out again, a picture names its readings; what turns on unstated facts is left out.

By hand. The Rights can be redeemed where Way reads Narrow alone. Whether shaking hands makes Associates turns on Harm, which nobody stated.
"""

from __future__ import annotations

from fractions import Fraction
from html import unescape
from pathlib import Path

import pytest
from msgspec.structs import replace
from test_commands import run

from counsel.pictures.ownership import ownership
from dsl.load import load_text
from dsl.plan import GivenReading
from dsl.source import NOWHERE
from solver.course import course
from solver.stakes import stakes

PLAN = """plan "W" from "w" dated May 7, 2001.
use "rights".
[assume "x"]
Outstanding Shares starts at 1,000 shares.
[assume "x"]
input Harm as yes or no.
[assume "x"]
reading Way is Wide (base, because "x"), "a"; or Narrow, "b".
[assume "x"]
Redeemed of the Rights starts at no.
[assume "x"]
power Redemption: "the Board redeems the Rights"
    provided Way reads Narrow
    effect the Rights become Redeemed.
[assume "x"]
Tally starts at 0 shares.
[assume "x"]
event Pact: "{One: Person} and {Other: Person} shake hands"
    effect One and Other become Associates if (Harm)
    and Tally increases by 1 share if (Harm).
scenario "S"
    people Orion is a Stockholder, Vega is a Stockholder.
    December 3, 2001: Orion buys 150 shares.
    December 4, 2001: Orion and Vega shake hands.
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "w.plan"
    path.write_text(PLAN)
    return path


def test_a_path_to_paste_back_has_the_reading_of_its_row(plan: Path) -> None:
    _, output = run("ask", str(plan), "can the Rights be Redeemed by June 1, 2002?", "-s", "S", "--as-scenario")
    pasted = output.split("To paste into a file\n")[1].strip()
    (plan.parent / "path.plan").write_text(f'use "w".\n\n{pasted}\n')
    title = pasted.splitlines()[0].removeprefix("scenario ").strip('"')
    _, answer = run("ask", str(plan), str(plan.parent / "path.plan"), "is it so that the Rights are Redeemed?", "-s", title, "--brief")
    assert ": Yes\n" in answer


@pytest.mark.parametrize("kind", ["timeline", "states"])
def test_a_picture_says_on_which_readings_it_is_told(plan: Path, kind: str) -> None:
    out = plan.parent / "w.svg"
    for given, words in (((), "Told on the base readings."), (("--given", "Way reads Narrow"), "Told where Way reads Narrow;")):
        assert run("picture", str(plan), "-s", "S", "-o", str(out), "--kind", kind, *given)[0] == 0
        assert words in out.read_text()


def test_a_memo_tells_a_story_once_for_each_reading_that_its_questions_give(plan: Path) -> None:
    """The same question is yes of no reading and no of another: each is presented, told and drawn with the reading that it gives."""
    (plan.parent / "asked.plan").write_text(
        'use "w".\nquestion "Wide" in "S" is it so that Way reads Wide?\nquestion "Narrow" in "S" given Way reads Narrow. is it so that Way reads Wide?\n'
    )
    out = plan.parent / "w.html"
    assert run("memo", str(plan), str(plan.parent / "asked.plan"), "-o", str(out))[0] == 0
    said = unescape(" ".join(out.read_text().split()))
    assert '"S", where Way reads Narrow: is it so' in said
    assert 'Timeline: "S" on the base readings.' in said
    assert 'Timeline: "S" where Way reads Narrow.' in said


@pytest.mark.parametrize(("option", "figures"), [("Wide", [Fraction(1, 5)]), ("Narrow", [Fraction(1, 5), Fraction(1, 10)])])
def test_a_figure_that_does_not_count_as_the_plan_is_read_is_not_drawn(option: str, figures: list[Fraction]) -> None:
    """20% on either reading; 10%, of the same status, where Way reads Narrow: each drawn, and said."""
    library = load_text(PLAN.replace('scenario "S"', """[assume "x"]
Big Holder means a Person for whom any of
    (i) its Shares Held is at least 20% of Outstanding Shares; or
    (ii) all of (A) Way reads Narrow; and (B) its Shares Held is at least 10% of Outstanding Shares.
scenario "S\""""))
    given = GivenReading("Way", option, NOWHERE)
    found = stakes(library.plan, replace(library.scenarios["S"], givens=(given,)))
    assert found is not None
    assert [value for one in found.figures for _, value in one.values] == figures
    said = ownership(library.plan, found).says
    assert [percent in said for percent in ("20%", "10%")] == [True, option == "Narrow"]


def test_whom_an_event_joins_only_on_an_unstated_fact_is_left_out() -> None:
    library = load_text(PLAN)
    found = course(library.plan, library.scenarios["S"])
    assert not any(step.pairs for step in found.steps)
    assert set(found.turning) >= {"Associate", "Tally"}
    assert found.unstated == ("Harm",)


WHY = """plan "Y" from "y" dated May 7, 2001.
use "rights".
[assume "x"]
Outstanding Shares starts at 1,000 shares.
[assume "x"]
reading Way is Wide (base, because "x"), "a"; or Narrow, "b".
[assume "x"]
Big Holder means a Person whose Shares Held is at least 200 shares
    and for whom any of (i) Way reads Wide; or (ii) Shares Held of such Person is at least 300 shares.
scenario "S"
    people Orion is a Stockholder.
    December 3, 2001: Orion buys 200 shares.
scenario "T" extends "S"
    December 4, 2001: Orion buys 200 shares.
scenario "Given" extends "S"
    given Way reads Wide.
"""


@pytest.mark.parametrize(("story", "says"), [
    ("S", "On the base readings (Way reads Wide), without any one of these it comes out otherwise:"),
    ("T", "On the base readings (Way reads Wide), without any one of these it comes out otherwise:"),
    ("Given", "Without any one of these it comes out otherwise:"),
])  # fmt: skip
def test_reasons_say_on_which_readings_they_are_told(tmp_path: Path, story: str, says: str) -> None:
    """In S Orion is a Big Holder where Way reads Wide alone, in T in either case, though by one purchase there and by both here."""
    plan = tmp_path / "y.plan"
    plan.write_text(WHY)
    shown = " ".join(run("ask", str(plan), "why is Orion a Big Holder?", "-s", story)[1].split())
    assert f"Why {says}" in shown
    assert ("What happens in the story where Way reads Wide" in shown) == (story == "S")
