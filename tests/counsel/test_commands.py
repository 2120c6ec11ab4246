"""The command line as counsel types it: what is printed, and the exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from counsel import print_answers
from counsel.main import app
from solver.ask import ask
from solver.beside import PROCESSES

FILE = """use "hemacare".

scenario "A story"
    people Orion is a Stockholder.
    May 1, 1998: Orion buys 1,100,000 shares.

question "Is Orion one?"
    in "A story"
    is Orion an Acquiring Person?
    expect {expected}.
"""


def run(*words: str, text: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words), input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "mine.plan"
    path.write_text(FILE.format(expected="yes"))
    return path


def test_check_says_what_a_plan_holds() -> None:
    status, output = run("check", "hemacare")
    assert status == 0
    assert "HemaCare Corporation Rights Plan" in output
    assert "No mistakes." in output


def test_a_question_typed(plan: Path) -> None:
    """p.2 (i): an announcement on May 4, 1998 and the tenth day after it, May 14."""
    status, output = run("ask", "hemacare", "when is the Distribution Date?", "--scenario", "The press gets there first")
    assert status == 0
    assert "close of business on May 14, 1998 (Thursday)" in output


def test_a_question_longer_than_the_name_of_a_file_can_be(plan: Path) -> None:
    """p.5: no redemption, no Redeemed Rights."""
    left_out = ", ".join(f"without any {event}" for event in ("Redemption", "Dated Redemption", "Exchange", "Preferred Exchange") * 4)
    question = f"can the Rights be Redeemed by May 4, 1998, {left_out}?"
    assert len(question) > 255
    status, output = run("ask", str(plan), question, "--scenario", "A story")
    assert status == 0, output
    assert "No, it is impossible" in output


def test_questions_of_a_file(plan: Path) -> None:
    status, output = run("ask", str(plan))
    assert status == 0
    assert "Yes, Orion is an Acquiring Person." in output


def test_an_expectation_that_fails_is_status_1(plan: Path) -> None:
    plan.write_text(FILE.format(expected="no"))
    status, output = run("ask", str(plan))
    assert status == 1
    assert "Expected no; found Yes." in output


def test_bad_input_is_status_2(plan: Path, tmp_path: Path) -> None:
    plan.write_text(FILE.format(expected="maybe"))
    assert run("ask", str(plan))[0] == 2
    assert run("ask", "nosuchplan")[0] == 2
    assert run("ask", "hemacare", "whither the Rights?")[0] == 2
    assert run("ask", "hemacare", "is Orion an Acquiring Person?", "-s", "No such story")[0] == 2
    assert run("replay", "hemacare")[0] == 2
    assert run("ask", "hemacare", "what is Outstanding Shares?", "--given", "Nothing reads So")[0] == 2
    (tmp_path / "binary.plan").write_bytes(b"\xff\xfe\x00")
    assert run("check", str(tmp_path / "binary.plan"))[0] == 2
    assert run("check", str(tmp_path))[0] == 2
    assert run("outline", str(tmp_path / "no.txt"))[0] == 2


def test_a_question_of_the_plan_is_asked_by_its_title() -> None:
    """p.5 (i): redemption ends ten days after the holder's announcement, unless the Board extended the time; the proof needs that limb."""
    status, output = run("ask", "hemacare", "Without an extension no redemption from the tenth day on", "--json")
    assert status == 0
    (answer,) = json.loads(output)
    assert answer["rows"][0]["verdict"] == "impossible"
    assert {"Announcement Period", "Redemption Deadline", "Redemption, window"} <= set(answer["excluded by"])


def test_a_title_is_one_of_the_plan_or_of_the_files_named(plan: Path) -> None:
    """p.2 (i): both questions are of fact; the plan's, of May 14, 1998, and the file's, of 1,100,000 shares, which are more than 15%."""
    status, output = run("ask", "hemacare", "Does a newspaper start the clock?", "Is Orion one?", str(plan), "--brief")
    assert status == 0, output
    assert "2 questions; 2 of 2 expectations met." in output
    status, output = run("ask", "hemacare", "Is Orion one?", str(plan), "-s", "A story")
    assert status == 2
    assert "leave out --scenario" in output


def test_a_path_and_its_replay(tmp_path: Path) -> None:
    """A path that is printed can be pasted back as a scenario, and comes out the same."""
    status, output = run("ask", "hemacare", "can the Rights be Redeemed by June 1, 1998, with the Rights at no time Exercisable?",
                         "-s", "The press gets there first", "--json")
    assert status == 0
    answer = json.loads(output)[0]
    assert answer["rows"][0]["verdict"] == "possible"
    pasted = tmp_path / "pasted.plan"
    pasted.write_text('use "hemacare".\n\n' + answer["rows"][0]["path"])
    status, output = run("replay", str(pasted), "--json")
    assert status == 0
    steps = json.loads(output)[0]["steps"]
    assert any(change["term"] == "Redeemed" and change["after"]["exact"] is True for step in steps for change in step["changes"])


