"""A receipt of each answer is verified, and has its rows; and none is that says of every reading what is so under some.

On the plans of `test_guards`, in which readings and unstated facts decide what is allowed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from guarded_plans import Guards, guarded
from msgspec.structs import replace
from test_guards import is_open
from test_receipts import checks_of, wrong

from counsel.receipt import make_receipt, to_keep
from counsel.receipt_text import ReadBack
from dsl.calendars import OutsideCalendar
from dsl.plan import Plan, Question
from solver.answer import OVER_PATHS, Answer, Row
from solver.ask import ask
from solver.obligation import Misfit
from solver.undecided import Undecided

RECEIPTS = range(1000, 1200)


def check_receipt(name: str, plan: Plan, question: Question, seen: Counter[str]) -> None:
    """That a receipt of an answer is verified and has its rows; and that none is which says of every reading what is said of one row."""
    kept = to_keep(name, (), plan, question)
    answer = ask(kept.plan, kept.question, 20)
    receipt = json.loads(json.dumps(make_receipt(name, (), kept, answer)))
    if question.form in OVER_PATHS:
        assert [(tuple(row["where"].items()), row["verdict"]) for row in receipt["answer"]["rows"]] == [(row.under, row.finding.verdict) for row in answer.rows]
    found = checks_of(name, kept, answer)
    assert not wrong(found), (question.title, wrong(found))
    seen[f"receipt {question.form}"] += 1
    if question.form in ("can", "certain", "extreme", "may"):
        for row in answer.rows:
            if not is_open(row.finding) and any(_claim(other) != _claim(row) for other in answer.rows):
                assert is_refuted(name, kept, replace(answer, rows=(replace(row, under=()),), excluded_by=None)), (question.title, row.under)
                seen[f"forged {row.finding.verdict}"] += 1


def _claim(row: Row) -> object:
    """What a row claims, however it is shown."""
    return row.finding.verdict, row.finding.values, [opening.stretches for opening in row.finding.openings]


def is_refuted(name: str, kept: ReadBack, forged: Answer) -> bool:
    """Whether a receipt of a forged answer is not verified, or cannot even be made."""
    try:
        return bool(wrong(checks_of(name, kept, forged)))
    except Misfit:
        return True


def receipts(seeds: Iterable[int], folder: Path) -> Counter[str]:
    seen: Counter[str] = Counter()
    for seed in seeds:
        found = guarded(seed)
        if found is None:
            continue
        path = folder / f"guarded{seed}.plan"
        path.write_text(Guards(seed).text())
        for question in found.questions:
            try:
                check_receipt(str(path), found.plan, question, seen)
            except (OutsideCalendar, Undecided):
                seen["outside"] += 1
            except AssertionError as error:
                raise AssertionError(f"seed {seed}, question {question.title}") from error
    return seen


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_receipts_of_many_plans_are_of_just_the_rows(part: int, tmp_path: Path) -> None:
    seen = receipts(RECEIPTS[part::10], tmp_path)
    for forged in ("windows", "value"):
        assert seen[f"forged {forged}"], dict(seen)
