"""Ways as counsel sees them: on the terminal, as JSON, and pasted back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_commands import run

QUESTION = "in every way can it be that now is on or after the Redemption Deadline by January 1, 2000?"
STORY = ("--scenario", "The press gets there first", "--seconds", "60")


@pytest.fixture(scope="module")
def found() -> dict[str, object]:
    status, output = run("ask", "hemacare", QUESTION, *STORY, "--json")
    assert status == 0
    (answer,) = json.loads(output)
    return answer  # type: ignore[no-any-return]


def test_each_way_says_its_limb_its_powers_and_whose_acts(found: dict[str, object]) -> None:
    """p.5: (i) an announcement, by whomever of the group or the Company; (ii) an Adverse Person, by determination (x) or (y)."""
    ways: list[dict[str, object]] = found["ways"]  # type: ignore[assignment]
    assert [way["limb"] for way in ways] == ["Redemption Deadline (i)", "Redemption Deadline (ii)", "Redemption Deadline (ii)"]
    assert ways[0]["acts of"] == [["Orion"], ["Gazette"], ["Company"]]
    assert [[power["power"] for power in way["powers"]] for way in ways[1:]] == [  # type: ignore[attr-defined]
        ["Limitation", "Gain Determination"], ["Limitation", "Impact Determination"],
    ]  # fmt: skip


def test_a_path_can_be_pasted_back(found: dict[str, object], tmp_path: Path) -> None:
    ways: list[dict[str, str]] = found["ways"]  # type: ignore[assignment]
    pasted = tmp_path / "pasted.plan"
    pasted.write_text(f'use "hemacare".\n\n{ways[1]["path"]}')
    status, output = run("replay", str(pasted))
    assert status == 0
    assert "Orion becomes an Adverse Person" in output


@pytest.mark.soak
def test_a_number_of_ways_that_is_wrong_is_status_1(tmp_path: Path) -> None:
    asked = tmp_path / "asked.plan"
    people = "people Orion is a Stockholder, the Gazette is a Person."
    asked.write_text(f'use "hemacare".\n\nquestion "How many"\n    {people}\n    {QUESTION}\n    expect 2 ways.\n')
    status, output = run("ask", str(asked), "--seconds", "60")
    assert status == 1
    assert "Expected 2 ways; found 3 ways" in " ".join(output.split())


def test_too_little_time_is_status_3() -> None:
    status, output = run("ask", "hemacare", QUESTION, "--scenario", "The press gets there first", "--seconds", "0.1")
    assert status == 3
    assert "the time limit came first" in output


EXCEPTED = """plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "x"]
Outstanding Shares starts at 10,000,000 shares.
[assume "x"]
Exempt Person means any of the Company or a Subsidiary.
[assume "x"]
Qualified of a Person starts at no.
[assume "x"]
Acquiring Person means a Person, other than an Exempt Person, whose Shares Held is at least 20% of Outstanding Shares and who is not Qualified.
[assume "x"]
power Qualify: "the Board qualifies {Target: Person}" effect Target becomes Qualified.
"""


def test_the_exception_of_a_way_is_said_in_the_words_of_the_plan(tmp_path: Path) -> None:
    """A Subsidiary is an Exempt Person; anybody else needs to be Qualified."""
    plan = tmp_path / "acme.plan"
    plan.write_text(EXCEPTED)
    asked = "in every way can some Person have Shares Held of at least 20% of Outstanding Shares, with such Person at no time Acquiring Person, without the Company?"
    status, output = run("ask", str(plan), asked)
    assert status == 0
    said = " ".join(output.split())
    assert 'Without "other than an Exempt Person" in Acquiring Person, what the question rules out would come about.' in said
    assert 'Without "who is not Qualified" in Acquiring Person, what the question rules out would come about.' in said


REDEEMED_OR_COMPANY = """
plan "Ways" from "ways-2001" dated May 7, 2001.

use "rights".

[assume "a"]
Outstanding Shares starts at 1,000 shares.

[assume "a"]
Acquiring Person means a Person, other than the Company, whose Shares Held is at least 20% of Outstanding Shares.

[assume "a"]
Redeemed of the Rights starts at no.

[assume "a"]
Exercisable of the Rights means that all of (i) some Person has become an Acquiring Person; and (ii) the Rights are not Redeemed.

[assume "a"]
power Redeem: "the Board redeems"
    at any time
    effect the Rights become Redeemed.

scenario "Quiet"
    people Orion is a Stockholder.
"""


def test_of_several_exceptions_that_of_the_path_shown_is_said_of_it(tmp_path: Path) -> None:
    """In the path shown the Company holds nothing, so that `other than the Company` makes no difference to it; another in which it has 200 shares first relies upon that."""
    plan = tmp_path / "ways.plan"
    plan.write_text(REDEEMED_OR_COMPANY)
    question = "in every way can Orion have Shares Held of at least 30% of Outstanding Shares by June 30, 2001, with the Rights at no time Exercisable?"
    _, output = run("ask", str(plan), question, "-s", "Quiet")
    words = " ".join(output.split())
    assert 'Without "(ii) the Rights are not Redeemed" in Exercisable, what the question rules out would come about.' in words
    assert 'Another path of this kind relies upon Acquiring Person other than: without "other than the Company" in Acquiring Person' in words
