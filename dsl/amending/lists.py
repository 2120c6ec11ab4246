"""Finds a limb in a clause by its labels, and the list that it stands in."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from typing import Any

from dsl import nodes as n
from dsl.check.conditions import ROMAN

List = n.Listed | n.Choose
SERIES = (ROMAN, list(string.ascii_lowercase), list(string.ascii_uppercase), [str(number) for number in range(1, 100)])


def lists_in(node: Any) -> Iterator[List]:
    """The outermost lists of a clause or of a limb."""
    if isinstance(node, n.Listed | n.Choose):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from lists_in(item)
    elif isinstance(node, n.Node):
        for part in node.said():
            yield from lists_in(part)


def limbs_at(clause: Any, labels: Sequence[str]) -> list[tuple[List, n.Limb]]:
    """Every limb of these labels, each inside the one before, with the list that it stands in."""
    (label, *inner) = labels
    found = [(items, limb) for items in lists_in(clause) for limb in items.limbs if limb.label == label]
    return found if not inner else [deeper for _, limb in found for deeper in limbs_at(limb.body, inner)]


def lists_at(clause: Any, labels: Sequence[str]) -> list[List]:
    """The lists directly inside of a clause, or of the limb of these labels."""
    inside = [limb.body for _, limb in limbs_at(clause, labels)] if labels else [clause]
    return [items for body in inside for items in lists_in(body)]


def label_paths(clause: Any) -> Iterator[str]:
    """The labels of every limb of a clause, as `(i)(B)`."""
    for items in lists_in(clause):
        for limb in items.limbs:
            yield limb.label
            yield from (limb.label + deeper for deeper in label_paths(limb.body))


def next_label(limbs: Sequence[n.Limb]) -> str:
    """The label that goes on a list: after `(vi)`, `(vii)`."""
    first, last = limbs[0].label.strip("()"), limbs[-1].label.strip("()")
    series = next((names for names in SERIES if first in names and last in names), SERIES[0])
    place = series.index(last) + 1 if last in series else 0
    return f"({series[min(place, len(series) - 1)]})"
