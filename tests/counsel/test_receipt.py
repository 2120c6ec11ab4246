"""Receipts: the same on every machine, verified without a search, and never verified once anything in them was changed."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from test_commands import run
from test_second_opinion import PLAN

import solver.induction
import solver.regions
import solver.search
from counsel.open_plan import given_readings
from counsel.receipt import make_receipt, seal, to_keep
from counsel.receipt_text import ReadBack
from dsl.dates import Instant
from dsl.load import Library, load
from solver.answer import Answer, Finding
from solver.ask import ask
from solver.z3_solver import Solver

REDEEMED = "can the Rights be Redeemed by June 1, 1998, with the Rights at no time Exercisable?"
STORY = "The press gets there first"
FLOOR = "Ownership Threshold is at least 11%"
Receipt = dict[str, Any]


@pytest.fixture(scope="module")
def plan() -> Library:
    return load("hemacare")


@pytest.fixture(scope="module")
def kept(plan: Library) -> ReadBack:
    """The story is told in one way, where what a newspaper says is known to the Company."""
    question = given_readings(plan.plan.readings, ["Public Knowledge reads Known"])(plan.ask(REDEEMED, STORY))
    return to_keep("hemacare", (), plan.plan, question)


def asked(plan: Library, question: str, story: str) -> ReadBack:
    return to_keep("hemacare", (), plan.plan, plan.ask(question, story))


@pytest.fixture(scope="module")
def answer(kept: ReadBack) -> Answer:
    """p.5: redemption is open when the press announces; the closing paragraph may limit it. One row each."""
    found = ask(kept.plan, kept.question, 60)
    assert [row.finding.verdict for row in found.rows] == ["possible", "impossible"]
    return found


@pytest.fixture(scope="module")
def receipt(kept: ReadBack, answer: Answer) -> Receipt:
    return as_written(make_receipt("hemacare", (), kept, answer))


def as_written(receipt: Receipt) -> Receipt:
    found: Receipt = json.loads(json.dumps(receipt))
    return found


def verified(receipt: Receipt, folder: Path, *more: str) -> tuple[int, str]:
    path = folder / "receipt.json"
    path.write_text(json.dumps(receipt, indent=2))
    status, output = run("verify", str(path), *more)
    return status, " ".join(output.split())


def resealed(receipt: Receipt) -> Receipt:
    return {**receipt, "seals": {part: seal(receipt[part]) for part in ("asked", "plan", "answer")}}


# ---- what is as it was ------------------------------------------------------------------------


def test_a_receipt_is_verified(receipt: Receipt, tmp_path: Path) -> None:
    status, words = verified(receipt, tmp_path)
    assert status == 0
    assert "Verified: " in words
    assert "No step breaks the invariant where Public Knowledge reads Known and Closing Paragraph reads Limit (Z3)." in words


def test_it_can_be_verified_by_a_second_solver(receipt: Receipt, tmp_path: Path) -> None:
    status, words = verified(receipt, tmp_path, "--second-opinion")
    assert status == 0
    assert "No step breaks the invariant where Public Knowledge reads Known and Closing Paragraph reads Limit (cvc5 " in words


def test_it_is_verified_without_a_search(receipt: Receipt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*asked: Any) -> Any:
        raise AssertionError("a search was begun")

    monkeypatch.setattr(solver.search.Depth, "__init__", forbidden)
    monkeypatch.setattr(solver.induction.Induction, "__init__", forbidden)
    monkeypatch.setattr(solver.regions, "deepen", forbidden)
    status, words = verified(receipt, tmp_path)
    assert status == 0, words


@pytest.mark.parametrize(("question", "story"), [
    ("when is the Distribution Date?", STORY),
    ("why is Orion an Acquiring Person?", STORY),
    ("what is the least that Ownership Threshold can be?", "Just under"),
    (f"is it certain that {FLOOR}?", "Just under"),
])  # fmt: skip
def test_every_form_has_a_receipt(question: str, story: str, tmp_path: Path) -> None:
    path = tmp_path / "receipt.json"
    status, output = run("ask", "hemacare", question, "-s", story, "--seconds", "60", "--receipt", str(path))
    assert status == 0
    assert "Receipt written to" in output
    status, output = run("verify", str(path))
    assert status == 0, output


@pytest.mark.parametrize("story", [[], ["-s", "Nothing yet"]], ids=["a cast of all kinds", "a story"])
@pytest.mark.parametrize(("question", "said"), [
    ("when may Opening happen?", "At best, the window is what is told again."),
    ("can it be that Opened?", "The timeline comes to what is claimed."),
    ("can it be that Opened, without the Board?", "(Z3)."),
])  # fmt: skip
def test_a_story_or_none(question: str, said: str, story: list[str], tmp_path: Path) -> None:
    path, receipt = tmp_path / "small.plan", tmp_path / "small.json"
    path.write_text(PLAN)
    assert run("ask", str(path), question, *story, "--receipt", str(receipt))[0] == 0
    status, output = run("verify", str(receipt))
    assert status == 0, output
    assert said in output


@pytest.mark.soak
def test_it_is_the_same_whoever_makes_it(tmp_path: Path) -> None:
    made = []
    for number in range(2):
        path = tmp_path / f"{number}.json"
        code = f"from counsel.main import app; app(['ask', 'hemacare', 'is it certain that {FLOOR}?', '-s', 'Just under', '--receipt', {str(path)!r}])"
        subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONHASHSEED": str(number)}, stdout=subprocess.DEVNULL)
        made.append(path.read_bytes())
    assert made[0] == made[1]


def test_another_version_is_said_and_changes_nothing(receipt: Receipt, tmp_path: Path) -> None:
    older = {**receipt, "made with": {**receipt["made with"], "z3": "4.0"}}
    status, words = verified(older, tmp_path)
    assert status == 0
    assert "Made with z3 4.0, verified with z3 " in words


# ---- what was changed ---------------------------------------------------------------------------


def date_of_a_line(receipt: Receipt) -> None:
    line = receipt["answer"]["rows"][0]["timeline"][-1]
    assert line == "May 4, 1998: the Board redeems the Rights."
    receipt["answer"]["rows"][0]["timeline"][-1] = "May 6, 1998: the Board redeems the Rights."


def told_line(receipt: Receipt) -> None:
    receipt["answer"]["rows"][0]["timeline"][1] = "May 1, 1998: Orion buys 100 shares."


def something_given(receipt: Receipt) -> None:
    receipt["answer"]["rows"][0]["timeline"].insert(1, "at the start: Shares Held of Orion is 10 shares.")


def no_to_yes(receipt: Receipt) -> None:
    receipt["answer"]["rows"][1]["verdict"] = "possible"


def yes_to_no(receipt: Receipt) -> None:
    row = receipt["answer"]["rows"][0]
    row["verdict"] = "impossible"
    del row["timeline"], row["so on"]


def holds(receipt: Receipt) -> None:
    receipt["answer"]["rows"][1]["verdict"] = "holds"


def refused(receipt: Receipt) -> None:
    receipt["answer"]["rows"][1] = {"where": {"Closing Paragraph": "Limit"}, "verdict": "not allowed", "says": "Not allowed"}


def left_open(receipt: Receipt) -> None:
    receipt["answer"]["rows"][1] = {"where": {"Closing Paragraph": "Limit"}, "verdict": "undecided", "says": "Undecided"}


def hash_of_a_file(receipt: Receipt) -> None:
    receipt["plan"]["files"]["plans/hemacare/redemption.plan"] = "0" * 64


def hash_of_the_outline(receipt: Receipt) -> None:
    receipt["plan"]["source outline"] = "0" * 64


def hash_of_an_obligation(receipt: Receipt) -> None:
    receipt["answer"]["rows"][1]["obligations"][1]["sha256"] = "0" * 64


def part_of_the_invariant(receipt: Receipt) -> None:
    receipt["answer"]["rows"][1]["proof"][0]["invariant"].pop(0)


def unknown_part(receipt: Receipt) -> None:
    receipt["answer"]["rows"][1]["proof"][0]["invariant"][0] = "all is well"


def obligation_dropped(receipt: Receipt) -> None:
    receipt["answer"]["rows"][1]["obligations"].pop()


def proof_on_the_base_alone(receipt: Receipt) -> None:
    receipt["answer"]["rows"][1]["proved"] = "on the base readings"


def row_dropped(receipt: Receipt) -> None:
    receipt["answer"]["rows"].pop()


def row_moved(receipt: Receipt) -> None:
    receipt["answer"]["rows"][1]["where"] = {"Closing Paragraph": "Description"}


def unknown_reading(receipt: Receipt) -> None:
    receipt["answer"]["rows"][1]["where"] = {"Closing Paragraph": "Nothing"}


def question(receipt: Receipt) -> None:
    receipt["asked"]["question"] = REDEEMED.replace("June 1", "June 2")


def line_of_the_story(receipt: Receipt) -> None:
    receipt["asked"]["lines"][1] = "May 1, 1998: Orion buys 100 shares."


def horizon(receipt: Receipt) -> None:
    receipt["answer"]["horizon"] = "2019-03-10"


def cast(receipt: Receipt) -> None:
    receipt["answer"]["cast"].append({"name": "Vega", "kind": "Stockholder"})


def readings_tried(receipt: Receipt) -> None:
    receipt["answer"]["readings that make no difference"].append("Last Day")


def assumption(receipt: Receipt) -> None:
    receipt["answer"]["assumptions"].append("the Board agrees")


def words(receipt: Receipt) -> None:
    receipt["answer"]["rows"][1]["says"] = "Impossible: proved for any cast"


def several(receipt: Receipt) -> None:
    date_of_a_line(receipt)
    horizon(receipt)
    row_dropped(receipt)


def part_added(receipt: Receipt) -> None:
    receipt["note"] = "Verified by outside counsel."


CHANGES: dict[Callable[[Receipt], None], str] = {
    part_added: "`note` is no part of a receipt",
    date_of_a_line: "it comes to it at another moment than is said",
    told_line: "a timeline does not go on from the story of the question",
    something_given: "a timeline does not go on from the story of the question",
    no_to_yes: "there is none",
    yes_to_no: "rows 1, obligations: it is missing here",
    holds: "`holds` is no answer to it",
    refused: "it can",
    hash_of_a_file: "files, plans/hemacare/redemption.plan: the receipt says `000",
    hash_of_the_outline: "source outline: the receipt says `000",
    hash_of_an_obligation: "rows 2, obligations 2, sha256: the receipt says `000",
    part_of_the_invariant: "sha256: the receipt says",
    unknown_part: "`all is well` is no part that an invariant of this question can have",
    obligation_dropped: "rows 2, obligations: there are 2, and there must be 3",
    proof_on_the_base_alone: "rows 2, obligations: there are 3, and there must be",
    row_dropped: "no row says what is so where Closing Paragraph reads Limit",
    row_moved: "two rows speak of the same readings",
    unknown_reading: "`Closing Paragraph reads Nothing` is no reading of the plan",
    question: "sha256: the receipt says",
    line_of_the_story: "a timeline does not go on from the story of the question",
    horizon: "horizon: the receipt says `2019-03-10`, and it is `2009-03-10`",
    cast: "cast: there are 3, and there must be 2",
    readings_tried: "readings that make no difference: there are",
    assumption: "assumptions: there are 2, and there must be 1",  # that the Rights can be redeemed before they are distributed
    words: "rows 2, says: the receipt says `Impossible: proved for any cast`",
    several: "no row says what is so where Closing Paragraph reads Limit",
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_was_changed_is_noticed_and_named_though_the_seals_are_right(change: Callable[[Receipt], None], receipt: Receipt, tmp_path: Path) -> None:
    changed = copy.deepcopy(receipt)
    change(changed)
    status, said = verified(resealed(changed), tmp_path)
    assert status == 1, said
    assert CHANGES[change] in said
    assert "Not verified: " in said


def test_several_changes_are_all_named(receipt: Receipt, tmp_path: Path) -> None:
    changed = copy.deepcopy(receipt)
    several(changed)
    _, said = verified(resealed(changed), tmp_path)
    for change in (date_of_a_line, horizon, row_dropped):
        assert CHANGES[change] in said


@pytest.mark.parametrize("part", ["asked", "plan", "answer"])
def test_a_seal_says_which_part_was_changed(part: str, receipt: Receipt, tmp_path: Path) -> None:
    changed = copy.deepcopy(receipt)
    changed[part]["note"] = "added"
    status, said = verified(changed, tmp_path)
    assert status == 1
    assert f"The part `{part}` is as it was written: it was changed" in said


def test_what_is_left_open_is_not_verified(receipt: Receipt, tmp_path: Path) -> None:
    changed = copy.deepcopy(receipt)
    left_open(changed)
    changed["answer"]["readings that make no difference"] = []
    status, said = verified(resealed(changed), tmp_path)
    assert status == 3, said
    assert "`undecided` cannot be checked again" in said


@pytest.mark.soak
def test_a_forged_no_is_noticed_though_all_its_hashes_are_right(kept: ReadBack, answer: Answer, tmp_path: Path) -> None:
    """The path under Description is kept back, and `impossible` claimed with the very obligations that this would have."""
    first = replace(answer.rows[0], finding=Finding("impossible"), path=None, moment=None, others=())
    forged = as_written(make_receipt("hemacare", (), kept, replace(answer, rows=(first, *answer.rows[1:]))))
    status, said = verified(forged, tmp_path)
    assert status == 1
    assert "it finds that there is one" in said


def test_a_forged_proof_is_noticed_though_all_its_hashes_are_right(kept: ReadBack, answer: Answer, tmp_path: Path) -> None:
    """Without all parts that are as told, a step brings what is sought about."""
    second = answer.rows[1]
    (case,) = second.finding.proof
    fewer = replace(case, kept=tuple(part for part in case.kept if part.is_plain))
    forged_row = replace(second, finding=replace(second.finding, proof=(fewer,)))
    forged = as_written(make_receipt("hemacare", (), kept, replace(answer, rows=(answer.rows[0], forged_row))))
    status, said = verified(forged, tmp_path)
    assert status == 1
    assert "it finds that there is one" in said


def test_a_forged_figure_is_noticed_though_all_its_hashes_are_right(plan: Library, tmp_path: Path) -> None:
    """p.5: the threshold can be lowered to 11%; 12% has a timeline too, and is refuted by what goes beyond it."""
    kept = asked(plan, "what is the least that Ownership Threshold can be?", "Just under")
    found = ask(kept.plan, kept.question, 60)
    other = ask(plan.plan, plan.ask("can it be that Ownership Threshold is at most 12% and Ownership Threshold is at least 12%?", "Just under"), 60).rows[0]
    row = found.rows[0]
    finding = replace(row.finding, values=(Fraction(12, 100),))
    without_its_own = replace(row, finding=finding)
    with_its_own = replace(row, finding=finding, path=other.path, moment=other.moment, others=())
    for forged_row, why in ((without_its_own, "the value does not come about in it"), (with_its_own, "it finds that there is one")):
        forged = as_written(make_receipt("hemacare", (), kept, replace(found, rows=(forged_row,))))
        status, said = verified(forged, tmp_path)
        assert status == 1
        assert why in said


@pytest.mark.soak
def test_a_forged_window_is_noticed_though_all_its_hashes_are_right(plan: Library, tmp_path: Path) -> None:
    """p.5 (i): redemption is open until the tenth day after the announcement, whatever others do; a day more is too much."""
    kept = asked(plan, "when may Redemption happen?", "Its own announcement")
    found = ask(kept.plan, kept.question, 60)
    rows = []
    for row in found.rows:
        openings = tuple(
            replace(opening, stretches=tuple((begin, Instant(end + 4)) for begin, end in opening.stretches)) if opening.scope == "whatever others do" else opening
            for opening in row.finding.openings
        )
        rows.append(replace(row, finding=replace(row.finding, openings=openings)))
    forged = as_written(make_receipt("hemacare", (), kept, replace(found, rows=tuple(rows))))
    status, said = verified(forged, tmp_path)
    assert status == 1
    assert "closes the power within the window" in said
    assert "it finds that there is one" in said


@pytest.mark.parametrize("asked_for", ["can it be that Opened, without the Board?", "can it be that Opened, without any Opening?"])
def test_a_forged_path_by_what_the_question_leaves_out_is_noticed(asked_for: str, tmp_path: Path) -> None:
    """The Board opens the books: the path of another question, all of whose hashes are right."""
    path = tmp_path / "small.plan"
    path.write_text(PLAN)
    library = load(str(path))
    other = ask(library.plan, library.ask("can it be that Opened?", "Nothing yet"), 60)
    kept = to_keep(str(path), (), library.plan, library.ask(asked_for, "Nothing yet"))
    found = ask(kept.plan, kept.question, 60)
    assert found.headline.verdict == "impossible"
    forged = replace(found, rows=other.rows, excluded_by=None)
    status, said = verified(as_written(make_receipt(str(path), (), kept, forged)), tmp_path)
    assert status == 1
    assert "what is claimed does not come about in it" in said


def test_a_changed_fact_is_noticed(plan: Library, tmp_path: Path) -> None:
    """p.2 (i): the tenth day after May 4, 1998 is May 14."""
    kept = asked(plan, "when is the Distribution Date?", STORY)
    found = ask(kept.plan, kept.question, 60)
    made = as_written(make_receipt("hemacare", (), kept, found))
    text = json.dumps(made).replace("May 14, 1998", "May 15, 1998")
    status, said = verified(resealed(json.loads(text)), tmp_path)
    assert status == 1
    assert "the receipt says `close of business on May 15, 1998`, and it is `close of business on May 14, 1998`" in said


def test_a_plan_that_was_changed_is_noticed(tmp_path: Path) -> None:
    path, receipt = tmp_path / "small.plan", tmp_path / "small.json"
    path.write_text(PLAN)
    assert run("ask", str(path), "can it be that Opened?", "-s", "Nothing yet", "--receipt", str(receipt))[0] == 0
    assert run("verify", str(receipt))[0] == 0
    path.write_text(PLAN.replace("at least 10 shares", "at least 9 shares"))
    status, output = run("verify", str(receipt))
    assert status == 1
    assert f"{path}:thereceiptsays" in "".join(output.split())  # a long path is broken where the line ends
    path.unlink()
    assert run("verify", str(receipt))[0] == 1


# ---- what cannot be read, and what takes too long ---------------------------------------------


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "{}", '{"receipt": 99}', '{"receipt": 1}', '{"receipt": 1, "asked": 3}', "[" * 100_000])
def test_what_is_no_receipt_is_bad_input(text: str, tmp_path: Path) -> None:
    path = tmp_path / "receipt.json"
    path.write_text(text)
    status, output = run("verify", str(path))
    assert status == 2
    assert "is no receipt that can be read" in " ".join(output.split())


def test_a_row_of_another_shape_is_bad_input(receipt: Receipt, tmp_path: Path) -> None:
    for row in ({"verdict": "possible"}, {"where": [], "verdict": "possible"}, {"where": {}, "verdict": "possible", "timeline": 3}):
        changed = copy.deepcopy(receipt)
        changed["answer"]["rows"] = [row]
        status, said = verified(changed, tmp_path)
        assert status == 2, said


def test_what_is_not_finished_is_undecided(receipt: Receipt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Solver, "check", lambda self: "unknown")
    status, said = verified(receipt, tmp_path)
    assert status == 3
    assert "not in time" in said


def test_a_receipt_is_of_one_question(tmp_path: Path) -> None:
    status, output = run("ask", "hemacare", "--receipt", str(tmp_path / "receipt.json"))
    assert status == 2
    assert "A receipt is of one question" in output


def test_it_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "absent" / "receipt.json"
    status, output = run("ask", "hemacare", "when is the Distribution Date?", "-s", STORY, "--receipt", str(path))
    assert status == 2
    assert "cannot be written" in " ".join(output.split())
