"""Answers on the screen: the short answer claims what was found and no more, tables tell every step, and nothing is cut at 80 columns."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from rich.console import Console
from test_commands import run

from counsel import Told, ask, load
from counsel.answers.sentences import NO_PROOF
from counsel.answers.short import short_words
from counsel.question_words import statement
from counsel.show_answer import show
from dsl import nodes as n
from dsl.load import Library
from dsl.plan import Scenario
from solver.answer import Answer, Finding, Row

PRESS = "The press gets there first"
PLAN = """plan "Acme" from "acme" dated May 7, 2001.

use "rights".

[p.1: "ten million"]
Outstanding Shares starts at 10,000,000 shares.

[p.2: "of twenty percent"]
Acquiring Person means a Person whose Shares Held is at least 20% of Outstanding Shares.

[p.2: "on the tenth day"]
Distribution Date means close of business on the 10th day after some Person first becomes an Acquiring Person.

[p.2: "exercisable"]
Exercisable of the Rights means that now is on or after the Distribution Date and the Rights are not Redeemed.

[p.3: "a price"]
input Market Price in dollars per share.

[p.3: "redeemed"]
Redeemed of the Rights starts at no.

[p.3: "may redeem"]
power Redemption: "the Board redeems the Rights"
    on or after the 4th day after the first Purchase
    provided the Rights are not Redeemed
    effect the Rights become Redeemed.

scenario "Over the threshold"
    people Orion is a Stockholder.
    June 1, 2001: Orion buys 2,000,000 shares.
