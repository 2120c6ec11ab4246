"""What a plan file leaves out is said of every answer on which it may bear, whatever its form, and of no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_commands import run

from counsel.receipt import make_receipt, seal, to_keep
from dsl.load import Library, load
from solver.ask import ask

# The last day to close the books is in a schedule that nobody has; so is what lifts the ceiling of the figure. Closing
# waits upon the last day, the figure upon the ceiling; a price upon the ceiling only where it is read so.
PLAN = """plan "Small" from "nowhere" dated May 7, 2001.

use "rights".

[assume "a round figure"]
Outstanding Shares starts at 1,000 shares.

[assume "the only day at hand"]
Last Day starts at May 31, 2001.

[assume "a schedule that nobody has"]
left out because "the schedule of days is not at hand" bearing on Last Day.

[assume "the books begin open"]
Closed starts at no.

[assume "one power"]
power Closing: "the Board closes the books"
    on or before Last Day
    provided not Closed
    effect Closed becomes yes.

[assume "the ceiling"]
Ceiling is 20%.

[assume "what lifts it"]
left out because "what lifts the ceiling is not at hand" bearing on Ceiling.

[assume "the figure"]
Figure starts at 10%.

[assume "another power"]
power Setting: "the Board sets the figure to {New: percent}"
    provided New is at most Ceiling
    effect Figure becomes New.

[assume "two ways to read it"]
reading Price Rule is
    Plain (base, because "it is the simpler"), "the rate is a tenth"; or
    Capped, "the rate is the ceiling".

[assume "as it is read"]
Rate means 10% where Price Rule reads Plain, otherwise Ceiling.

[assume "a reading that makes no difference"]
reading Tithe Rule is
    Plain (base, because "it is the simpler"), "a tenth"; or
    Capped, "a tenth, and no more than the ceiling".

[assume "a tenth either way"]
Tithe means 10% where Tithe Rule reads Plain, otherwise the lesser of 10% and Ceiling.

[assume "nobody says whether it is sworn"]
input Sworn as yes or no.

[assume "of what nobody says"]
Toll means 10% where Sworn, otherwise Ceiling.

[assume "nobody says what it weighs"]
input Weight in percent.

[assume "a sum"]
Weighed means Ceiling plus Weight.

[assume "limbs"]
Late means that any of
    (i) Closed; or
    (ii) now is on or after July 2, 2001.

[assume "of a limb"]
left out because "what the second limb goes on to say" bearing on Late (ii).

consequence Closes: Closed.

scenario "Nothing yet"
    people Orion is a Stockholder.

scenario "Closed in time"
    people Orion is a Stockholder.
    May 14, 2001: the Board closes the books.

scenario "Closed too late"
    people Orion is a Stockholder.
    June 4, 2001: the Board closes the books.
