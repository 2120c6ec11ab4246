"""The term that a word in lower case may stand for, in a question typed beside a plan whose terms are known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from msgspec.structs import replace

from dsl.diagnostics import Diagnostic, one_of

MOST_OFFERED = 3


def with_term_meant(mistake: Diagnostic, text: str, names: Iterable[str]) -> Diagnostic:
    """A mistake, with the names of the plan that are meant by a word that was not expected; the mistake itself where none is near."""
    word = text[mistake.span.start : mistake.span.end]
    if mistake.code != "unexpected" or not word.isalpha() or not word.islower():
        return mistake
    by_lower = {name.lower(): name for name in names}
    found = [by_lower[word]] if word in by_lower else [name for lower, name in by_lower.items() if word in lower.split()]
    found = found or [by_lower[lower] for lower in difflib.get_close_matches(word, by_lower, n=MOST_OFFERED, cutoff=0.7)]
    if not found:
        return mistake
    return replace(mistake, help=f"Did you mean {one_of([f'`{name}`' for name in found[:MOST_OFFERED]])}? A term is written as in the plan.")
