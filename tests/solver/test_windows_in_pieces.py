"""A window that comes in many short stretches, one for each time at which somebody may act, is put together to the end."""

from __future__ import annotations

from dsl.dates import Instant, day_of
from dsl.load import load_text
from solver.ask import ask

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
calendar Bank Calendar:
    holidays "US" as they fall;
    a holiday on a Saturday is not moved;
    a holiday on a Sunday moves to Monday;
    from January 1, 2000 to December 31, 2010.
[assume "a"]
business day means Bank Calendar.
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
power Swap: "the Committee swaps the Rights"
    from the start of the 2nd business day after the first Announcement whose Holder is a Stockholder
    until the end of the 7th business day after the first Announcement whose Holder is a Stockholder.
scenario "Start"
    people Orion is a Stockholder.
    June 1, 2001: Orion buys 1 share.
"""


def test_a_window_of_six_days_may_begin_on_any_day_of_the_year() -> None:
    """Announced on Friday, June 1, the second business day is Tuesday, June 5; announced later, it is as much later, up to the horizon of a year."""
    library = load_text(PLAN)
    answer = ask(library.plan, library.ask("when may Swap happen?", "Start"))
    standing, others, best = answer.headline.openings
    assert (standing.stretches, others.stretches) == ((), ())
    ((begin, end),) = best.stretches
    assert (day_of(Instant(begin)).isoformat(), day_of(Instant(end)).isoformat()) == ("2001-06-05", "2002-06-01")
