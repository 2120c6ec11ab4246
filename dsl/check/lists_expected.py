"""Expectations of several names: `expect Orion, Vega and Lyra` is one list, though a comma also parts one expectation from the next."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from dsl import nodes as n


def as_lists(outcomes: Iterable[n.Outcome]) -> tuple[n.Outcome, ...]:
    """Names without readings go on with the names that follow: two expectations that both speak of every reading would be at odds."""
    found: list[n.Outcome] = []
    for outcome in outcomes:
        before = found[-1] if found else None
        if before is not None and before.values and outcome.values and not before.under:
            found[-1] = replace(outcome, values=(*before.values, *outcome.values), span=before.span.through(outcome.span))
        else:
            found.append(outcome)
    return tuple(found)
