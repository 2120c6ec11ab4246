"""A window does not look at what must always hold, and says so of what its event could break.

By hand: of five coins in all, Ada has five; nobody can get one more (vocabulary of
the plan below: `always Coins is at most 5 coins`), though every condition of the
event is met at every time. A replay refuses the line.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_commands import run, said

PLAN = """plan "Jar" from "jar" dated March 2, 1998.

[p.1: "x"]
unit coins, whole.
[p.1: "x"]
Coins starts at 5 coins.
[p.1: "x"]
Shaken of a Person starts at no.
[p.1: "x"]
always Coins is at most 5 coins.
[p.1: "x"]
power Minting: "{Who: Person} mints a coin"
    effect Coins increases by 1 coins.
[p.1: "x"]
power Shaking: "{Who: Person} shakes the jar"
    effect Who becomes Shaken.

scenario "The jar is full"
    people Ada is a Person.
    March 9, 1998: Ada shakes the jar.
"""
SAYS = "Not looked at: whether it would still be so after it that Coins is at most 5 coins."


@pytest.fixture
def jar(tmp_path: Path) -> str:
    path = tmp_path / "jar.plan"
    path.write_text(PLAN)
    return str(path)


@pytest.mark.parametrize(("power", "is_said"), [("Minting", True), ("Shaking", False)])
def test_an_answer_says_so_of_what_the_event_changes(jar: str, power: str, is_said: bool) -> None:
    asked = ["ask", jar, f"when may {power} happen?", "-s", "The jar is full"]
    assert (SAYS in " ".join(said(*asked).split())) == is_said
    (answer,) = json.loads(run(*asked, "--json")[1])
    assert bool(answer["not looked at"]) == is_said


def test_a_story_told_says_so_too(jar: str) -> None:
    assert " ".join(said("replay", jar, "-s", "The jar is full").split()).count(SAYS) == 1
