"""`--second-opinion` and `--smtlib` as counsel types them."""

from __future__ import annotations

import importlib.util
import itertools
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import z3
from test_commands import run
from test_ratios import PLAN as PARTS

import solver.products
import solver.second_solver
from solver.formula import Bool, equal
from solver.products import Products
from solver.second_solver import SecondSolver
from solver.z3_from_terms import Translator

PLAN = """plan "Small" from "nowhere" dated May 7, 2001.

use "rights".

[assume "a plan with one power"]
Outstanding Shares starts at 1,000 shares.

[assume "it begins closed"]
Opened starts at no.

[assume "one power"]
power Opening: "the Board opens the books to {Count: shares}"
    provided Count is at least 10 shares
    effect Opened becomes yes.

scenario "Nothing yet"
    people Orion is a Stockholder.

question "Can it be opened?"
    in "Nothing yet"
    can it be that Opened?

question "Not without the Board"
    in "Nothing yet"
    can it be that Opened, without the Board?
"""


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "small.plan"
    path.write_text(PLAN)
    return str(path)


def test_a_negative_is_agreed_on(plan: str) -> None:
    status, output = run("ask", plan, "can it be that Opened, without the Board?", "-s", "Nothing yet", "--second-opinion")
    assert status == 0
    assert "A second solver (cvc5 " in output
    assert "agrees: " in output


def test_where_nothing_is_denied_there_is_nothing_to_check(plan: str) -> None:
    status, output = run("ask", plan, "is it so that Opened?", "-s", "Nothing yet", "--second-opinion")
    assert status == 0
    assert "There is nothing here for a second solver to check" in output


def test_many_questions_end_with_the_sum(plan: str) -> None:
    status, output = run("ask", plan, "--brief", "--second-opinion")
    assert status == 0
    assert "A second solver (cvc5 " in output.splitlines()[-1]


def test_what_it_does_not_finish_is_said(plan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SecondSolver, "verdict", lambda *asked: "unknown")
    status, output = run("ask", plan, "can it be that Opened, without the Board?", "-s", "Nothing yet", "--second-opinion")
    assert status == 0
    assert "agrees on 0 of " in output
    assert "in time" in output


def test_a_wrong_translation_is_our_mistake_and_no_answer(plan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Z3 is told that no count is ever as much as its least, so that the Board's power seems never to be open."""
    comparison = Translator._comparison

    def broken(self: Translator, term: Any) -> Any:
        is_count = term.op == "not less" and str(term.args[0].args[0]).startswith("Opening.Count")
        return z3.Z3_mk_false(self._ref).value if is_count else comparison(self, term)

    monkeypatch.setattr(Translator, "_comparison", broken)
    status, output = run("ask", plan, "can it be that Opened?", "-s", "Nothing yet", "--second-opinion")
    assert status == 3
    words = " ".join(output.split())
    assert "this is a mistake of ours" in words
    assert "Disputed: no " in words
    assert "--smtlib disputed" in words
    assert "Impossible" not in words


def test_without_cvc5_it_says_how_to_install_it(plan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver.second_solver, "find_spec", lambda name: None if name == "cvc5" else importlib.util.find_spec(name))
    status, output = run("ask", plan, "can it be that Opened?", "-s", "Nothing yet", "--second-opinion")
    assert status == 2
    assert "pip install cvc5" in output


def test_scripts_are_written_for_anyone(plan: str, tmp_path: Path) -> None:
    """Each is read by cvc5's own process, and cannot be met."""
    folder = tmp_path / "scripts"
    status, output = run("ask", plan, "can it be that Opened, without the Board?", "-s", "Nothing yet", "--smtlib", str(folder))
    assert status == 0
    scripts = sorted(folder.iterdir())
    assert f"{len(scripts)} scripts written" in " ".join(output.split())
    with SecondSolver() as second:
        for path in scripts:
            assert path.read_text().startswith("; can it be that Opened, without the Board?")
            assert second.verdict(path.read_text(), 60) == "unsat"


def test_a_time_limit_is_kept() -> None:
    """Whether three cubes can make 114 nobody knows."""
    cubes = "(+ (* x x x) (* y y y) (* z z z))"
    hard = f"(set-logic QF_NIA)(declare-const x Int)(declare-const y Int)(declare-const z Int)(assert (= {cubes} 114))(check-sat)"
    with SecondSolver() as second:
        assert second.verdict(hard, 0.3) == "unknown"
        assert second.verdict("(set-logic QF_LIA)(assert false)(check-sat)", 60) == "unsat"


def test_an_answer_is_given_without_loading_it() -> None:
    """cvc5 and Z3 are loaded only by what needs them."""
    code = "import sys, counsel.main; sys.exit('cvc5' in sys.modules or 'z3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


EITHER = """
scenario "In either order"
    people Orion is a Stockholder, Vega is a Stockholder.
    June 4, 2001, in either order: Orion buys 10 shares.
    June 4, 2001, in either order: Vega buys 10 shares.
"""


def test_what_cannot_be_posed_is_said_and_the_answer_given(tmp_path: Path) -> None:
    path = tmp_path / "small.plan"
    path.write_text(PLAN + EITHER)
    status, output = run("ask", str(path), "when may Opening happen?", "-s", "In either order", "--second-opinion")
    words = " ".join(output.split())
    assert status == 0, output
    assert "At best: " in words
    assert "could not be asked: A path cannot go on from lines that are told in either order" in words


@pytest.mark.parametrize(("question", "story"), [
    # the row of Passive Crossing reads Counted is proved with that reading open; the story comes out otherwise where it reads Excused
    ("can Ownership Threshold be less than 15%?", "Lifted over 15%"),
    # a new threshold times the shares outstanding is a product; what is proved of it rests on figures outside the invariant
    ("can Ownership Threshold be at most 14.2%, without any Disclosure, without any Announcement, without any Issue, without any Placement, without any Private Buyback?",
     "Orion is known at 14.2%"),
])  # fmt: skip
def test_a_proof_is_agreed_on_whatever_it_leaves_open(question: str, story: str) -> None:
    """p.5 (ii): who is known at 14.2% keeps the threshold above that; after a trigger there is no lowering."""
    status, output = run("ask", "hemacare", question, "-s", story, "--brief", "--seconds", "30", "--second-opinion")
    assert status == 0
    assert "agrees: 8 of 8 obligations" in output  # of the proof, and that one and two events do not come to it either


def test_a_proof_that_excludes_what_two_events_bring_about_is_disputed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Orion buys 1,000,000 of 10,000,000 shares, which is 10%, and sells one. Were two quotients of a proof said to be one number, it would be proved that it cannot."""
    path = tmp_path / "parts.plan"
    path.write_text(PARTS)
    monkeypatch.setattr(solver.products.Products, "facts", all_one(solver.products.Products.facts))
    status, output = run("ask", str(path), "can Orion be a Former Crosser?", "-s", "Nothing yet", "--second-opinion")
    assert status != 0
    assert "Disputed: no path with just 2 further events comes to what is sought" in " ".join(output.split())


def all_one(facts: Callable[[Products], list[Bool]]) -> Callable[[Products], list[Bool]]:
    """The mistake: all quotients are said to be one number."""
    return lambda products: [*facts(products), *(equal(one, other) for one, other in itertools.pairwise(products._quotients))]

