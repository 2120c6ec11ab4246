"""What nobody gave is held at no default, under whichever reading a path or a window turns on it.

By hand. Ninth is open where Lid reads Loose, whatever Harm is; where it reads Tight, only without Harm.
Eleventh is the other way round. Amending is open until somebody triggers, then only without Harm; so
others can close it if there is Harm, and cannot if there is none. Fifth is open at best if there is none.
"""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from counsel.answers.short import short_words
from dsl.load import Library, load_text
from dsl.plan import GivenTerm
from solver.answer import Answer
from solver.ask import ask
from solver.recheck_paths import of_paths

PLAN = """plan "W" from "w" dated May 7, 2001.

[p.1: "x"]
organ the Board.
[p.1: "x"]
thing the Rights.
[p.1: "x"]
input Harm as yes or no.
[p.1: "x"]
unit shares, singular share, whole.
[p.1: "x"]
input Figure in shares.
[p.1: "x"]
reading Lid is Loose (base, because "x"), "x"; or Tight, "y".
[p.1: "x"]
Done of the Rights starts at no.
[p.1: "x"]
power Ninth: "the Board ninths" provided any of (i) Lid reads Loose; or (ii) not Harm effect the Rights become Done.
[p.1: "x"]
Left of the Rights starts at no.
[p.1: "x"]
power Eleventh: "the Board elevenths" provided any of (i) Lid reads Tight; or (ii) not Harm effect the Rights become Left.
[p.1: "x"]
Hit of the Rights starts at no.
[p.1: "x"]
event Trigger: "{Who: Person} triggers" effect the Rights become Hit.
[p.1: "x"]
Amended of the Rights starts at no.
[p.1: "x"]
power Amending: "the Board amends" provided any of (i) the Rights are not Hit; or (ii) not Harm effect the Rights become Amended.
[p.1: "x"]
power Fourth: "the Board fourths" provided the Rights are Hit and Figure is more than 5 shares effect the Rights become Amended.
[p.1: "x"]
power Fifth: "the Board fifths" provided the Rights are Hit and not Harm effect the Rights become Amended.

scenario "Open"
    people Orion is a Person.

scenario "Harmless" extends "Open"
    given Harm is no.
    given Figure is 6 shares.

scenario "Harmful" extends "Open"
    given Harm is yes.
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_text(PLAN)


def answered(library: Library, text: str, story: str = "Open") -> Answer:
    return ask(library.plan, library.ask(text, story))


def test_what_turns_on_it_under_one_reading_only_has_a_row_of_that_reading(library: Library) -> None:
    can = answered(library, "can the Rights be Done?")
    assert {row.under: row.finding.verdict for row in can.rows} == {(("Lid", "Loose"),): "possible", (("Lid", "Tight"),): "not determined"}
    certain = answered(library, "is it certain that the Rights are not Done?")
    assert {row.under: row.finding.verdict for row in certain.rows} == {(("Lid", "Loose"),): "no", (("Lid", "Tight"),): "not determined"}


def test_a_receipt_that_keeps_silent_about_it_is_not_verified(library: Library) -> None:
    true = answered(library, "can the Rights be Done?")
    assert {check.found for check in of_paths(library.plan, true)} == {"so"}
    silent = replace(true, rows=(replace(true.rows[0], under=(), others=()),))
    assert "not so" in {check.found for check in of_paths(library.plan, silent)}


def test_where_it_does_not_turn_on_it_under_every_reading_it_is_not_said_to(library: Library) -> None:
    (row,) = answered(library, "can the Rights be Left?").rows
    assert (row.finding.verdict, row.finding.turns_on) == ("undecided", ("Harm",))


def test_given_it_is_so_under_every_reading(library: Library) -> None:
    (row,) = answered(library, "can the Rights be Done?", "Harmless").rows
    assert (row.under, row.finding.verdict) == ((), "possible")


@pytest.mark.parametrize(("power", "fact"), [("Amending", "Harm"), ("Fourth", "Figure"), ("Fifth", "Harm")])
def test_a_window_that_others_open_or_close_by_it_is_undecided_and_names_it(library: Library, power: str, fact: str) -> None:
    finding = answered(library, f"when may {power} happen?").headline
    assert finding.verdict == "undecided"
    assert f"turns on {fact}, which is not given" in finding.limit


@pytest.mark.parametrize(("story", "is_open"), [("Harmless", True), ("Harmful", False)])
def test_a_window_of_which_it_is_given_is_known(library: Library, story: str, is_open: bool) -> None:
    _, others, best = answered(library, "when may Amending happen?", story).headline.openings
    assert bool(others.stretches) == is_open
    assert best.stretches


@pytest.mark.parametrize(("asked", "taken"), [
    ("can the Rights be Done?", ()),  # where Lid reads Loose, Ninth is open whatever Harm is
    ("can it be that (the Rights are Hit and Figure is at least 0 shares)?", ()),
    ("can it be that (the Rights are Hit and Figure is more than 7 shares)?", ("Figure",)),
    ("can the Rights be Amended, without any Amending, without any Fourth?", ("Harm",)),
    ("in every way can it be that (the Rights are Hit and Figure is at least 0 shares)?", ()),
])  # fmt: skip
def test_a_path_takes_for_granted_only_what_bears_on_it(library: Library, asked: str, taken: tuple[str, ...]) -> None:
    """Each question brings Harm and Figure into what is searched, as one event or another waits on them."""
    answer = answered(library, asked)
    path = answer.ways[0].path if answer.ways else answer.rows[0].path
    assert path is not None
    assert tuple(given.term for given in path.givens if isinstance(given, GivenTerm)) == taken


def test_a_path_rests_on_what_is_read_whichever_way_a_fact_may_be_that_does_not_bear(library: Library) -> None:
    answer = answered(library, "can it be that (the Rights are Hit and any of (i) Harm; or (ii) the Rights are not Left)?")
    assert {"Harm", "Left"} <= {label.clause for label in answer.rests_on}


def test_a_most_takes_for_granted_only_what_bears_on_it() -> None:
    library = load_text(PLAN + """