"""


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Library:
    path = tmp_path_factory.mktemp("acme") / "acme.plan"
    path.write_text(PLAN)
    return load(path)


@pytest.mark.parametrize(("question", "short"), [
    ("is Orion an Acquiring Person?", "Yes, Orion is an Acquiring Person."),  # p.2 (i): 1,100,000 of 7,190,710 are more than 15%
    ("is Orion not an Acquiring Person?", "No, Orion is an Acquiring Person."),
    ("is it so that no Person is an Acquiring Person?", "No, it is not so that no Person is an Acquiring Person."),
    ("is some Person an Adverse Person?", "No, it is not so that some Person is an Adverse Person."),  # p.2 (iii): nobody was designated
    ("has Orion become an Adverse Person?", "No, Orion has not become an Adverse Person."),
    ("is the Rights Redeemed on May 20, 1998?", "No, the Rights are not Redeemed on May 20, 1998, if nothing more happens."),
    ("who is an Adverse Person?", "Nobody is an Adverse Person."),
    ("when does Orion first become an Acquiring Person?", "Orion first becomes an Acquiring Person on May 1, 1998 (Friday)."),
    ("when does Orion first become an Adverse Person?", "Orion never becomes an Adverse Person, as the story is told, up to March 10, 2009."),
    ("what is Shares Held of Orion on April 1, 1998?", "Shares Held of Orion on April 1, 1998 is 0 shares."),
    ("when is Market Price Day?", "The plan does not say: it leaves Market Price Day open."),
    ("why is Orion an Acquiring Person?", "Yes, Orion is an Acquiring Person."),
    ("for what Market Price does Flip-in Number equal 4 shares per right?",  # p.4: $10.00 buy 4 at $2.50
     "Flip-in Number is 4 shares per right where Market Price is exactly $2.50 per share. All values of Market Price above zero were "
     "considered. Every edge, and the values beside it, were told again from the plan."),
    ("for what Market Price does Flip-in Number equal 0 shares per right?",  # p.4: $10.00 buy something at every price
     "At no value of Market Price above zero is it so that Flip-in Number is 0 shares per right. All values of Market Price above zero were considered."),
    ("is the Rights Exercisable on May 20, 1998?",  # p.2 (i): the tenth day after the announcement of May 4, if the press can make one
     "Yes, the Rights are Exercisable on May 20, 1998, if nothing more happens. That is on the base readings (Announcer reads Anyone). Where Announcer reads Parties: "
     "no, the Rights are not Exercisable on May 20, 1998, if nothing more happens."),
    # the last line is told on May 4; an instant of it, or that day, is no later one
    ("who is an Adverse Person at close of business on May 5, 1998?", "Nobody is an Adverse Person at close of business on May 5, 1998, if nothing more happens."),
    ("what is Shares Held of Orion on May 4, 1998?", "Shares Held of Orion on May 4, 1998 is 1,100,000 shares."),
    ("what is Shares Held of Orion on May 5, 1998?", "Shares Held of Orion on May 5, 1998 is 1,100,000 shares, if nothing more happens."),
])  # fmt: skip
def test_a_short_answer_takes_up_the_question(hemacare: Library, question: str, short: str) -> None:
    assert ask(hemacare, question, story=PRESS).short == short


def test_what_stands_on_a_story_that_cannot_be_told_is_said_to(hemacare: Library) -> None:
    """p.3 (iv): the designation of May 18 comes after the fixed date of May 14."""
    told = ask(hemacare, "when is the Distribution Date?", story="Deferred between two limbs")
    assert told.short.startswith("The story cannot happen as it is told: a line of it is not allowed. May 18, 1998: the Board designates")


@pytest.mark.parametrize(("form", "finding", "short"), [
    ("can", Finding("impossible", limit="no path was found with up to 4 further events; longer ones were not tried"),
     f"No path was found with up to 4 further events; longer ones were not tried. {NO_PROOF}"),
    ("can", Finding("impossible", limit="proved for any number of further events", proved="under all of these readings"),
     "No, it is impossible: proved for any number of further events."),
    ("certain", Finding("holds", limit="no path with up to 4 further events breaks it; longer ones were not tried"),
     f"No path with up to 4 further events breaks it; longer ones were not tried. {NO_PROOF}"),
    ("certain", Finding("holds", limit="the story already breaks it"), "The story already breaks it."),
    ("can", Finding("undecided", limit="the time limit came first; nothing was tried to the end"),
     "Undecided: the time limit came first; nothing was tried to the end. More time may settle it: a larger --seconds."),
])  # fmt: skip
def test_a_search_is_not_called_a_proof(acme: Library, form: str, finding: Finding, short: str) -> None:
    asked = {"can": "can the Rights be Redeemed?", "certain": "is it certain that the Rights are Redeemed?"}[form]
    assert short_words(acme.plan, Answer(acme.ask(asked), (Row((), finding),))) == short


def test_readings_that_were_not_tried_are_no_part_of_what_is_claimed(acme: Library) -> None:
    answer = Answer(acme.ask("what is the most that Outstanding Shares can be?"), (Row((), Finding("value", (Fraction(5),), limit="so far")),))
    assert short_words(acme.plan, answer) == "The most that Outstanding Shares can be is 5 shares. So far."
    assert short_words(acme.plan, replace(answer, untried=("Announcer",))).endswith("That is on the base readings; others were not tried on further events.")


def test_a_comment_within_a_question_is_no_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.plan"
    path.write_text(PLAN + '\nquestion "Q"\n    in "Over the threshold"\n    is Orion -- the buyer\n    an Acquiring Person?\n')
    told = ask(load(path), "Q")
    assert told.short == "Yes, Orion is an Acquiring Person."
    assert "is Orion an Acquiring Person?" in told.text


def test_a_question_that_cannot_be_parted_is_answered_plainly(acme: Library) -> None:
    """Of a run of words in which no name is known nothing is made."""
    question = acme.ask("is the Rights Redeemed?")
    assert isinstance(question.node, n.AskIs)
    assert statement(acme.plan, question, question.node, False) == "the Rights are not Redeemed"
    nameless = n.AskIs(None, question.node.run_on)
    assert statement(replace(acme.plan, display={}), question, nameless) == ""


@pytest.fixture(scope="module")
def kept(acme: Library) -> Told:
    """Orion has 20% on June 1, so that the Rights are exercisable on June 11 unless the Board redeems them, from June 5 on (p.2, p.3)."""
    return ask(acme, "can Orion be an Acquiring Person by June 1, 2001, with the Rights at no time Exercisable?", story="Over the threshold")


def lines(told: Told, width: int) -> list[str]:
    console = Console(width=width, file=io.StringIO(), highlight=False, markup=False, emoji=False)
    for line in show(told.plan, told.answer):
        console.print(line)
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_what_time_brings_is_a_row_of_the_story(hemacare: Library) -> None:
    """p.2 (i), p.3: the Rights are exercisable from the close of business of May 14, and on May 13 they are not yet."""
    on_may_20 = ask(hemacare, "is the Rights Exercisable on May 20, 1998?", story=PRESS).text
    assert "Thu May 14, 1998, by itself as time passes The Rights become p.3" in " ".join(on_may_20.split())
    assert "as time passes" not in ask(hemacare, "is the Rights Exercisable on May 13, 1998?", story=PRESS).text
    assert "Gazette" not in ask(hemacare, "is the Rights Exercisable on May 3, 1998?", story=PRESS).text.partition("What it rests on")[0]
    payable = ask(hemacare, "what is Rights Outstanding?", story=PRESS).text  # p.6: distributed on March 10, 1998
    assert "Tue Mar 10, 1998, by itself on Payable Rights Outstanding:" in " ".join(payable.split())
    assert "Further:" not in payable


def test_a_path_is_told_to_its_last_line(kept: Told) -> None:
    """What is sought is so on June 1; the redemption, which alone keeps the Rights from being exercisable, is a row of it all the same."""
    text = " ".join(" ".join(lines(kept, 80)).split())
    assert kept.short == ("Yes, it is possible: with one further event it is so on Friday, June 1, 2001, and what happens up to Tuesday, June 5, 2001 "
                          "keeps it so. The path shown needs an act of discretion: Redemption.")
    assert "The path shown needs an act of discretion: Redemption." in text
    assert "Fri Jun 1, 2001 Orion buys 2,000,000 Shares Held of" in text
    assert "Orion becomes an p.2 Acquiring Person" in text
    assert text.index("Further:") < text.index("Tue Jun 5, 2001 the Board redeems the The Rights become Redemption,") < text.index("Told again from the plan")


@pytest.mark.parametrize("width", [40, 56, 72, 80, 100])
def test_it_is_read_at_any_width(kept: Told, width: int) -> None:
    """No line is longer, and no word is parted or lost."""
    shown = lines(kept, width)
    assert all(len(line) <= width for line in shown)
    words = {word for line in shown for word in line.split()}
    assert {"2,000,000", "Acquiring", "Redemption,", "Distribution", "Outstanding", "--as-scenario"} <= words


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_terminal_that_lacks_a_letter_is_given_the_answer(tmp_path: Path, more: tuple[str, ...]) -> None:
    """The dash in a table, for a day that changed nothing of it, and the title of the story are in no ASCII. p.2: 20% of ten million."""
    plan = tmp_path / "acme.plan"
    plan.write_text(PLAN + '\nscenario "Société" extends "Over the threshold"\n    June 4, 2001: Orion announces that Orion beneficially owns 1 share.\n'
                    '\nquestion "Q"\n    in "Société"\n    is Orion an Acquiring Person?\n', encoding="utf-8")
    asked = [sys.executable, "-m", "counsel.start", "ask", str(plan), "Q", *more]
    found = subprocess.run(asked, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}, check=False)
    assert found.returncode == 0, found.stdout
    assert b"Yes, Orion is an Acquiring Person." in found.stdout
    assert not more or json.loads(found.stdout)[0]["scenario"] == "Société"


def test_a_path_for_pasting_reads_as_the_path(acme: Library, tmp_path: Path) -> None:
    """At 80 columns its longer lines are parted, the title and the people too, and it is the same scenario."""
    question = "can some Stockholder have Shares Held of at least 20% of Outstanding Shares by June 1, 2001, with the Rights at no time Exercisable?"
    read, answer = pasted(tmp_path, PLAN, question)
    title = next(iter(read))
    assert title == f"A path: {question.rstrip('?')}"
    assert [line.sentence + "." for line in read[title].lines] == [line.split(": ", 1)[1] for line in answer["rows"][0]["path"].splitlines()[2:]]
    assert len(read[title].people) > 4


def test_several_paths_for_pasting_are_stories_of_their_own(tmp_path: Path) -> None:
    """The Rights are Busy by a purchase, or else by a redemption."""
    text = PLAN + '\n[assume "x"]\nBusy of the Rights means any of\n    (i) some Purchase has happened; or\n    (ii) some Redemption has happened.\n'
    read, answer = pasted(tmp_path, text, "in every way can the Rights be Busy by June 1, 2001?")
    assert len(read) == len(answer["ways"]) == 2


def pasted(folder: Path, text: str, question: str) -> tuple[dict[str, Scenario], dict[str, Any]]:
    """The stories of an answer's paths, read again from where they were pasted below the plan; and the answer as data."""
    plan, below = folder / "acme.plan", folder / "pasted.plan"
    plan.write_text(text)
    _, output = run("ask", str(plan), question, "--as-scenario")
    _, data = run("ask", str(plan), question, "--json")
    below.write_text(text + "\n" + output[output.index('scenario "A path') :])
    return {title: story for title, story in load(below).scenarios.items() if title.startswith("A path")}, json.loads(data)[0]


