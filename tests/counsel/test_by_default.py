"""An answer names the inputs that it read of which nobody stated anything, so that their default stands; and no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_commands import run, said

from counsel.answers.rests import default_words
from dsl.load import load_text
from solver.ask import ask

PLAN = """plan "Default" from "default" dated July 30, 2010.

use "rights".

[assume "a"]
Outstanding Shares starts at 1,000 shares.

[assume "b"]
input Option Shares of a Person in shares, default 0 shares.

[assume "c"]
input Waived as yes or no, default no.

[assume "d"]
reading Waiver is
    Strict (base, because "a waiver is not to be presumed"), "nothing waives"; or
    Loose, "a waiver counts".

[assume "e"]
Acquiring Person means a Person, other than the Company,
    whose Shares Held plus its Option Shares is at least 49 shares.

[assume "f"]
Freed of the Rights means that (Waiver reads Loose and Waived is yes).

[assume "g"]
power Redemption: "the Board redeems the Rights"
    provided Waived is yes.

scenario "Options"
    people Orion is a Stockholder.
    September 1, 2010: Orion buys 45 shares.
"""
OPTIONS = "By default, Option Shares of each Person is 0 shares; nobody stated it."
OF_OTHERS = "By default, Option Shares of each other Person is 0 shares; nobody stated it."
WAIVED = "By default, Waived is no; nobody stated it."


@pytest.mark.parametrize(("given", "question", "expected"), [
    ("", "is Orion an Acquiring Person?", [OPTIONS]),
    ("", "who is an Acquiring Person?", [OPTIONS]),
    ("", "why is Orion not an Acquiring Person?", [OPTIONS]),
    ("", "at what Option Shares of Orion is some Person an Acquiring Person?", [OF_OTHERS]),
    ("Option Shares of Orion is 3 shares", "is Orion an Acquiring Person?", [OF_OTHERS]),
    ("Option Shares of Orion is 3 shares; Option Shares of the Company is 3 shares", "is Orion an Acquiring Person?", []),
    ("", "can Orion be an Acquiring Person?", [OPTIONS]),
    ("", "is it certain that Orion is not an Acquiring Person, without Orion, without the Company?", [OPTIONS]),
    ("", "can it be that some Redemption has happened?", [WAIVED]),  # proved: nothing waives
    ("", "when may Redemption happen?", [WAIVED]),
    ("Waived is yes", "when may Redemption happen?", []),
    # of the base reading it is not read, of the other it is, and that it makes no difference rests on it
    ("", "are the Rights Freed?", [WAIVED]),
    ("Waived is no", "are the Rights Freed?", []),
    ("", "what is Shares Held of Orion?", []),
    ("", "what does the plan say about Waived?", []),
])  # fmt: skip
def test_a_default_that_was_read_is_said(given: str, question: str, expected: list[str]) -> None:
    library = load_text(PLAN + "".join(f"    given {one}.\n" for one in given.split("; ") if one))
    answer = ask(library.plan, library.ask(question, "Options"))
    assert not answer.is_undecided
    assert list(default_words(library.plan, answer)) == expected


def test_it_is_shown_with_what_the_answer_rests_on(tmp_path: Path) -> None:
    path = tmp_path / "default.plan"
    path.write_text(PLAN)
    shown = said("ask", str(path), "is Orion an Acquiring Person?", "-s", "Options")
    assert OPTIONS in shown[shown.index("What it rests on") :]
    assert OPTIONS in said("ask", str(path), "is Orion an Acquiring Person?", "-s", "Options", "--json")


TAKEN = "What nobody states is taken by its default: Option Shares of each Person is 0 shares and Waived is no."


def test_a_comparison_and_an_audit_say_what_they_take_by_default(tmp_path: Path) -> None:
    """One plan counts options and the other does not: they are the same as long as nobody has any, which is the default."""
    one, other = tmp_path / "one.plan", tmp_path / "other.plan"
    plan = PLAN.replace('plan "Default"', 'plan "{}"') + "\nconsequence Triggers, stricter where it holds: some Person is an Acquiring Person.\n"
    one.write_text(plan.format("One"))
    other.write_text(plan.format("Other").replace("Shares Held plus its Option Shares", "Shares Held"))
    shown = said("compare", str(one), str(other), "--only", "Triggers")
    assert "The same: proved for any number of further events, however the plans are read, what nobody states being as it is by default" in shown
    assert TAKEN in shown
    assert "Stories that begin otherwise than the plan does, as with somebody who holds shares already, were not looked at." in shown
    assert TAKEN in " ".join(run("audit", str(one), "--only", "unused-term")[1].split())
