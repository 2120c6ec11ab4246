"""What is kept of a plan is used only while every file that it was made from is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl import kept
from dsl.diagnostics import Mistakes
from dsl.load import load

PLAN = 'plan "Acme" from "acme" dated May 7, 2001.\n\nuse "{used}".\n\n[p.1: "x"]\nLimit is {limit}%.\n'


@pytest.fixture
def acme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan in a folder of its own, with a cache of its own."""
    monkeypatch.setattr(kept, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    folder = tmp_path / "acme"
    (folder / "questions").mkdir(parents=True)
    (folder / "acme.plan").write_text(PLAN.format(used="rights", limit=10))
    load(folder)
    assert list((tmp_path / "cache").rglob("*.library"))
    return folder


def test_what_is_kept_is_used(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dsl.load._Reader", None)  # nothing can be read
    assert load(acme).plan.title == "Acme"


def test_a_changed_file_is_read_again(acme: Path) -> None:
    (acme / "acme.plan").write_text(PLAN.format(used="rights", limit=20).replace("Acme", "Other"))
    assert load(acme).plan.title == "Other"


def test_of_files_that_did_not_change_what_they_say_is_kept(acme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (tmp_path / "cache").rglob("*.library"):
        path.unlink()
    monkeypatch.setattr("dsl.load.parse", None)  # nothing can be parsed
    assert load(acme).plan.title == "Acme"
    (acme / "acme.plan").write_text(PLAN.format(used="rights", limit=20))
    with pytest.raises(TypeError):
        load(acme)


def test_a_mistake_made_since_is_found(acme: Path) -> None:
    (acme / "acme.plan").write_text("Limit is 10 persent.\n")
    with pytest.raises(Mistakes):
        load(acme)


def test_a_new_file_of_questions_is_read(acme: Path) -> None:
    (acme / "questions" / "one.plan").write_text('question "New"\n    what is Limit?\n    expect 10%.\n')
    assert [question.title for question in load(acme).asked] == ["New"]


def test_a_file_that_takes_the_place_of_a_built_in_one_is_read(acme: Path) -> None:
    (acme / "rights.plan").write_text('vocabulary "Own".\n\nkinds of Person: Stranger.\n')
    assert load(acme).plan.person_kinds == ("Stranger",)


def test_what_cannot_be_read_is_made_anew(acme: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "cache").rglob("*.library"):
        path.write_bytes(b"nothing of the kind")
    assert load(acme).plan.title == "Acme"


def test_what_is_not_as_it_was_written_is_made_anew(acme: Path, tmp_path: Path) -> None:
    """One letter of the title was changed where it is kept, which can be read as well as before."""
    for path in (tmp_path / "cache").rglob("*.library"):
        assert b"Acme" in path.read_bytes()
        path.write_bytes(path.read_bytes().replace(b"Acme", b"Acne"))
    assert load(acme).plan.title == "Acme"


def test_nothing_is_kept_where_it_is_not_wanted(acme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILL_KEEP", "no")
    for path in (tmp_path / "cache").rglob("*.library"):
        path.unlink()
    assert load(acme).plan.title == "Acme"
    assert not list((tmp_path / "cache").rglob("*.library"))


def test_a_file_of_questions_named_from_inside_its_folder_uses_the_plan_beside_it(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (acme / "rr-donnelley.plan").write_text(PLAN.format(used="rights", limit=10))
    one = acme / "questions" / "one.plan"
    one.write_text('use "rr-donnelley".\n\nquestion "New"\n    what is Limit?\n    expect 10%.\n')
    monkeypatch.chdir(one.parent)
    library = load("../rr-donnelley.plan", [Path("one.plan")])
    assert (library.plan.title, [question.title for question in library.asked]) == ("Acme", ["New"])


@pytest.mark.parametrize("name", ["acme.plan", "./acme.plan", "questions/../acme.plan"])
def test_a_plan_named_from_inside_its_folder_comes_with_its_questions(acme: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (acme / "questions" / "one.plan").write_text('question "New"\n    what is Limit?\n')
    monkeypatch.chdir(acme)
    assert [question.title for question in load(Path(name)).asked] == ["New"]