[p.1: "x"]
Pool starts at 5 shares.
[p.1: "x"]
power Raising: "the Board raises the pool" provided Pool is less than 15 shares effect Pool increases by 5 shares.
[p.1: "x"]
power Harming: "the Board harms it" provided Harm and Pool is less than 5 shares effect Pool increases by 5 shares.
""")
    (row,) = answered(library, "what is the most that Pool can be?").rows
    assert (row.finding.verdict, row.finding.values) == ("value", (15,))
    assert row.path is not None
    assert not row.path.givens


TWO_FACTS = """plan "T" from "t" dated May 7, 2001.
[p.1: "x"]
organ the Board.
[p.1: "x"]
thing the Rights.
[p.1: "x"]
unit shares, singular share, whole.
[p.1: "x"]
input Plenty as yes or no.
[p.1: "x"]
input Some as yes or no.
[p.1: "x"]
input Idle as yes or no.
[p.1: "x"]
Pool means 100 shares where Plenty, otherwise (50 shares where Some, otherwise 20 shares).
[p.1: "x"]
Done of the Rights starts at no.
[p.1: "x"]
power Doing: "the Board does it" provided Idle effect the Rights become Done.
scenario "S"
    people Orion is a Person.
"""


@pytest.mark.parametrize(("asked", "turns_on", "says"), [
    ("can it be that Plenty?", {"Plenty"}, "If Plenty is yes: possible. If Plenty is no: no path was found"),
    ("can it be that (Pool is at least 50 shares and (the Rights are Done or the Rights are not Done))?", {"Plenty", "Some"},
     "For example, where Plenty is yes: possible. For example, where"),
    ("what is the most that Pool can be?", {"Plenty", "Some"},
     "For example, where Plenty is yes: 100 shares. For example, where Plenty is no and Some is yes: 50 shares."),
])  # fmt: skip
def test_what_a_path_turns_on_is_said_with_which_way_goes_with_which_value(asked: str, turns_on: set[str], says: str) -> None:
    """Where Plenty is no, the Pool is 50 or 20 shares by Some; Idle has to do with Done alone."""
    library = load_text(TWO_FACTS)
    answer = answered(library, asked, "S")
    assert set(answer.headline.turns_on) == turns_on
    assert says in short_words(library.plan, answer)
