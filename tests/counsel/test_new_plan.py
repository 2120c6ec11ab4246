"""A plan begun with `pill new` is whole: it has no mistakes, is in its canonical form, and answers its questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from counsel.format_files import format_files
from counsel.main import app
from dsl.load import load
from solver.ask import ask

FACTS = {"--title": "Acme Rights Plan", "--dated": "February 29, 2004", "--shares": "10,000,001", "--threshold": "15%", "--days": "3"}


def begun(name: Path, **changed: str) -> tuple[int, str]:
    facts = FACTS | {f"--{fact}": text for fact, text in changed.items()}
    result = CliRunner().invoke(app, ["new", str(name), *(word for pair in facts.items() for word in pair)])
    return result.exit_code, " ".join(result.output.split())


def test_a_plan_begun_is_whole(tmp_path: Path) -> None:
    """15% of 10,000,001 is 1,500,000.15, so that 1,500,000 shares are too few; the third day after February 28 is March 3."""
    status, output = begun(tmp_path / "acme")
    assert status == 0, output
    library = load(tmp_path / "acme")
    answers = {question.title: ask(library.plan, question) for question in library.asked if question.form in ("is", "when")}
    assert [str(line.values[-1][1]) for story in library.scenarios.values() for line in story.lines] == ["1500000", "1500001"]
    assert not any(answer.missed for answer in answers.values())
    when = CliRunner().invoke(app, ["ask", str(tmp_path / "acme"), "When do the Rights separate?"])
    assert "close of business on March 3, 2005" in when.output
    files = [str(path) for path in tmp_path.rglob("*.plan")]
    assert len(files) == 2
    assert not any(formatted.changed for formatted in format_files(files, only_check=True))


def test_what_is_asked_is_asked(tmp_path: Path) -> None:
    typed = "Acme Rights Plan\nMay 7, 2001\n10,000,000\n20\n\n"
    result = CliRunner().invoke(app, ["new", str(tmp_path / "acme")], input=typed)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "acme" / "acme.plan").is_file()


@pytest.mark.parametrize(("fact", "text"), [
    ("title", 'The "Plan"'), ("title", " "), ("dated", "May 35, 2001"), ("dated", "May 7, 99999"), ("shares", "-1"), ("shares", "1" * 400),
    ("shares", "٣٣٣"), ("threshold", "0"), ("threshold", "100"), ("threshold", "15 percent"), ("days", "0"), ("days", "367"),
])  # fmt: skip
def test_a_fact_that_cannot_be_read_writes_nothing(tmp_path: Path, fact: str, text: str) -> None:
    status, output = begun(tmp_path / "acme", **{fact: text})
    assert status == 2, output
    assert "new-plan" in output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["rights", "hemacare", "Acme", "a b", "..", "acme.plan", "taken", "no/such/folder"])
def test_a_name_that_cannot_be_given_writes_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "taken").mkdir()
    status, output = begun(tmp_path / name)
    assert status == 2, output
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    assert not list((tmp_path / "taken").iterdir())


def test_a_name_that_was_taken_before_is_not_said_to_be_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert begun(Path("acme"))[0] == 0
    status, output = begun(Path("acme"))
    assert (status, "There is something of the name `acme` already." in output) == (2, True)
    assert "`.` cannot be the name" in begun(Path("."))[1]
