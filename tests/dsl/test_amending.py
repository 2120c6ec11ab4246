"""The amended text: each change stands where it belongs, and nothing else is otherwise."""

from __future__ import annotations

import pytest

from dsl import nodes as n
from dsl.amending import asked_anew
from dsl.amending.changes import Changes
from dsl.amending.lists import lists_in, next_label
from dsl.amending.text import words_of
from dsl.amendment import Amendment
from dsl.check.checker import clause_title
from dsl.load import Library, load_text
from dsl.parse import parse
from dsl.source import Source, Span

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
    ("delete Ended (ii).", f"{HEAD} {FIRST} or {LAST}"),
    ("delete Ended (ii)(B).", f"{HEAD} {FIRST} (ii) all of {A} and {C} or {LAST}"),
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


def clauses_with_lists(library: Library) -> list[tuple[str, n.Anything]]:
    """Every clause of the plan that has a list with three limbs or more, with its text."""
    return [
        (library.sources[clause.span.file].text[clause.span.start : clause.span.end] + "\n", clause)
        for file in library.files if "questions" not in file.file
        for clause in file.clauses if any(len(items.limbs) > 2 for items in lists_in(clause))
    ]  # fmt: skip


def changed(text: str, change: n.Changing) -> tuple[n.Anything, list[str]]:
    """A clause alone with a change made in it, and what is wrong."""
    source = Source("alone", text)
    wrong: list[str] = []
    changes = Changes("A change", (), {"alone": source, "body": Source("body", "Record Date")}, [parse(source)[0]],
                      lambda code, span, problem, help_text: wrong.append(f"{code}: {problem}"))
    changes.make(change)
    return changes.files[0].clauses[0], wrong


def test_any_limb_of_the_plan_can_be_deleted_and_any_list_goes_on(hemacare: Library) -> None:
    """The clause is read again, and its other limbs say what they said."""
    tried = 0
    for text, clause in clauses_with_lists(hemacare):
        name = clause_title(clause)
        for items in lists_in(clause):
            if len(items.limbs) <= 2 or len(list(lists_in(clause))) != 1:
                continue
            for limb in items.limbs:
                after, wrong = changed(text, n.Deletion(n.Name(f"{name} {limb.label}", "")))
                assert not wrong, (name, limb.label, wrong)
                (kept,) = lists_in(after)
                assert kept.limbs == tuple(other for other in items.limbs if other is not limb), (name, limb.label)
                tried += 1
            label = next_label(items.limbs)
            body = n.Name("Record Date", "", span=Span("body", 0, len("Record Date")))
            after, wrong = changed(text, n.LimbChange("add", n.Name(f"{name} {label}", ""), body))
            (longer,) = lists_in(after)
            assert not wrong, (name, label, wrong)
            assert longer.limbs[:-1] == items.limbs, name
            assert longer.limbs[-1].label == label
    assert tried > 40
