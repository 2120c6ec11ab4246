"""Plans and answers in a program: the same answers as the command gives, frozen, and shown as text and as HTML."""

from __future__ import annotations

import dataclasses

import pytest
from typer.testing import CliRunner

from counsel import Told, ask, load
from counsel.main import app
from dsl.diagnostics import Mistakes
from dsl.load import Library

QUESTION, STORY = "when is the Distribution Date?", "The press gets there first"


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
    with pytest.raises(dataclasses.FrozenInstanceError):
        told.answer.rows = ()  # type: ignore[misc]


def test_a_notebook_is_shown_html(told: Told) -> None:
    html = told._repr_html_()
    assert html.startswith("<pre")
    assert "close of business on May 14, 1998 (Thursday)" in html
    assert "&quot;associated persons" in html


def test_readings_are_given(hemacare: Library) -> None:
    """p.2 (i): where only a party's announcement counts, the press starts no clock."""
    told = ask(hemacare, QUESTION, story=STORY, given={"Announcer": "Parties"})
    assert "Unset" in told.text
    assert "May 14" not in told.text.partition("It rests on")[0]


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
