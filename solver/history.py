"""What has happened so far: the states, one after each step, with their moments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from msgspec import Struct, field

from dsl.core import Label
from dsl.dates import Instant
from dsl.plan import Term

UNSET = None
Place = tuple[str, str | None]  # a state term, and the person it is of
Value = Fraction | bool | dt.date | Instant | str | None


class Line(NamedTuple):
    """So many times a number, and so much."""

    times: Fraction
    plus: Fraction


class Unknown(Struct, frozen=True):
    """A value that nobody has given; `sources` are the inputs and open matters it comes from.

    One that is so many times another is a `line` of its one part; the `best` of
    several has them as its parts.
    """

    sources: frozenset[str]
    key: str
    is_open: bool
    line: Line | None = None
    parts: tuple[Any, ...] = ()
    best: Literal["", "least", "greatest"] = ""

    @property
    def is_itself(self) -> bool:
        """Whether it is the very input or open matter, and not what was reckoned from some."""
        return self.sources == {self.key}


class State(Struct, frozen=True):
    """The values of the state terms, and the pairs of each relation."""

    terms: Mapping[Place, Value | Unknown]
    pairs: Mapping[str, frozenset[frozenset[str]]]


class Entry(Struct, frozen=True):
    """One step: when, what, and the state after it."""

    tick: Instant
    sort: Literal["start", "event", "by itself"]
    state: State
    event: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    label: Label | None = None
    person: str | None = None
    line: int | None = None


def seen_until(history: Sequence[Entry], place: int) -> int:
    """The last tick at which the state after an entry that is not the last is seen.

    What happens by itself happens at once: in its moment only the state after it is
    seen. So the tick lies before the entry where that is the same moment.
    """
    following = history[place + 1]
    return following.tick - 1 if following.sort == "by itself" else following.tick


def unknown(term: Term, subject: str | None) -> Unknown:
    """The value of a parameter that nobody gave."""
    about = f"{term.name} of {subject}" if subject else term.name
    return Unknown(frozenset({about}), about, term.role == "open")


def joined(op: str, *values: Any) -> Unknown:
    """What comes of reckoning with something unknown: unknown, from the same sources."""
    unknowns = [value for value in values if isinstance(value, Unknown)]
    sources = frozenset().union(*(value.sources for value in unknowns))
    key = f"{op}({', '.join(v.key if isinstance(v, Unknown) else str(v) for v in values)})"
    return Unknown(sources, key, any(value.is_open for value in unknowns))
