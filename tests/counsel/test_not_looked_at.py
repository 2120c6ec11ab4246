"""What must always hold counts in every window that is shown; where it cannot be said whether the event would break it, that is said.

By hand: of five coins in all there are five; nobody can mint one more, as a replay
refuses the line. One that was melted can be minted again. Whether two can agree
turns on whom they are linked with through others; whether a wager can be made, on
what nobody stated.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_commands import run, said

PLAN = """plan "Jar" from "jar" dated March 2, 1998.

[p.1: "x"]
unit coins, singular coin, whole.
[p.1: "x"]
Coins starts at 5 coins.
[p.1: "x"]
input Stake in coins.
[p.1: "x"]
Wagered starts at 0 coins.
[p.1: "x"]
Ally is a relation between Persons.
[p.1: "x"]
Shaken of a Person starts at no.
[p.1: "x"]
always Coins is at most 5 coins.
[p.1: "x"]
always no Person is an Ally of Ada.
[p.1: "x"]
always Wagered is at most Stake.
[p.1: "x"]
person Ada.
[p.1: "x"]
power Minting: "{Who: Person} mints {Number: coins}"
    provided Number is more than 0 coins
    effect Coins increases by Number.
[p.1: "x"]
power Melting: "{Who: Person} melts a coin"
    effect Coins decreases by 1 coin.
[p.1: "x"]
power Pact: "{One: Person} and {Other: Person} agree to act together"
    before May 1, 1998
    provided One is not Other
    effect One and Other become Allies.
[p.1: "x"]
power Wager: "{Who: Person} wagers a coin"
    effect Wagered increases by 1 coin.
[p.1: "x"]
power Shaking: "{Who: Person} shakes the jar"
    effect Who becomes Shaken.

scenario "The jar is full"
    people Bob is a Person, Kim is a Person.
    given Stake is 5 coins.
    March 9, 1998: Bob shakes the jar.

scenario "It was not"
    people Bob is a Person, Kim is a Person.
    given Stake is 5 coins.
    March 9, 1998: Bob melts a coin.
    March 12, 1998: Bob mints 1 coin.
    March 16, 1998: Bob mints 1 coin.

scenario "Nobody said"
    people Bob is a Person, Kim is a Person.

scenario "One melted"
    people Bob is a Person, Kim is a Person.
    given Stake is 5 coins.
    March 9, 1998: Bob melts a coin.
"""
FULL = "Whenever it happened, it would not be so after it that Coins is at most 5 coins."
ROOM = "Provided, of what is chosen then: Number is more than 0 coins and it is still so after it that Coins is at most 5 coins."
NOT_LOOKED_AT = "Not looked at: whether it would still be so after it that"


@pytest.fixture
def jar(tmp_path: Path) -> str:
    path = tmp_path / "jar.plan"
    path.write_text(PLAN)
    return str(path)


@pytest.mark.parametrize(
    ("power", "title", "says", "not_looked_at"),
    [
        ("Minting", "The jar is full", FULL, []),
        ("Minting", "One melted", ROOM, []),
        ("Pact", "The jar is full", f"{NOT_LOOKED_AT} no Person is an Ally of Ada.", ["always 2"]),
        ("Wager", "The jar is full", "may happen from March 9, 1998 with no end", []),
        ("Wager", "Nobody said", f"{NOT_LOOKED_AT} Wagered is at most Stake.", ["always 3"]),
        ("Shaking", "One melted", "may happen from March 9, 1998 with no end", []),
    ],
)
def test_an_answer_says_what_was_looked_at(jar: str, power: str, title: str, says: str, not_looked_at: list[str]) -> None:
    asked = ["ask", jar, f"when may {power} happen?", "-s", title]
    words = " ".join(said(*asked).split())
    assert says in words
    assert (NOT_LOOKED_AT in words) == bool(not_looked_at)
    (answer,) = json.loads(run(*asked, "--json")[1])
    assert answer["not looked at"] == not_looked_at


def test_a_story_told_says_the_same(jar: str) -> None:
    words = " ".join(said("replay", jar, "-s", "The jar is full").split())
    assert "Minting: closed" in words
    assert words.count(NOT_LOOKED_AT) == 1  # of the pact
    told = {window["power"]: window for window in json.loads(run("replay", jar, "-s", "The jar is full", "--json")[1])[0]["windows"]}
    assert not told["Minting"]["open"]
    assert told["Pact"]["not looked at"] == ["always 2"]


def test_a_timeline_shows_the_same(jar: str, tmp_path: Path) -> None:
    said("picture", jar, "-s", "One melted", "-o", str(tmp_path / "told.svg"))
    drawn = (tmp_path / "told.svg").read_text()
    assert "Pact: not looked at" in drawn
    assert "Minting: not looked at" not in drawn


def test_a_line_that_would_break_it_was_possible_before(jar: str) -> None:
    """From March 9, when one was melted, up to March 12, when it was minted again."""
    words = " ".join(said("replay", jar, "-s", "It was not").split())
    assert "always forbids it: always Coins is at most 5 coins. As things stood, it was possible from March 9, 1998 until March 12, 1998 begins." in words
