"""A window that some reading alone opens to what others do, or closes, is told apart by that reading, and by no other."""

from __future__ import annotations

from dsl.dates import Instant, day_of
from dsl.load import load_text
from solver.ask import ask

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
reading Asker is Anyone (base, because "a"), "whoever asks"; or Nobody, "it takes no asking".
[assume "a"]
reading Writing is Needed (base, because "a"), "in writing"; or Waived, "by word of mouth".
[assume "a"]
Asked of the Rights starts at no.
[assume "a"]
event Asking: "{Asking Person: Person} asks for leave"
    provided Writing reads Waived or Asker reads Nobody
    effect the Rights become Asked if Asker reads Anyone.
[assume "a"]
power Leave: "the Board gives leave"
    provided the Rights are Asked.
scenario "As it was"
    people Orion is a Stockholder.
"""


def test_a_reading_that_opens_a_window_at_best_has_a_row_of_its_own() -> None:
    """Nobody can ask as it is read at the base; where Writing is waived, anyone can, and is heard where Asker reads Anyone."""
    library = load_text(PLAN)
    answer = ask(library.plan, library.ask("when may Leave happen?", "As it was"))
    open_at_best = {row.under for row in answer.rows if row.finding.openings[2].stretches}
    closed = {row.under for row in answer.rows if not row.finding.openings[2].stretches}
    assert all(dict(under)["Writing"] == "Waived" and dict(under).get("Asker", "Anyone") == "Anyone" for under in open_at_best)
    assert open_at_best
    assert all(dict(under).get("Writing") != "Waived" or dict(under)["Asker"] == "Nobody" for under in closed)


HOURS = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
reading Last Day is Short (base, because "a"), "three days"; or Long, "five days".
[assume "a"]
reading Silence is Assent (base, because "a"), "who is silent assents"; or Nothing, "silence is nothing".
[assume "a"]
Assented of the Rights starts at no.
[assume "a"]
Noticed of the Rights means that some Purchase has happened and Silence reads Assent.
[assume "a"]
whenever (the Rights are Noticed) first holds: Assented of the Rights becomes yes.
[assume "a"]
Deadline is May 10, 2001 where Last Day reads Short, otherwise May 12, 2001.
[assume "a"]
power Leave: "the Board gives leave"
    provided now is before the start of Deadline
    and the Rights are not Assented.
scenario "Few"
    people Orion is a Stockholder.
scenario "Many"
    people Orion is a Stockholder.
    May 8, 2001: Orion buys 200 shares.
"""


def windows(scenario: str) -> dict[object, tuple[int, ...]]:
    """Whether the power is open as things stand, whatever others do and at best, by the readings that tell a row; no one more person makes a difference."""
    library = load_text(HOURS)
    answer = ask(library.plan, library.ask("when may Leave happen?", scenario))
    assert answer.one_more == "same"
    return {row.under: tuple(sum(end - begin for begin, end in opening.stretches) for opening in row.finding.openings) for row in answer.rows}


ASSENT, NOTHING, SHORT, LONG = ("Silence", "Assent"), ("Silence", "Nothing"), ("Last Day", "Short"), ("Last Day", "Long")


def test_what_is_covered_under_one_reading_is_no_gap_under_another() -> None:
    """Four ticks a day: three days up to the start of May 10, five to that of May 12; another's purchase ends it at once, where silence is assent."""
    assert windows("Few") == {(SHORT, ASSENT): (12, 0, 12), (SHORT, NOTHING): (12, 12, 12), (LONG, ASSENT): (20, 0, 20), (LONG, NOTHING): (20, 20, 20)}


def test_a_story_that_goes_another_way_is_looked_at_by_itself() -> None:
    """From the purchase on May 8, before the close, it is seven ticks and fifteen; where silence is assent it is over then."""
    assert windows("Many") == {(ASSENT,): (0, 0, 0), (SHORT, NOTHING): (7, 7, 7), (LONG, NOTHING): (15, 15, 15)}


EITHER_WAY = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
reading Mood is Mild (base, because "a"), "mild"; or Harsh, "harsh".
[assume "a"]
input Harmful as yes or no.
[assume "a"]
Late Limit means close of business on June 20, 2001 where Mood reads Mild, otherwise close of business on June 5, 2001.
[assume "a"]
Limit means close of business on June 10, 2001 where Harmful, otherwise Late Limit.
[assume "a"]
power Leave: "the Board gives leave"
    before Limit.
scenario "As it was"
    people Orion is a Stockholder.
    May 8, 2001: Orion buys 150 shares.
"""


def test_a_reading_that_moves_a_window_under_one_value_of_a_fact_alone_has_a_row_of_its_own() -> None:
    """With harm the window ends on June 10 however it is read; without, on June 20 in the mild mood, and on June 5 in the harsh one."""
    library = load_text(EITHER_WAY)
    answer = ask(library.plan, library.ask("when may Leave happen?", "As it was"))
    ends = {
        row.under: {day_of(Instant(end)).day for way in row.finding.ways for opening in way.openings for _, end in opening.stretches} for row in answer.rows
    }
    assert ends == {(("Mood", "Mild"),): {10, 20}, (("Mood", "Harsh"),): {10, 5}}
    assert answer.same_under == ()
