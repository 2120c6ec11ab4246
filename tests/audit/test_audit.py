"""Each entry of the catalogue finds its small plan and nothing else there, and nothing in the mended twin."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from renamed import renamed, reordered
from typer.testing import CliRunner

from counsel.audit_words import WHY, WRONG
from counsel.main import app
from dsl.load import Library, load, load_text, load_with
from dsl.plan import Plan
from dsl.plan_files import built_in
from dsl.written_scenario import write_scenario
from solver.ask import ask
from solver.audit.catalogue import CATALOGUE
from solver.audit.content import identifier
from solver.audit.finding import Found, Proved, Told
from solver.audit.run import audit, suspects

PLANS = Path(__file__).parent / "plans"
ENTRIES = [entry.identifier for entry in CATALOGUE]
TWICE = ("two-clocks", "removable")  # entries whose plans are audited in other words too
SECONDS = 60.0  # for a search, on a machine that is busy with others
HEMACARE = built_in() / "hemacare" / "hemacare.plan"


def found_in(path: Path) -> tuple[Found, ...]:
    found = audit(load(path).plan, seconds=SECONDS)
    assert not found.unsettled
    return found.found


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_finds_its_defect_alone_and_tells_it_so_that_it_can_be_pasted(entry: str) -> None:
    path = PLANS / f"{entry}.plan"
    found = found_in(path)
    assert {one.entry for one in found} == {entry}
    for told in (one.witness for one in found if isinstance(one.witness, Told) and one.witness.path.lines):
        written = write_scenario(load(path).plan, told.path)
        again = load_with(path, [], written, "the audit").scenarios[told.path.title]
        assert [line.sentence for line in again.lines] == [line.sentence for line in told.path.lines]


def test_every_entry_has_its_words_and_its_line_in_the_manual() -> None:
    manual = (Path(__file__).resolve().parents[2] / "docs" / "audit.md").read_text()
    assert set(WRONG) == set(WHY) == set(ENTRIES)
    assert not [entry for entry in ENTRIES if f"| `{entry}` |" not in manual]


@pytest.mark.parametrize("entry", ENTRIES)
def test_nothing_is_found_in_the_mended_twin(entry: str) -> None:
    assert not found_in(PLANS / f"{entry}-mended.plan")


@pytest.mark.parametrize("entry", TWICE)
def test_other_names_and_another_order_make_no_difference(entry: str, tmp_path: Path) -> None:
    path = PLANS / f"{entry}.plan"
    plan = load(path).plan
    codes = [one.identifier for one in audit(plan, seconds=SECONDS).found]
    other = reordered(renamed(path, plan, tmp_path))
    assert not set(other.terms) >= {term for term in plan.terms if term.endswith(("Holder", "Redeemed"))}
    assert [one.identifier for one in audit(other, seconds=SECONDS).found] == codes


def test_an_overlap_is_told_from_a_gap(tmp_path: Path) -> None:
    """`on or before the 10th day` takes in the hours after the close of business at which the Rights become exercisable."""
    shutil.copytree(PLANS, tmp_path / "plans")
    path = tmp_path / "plans" / "two-clocks.plan"
    path.write_text(path.read_text().replace("    before the 10th day", "    on or before the 10th day"))
    status, said = run(str(path), "--only", "two-clocks")
    assert status == 1
    assert "Redemption is not yet over, and Exercisable has begun" in said
    assert "In between, Redemption is over, and Exercisable has not begun" in run(str(PLANS / "two-clocks.plan"), "--only", "two-clocks")[1]


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["audit", *words, "--seconds", str(SECONDS)])
    return result.exit_code, " ".join(result.output.split())


def test_what_is_accepted_is_counted_until_its_text_changes(tmp_path: Path) -> None:
    shutil.copytree(PLANS, tmp_path / "plans")
    path, accepted = tmp_path / "plans" / "two-clocks.plan", tmp_path / "plans" / "audit.accepted"
    (found,) = found_in(path)
    only = (str(path), "--only", "two-clocks")
    accepted.write_text(f"# decided\n{found.identifier} | the Board wants the hours so\n")
    status, said = run(*only)
    assert status == 0
    assert "0 findings; 1 accepted" in said
    assert found.identifier not in said
    path.write_text(path.read_text().replace("10th day", "11th day"))
    status, said = run(*only)
    assert status == 1
    assert f"{found.identifier} is accepted, and there is no such finding any more" in said


@pytest.mark.parametrize(("line", "said"), [
    ("two-clocks-12345678", "is accepted without a reason"),
    ("nonsense | because", "is no identifier of a finding"),
    ("| because", "is no identifier of a finding"),
    ("two-clocks-1 | a\ntwo-clocks-1 | b", "is accepted twice"),
])  # fmt: skip
def test_a_bad_list_is_met_with_help(line: str, said: str, tmp_path: Path) -> None:
    shutil.copytree(PLANS, tmp_path / "plans")
    (tmp_path / "plans" / "audit.accepted").write_text(line + "\n")
    status, output = run(str(tmp_path / "plans" / "unused-term.plan"))
    assert status == 2
    assert said in output


def test_an_entry_that_there_is_not_is_met_with_help() -> None:
    status, said = run(str(PLANS / "two-clocks.plan"), "--only", "two-cloks")
    assert status == 2
    assert "two-clocks" in said


def test_plain_data_holds_the_story() -> None:
    result = CliRunner().invoke(app, ["audit", str(PLANS / "skipped-window.plan"), "--only", "skipped-window", "--json"])
    (found,) = json.loads(result.output)["findings"]
    assert found["severity"] == "serious"
    assert "buys 500 shares" in found["story"]


def test_what_was_not_settled_in_time_is_said_and_is_no_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With no time at all nothing is shown that needs a search, and nothing is cleared by one."""
    hurried = audit(load(PLANS / "returning-date.plan").plan, seconds=0.0)
    assert not hurried.found
    assert "returning-date" in {one.entry for one in hurried.unsettled}
    monkeypatch.setattr("counsel.run_audit.audit", lambda *_: hurried)
    status, said = run(str(PLANS / "returning-date.plan"))
    assert status == 3
    assert "A time limit that passes and comes back? Last Day" in said