def test_what_a_path_takes_for_granted_is_said(acme: Library) -> None:
    """p.3: nobody stated the Market Price, so that a path takes one."""
    told = ask(acme, "can it be that Market Price is more than $5.00 per share?", story="Over the threshold")
    assert told.short.startswith("Not determined: it turns on Market Price")
    assert "It takes for granted what nobody stated: at the start: Market Price is $5.01" in " ".join(told.text.split())


def test_readings_are_counted_or_named(hemacare: Library) -> None:
    question = ("ask", "hemacare", "what is owed on May 20, 1998?", "-s", PRESS)
    counted, named = (" ".join(run(*question, *more)[1].split()) for more in ((), ("--readings",)))
    assert "However the 6 other readings that bear on it are read, it comes out the same (--readings names them)." in counted
    assert "Later Dates reads Override" not in counted
    assert "Later Dates reads Override, because a date that can never matter would be no term at all." in named
    assert "--readings names them" not in named


def test_a_default_cast_is_counted_and_a_story_s_people_are_named(acme: Library, kept: Told) -> None:
    found = ask(acme, "can some Stockholder be an Acquiring Person?")
    assert "Cast: three Persons and two Stockholders, beside the Company" in " ".join(found.text.split())
    assert "Cast: Orion (Stockholder)." in kept.text
