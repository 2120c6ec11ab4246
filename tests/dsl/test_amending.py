"""The amended text: each change stands where it belongs, and nothing else is otherwise."""

from __future__ import annotations

import pytest

from dsl import nodes as n
from dsl.amending import asked_anew
from dsl.amending.text import words_of
from dsl.amendment import Amendment
from dsl.load import built_in, load_text, load_with

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[p.1: "twenty percent"]
Ownership Threshold starts at 20%.
[p.1: "the day"]
Record Day is June 1, 2001.
[p.1: "ended"]
Ended of the Rights means that any of
    (i) now is on or after May 7, 2011;
    (ii) all of
        (A) [p.2: "trigger"] now is after Record Day;
        (B) some Person has Shares Held of at least Ownership Threshold of Outstanding Shares; and  -- the trigger
        (C) now is after June 2, 2001; or
    (iii) now is on or after May 8, 2011.
[p.2: "amend"]
power Amending: "the Board amends the plan" provided the Rights are not Ended.
[p.2: "set"]
power Setting: "the Board sets the threshold to {Figure: percent}" effect Ownership Threshold becomes Figure.

scenario "A story"
    people Orion is a Stockholder.
    May 8, 2001: Orion buys 100 shares.

question "Is it so"
    in "A story"
    is it so that now is after Record Day?

amendment "A change" under Amending
    in "A story"
    May 9, 2001: the Board amends the plan.

"""


def amendment(changes: str, text: str = PLAN) -> Amendment:
    (found,) = load_text(text + changes).amendments
    return found


def clause(found: Amendment, name: str) -> str:
    """How a clause reads in the amended plan, citations and layout apart."""
    info = next(info for label, info in found.plan.clauses.items() if label.clause == name and not label.parts)
    source = found.plan.sources[info.span.file]
    return words_of(source.text[info.span.start : info.span.end])


FIRST = "(i) now is on or after May 7, 2011;"
LAST = "(iii) now is on or after May 8, 2011."
A, B, C = "(A) now is after Record Day;", "(B) some Person has Shares Held of at least Ownership Threshold of Outstanding Shares;", "(C) now is after June 2, 2001;"
HEAD = "Ended of the Rights means that any of"


@pytest.mark.parametrize(("change", "reads"), [
    ("add Ended (iv): now is on or after May 9, 2011.", f"{HEAD} {FIRST} (ii) all of {A} {B} and {C} {LAST[:-1]}; or (iv) now is on or after May 9, 2011."),
    ("add Ended (ii)(D): now is after June 3, 2001.", f"{HEAD} {FIRST} (ii) all of {A} {B} {C} and (D) now is after June 3, 2001; or {LAST}"),
    ("replace Ended (ii)(B): now is after June 4, 2001.", f"{HEAD} {FIRST} (ii) all of {A} (B) now is after June 4, 2001; and {C} or {LAST}"),
    ("replace Ended (ii): now is after June 4, 2001.", f"{HEAD} {FIRST} (ii) now is after June 4, 2001; or {LAST}"),
    ("delete Ended (iii).", f"{HEAD} {FIRST} or (ii) all of {A} {B} and {C[:-1]}."),
    ("delete Ended (i).", f"{HEAD} (ii) all of {A} {B} and {C} or {LAST}"),
    ("delete Ended (ii)(C).", f"{HEAD} {FIRST} (ii) all of {A} and {B} or {LAST}"),
    ("delete Ended (ii)(A).", f"{HEAD} {FIRST} (ii) all of {B} and {C} or {LAST}"),
    ("add Ended (iv): now is on or after May 9, 2011.\n\nadd Ended (v): now is on or after May 10, 2011.",
     f"{HEAD} {FIRST} (ii) all of {A} {B} and {C} {LAST[:-1]}; (iv) now is on or after May 9, 2011; or (v) now is on or after May 10, 2011."),
])  # fmt: skip
def test_a_limb_stands_where_it_belongs(change: str, reads: str) -> None:
    found = amendment(change)
    assert clause(found, "Ended") == reads
    assert clause(found, "Record Day") == "Record Day is June 1, 2001."


def test_a_value_becomes_another() -> None:
    found = amendment("Record Day becomes June 8, 2001.\n")
    assert clause(found, "Record Day") == "Record Day is June 8, 2001."
    (difference,) = found.differences
    assert (difference.word, difference.old, difference.new) == ("becomes", "June 1, 2001", "June 8, 2001")


def test_a_power_that_sets_a_value_changes_the_text() -> None:
    text = PLAN.replace("under Amending", "under Setting").replace("the Board amends the plan.\n\n", "the Board sets the threshold to 25%.\n\n")
    found = amendment("", text)
    assert clause(found, "Ownership Threshold") == "Ownership Threshold starts at 25%."


def test_a_clause_is_added_and_another_replaced() -> None:
    found = amendment('[p.3: "new"]\nadd input Price in dollars per share.\n\nreplace Record Day is 10 days after June 8, 2001.\n')
    assert "Price" in found.plan.terms
    assert clause(found, "Record Day") == "Record Day is 10 days after June 8, 2001."
    assert [difference.word for difference in found.differences] == ["added", "replaced"]


def test_what_is_changed_cites_the_amendment_and_not_the_pages_of_the_plan() -> None:
    found = amendment('[p.3: "new"]\nRecord Day becomes June 8, 2001.\n')
    notes = next(info.sources for label, info in found.plan.clauses.items() if label.clause == "Record Day")
    assert notes[0] == n.Assumption("as amended, A change: p.3: 'new'")
    assert isinstance(notes[1], n.Citation)


def test_the_plan_itself_reads_as_it_did() -> None:
    one, other = load_text(PLAN[: PLAN.index("amendment")]), load_text(PLAN + "Record Day becomes June 8, 2001.\n\ndelete Ended (i).\n")
    assert one.plan.terms.keys() == other.plan.terms.keys()
    assert [term.body for term in one.plan.terms.values()] == [term.body for term in other.plan.terms.values()]


def test_a_question_about_what_is_gone_is_left_out() -> None:
    found = amendment("replace Ended (ii): now is after June 4, 2001.\n\ndelete Record Day.\n")
    _, questions = asked_anew(found)
    assert not questions
    _, questions = asked_anew(amendment("Record Day becomes June 8, 2001.\n"))
    assert [title for title, _, _ in questions] == ["Is it so"]


def test_every_amendment_that_comes_with_a_plan_is_read() -> None:
    for path in sorted(built_in().glob("*/amendments/*.plan")):
        assert load_with(path.parent.parent.name, [path], "", "no more").amendments, path
