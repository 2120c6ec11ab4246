"""Every receipt of an answer is verified, and a forged `impossible` where there is a path never is.

On generated plans and, in the long campaign, on every question that comes with a plan.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace
from test_search_and_explorer import made
from test_shipped_questions import PLANS as SHIPPED

from counsel.receipt import make_receipt, to_keep
from counsel.receipt_text import ReadBack
from counsel.verify import verify
from dsl.calendars import OutsideCalendar
from dsl.load import Library, load
from dsl.plan import Question
from solver.answer import Answer, Finding, Row
from solver.ask import ask
from solver.recheck import Check
from solver.undecided import Undecided

PLANS = 14
CAMPAIGN = range(1000, 1300)


def checks_of(name: str, kept: ReadBack, answer: Answer) -> list[Check]:
    """Everything that is checked of the receipt of an answer, as it is read from a file."""
    receipt = json.loads(json.dumps(make_receipt(name, (), kept, answer)))
    return list(verify(Path("receipt.json"), receipt, 60, None))


def wrong(checks: list[Check]) -> list[Check]:
    return [check for check in checks if check.found == "not so"]


def check(name: str, library: Library, question: Question, seen: Counter[str]) -> None:
    kept = to_keep(name, (), library.plan, question)
    answer = ask(kept.plan, kept.question, 20)
    found = checks_of(name, kept, answer)
    assert not wrong(found), (question.title, wrong(found))
    seen[f"{question.form} {answer.headline.verdict}"] += 1
    seen[question.form] += 1
    row = answer.rows[0]
    if question.form == "can" and row.finding.verdict == "possible":
        forged = replace(answer, rows=(Row(row.under, Finding("impossible")), *answer.rows[1:]))
        said = wrong(checks_of(name, kept, forged))
        assert any("it finds that there is one" in check.why for check in said), (question.title, said)
        seen["forged"] += 1


def campaign(seeds: range, folder: Path) -> None:
    seen: Counter[str] = Counter()
    for seed in seeds:
        generated = made(seed)
        if generated is None:
            continue
        path = folder / f"generated{seed}.plan"
        path.write_text(generated[0].sources["the text"].text)
        library = load(path)
        for question in library.questions:
            try:
                check(str(path), library, question, seen)
            except (OutsideCalendar, Undecided):
                seen["outside"] += 1
            except AssertionError as error:
                raise AssertionError(f"seed {seed}") from error
    for wanted in ("can", "may", "extreme", "forged"):
        assert seen[wanted] >= 0.05 * len(seeds), dict(seen)


def test_receipts_of_generated_plans_are_verified(tmp_path: Path) -> None:
    campaign(range(PLANS), tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_receipts_of_many_generated_plans_are_verified(part: int, tmp_path: Path) -> None:
    campaign(CAMPAIGN[part::10], tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("name", SHIPPED)
def test_receipts_of_every_question_of_a_plan_are_verified(name: str) -> None:
    library = load(name)
    for question in library.asked:
        check(name, library, question, Counter())
