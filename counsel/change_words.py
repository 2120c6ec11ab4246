"""What a step changed, in words: `Orion becomes an Acquiring Person`."""

from __future__ import annotations

from typing import Any

from counsel.words import value_words
from dsl import nodes as n
from dsl.diagnostics import one_of
from dsl.kinds import TIMES, YES_NO
from dsl.plan import Plan, Term
from solver.chronicle import Changed, Paired
from solver.history import Unknown


def changed_words(plan: Plan, changed: Changed) -> str:
    """`Orion becomes an Acquiring Person`, `Shares Held of Orion: 0 shares, then 1,100,000 shares`."""
    term = plan.terms[changed.term]
    who = plan.name(changed.subject) if changed.subject else (plan.name(term.per) if term.per else "")
    unknown = isinstance(changed.after, Unknown)
    if term.kind == YES_NO and who and unknown:
        return f"Whether {who} {'are' if who.endswith('s') and not changed.subject else 'is'} {with_article(plan, term)} is not known"
    if term.kind == YES_NO and who:
        become = "become" if who.endswith("s") and not changed.subject else "becomes"
        status = with_article(plan, term)
        return f"{who} {become} {status}" if changed.after else f"{who} {'are' if become == 'become' else 'is'} no longer {status}"
    name = f"{changed.term} of {who}" if who else changed.term
    before, after = (known_words(plan, term, value) for value in (changed.before, changed.after))
    if term.kind in TIMES and changed.before is None and not unknown:
        return f"{name} is now {after}"
    return f"{name}: from {before} to {after}"


def known_words(plan: Plan, term: Term, value: Any) -> str:
    """A value of a term, or that nobody stated what it rests on."""
    if isinstance(value, Unknown):
        return f"a value that turns on {one_of(sorted(value.sources), 'and')}, which nobody stated"
    return value_words(value, term.kind, plan)


def with_article(plan: Plan, term: Term) -> str:
    """`an Acquiring Person`; a status that is no noun, as `Gain Determined`, has no article."""
    node = plan.clauses[term.label].node
    if isinstance(node, n.Means) and node.word == "noun":
        return f"{'an' if term.name[0] in 'AEIOU' else 'a'} {term.name}"
    return term.name


def pair_words(plan: Plan, pair: Paired) -> str:
    """`Orion and Vega become Associates`."""
    verb = "become" if pair.joined else "cease to be"
    return f"{plan.name(pair.one)} and {plan.name(pair.other)} {verb} {pair.relation}s"