FLAGGED = """plan "A" from "a" dated May 7, 2001.
use "rights".
[assume "x"]
Outstanding Shares starts at 1,000 shares.
[assume "x"]
input Flagged of a Person as yes or no.
[assume "x"]
Early Day means the 1st day after May 7, 2001 where (some Person is Flagged), otherwise the 20th day after the first Issue.
[assume "x"]
duty Notice: "the Company notifies the holders" after the first Issue by Early Day.
"""


def test_a_story_states_the_facts_that_it_takes() -> None:
    """The last day comes before the issue only where somebody is Flagged, which nobody stated: pasted back, the story must say so."""
    plan = load_text(FLAGGED).plan
    (found,) = audit(plan, only=("late-deadline",), seconds=SECONDS).found
    assert isinstance(found.witness, Told)
    again = load_text(f"{FLAGGED}\n{write_scenario(plan, found.witness.path)}")
    (row,) = ask(again.plan, again.ask("is Notice breached on May 12, 2001?", found.witness.path.title)).rows
    assert row.finding.verdict == "yes"


@pytest.mark.soak
def test_all_that_is_suspected_of_hemacare_is_suspected_in_other_words(hemacare: Library, tmp_path: Path) -> None:
    other = reordered(renamed(HEMACARE, hemacare.plan, tmp_path))
    assert not {"Acquiring Person", "Redemption Deadline"} & set(other.terms)
    assert suspected(other) == suspected(hemacare.plan)


def suspected(plan: Plan) -> set[str]:
    """The identifiers of all that the catalogue suspects of a plan, and would find if a story or a proof showed it."""
    return {identifier(plan, suspect.entry, suspect.labels) for suspect in suspects(plan)}


@pytest.mark.soak
def test_hemacare_has_at_least_ten_and_the_same_in_other_words(hemacare: Library, tmp_path: Path) -> None:
    told = [entry.identifier for entry in CATALOGUE if entry.shown_by == "a story"]
    found = audit(hemacare.plan, seconds=SECONDS, only=told).found
    assert len(found) >= 10
    other = reordered(renamed(HEMACARE, hemacare.plan, tmp_path))
    assert {one.identifier for one in audit(other, seconds=SECONDS, only=told).found} == {one.identifier for one in found}


@pytest.mark.soak
def test_what_can_be_left_out_of_hemacare_is_what_no_question_notices(hemacare: Library) -> None:
    """That a condition changes nothing however the plan is read is found without the list of what no question turns on, which was made by deleting."""
    listed = {line.partition("|")[0].strip() for line in (HEMACARE.parent / "unasked.txt").read_text().splitlines()}
    found = audit(hemacare.plan, tuple(hemacare.scenarios.values()), SECONDS, ["removable"]).found
    always = [one for one in found if isinstance(one.witness, Proved) and one.witness.every]
    assert len(always) >= 4
    assert {str(one.labels[0]) for one in always} <= listed
