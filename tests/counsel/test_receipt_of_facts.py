"""Receipts of answers that turn on what nobody stated are verified; and one that takes it for granted, and says no word, is not.

By hand: the Board may raise the pool, from 5 shares by 5, where there is no Harm; and where there is, the Company gives 5.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from counsel.receipt import make_receipt, seal, to_keep
from counsel.verify import verify
from dsl.diagnostics import Mistakes
from dsl.load import load
from solver.answer import Answer
from solver.ask import ask
from solver.recheck import Check

PLAN = """plan "Pool" from "pool" dated March 2, 1998.

[p.1: "x"]
organ the Board.
[p.1: "x"]
person the Company.
[p.1: "x"]
unit shares, singular share, whole.
[p.1: "x"]
input Harm as yes or no.
[p.1: "x"]
Pool starts at 5 shares.
[p.1: "x"]
Gift starts at 0 shares.
[p.1: "x"]
power Raising: "the Board raises the pool" provided not Harm and Pool is less than 10 shares effect Pool increases by 5 shares.
[p.1: "x"]
event Giving: "the Company gives" provided Harm and Pool is less than 10 shares effect Pool increases by 5 shares and Gift increases by 5 shares.

scenario "Open"
    people Ada is a Person.
"""


@pytest.fixture
def named(tmp_path: Path) -> str:
    path = tmp_path / "pool.plan"
    path.write_text(PLAN)
    return str(path)


def answered(named: str, text: str) -> Answer:
    library = load(named)
    kept = to_keep(named, (), library.plan, library.ask(text, "Open"))
    return ask(kept.plan, kept.question)


def checks(named: str, answer: Answer) -> list[Check]:
    library = load(named)
    receipt = json.loads(json.dumps(make_receipt(named, (), to_keep(named, (), library.plan, answer.question), answer)))
    return list(verify(Path("receipt.json"), receipt, 60, None))


@pytest.mark.parametrize(("text", "verdict"), [
    ("can it be that Gift is at least 5 shares?", "not determined"), ("what is the most that Gift can be?", "not determined"),
    ("can it be that Pool is at least 10 shares?", "possible"), ("what is the most that Pool can be?", "value"),
])  # fmt: skip
def test_what_is_answered_is_verified(named: str, text: str, verdict: str) -> None:
    answer = answered(named, text)
    assert answer.headline.verdict == verdict
    assert not [check for check in checks(named, answer) if check.found == "not so"]


@pytest.mark.parametrize("text", ["can it be that Pool is at least 10 shares?", "what is the most that Pool can be?"])
def test_of_paths_that_each_take_a_fact_for_granted_none_can_be_kept_back(named: str, text: str) -> None:
    answer = answered(named, text)
    (row,) = answer.rows
    assert len(row.others) == 1
    assert "not so" in {check.found for check in checks(named, replace(answer, rows=(replace(row, others=()),)))}


def test_a_value_that_is_not_there_is_a_mistake_of_the_file(named: str) -> None:
    library = load(named)
    answer = answered(named, "what is the most that Pool can be?")
    receipt = json.loads(json.dumps(make_receipt(named, (), to_keep(named, (), library.plan, answer.question), answer)))
    del receipt["answer"]["rows"][0]["values"]
    receipt["seals"]["answer"] = seal(receipt["answer"])
    with pytest.raises(Mistakes):
        list(verify(Path("receipt.json"), receipt, 60, None))
