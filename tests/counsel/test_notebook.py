"""Plans and answers in a program: the same answers as the command gives, frozen, and shown as text and as HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from counsel import Told, ask, load
from counsel.main import app
from dsl.diagnostics import Mistakes
from dsl.load import Library

QUESTION, STORY = "when is the Distribution Date?", "The press gets there first"


class Read(HTMLParser):
    """A page read as a browser does: the elements met, those left open, and the text of it."""

    def __init__(self) -> None:
        super().__init__()
        self.met: set[str] = set()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.add(tag)
        if tag != "col":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def told(hemacare: Library) -> Told:
    return ask(hemacare, QUESTION, story=STORY)


def test_the_answer_is_the_one_that_the_command_prints(told: Told) -> None:
    """p.2 (i): the tenth day after May 4, 1998."""
    printed = CliRunner().invoke(app, ["ask", "hemacare", QUESTION, "-s", STORY]).output
    assert "\n".join(line.rstrip() for line in printed.splitlines()).strip() == told.text.strip() == str(told).strip()
    assert "close of business on May 14, 1998" in told.text
    assert told.data["question"] == QUESTION


def test_an_answer_is_frozen(told: Told) -> None:
    with pytest.raises(AttributeError):
        told.answer.rows = ()  # type: ignore[misc]


def test_a_notebook_is_shown_html(told: Told) -> None:
    read = Read()
    read.feed(told._repr_html_())
    assert read.open == []
    assert {"table", "svg", "style"} <= read.met
    assert not {"pre", "script"} & read.met
    text = " ".join(" ".join(read.text).split())
    assert "The Distribution Date is close of business on May 14, 1998 (Thursday). That is on the base readings" in text
    assert '"associated persons' in text
    assert "Timeline:" in text


def test_text_of_a_plan_is_no_markup(tmp_path: Path) -> None:
    path = tmp_path / "mine.plan"
    path.write_text('''use "hemacare".

scenario "<script>alert(1)</script> & <b>more</b>"
    people Orion is a Stockholder.
    May 1, 1998: Orion buys 1,100,000 shares.

question "<script>alert(2)</script>"
    in "<script>alert(1)</script> & <b>more</b>"
    is Orion an Acquiring Person?
''')
    read = Read()
    read.feed(ask(load(path), "<script>alert(2)</script>")._repr_html_())
    assert not {"script", "b"} & read.met
    assert "<script>alert(2)</script>" in read.text
    assert any("<script>alert(1)</script> & <b>more</b>" in text for text in read.text)


def test_readings_are_given(hemacare: Library) -> None:
    """p.2 (i): where only a party's announcement counts, the press starts no clock."""
    told = ask(hemacare, QUESTION, story=STORY, given={"Announcer": "Parties"})
    assert told.short == "The Distribution Date is unset; nothing in the story has set it."
    assert "Announcer reads Parties, as given." in told.text
    assert "May 14" not in told.text


def test_a_question_by_its_title_in_a_file_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("mine") / "mine.plan"
    path.write_text('use "rights".\n\nquestion "Mine"\n    what is Outstanding Shares?\n')
    library = load(path)
    assert ask(library, "Mine").answer.question.title == "Mine"
    assert ask(library, library.asked[0]).answer == ask(library, "Mine").answer


def test_mistakes_are_raised_with_their_places(hemacare: Library) -> None:
    with pytest.raises(Mistakes) as caught:
        ask(hemacare, "is Orion an Aquiring Person?", story=STORY)
    assert [mistake.code for mistake in caught.value.diagnostics] == ["unknown-name"]
    with pytest.raises(Mistakes):
        load("no-such-plan")


def test_what_cannot_be_named_is_told_again_to_the_next_question(hemacare: Library) -> None:
    """A term that is missing was told of once; the second question that named it met with a mistake of ours."""
    for _ in range(2):
        with pytest.raises(Mistakes) as caught:
            ask(hemacare, "what is Redemption Deadline (xx)?")
        assert [mistake.code for mistake in caught.value.diagnostics] == ["no-such-limb"]
