"""What every node is: something written, with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from dsl.source import NOWHERE, Span


@dataclass(frozen=True, kw_only=True)
class Node:
    """Anything written, with its place in the text."""

    span: Span = field(default=NOWHERE, compare=False, repr=False)
