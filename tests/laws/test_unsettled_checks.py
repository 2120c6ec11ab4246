"""A check of the solver that is not settled makes no answer wrong: what it would have shown is undecided, or found otherwise.

Z3 may give up at any check, as the time runs out just before the deadline or
because the question is too hard for it. Each question is asked again and again
with another check given up, and with all that follow it.
"""

from __future__ import annotations

import math
from typing import Any

import pytest

from dsl.load import Library, load_text
from dsl.plan import Plan, Question
from solver.answer import Answer, Finding
from solver.ask import ask
from solver.beside import PROCESSES
from solver.cubes import fits
from solver.terms import Term
from solver.z3_solver import Solver, Verdict

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000,000 shares.
[assume "a"]
reading Size is Large (base, because "a"), "a fifth counts"; or Small, "a tenth counts".
[assume "a"]
Threshold means 20% of Outstanding Shares where Size reads Large, otherwise 10% of Outstanding Shares.
[assume "a"]
Acquirer means a Person, other than the Company, whose Shares Held is at least Threshold.
[assume "a"]
Separation Date means the 10th day after the day of some Person first becomes an Acquirer.
[assume "a"]
Asked of the Rights starts at no.
[assume "a"]
event Asking: "{Asker: Person} asks for leave" effect the Rights become Asked.
[assume "a"]
power Leave: "the Board gives leave"
    before Separation Date
    provided the Rights are Asked
    effect the Rights cease to be Asked.
[assume "a"]
power Redemption: "the Board redeems the Rights"
    before Separation Date.
scenario "A purchase"
    people Orion is a Stockholder.
    May 14, 2001: Orion buys 100,000 shares.
"""
QUESTIONS = (
    "can Orion be an Acquirer?",
    "can Orion be an Acquirer, without any Purchase?",
    "is it certain that the Rights are not Asked?",
    "what is the most that Shares Held of Orion can be?",
    "what is the earliest that the Separation Date can be?",
    "when may Leave happen?",
    "when may Redemption happen?",
    "in every way can the Rights be Asked?",
)
TRIED = 4  # at so many of its checks each is given up


class GivesUp:
    """Solvers that give up at one check, counted over all of them, or from one on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.at = range(0)
        settled = Solver.check

        def check(solver: Solver, *assumed: Term, effort: float = math.inf) -> Verdict:
            self.count += 1
            return "unknown" if self.count in self.at else settled(solver, *assumed, effort=effort)

        monkeypatch.setattr(Solver, "check", check)

    def ask(self, library: Library, question: Question, at: range) -> Answer:
        self.count, self.at = 0, at
        return ask(library.plan, question, 60)


def said(plan: Plan, answer: Answer) -> dict[str, list[Any]]:
    """What an answer says is so under each reading, apart from how far it was shown; nothing of one that it says it did not try."""
    size = plan.readings["Size"]
    options = [option.name for option in size.options if "Size" not in answer.untried or option.name == size.base]
    return {option: [_said(row.finding) for row in answer.rows if fits(dict(row.under), {"Size": option})] for option in options}


def _said(finding: Finding) -> Any:
    return finding.verdict, finding.values, finding.count, tuple(opening.stretches for opening in finding.openings)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_text(PLAN)


def tried(library: Library, text: str, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """That a question is answered rightly, or not, at whichever of its checks the solver gives up."""
    monkeypatch.setenv(PROCESSES, "1")
    question = library.ask(text, "A purchase")
    solvers = GivesUp(monkeypatch)
    right = said(library.plan, solvers.ask(library, question, range(0)))
    checks = solvers.count
    assert checks
    for at in range(1, checks + 1, max(1, checks // times)):
        for given_up in (range(at, at + 1), range(at, 10**9)):
            for option, found in said(library.plan, solvers.ask(library, question, given_up)).items():
                assert all(one[0] == "undecided" or one in right[option] for one in found), (given_up, option)


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_check_given_up_makes_no_answer_wrong(library: Library, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried(library, text, TRIED, monkeypatch)


@pytest.mark.soak
@pytest.mark.parametrize("text", QUESTIONS)
def test_no_check_given_up_makes_an_answer_wrong(library: Library, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried(library, text, 10**9, monkeypatch)
