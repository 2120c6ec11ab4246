"""What has happened so far: the states, one after each step, with their moments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from dsl.core import Label
from dsl.dates import Instant

UNSET = None
Place = tuple[str, str | None]  # a state term, and the person it is of
Value = Fraction | bool | dt.date | Instant | str | None


@dataclass(frozen=True)
class Unknown:
    """A value that nobody has given; `sources` are the inputs and open matters it comes from."""

    sources: frozenset[str]
    key: str
    is_open: bool


@dataclass(frozen=True)
class State:
    """The values of the state terms, and the pairs of each relation."""

    terms: Mapping[Place, Value | Unknown]
    pairs: Mapping[str, frozenset[frozenset[str]]]


@dataclass(frozen=True)
class Entry:
    """One step: when, what, and the state after it."""

    tick: Instant
    sort: Literal["start", "event", "by itself"]
    state: State
    event: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    label: Label | None = None
    person: str | None = None
    line: int | None = None
