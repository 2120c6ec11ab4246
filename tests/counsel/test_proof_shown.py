"""A proof over several events in a row, as it is said, kept and verified."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from test_commands import run
from test_in_a_row import BETWEEN, HEAD, RECALL, STORY

from counsel.proof_words import proof_words
from counsel.receipt import make_receipt, receipt_bytes, seal, to_keep
from dsl.load import load, load_text
from solver.answer import Kept, ProvedCase
from solver.ask import ask

ASKED = f"can it be that {BETWEEN}?"
ARRIVES = """
[assume "all are released in the end"]
on close of business on January 7, 2002: Released becomes 80,000 shares.
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "tranches.plan"
    path.write_text(HEAD + RECALL + STORY.format(asked=ASKED))
    return path


@pytest.fixture(scope="module")
def receipt(plan: Path) -> str:
    path = plan.with_suffix(".json")
    assert run("ask", str(plan), ASKED, "-s", "Nothing yet", "--receipt", str(path))[0] == 0
    return path.read_text()


def words(steps: int, *facts: str, plan: str = HEAD) -> list[str]:
    case = ProvedCase(None, (), tuple(Kept(fact, fact, (), False) for fact in facts), steps)
    return list(proof_words(load_text(plan).plan, (case,)))


def test_it_says_from_where_and_how_many_and_what_of_fewer() -> None:
    assert words(1) == [
        "From any state at all, no event brings it about, nor does time after it, if time alone did not.",
        "From the end of the story, time alone does not bring it about.",
    ]
    assert words(2, "Released is never negative")[-2:] == [
        "From any state in which that is so, no 2 events in a row bring it about, nor does time after them, if neither time alone nor one event did.",
        "From the end of the story, neither time alone nor one event brings it about.",
    ]
    assert words(3)[-1] == "From the end of the story, neither time alone nor up to 2 events bring it about."
    assert words(2, plan=HEAD + ARRIVES)[-1] == "What happens by itself counts as an event in this."


def test_its_receipt_is_verified_by_both_solvers_and_says_over_how_many_steps_it_is(receipt: str, tmp_path: Path) -> None:
    path = tmp_path / "receipt.json"
    path.write_text(receipt)
    (case,) = json.loads(receipt)["answer"]["rows"][0]["proof"]
    assert (case["steps"], case["invariant"]) == (2, ["Released is never negative"])
    status, output = run("verify", str(path), "--second-opinion")
    assert status == 0, output
    assert "no row of just 1 step after the told story comes to what is sought (cvc5" in " ".join(output.split())


@pytest.mark.parametrize(("steps", "status"), [(0, 1), (3, 1), (4, 2), (True, 2)])
def test_a_receipt_of_another_number_of_steps_is_none(steps: object, status: int, receipt: str, tmp_path: Path) -> None:
    """What is claimed then is something else, or nothing that can be claimed."""
    changed, path = json.loads(receipt), tmp_path / "receipt.json"
    changed["answer"]["rows"][0]["proof"][0]["steps"] = steps
    changed["seals"]["answer"] = seal(changed["answer"])
    path.write_text(json.dumps(changed))
    assert run("verify", str(path))[0] == status


def test_a_forged_one_is_noticed_though_all_its_hashes_are_right(plan: Path, tmp_path: Path) -> None:
    """60,000 is one event away from 20,000, which is not below nothing."""
    library = load(str(plan))
    kept = to_keep(str(plan), (), library.plan, library.questions[0])
    answer = ask(kept.plan, kept.question, 60)
    (row,) = answer.rows
    (case,) = row.finding.proof
    forged_row = replace(row, finding=replace(row.finding, proof=(replace(case, steps=1),)))
    path = tmp_path / "forged.json"
    path.write_bytes(receipt_bytes(make_receipt(str(plan), (), kept, replace(answer, rows=(forged_row,), excluded_by=None, rests_on=()))))
    status, output = run("verify", str(path))
    assert status == 1
    assert "it finds that there is one" in " ".join(output.split())
