"""Finds the limbs of a checked term, so that each can be named by itself.

A limb inside `some Person ...` speaks of that person and cannot stand alone;
it is not among them.
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl import core as c

Limb = tuple[tuple[str, ...], c.Part, bool]  # the labels, the part, and whether it is a value of the term's kind


def limb_of(body: c.Core, labels: tuple[str, ...]) -> tuple[c.Part, bool] | None:
    """The part that is a limb, and whether it is a value of the term's kind and no condition."""
    return next(((part, is_value) for found, part, is_value in _limbs(body, is_value=False) if found == labels), None)


def limbs_in(body: c.Core) -> Iterator[tuple[str, ...]]:
    """The labels of the limbs that can be named."""
    yield from (labels for labels, _, _ in _limbs(body, is_value=False))


def _limbs(core: c.Core, is_value: bool) -> Iterator[Limb]:
    match core:
        case c.Part():
            labels = tuple(part for part in core.label.parts if part.startswith("("))
            if labels and core.label.parts[-1].startswith("("):
                yield labels, core, is_value
            yield from _limbs(core.body, is_value)
        case c.Best():
            for item in core.items:
                yield from _limbs(item, is_value=True)
        case c.All() | c.Any():
            for item in core.items:
                yield from _limbs(item, is_value=False)
        case c.Later():
            yield from _limbs(core.value, is_value)
        case c.PartOfDay():
            yield from _limbs(core.day, is_value=False)
        case _:
            return
