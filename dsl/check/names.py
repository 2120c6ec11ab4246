"""What every name stands for: the plan's declarations, by name.

Takes the clauses; gives a `Names` table and the mistakes of declaring (two
things of one name, a kind of nothing). What a term's value is comes later.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct, field

from dsl import nodes as n
from dsl.diagnostics import Diagnostic, Related, one_of
from dsl.habits import YES_OR_NO
from dsl.kinds import PEOPLE, Unit
from dsl.source import Span

Sort = Literal[
    "organ", "person", "kind", "thing", "term", "relation", "event", "reading", "calendar", "statement"
]
SORT_WORDS = {
    "organ": "an organ", "person": "a person", "kind": "a kind of Person", "thing": "a thing",
    "term": "a term", "relation": "a relation", "event": "an event", "reading": "a reading",
    "calendar": "a calendar", "statement": "a statement",
}  # fmt: skip
EVERYBODY = "Person"
MOST_OFFERED = 3
LIMB_NAME = re.compile(r"(.+?)((?: \([^()]+\))+)")


class Declared(Struct, frozen=True):
    """A name, what sort of thing it names, and the clause that declares it."""

    name: str
    sort: Sort
    span: Span
    clause: n.Anything | None
    written: str


class Names(Struct):
    """The declarations found so far, and the mistakes made in them; `unread` are names of clauses that could not be read."""

    table: dict[str, Declared] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=lambda: {PEOPLE.name: PEOPLE})
    singulars: dict[str, str] = field(default_factory=dict)
    mistakes: list[Diagnostic] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def declare(self, name: n.Name, sort: Sort, clause: n.Anything | None, span: Span | None = None) -> bool:
        """Enter a name, unless it is taken; a plan may give a vocabulary's input a value."""
        span = span or name.span
        earlier = self.table.get(name.text)
        if name.text == EVERYBODY or earlier is not None:
            if earlier and _fixes_an_input(earlier.clause, clause):
                self.table[name.text] = Declared(name.text, sort, span, clause, name.written)
                return True
            related = (Related(earlier.span, "It was declared here first."),) if earlier else ()
            what = f"is already {SORT_WORDS[earlier.sort]}" if earlier else "stands for everybody"
            self.mistakes.append(Diagnostic("name-taken", span, f"`{name.text}` {what}.",
                                            "Give one of the two another name.", related))
            return False
        self.table[name.text] = Declared(name.text, sort, span, clause, name.written)
        return True

    def find(self, text: str) -> Declared | None:
        """The declaration of a name, which may be written in the plural."""
        for candidate in singulars(text):
            if candidate in self.table:
                return self.table[candidate]
        return self._limb(text)

    def _limb(self, text: str) -> Declared | None:
        """The limb of a term, as `Distribution Date (ii)`: a term of its own, declared when it is first named."""
        match = LIMB_NAME.fullmatch(text)
        term = self.find(match[1]) if match else None
        if match is None or term is None or not isinstance(term.clause, n.Means):
            return None
        name = term.name + match[2]
        self.table[name] = Declared(name, "term", term.span, term.clause, name)
        return self.table[name]

    def unit(self, word: str) -> Unit | None:
        """A unit by its plural or its singular."""
        return self.units.get(word) or self.units.get(self.singulars.get(word, ""))

    def close_to(self, text: str, among: Iterable[str] = ()) -> str:
        """Help for an unknown name: the names that are close to it."""
        if text.lower() in YES_OR_NO:
            return f"Write `{YES_OR_NO[text.lower()]}`."
        names = dict.fromkeys([*(list(among) or [*self.table, EVERYBODY]), *sorted(self.unread)])
        return self.likely(text, names) or "Declare it, or check how it is written."

    def likely(self, text: str, names: Iterable[str]) -> str:
        """The names that may have been meant, as a question; empty if none is close."""
        found = difflib.get_close_matches(text, [name for name in names if name != text], n=MOST_OFFERED, cutoff=0.6)
        return f"Did you mean {one_of([f'`{name}`' for name in found])}?" if found else ""


def _fixes_an_input(earlier: n.Anything | None, later: n.Anything | None) -> bool:
    """A vocabulary's input may be given its value, or its start, by the plan."""
    return isinstance(earlier, n.Input) and isinstance(later, n.Starts | n.Fixed)


def is_same_noun(one: str, other: str) -> bool:
    """Whether two nouns are one, in the plural or not."""
    return bool({*singulars(one)} & {*singulars(other)})


def singulars(text: str) -> list[str]:
    """The text, and what it may be the plural of."""
    found = [text]
    if text.endswith("ies"):
        found.append(text[:-3] + "y")
    if text.endswith("es"):
        found.append(text[:-2])
    if text.endswith("s"):
        found.append(text[:-1])
    return found


def declare_all(clauses: Iterable[n.Anything]) -> Names:
    """Enter the names that clauses declare."""
    names = Names()
    for clause in clauses:
        _declare(names, clause)
    return names


def _declare(names: Names, clause: n.Anything) -> None:
    match clause:
        case n.UnitClause():
            _declare_unit(names, clause)
        case n.OrganClause():
            names.declare(clause.name, "organ", clause)
        case n.PersonClause():
            names.declare(clause.name, "person", clause)
        case n.ThingClause():
            names.declare(clause.name, "thing", clause)
        case n.KindsClause():
            _declare_kinds(names, clause)
        case n.Fixed() | n.Starts() | n.Means() | n.Input() | n.OpenClause():
            names.declare(clause.head.name, "term", clause)
        case n.RelationClause():
            names.declare(clause.name, "relation", clause)
        case n.EventClause():
            names.declare(clause.name, "event", clause)
        case n.ReadingClause():
            names.declare(clause.name, "reading", clause)
        case n.CalendarClause():
            names.declare(clause.name, "calendar", clause)
        case n.StatementClause():
            names.declare(clause.topic, "statement", clause)
        case _:
            pass


def _declare_unit(names: Names, clause: n.UnitClause) -> None:
    if clause.name in names.units or clause.name in ("percent", "days", "months", "years"):
        names.mistakes.append(Diagnostic("unit-taken", clause.span, f"The unit `{clause.name}` is already known.",
                                         "Declare each unit once, in the vocabulary."))
        return
    unit = Unit(clause.name, clause.singular or clause.name, clause.whole)
    names.units[unit.name] = unit
    names.singulars[unit.singular] = unit.name


def _declare_kinds(names: Names, clause: n.KindsClause) -> None:
    if clause.of.text != EVERYBODY:
        names.mistakes.append(Diagnostic("kinds-of", clause.of.span, f"I know kinds of Person only, not of `{clause.of.text}`.",
                                         "Write `kinds of Person: ...`."))
    for name in clause.names:
        names.declare(name, "kind", clause, clause.span if name.span.file == "" else name.span)
