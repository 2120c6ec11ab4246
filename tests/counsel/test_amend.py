"""`pill amend` as counsel types it, on a small plan: what is printed, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_commands import run

PLAN = """plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
Threshold starts at 20%.
[assume "a"]
reading Hour is Early (base, because "x"), "y"; or Late, "z".
[assume "a"]
Big Holder means a Person whose Shares Held is at least Threshold of Outstanding Shares.
[assume "a"]
Spoken For of the Rights means that some Person is a Big Holder.
[assume "a"]
power Lowering: "the Board lowers the threshold to {Figure: percent}"
    before June 1, 2001
    provided (no Person has become a Big Holder or Hour reads Late)
    and Figure is less than Threshold
    and Figure is more than 5%
    effect Threshold becomes Figure.
"""
AMENDMENTS = """use "acme".
scenario "Orion has 25%"
    people Orion is a Stockholder.
    May 8, 2001: Orion buys 250 shares.
scenario "Orion has 10%"
    people Orion is a Stockholder.
    May 8, 2001: Orion buys 100 shares.
amendment "To 10%" under Lowering in "Orion has 10%"
    May 9, 2001: the Board lowers the threshold to 10%.
amendment "Too late for the early" under Lowering in "Orion has 25%"
    May 9, 2001: the Board lowers the threshold to 10%.
question "It is told once"
    in "Orion has 10%"
    is amendment "To 10%" allowed?
    expect yes.