def test_a_line_that_is_not_allowed_is_told(tmp_path: Path) -> None:
    """p.5 (i): the holder announces on May 4, so redemption ends as May 14, 1998 begins."""
    path = tmp_path / "late.plan"
    path.write_text(
        'use "hemacare".\n\nscenario "Too late"\n    people Orion is a Stockholder.\n    May 1, 1998: Orion buys 1,100,000 shares.\n'
        "    May 4, 1998: Orion announces that Orion beneficially owns 1,100,000 shares.\n    May 14, 1998: the Board redeems the Rights.\n"
    )
    status, output = run("replay", str(path))
    assert status == 0
    assert "Redemption, window forbids it: before Redemption Deadline." in output
    assert "until the end of May 13, 1998" in output


def test_fmt_writes_in_place_and_checks(plan: Path) -> None:
    plan.write_text(plan.read_text().replace("is Orion an", "is    Orion   an"))
    assert run("fmt", "--check", str(plan))[0] == 1
    assert run("fmt", str(plan))[0] == 0
    assert "    is Orion an Acquiring Person?" in plan.read_text()
    assert run("fmt", "--check", str(plan))[0] == 0


def test_fmt_of_the_standard_input() -> None:
    assert run("fmt", "-", text="Cap   is\n  5 shares.\n") == (0, "Cap is 5 shares.\n")


def test_fmt_changes_nothing_where_one_file_is_wrong(plan: Path, tmp_path: Path) -> None:
    plan.write_text("Cap   is 5 shares.\n")
    wrong = tmp_path / "wrong.plan"
    wrong.write_text("Cap is 5\n")
    assert run("fmt", str(plan), str(wrong))[0] == 2
    assert plan.read_text() == "Cap   is 5 shares.\n"


@pytest.mark.parametrize(
    "words",
    [("check", "hemacare"), ("ask", "hemacare", "what is Outstanding Shares?"), ("replay", "hemacare", "-s", "Nobody says a word"),
     ("ask", "hemacare", "what"), ("replay", "hemacare")],
)  # fmt: skip
def test_json_for_each(words: tuple[str, ...]) -> None:
    _, output = run(*words, "--json")
    json.loads(output)


def test_readings_on_the_command_line() -> None:
    """p.3 (iv): on the literal reading a designated date never postpones."""
    status, output = run("ask", "hemacare", "what is Outstanding Shares?", "--given", "Later Dates reads Literal", "--json")
    assert status == 0
    assert json.loads(output)[0]["rows"][0]["values"][0]["exact"] == "7190710"


def test_a_statement_is_shown_as_one_and_not_as_a_rule(tmp_path: Path) -> None:
    path = tmp_path / "acme.plan"
    path.write_text('plan "Acme" from "acme" dated May 7, 2001.\nuse "rights".\n[p.6: "not taxable"]\nstatement Tax: "the Rights are not taxable".\n')
    status, output = run("ask", str(path), "what does the plan say about Tax?")
    assert status == 0
    assert "A statement, and no rule" in output
    assert '"the Rights are not taxable"' in output
    assert 'Tax p.6: "not taxable"' in " ".join(output.split())
    assert "The plan says this" not in output
    _, output = run("ask", str(path), "what does the plan say about Outstanding Shares?")
    assert "statement" not in output


ECONOMICS = """plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 10,000,000 shares.
[assume "a"]
input Market Price in dollars per share.
[assume "a"]
New Shares means rounded down to a whole share of ($320,000,000.00 divided by Market Price).
[assume "a"]
Ownership of a Person means Shares Held divided by (Outstanding Shares plus New Shares).
[assume "a"]
duty Notice: "the Company gives notice"
    on or after the first Announcement
    promptly, and in any event by the 5th day after the first Announcement.
scenario "A holder of 20%"
    people Orion is a Stockholder.
    June 1, 2001: Orion buys 2,000,000 shares.
    June 1, 2001: Orion announces that Orion beneficially owns 2,000,000 shares.
"""


@pytest.fixture
def economics(tmp_path: Path) -> str:
    path = tmp_path / "acme.plan"
    path.write_text(ECONOMICS)
    return str(path)


def said(*words: str) -> str:
    """What a command prints, on one line."""
    status, output = run(*words)
    assert status == 0, output
    return " ".join(output.split())


