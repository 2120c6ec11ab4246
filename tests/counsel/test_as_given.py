"""What a story sets is not shown with the authority of the filing's clause."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_commands import run

from counsel import Told, ask, load
from dsl.load import Library

STORIES = """use "hemacare".

scenario "Eight million"
    people Orion is a Stockholder, the Gazette is a Person.
    at the start: Outstanding Shares is 8,000,000 shares.
    at the start: Shares Held of Orion is 50,000 shares.
    May 1, 1998: Orion buys 1,150,000 shares.

scenario "As filed"
    people Orion is a Stockholder, the Gazette is a Person.
    May 1, 1998: Orion buys 1,150,000 shares.
"""
FILED = 'p.6: "there were 7,190,710 Common Shares issued'
ASSUMED = "Assumed, Outstanding Shares: "
SET = "set by the story (at the start: Outstanding Shares is 8,000,000 shares), not by p.6:"


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stories") / "stories.plan"
    path.write_text(STORIES)
    return path


@pytest.fixture(scope="module")
def library(stories: Path) -> Library:
    return load("hemacare", [stories])


def words(told: Told) -> str:
    return " ".join(told.text.split())


@pytest.mark.parametrize("question", ["why is Orion an Acquiring Person?", "can Orion be an Acquiring Person by May 2, 1998?"])
def test_a_figure_of_the_story_is_said_to_be(library: Library, question: str) -> None:
    said = words(ask(library, question, story="Eight million"))
    assert SET in said
    assert ASSUMED not in said  # p.6 counts the shares of the filing, and what is assumed is of that count
    assert f"Outstanding Shares {FILED}" not in said
    assert "starts at 7,190,710 shares" not in said


def test_a_figure_of_the_filing_is_cited(library: Library) -> None:
    said = words(ask(library, "is Orion an Acquiring Person?", story="As filed"))
    assert f"Outstanding Shares {FILED}" in said
    assert ASSUMED in said
    assert "set by the story" not in said


def test_plain_data_and_a_receipt_say_so_too(library: Library, stories: Path, tmp_path: Path) -> None:
    told = ask(library, "is Orion an Acquiring Person?", story="Eight million")
    (ground,) = [one for one in told.data["rests on"] if one["clause"] == "Outstanding Shares"]
    assert [SET in source["assume"] for source in ground["sources"]] == [True]
    path = tmp_path / "receipt.json"
    assert run("ask", "hemacare", "is Orion an Acquiring Person?", str(stories), "-s", "Eight million", "--receipt", str(path))[0] == 0
    assert SET in path.read_text().replace('\\"', '"')
    assert run("verify", str(path))[0] == 0


def test_a_memo_does_not_cite_the_filing_for_it(stories: Path, tmp_path: Path) -> None:
    path = tmp_path / "memo.html"
    assert run("memo", "hemacare", "is Orion an Acquiring Person?", str(stories), "-s", "Eight million", "--out", str(path))[0] == 0
    said = " ".join(path.read_text().split())
    assert "set by the story (at the start: Outstanding Shares is 8,000,000 shares)" in said
    assert "the shares outstanding on March 3, 1998 were outstanding" not in said.split("Appendix A")[0]
