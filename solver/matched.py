"""Which events of two plans are one: those of one name whose phrases have the same holes, or where one names whom the other leaves open.

`the Board redeems the Rights` is what `{Redeemer: organ} redeems the Rights`
says of the Board.
"""

from __future__ import annotations

from msgspec import Struct

from dsl import core as c
from dsl.kinds import ORGAN, PERSON
from dsl.phrases import pattern_of
from dsl.plan import Event, HoleOf, Plan


class Match(Struct, frozen=True):
    """An event of both plans: as whose it is told, and for each of the two whom its phrase names in the place of holes."""

    told_as: Event
    named: tuple[tuple[tuple[HoleOf, c.ActorIs], ...], tuple[tuple[HoleOf, c.ActorIs], ...]]


def match(plan: Plan, one: Event, other: Event) -> Match | None:
    """How two events of one name are one; None if they are not. `plan` knows the actors of both."""
    if _holes(one) == _holes(other):
        return Match(one, ((), ()))
    if not other.holes and (named := _named(plan, one, other)) is not None:
        return Match(one, ((), named))
    if not one.holes and (named := _named(plan, other, one)) is not None:
        return Match(other, (named, ()))
    return None


def _holes(event: Event) -> list[tuple[object, str | None]]:
    return [(hole.kind, hole.person_kind) for hole in event.holes]


def _named(plan: Plan, general: Event, special: Event) -> tuple[tuple[HoleOf, c.ActorIs], ...] | None:
    """Whom the phrase of one event names in the holes of another's; None if it does not read as that."""
    sentence = " ".join(part for part in special.phrase.parts if isinstance(part, str))
    read = pattern_of(general.phrase, plan.units).read(sentence)
    if read is None or any(hole.kind not in (ORGAN, PERSON) for hole in general.holes):
        return None
    actors = {plan.name(name): name for name in (*plan.organs, *plan.persons)}
    found = [actors.get(text) for text, _, _ in read]
    if any(name is None or (hole.kind == ORGAN) != (name in plan.organs) for hole, name in zip(general.holes, found, strict=True)):
        return None
    return tuple((hole, c.ActorIs(str(name))) for hole, name in zip(general.holes, found, strict=True))