def test_a_price_is_told_with_its_edge_and_in_cents(economics: str) -> None:
    """12% of the total is undercut by 6,666,667 new shares: $320,000,000 divided by that, and not a cent more."""
    output = said("ask", economics, "at what Market Price is Ownership of Orion less than 12%?", "-s", "A holder of 20%")
    assert "Ownership of Orion is less than 12% where Market Price is at most $47 6,666,651/6,666,667 per share (about $48.0000 per share)." in output
    assert "In whole cents: from $0.01 per share to $47.99 per share, both included." in output
    assert "All values of Market Price above zero were considered." in output
    _, text = run("ask", economics, "at what Market Price is Ownership of Orion less than 12%?", "-s", "A holder of 20%", "--json")
    (found,) = json.loads(text)[0]["rows"][0]["ranges"]
    assert (found["from"], found["to"]["exact"], found["with to"]) == (None, "320000000/6666667", True)


def test_a_fraction_is_shown_exactly_with_the_decimal_beside_it(economics: str) -> None:
    path = Path(economics)
    path.write_text(ECONOMICS + 'question "Q"\n    in "A holder of 20%"\n    given Market Price is $40.00 per share.\n    what is Ownership of Orion?\n')
    assert "11 1/9% (about 11.1111%)." in said("ask", economics)


def test_duties_are_told_beside_powers(economics: str) -> None:
    output = said("replay", economics, "-s", "A holder of 20%")
    assert "Notice: open, owed from June 1, 2001, promptly, and in any event by June 6, 2001" in output
    assert "Notice: breached, owed from June 1, 2001, promptly, and in any event by June 6, 2001, and not performed" in output
    owed = said("ask", economics, "what is owed on June 3, 2001?", "-s", "A holder of 20%")
    assert "Notice: the Company gives notice. It is open, owed from June 1, 2001, promptly, and in any event by June 6, 2001." in owed
    assert "1 duty" in said("check", economics)
    _, text = run("replay", economics, "-s", "A holder of 20%", "--json")
    (line,) = [step for step in json.loads(text)[0]["steps"] if step["sort"] == "time"]
    assert [(duty["duty"], duty["state"], duty["due"]) for duty in line["duties"]] == [("Notice", "breached", "2001-06-06")]


def test_each_answer_is_printed_before_the_next_is_sought(monkeypatch: pytest.MonkeyPatch) -> None:
    """By one process; where several work, the next is sought while one is printed."""
    order = []
    asked, printed = ask, print_answers.print_answer

    def note_asked(*given: Any) -> Any:
        order.append("asked")
        return asked(*given)

    def note_printed(*given: Any) -> None:
        order.append("printed")
        printed(*given)

    monkeypatch.setattr("counsel.asking.ask", note_asked)
    monkeypatch.setattr("counsel.commands.ask.print_answer", note_printed)
    status, _ = run("ask", "hemacare", "is Orion an Acquiring Person?", "when is the Distribution Date?", "-s", "Just under")
    assert status == 0
    assert order == ["asked", "printed"] * 2


def test_several_processes_answer_as_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the same order, word for word; of a figure, and of negatives, whose reasons are sought beside where one is asked alone."""
    titles = ["Without the Company the Rights become exercisable", "The largest passive stake", "No announcement, no exercise"]
    one = said("ask", "rr-donnelley", *titles, "--full")
    monkeypatch.setenv(PROCESSES, "2")
    assert said("ask", "rr-donnelley", *titles, "--full") == one


@pytest.mark.parametrize(("words", "wanted"), [
    (("ask", "hemacare", "is Orion an Acquiring Person?"), "Say which story you ask about"),
    (("ask", "hemacare", " ? "), "There is no question here."),
    (("ask", "hemacare", "Who owns the Company?"), "who"),
    (("ask", "hemacare", "when is the Distribution Date?", "-s", "Just undr"), 'Close to it: "Just under"'),
    (("ask", "hemacare", "when is the Distribution Date?", "--receipt", "/no/such/folder.json"), "no such folder"),
    (("ask", "hemacare", "when is the Distribution Date?", "--smtlib", "/dev/null"), "cannot be made"),
    (("ask", "hemacare", "x" * 5000), "x…`"),
    (("check", "hemacar"), "Did you mean `hemacare`?"),
    (("check", "x" * 5000), "file name too long"),
    (("check", ""), "cannot be read"),
    (("check", "/dev/zero"), "is no text"),
    (("verify", "nothing.json"), "A receipt is what"),
    (("hemacare",), "is a plan. Say first what to do with it"),
])  # fmt: skip
def test_a_foolish_thing_is_met_with_help(words: tuple[str, ...], wanted: str) -> None:
    status, output = run(*words)
    assert status == 2
    assert wanted in " ".join(output.split())


def test_a_plan_through_a_pipe_is_read_once(tmp_path: Path) -> None:
    """What comes through a pipe is there once; it was read twice, and the second time it was nothing."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"echo 'X is 5' > '{pipe}'"]):
        status, output = run("check", str(pipe))
    assert status == 2
    assert "has no unit" in output