"""


@pytest.fixture
def acme(tmp_path: Path) -> tuple[str, str]:
    folder = tmp_path / "acme"
    (folder / "amendments").mkdir(parents=True)
    (folder / "acme.plan").write_text(PLAN)
    (folder / "amendments" / "lower.plan").write_text(AMENDMENTS)
    return str(folder), "lower"


def test_what_is_said_of_an_amendment(acme: tuple[str, str]) -> None:
    """10% is less than 20% and more than 5%; from its adoption on Orion, with 100 of 1,000, is a Big Holder."""
    status, output = run("amend", *acme, "--only", "To 10%", "--on", "2001-06-01")
    assert status == 0
    assert "Is it allowed?\n  Allowed." in output
    assert "On Friday, June 1, 2001?\n  Not allowed." in output
    assert "until the end of May 31, 2001 (Lowering, window closes it)" in " ".join(output.split())
    assert "more than 5% and less than 20% (at neither itself)" in output
    assert "There is no lowest: more than 5%" in output
    assert "it read  20%" in output
    assert "From May 9, 2001, Orion: Big Holder: no without it, yes with it." in output
    assert "From May 9, 2001, the Rights: Spoken For: no without it, yes with it." in output


def test_the_story_is_told_where_it_may_be_adopted(acme: tuple[str, str]) -> None:
    """Orion had 25% of 20%: under the base reading the power is over, and under the other it is not."""
    status, output = run("amend", *acme, "--only", "Too late for the early", "--json")
    assert status == 0
    (found,) = json.loads(output)
    assert [(row["under"]["Hour"], row["verdict"]) for row in found["allowed"]] == [("Early", "not allowed"), ("Late", "yes")]
    assert found["changes"][0] | {"cites": []} == {"of": "Threshold", "how": "becomes", "it read": "20%", "it reads": "10%", "cites": []}
    assert found["story"]["differs"] == []


def test_a_story_that_cannot_be_told_answers_nothing(acme: tuple[str, str], tmp_path: Path) -> None:
    """Orion cannot sell 100 shares before it has any; nothing is said of the amendment."""
    plan, file = acme
    path = tmp_path / "acme" / "amendments" / "lower.plan"
    path.write_text(path.read_text().replace("Orion buys 100 shares", "Orion sells 100 shares"))
    status, output = run("amend", plan, file, "--only", "To 10%")
    assert status == 3
    assert "No answer: before it comes to the amendment" in output
    assert "Allowed." not in output
    _, output = run("ask", plan, str(path), "is amendment \"To 10%\" allowed?")
    assert 'No answer: before it comes to the amendment "To 10%"' in output


def test_what_must_always_be_so_bars_an_amendment_whenever(acme: tuple[str, str], tmp_path: Path) -> None:
    """10% is under a floor of 12%, whenever; what holds on further stories is said of such as keep to the rule that one text alone has."""
    plan, file = acme
    path = tmp_path / "acme" / "acme.plan"
    path.write_text(PLAN + '[assume "a"]\nalways Threshold is at least 12%.\n')
    _, output = run("amend", plan, file, "--only", "To 10%")
    assert "always 2 forbids it" in output
    assert "it was possible at no time before" in output
    path.write_text(PLAN + '[assume "a"]\npower Amending: "the Board amends the terms".\nconsequence Triggers: some Person is a Big Holder.\n')
    (tmp_path / "acme" / "amendments" / "rule.plan").write_text(
        'use "lower".\namendment "A rule" under Amending in "Orion has 10%"\n    May 9, 2001: the Board amends the terms.\n'
        '[assume "a"]\nadd always no Person has Shares Held of more than 15% of Outstanding Shares.\n'
    )
    _, output = run("amend", plan, "rule")
    assert "in such stories as keep to what each of the two says must always be so" in " ".join(output.split())
    assert "Cast: Orion (Stockholder)." in output


def test_bad_input_is_status_2(acme: tuple[str, str], tmp_path: Path) -> None:
    plan, file = acme
    assert run("amend", plan, "nosuch")[0] == 2
    assert run("amend", "nosuch", file)[0] == 2
    assert run("amend", plan, file, "--only", "nosuch")[0] == 2
    assert run("amend", plan, file, "--on", "the ides of March")[0] == 2
    assert run("amend", plan, file, "--scenario", "nosuch")[0] == 2
    assert run("amend", plan, str(tmp_path / "acme" / "acme.plan"))[0] == 2
    broken = tmp_path / "acme" / "amendments" / "broken.plan"
    broken.write_text('use "acme".\namendment "X" under Lowering in "Orion has 10%"\n')
    assert run("amend", plan, "broken")[0] == 2
    broken.write_bytes(b"\xff\xfe\x00")
    assert run("amend", plan, "broken")[0] == 2


def test_a_question_about_an_amendment(acme: tuple[str, str], tmp_path: Path) -> None:
    plan, _ = acme
    file = str(tmp_path / "acme" / "amendments" / "lower.plan")
    assert run("ask", plan, file)[0] == 0
    status, output = run("ask", plan, file, 'is amendment "To 10%" allowed on June 1, 2001?')
    assert status == 0
    assert 'No, the amendment "To 10%" is not allowed on June 1, 2001: with it in the story, a line cannot happen.' in " ".join(output.split())
    status, output = run("ask", plan, file, 'is amendment "To 11%" allowed?')
    assert status == 2
    assert 'The amendments at hand: `To 10%`, `Too late for the early`.' in output
    status, output = run("ask", plan, file, 'is the amendment allowed?')
    assert status == 2
    assert "with its title" in output


def test_a_receipt_of_such_a_question_is_verified(acme: tuple[str, str], tmp_path: Path) -> None:
    """The story is kept with the lines that adopt the amendment, which are told once."""
    plan, _ = acme
    receipt = str(tmp_path / "receipt.json")
    file = str(tmp_path / "acme" / "amendments" / "lower.plan")
    assert run("ask", plan, file, 'is amendment "To 10%" allowed on May 10, 2001?', "--receipt", receipt)[0] == 0
    assert run("verify", receipt)[0] == 0


def test_a_file_that_lies_elsewhere_uses_the_plan_it_is_given_with(tmp_path: Path) -> None:
    """A plan of one's own, and one with the name of a built-in plan, which is not taken in its place."""
    for name in ("birch", "hemacare"):
        plan, file = tmp_path / name / f"{name}.plan", tmp_path / "drafts" / f"{name}-lower.plan"
        plan.parent.mkdir()
        file.parent.mkdir(exist_ok=True)
        plan.write_text(
            'plan "Birch" from "birch" dated May 7, 2001.\nuse "rights".\n[assume "x"]\nLimit starts at 20%.\n'
            '[assume "x"]\npower Amending: "the Board amends the plan".\nscenario "S"\n    people Orion is a Stockholder.\n'
        )
        file.write_text(f'use "{name}".\namendment "Lower" under Amending in "S" July 2, 2001: the Board amends the plan.\nLimit becomes 15%.\n')
        status, output = run("amend", str(plan), str(file), "--no-compare")
        assert status == 0, output
        assert "it reads 15%" in output
        assert run("amend", str(plan.parent), str(file), "--no-compare")[0] == 0
