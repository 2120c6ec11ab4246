"""Checks readings: at least two options, each once, one of them the base."""

from __future__ import annotations

from collections.abc import Sequence

from dsl import nodes as n
from dsl.check.context import Context
from dsl.core import Label
from dsl.plan import Reading, ReadingOption


def readings_of(context: Context, clauses: Sequence[n.Anything]) -> dict[str, Reading]:
    """The readings that the clauses declare."""
    found = {}
    for clause in clauses:
        if isinstance(clause, n.ReadingClause):
            found[clause.name.text] = _reading(context, clause)
    return found


def _reading(context: Context, clause: n.ReadingClause) -> Reading:
    names = [option.name.text for option in clause.options]
    if len(names) < 2:
        context.report("one-option", clause.name.span, f"`{clause.name.text}` has one option only.", "A reading names at least two rival interpretations.")
    for index, option in enumerate(clause.options):
        if names.index(option.name.text) < index:
            context.report("option-twice", option.span, f"The option `{option.name.text}` stands here twice.", "Give each option a name of its own.")
    bases = [option for option in clause.options if option.base]
    if len(bases) != 1:
        context.report("one-base", clause.name.span, f"`{clause.name.text}` has {'no base' if not bases else 'more than one base'}.",
                       'Mark just one option `(base, because "...")`.')
    options = tuple(ReadingOption(o.name.text, o.gloss or "", o.because or "") for o in clause.options)
    base = bases[0].name.text if bases else names[0]
    return Reading(clause.name.text, options, base, Label(clause.name.text))