"""
DAYS, LIFTS, LIMB = "the schedule of days is not at hand", "what lifts the ceiling is not at hand", "what the second limb goes on to say"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("plan") / "small.plan"
    path.write_text(PLAN)
    return str(path)


@pytest.fixture(scope="module")
def library(small: str) -> Library:
    return load(small)


def said(library: Library, question: str, story: str | None) -> set[str]:
    plan = library.plan
    answer = ask(plan, library.ask(question, story), 60)
    assert not answer.is_undecided
    return {omission.because for omission in plan.omissions if omission.label in answer.caveats}


@pytest.mark.parametrize(("question", "story", "bears"), [
    ("when may Closing happen?", "Nothing yet", {DAYS}),  # its window ends on Last Day
    ("what is the most that Figure can be?", "Nothing yet", {LIFTS}),  # Setting goes up to Ceiling
    ("can it be that Closed?", "Nothing yet", {DAYS}),  # by Closing, which Last Day allows
    ("is it certain that Figure is at most 20%?", "Nothing yet", {LIFTS}),
    ("in every way can it be that Closed?", "Nothing yet", {DAYS}),
    ("can it be that Closed, without the Board?", "Nothing yet", set()),  # then nothing closes, on whatever day
    ("when is Last Day?", "Nothing yet", {DAYS}),
    ("is it so that Closed?", "Nothing yet", set()),  # nothing was ever closed
    ("is it so that Closed?", "Closed in time", {DAYS}),  # it was, for Last Day had not passed
    ("why is it so that Closed?", "Closed in time", {DAYS}),
    ("when does it first hold that Closed?", "Closed in time", {DAYS}),
    ("is it so that Closed?", "Closed too late", {DAYS}),  # the line is refused, for Last Day had passed
    ("what is Rate?", "Nothing yet", {LIFTS}),  # so it is where Price Rule reads Capped, and that row is shown
    ("what is Tithe?", "Nothing yet", {LIFTS}),  # a tenth however it is read, as long as the ceiling is what it is
    ("what is Toll?", "Nothing yet", {LIFTS}),  # not determined: a tenth or the ceiling
    ("at what Weight is Weighed at least 30%?", "Nothing yet", {LIFTS}),
    ("is it so that Late?", "Nothing yet", {LIMB}),  # both limbs were looked at
    ("can it be that Late?", "Nothing yet", {DAYS, LIMB}),
    ("what does the plan say about Ceiling?", None, {LIFTS}),
    ("what is Outstanding Shares?", "Nothing yet", set()),
    ("can Orion have Beneficial Ownership of at least 10% of Outstanding Shares?", "Nothing yet", set()),
])  # fmt: skip
def test_what_is_left_out_is_said(library: Library, question: str, story: str | None, bears: set[str]) -> None:
    assert said(library, question, story) == bears


@pytest.mark.parametrize(("question", "passage"), [
    ("when may Closing happen?", "a schedule that nobody has"), ("what is the most that Figure can be?", "what lifts it"),
    ("can it be that Closed?", "a schedule that nobody has"), ("is it certain that Figure is at most 20%?", "what lifts it"),
])  # fmt: skip
def test_a_receipt_that_keeps_silent_about_it_is_not_verified(small: str, library: Library, question: str, passage: str, tmp_path: Path) -> None:
    kept = to_keep(small, (), library.plan, library.ask(question, "Nothing yet"))
    receipt = json.loads(json.dumps(make_receipt(small, (), kept, ask(kept.plan, kept.question, 60))))
    assert [told["sources"] for told in receipt["answer"]["left out"]] == [[{"assume": passage}]]
    assert verified(receipt, tmp_path)[0] == 0
    receipt["answer"]["left out"] = []
    receipt["seals"]["answer"] = seal(receipt["answer"])
    status, said = verified(receipt, tmp_path)
    assert status == 1
    assert "left out: there are 0, and there must be 1" in said


def verified(receipt: dict[str, Any], folder: Path) -> tuple[int, str]:
    path = folder / "receipt.json"
    path.write_text(json.dumps(receipt))
    status, output = run("verify", str(path))
    return status, " ".join(output.split())


def test_what_names_nothing_that_it_bears_on_may_bear_on_any_path() -> None:
    """p.5: before a trigger the Board may amend any term, and paths take the terms as they stand."""
    hemacare = load("hemacare")
    because = "before a trigger any term may be amended: paths take them as they stand, and amendments are files"
    assert because in said(hemacare, "is it certain that Ownership Threshold is at least 11%?", "Just under")
    assert because in said(hemacare, "when may Lower Threshold happen?", "The press gets there first")
    assert because not in said(hemacare, "what is the Ownership Threshold?", "Just under")


# ---- as it is shown ---------------------------------------------------------------------------


def shown(*command: str) -> str:
    status, output = run(*command)
    assert status == 0, output
    return " ".join(output.split())


def test_a_window_of_a_power_whose_end_the_source_does_not_tell() -> None:
    """p.1 of the note breaks off at "and prior to the acquisiti": there is a stake that ends the power, and it is not given."""
    said = shown("ask", "rr-donnelley", "when may Exchange happen?", "-s", "Ten percent")
    assert "As things stand, Exchange may happen from September 3, 2019 until" in said
    assert 'Left out, because "the sentence breaks off: the stake that ends the power to exchange is not given" bearing on Exchange' in said


def test_a_story_told_with_what_is_open_after_it(small: str) -> None:
    said = shown("replay", small, "-s", "Nothing yet")
    assert f'Left out, because "{DAYS}" bearing on Last Day' in said  # Closing is open on or before it
    assert f'Left out, because "{LIFTS}" bearing on Ceiling' in said  # so is Setting, at most up to it
    assert LIMB not in said
    assert "the stake that ends the power to exchange is not given" in shown("replay", "rr-donnelley", "-s", "Announced")


def test_two_plans_compared_by_it(small: str) -> None:
    """What is compared is who can close the books: of the one plan, but not of the other, a passage on its last day is left out."""
    other = Path(small).with_name("other.plan")
    other.write_text(PLAN.replace('"Small"', '"Other"').replace("bearing on Last Day", "bearing on Figure"))
    said = shown("compare", small, str(other), "-s", "Nothing yet", "--only", "Closes")
    assert f'Of A: left out, because "{DAYS}" bearing on Last Day' in said
    assert "Of B: " not in said


AMENDED = """use "small".

amendment "A later day" under Closing in "Nothing yet"
    May 14, 2001: the Board closes the books.

[assume "a later day"]
replace Last Day starts at June 30, 2001.
"""


def test_an_amendment_under_a_power_on_which_it_bears(small: str) -> None:
    path = Path(small).with_name("later.plan")
    path.write_text(AMENDED)
    said = shown("amend", small, str(path), "--no-compare")
    assert f'Left out, because "{DAYS}" bearing on Last Day' in said
    assert LIFTS not in said
