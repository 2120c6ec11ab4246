"""What an audit deals in: what is suspected, and what was found, with its story or its proof."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from dsl import core as c
from dsl.dates import Instant
from dsl.kinds import Kind
from dsl.plan import Plan, Scenario
from solver.answer import Under

Severity = Literal["serious", "worth a look", "tidy-up"]
SEVERITIES: tuple[Severity, ...] = ("serious", "worth a look", "tidy-up")


class Sought(Struct, frozen=True):
    """What a story must come to, and what must be so at no time of it; of one person if `var` is set.

    `idle` do nothing in it. Where `at` is set, the story is held against `then` too,
    at that instant of it; it is not looked for so. `shown` are values to be told with it, each with
    its name and kind. `options` are the readings that are not at their base,
    `plan` the plan that is asked, if it is another than the one audited.
    """

    condition: c.Core
    never: tuple[c.Core, ...] = ()
    var: c.Var | None = None
    idle: tuple[str, ...] = ()
    at: c.Core | None = None
    then: tuple[c.Core, ...] = ()
    shown: tuple[tuple[str, c.Core, Kind], ...] = ()
    options: Under = ()
    plan: Plan | None = None


class Told(Struct, frozen=True):
    """A story that shows a defect, and since when; `shown` are values in it, each with its name and kind.

    `unless` are the readings that, taken one by one instead of those it was
    found on, have the story come out otherwise.
    """

    path: Scenario
    moment: Instant
    shown: tuple[tuple[str, Any, Kind], ...]
    unless: Under


class Proved(Struct, frozen=True):
    """A proof that something never comes about, for any number of events by a cast up to the horizon.

    It holds under `every` reading, or else on the readings that the finding names.
    """

    every: bool
    cast: tuple[tuple[str, str], ...]


class Suspect(Struct, frozen=True):
    """What may be a defect: it is one if there is a story, or if it is proved that there is none.

    `names` are what the words of its entry speak of, `labels` the clauses it
    is about. What is seen in the text alone needs neither. That `happens` happens,
    or that `forbids` alone forbids a line, in a story of the plan clears it too.
    """

    entry: str
    labels: tuple[c.Label, ...]
    names: tuple[str, ...]
    severity: Severity
    story: Sought | None = None
    refuted_by: Sought | None = None
    happens: str = ""
    forbids: c.Label | None = None


class Found(Struct, frozen=True):
    """A defect: its stable identifier, and its story, its proof, or neither where the text alone shows it.

    `options` are the readings it was found on that are not at their base.
    """

    identifier: str
    entry: str
    labels: tuple[c.Label, ...]
    names: tuple[str, ...]
    severity: Severity
    options: Under
    witness: Told | Proved | None


class Unsettled(Struct, frozen=True):
    """A suspicion that was neither shown nor cleared: of which entry, about which clauses."""

    entry: str
    labels: tuple[c.Label, ...]
    names: tuple[str, ...]