def test_comparing_what_cannot_be_compared_is_met_with_help(tmp_path: Path) -> None:
    bare = tmp_path / "bare.plan"
    bare.write_text('plan "Bare" from "bare" dated May 7, 2001.\nuse "rights".\n')
    status, output = run("compare", "hemacare", str(bare))
    assert status == 2
    assert "declare no consequence of the same name" in output
    status, output = run("compare", "hemacare", "household", "--only", "Trigers")
    assert status == 2
    assert "`Triggers` is close" in output
    status, output = run("compare", "hemacare", "no-such-plan")
    assert status == 2
    status, output = run("compare", "hemacare", "household", "--given", "Offer Sise reads Resulting Stake")
    assert status == 2
    assert "`Offer Size` is close" in output


def test_a_plan_compared_with_itself_has_nothing_that_differs() -> None:
    status, output = run("compare", "household", "household", "--json")
    assert status == 0
    found = json.loads(output)
    assert [one["outcome"] for one in found["consequences"]] == ["same"] * 4
    assert all(one["nothing that differs bears on it"] for one in found["consequences"])


def test_a_story_that_neither_plan_allows_is_said_to_be_none(tmp_path: Path) -> None:
    """Neither plan lets its Board set a date that is before the one there is (p.3; note, p.1)."""
    story = tmp_path / "story.plan"
    story.write_text('use "hemacare".\nscenario "Refused"\n    people Orion is a Stockholder.\n'
                     "    May 1, 1998: the Board extends the Final Expiration Date to May 2, 1998.\n")
    status, output = run("compare", "hemacare", "rr-donnelley", str(story), "-s", "Refused", "--only", "Exercisable")
    assert status == 0
    assert "cannot happen as told" in output
    assert "Extension, either plan forbids it" in output


def test_nobody_reads_what_is_said_of_mistakes() -> None:
    """As in `pill ask hemacare "whither?" | head -1`: the status stays, and nothing else is said."""
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run([sys.executable, "-m", "counsel.start", "ask", "hemacare", "whither?"], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (2, b"")


def test_what_is_done_under_a_plan_is_not_done_before_it(tmp_path: Path) -> None:
    """The filing is of a plan of February 23, 1998; an amendment of it on a day before was said to be allowed."""
    status, output = run("amend", "hemacare", "2008", "--on", "March 1, 1890", "--questions", "0", "--no-compare")
    assert (status, "before-the-plan" in output) == (2, True)
    early = tmp_path / "early.plan"
    early.write_text(
        'use "hemacare".\nscenario "Early"\n    people Orion is a Stockholder.\n    February 20, 1998: Orion buys 5 shares.\n'
        "    February 20, 1998: the Board redeems the Rights.\n"
    )
    status, output = run("check", str(early))
    assert (status, output.count("before-the-plan")) == (2, 2)  # of the line alone, and of the page that says more
    assert "     5 │     February 20, 1998: the Board redeems the Rights." in output


def test_a_file_that_cannot_be_written_as_asked_is_met_before_anything_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (("picture", "hemacare", "-s", "The press gets there first", "-o", "it.png"), ("memo", "hemacare", "is it?", "-o", ".")):
        status, output = run(*words)
        assert (status, f"cannot be written as `{words[-1]}`" in output) == (2, True)
    for words in (("picture", "hemacare", "-s", "The press gets there first", "-o", "no/it.svg"), ("memo", "hemacare", "is it?", "-o", "no/it.html")):
        status, output = run(*words)
        assert (status, "no such folder" in output) == (2, True)
    assert not list(tmp_path.iterdir())


def test_a_part_of_a_title_is_enough_to_be_offered_it() -> None:
    status, output = run("replay", "hemacare", "-s", "the press")
    assert status == 2
    assert '"The press gets there first"' in output


OVERSOLD = """use "hemacare".

scenario "Oversold"
    people Orion is a Stockholder.
    May 1, 1998: Orion buys 100 shares.
    May 4, 1998: Orion sells 200 shares.

question "What is left to Orion"
    in "Oversold"
    what is Shares Held of Orion?
"""


def test_a_story_that_cannot_happen_is_neither_checked_nor_ticked_off(tmp_path: Path) -> None:
    """Nobody sells more shares than he has."""
    path = tmp_path / "oversold.plan"
    path.write_text(OVERSOLD)
    status, output = run("check", "hemacare", str(path))
    assert (status, "impossible-story  " in output) == (0, True)
    assert 'In "Oversold" this cannot happen on the base readings' in output
    assert run("ask", "hemacare", str(path), "--brief")[1].startswith("! What is left to Orion: Not allowed")
    path.write_text(OVERSOLD + "    expect not allowed.\n")
    assert "impossible-story" not in run("check", "hemacare", str(path))[1]
    assert run("ask", "hemacare", str(path), "--brief")[1].startswith("✓ ")
