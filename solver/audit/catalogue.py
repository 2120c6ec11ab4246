"""The catalogue of the audit: each entry, what it looks for and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from dsl.plan import Plan
from solver.audit import (
    crossed_by_others,
    dead_limb,
    dead_power,
    figure_left_behind,
    lacking_remedy,
    lacking_twin,
    late_deadline,
    narrow_exception,
    removable,
    returning_date,
    skipped_window,
    two_clocks,
    unused_term,
)
from solver.audit.finding import Suspect


class Entry(Struct, frozen=True):
    """An entry: its identifier, its title, what suspects it, and whether a story or a proof shows it, or the text."""

    identifier: str
    title: str
    find: Callable[[Plan], Iterator[Suspect]]
    shown_by: str


def _only(find: Callable[[Plan], Iterator[Suspect]], identifier: str) -> Callable[[Plan], Iterator[Suspect]]:
    return lambda plan: (suspect for suspect in find(plan) if suspect.entry == identifier)


CATALOGUE = (
    Entry(dead_power.ENTRY, "A power or a duty that can never be used", dead_power.find, "a proof"),
    Entry(dead_limb.ENTRY, "A limb or a status that can never count", dead_limb.find, "a proof"),
    Entry(skipped_window.ENTRY, "A power that can be over the moment it begins", skipped_window.find, "a story"),
    Entry(returning_date.ENTRY, "A time limit that passes and comes back", returning_date.find, "a story"),
    Entry(late_deadline.ENTRY, "A deadline that can pass before what it waits for", late_deadline.find, "a story"),
    Entry(two_clocks.ENTRY, "Two clocks that run out a day or less apart", two_clocks.find, "a story"),
    Entry(lacking_remedy.UNANSWERED, "A trigger without its remedy", _only(lacking_remedy.find, lacking_remedy.UNANSWERED), "a story"),
    Entry(lacking_remedy.UNFOUNDED, "A remedy without its trigger", _only(lacking_remedy.find, lacking_remedy.UNFOUNDED), "a story"),
    Entry(lacking_twin.ENTRY, "A consequence that one route has and its twin lacks", lacking_twin.find, "a story"),
    Entry(crossed_by_others.ENTRY, "A threshold that somebody else's act moves past a holder", crossed_by_others.find, "a story"),
    Entry(figure_left_behind.ENTRY, "A figure that stays when the term it repeats is changed", figure_left_behind.find, "a story"),
    Entry(narrow_exception.ENTRY, "An exception that does not switch off all it should", narrow_exception.find, "a story"),
    Entry(unused_term.ENTRY, "A term that no rule uses", unused_term.find, "the text"),
    Entry(removable.ENTRY, "A condition that changes nothing", removable.find, "a proof"),
)
