"""Limbs and statuses that can never count: no story brings them about."""

from __future__ import annotations

from collections.abc import Iterator

from dsl import core as c
from dsl.forms import free_in
from dsl.kinds import TIMES, YES_NO
from dsl.plan import Plan, Term
from solver.answer import Under
from solver.audit.finding import Sought, Suspect
from solver.audit.forms import is_out, own_terms, within

ENTRY = "dead-limb"


def find(plan: Plan) -> Iterator[Suspect]:
    """Each status as a whole, each alternative of a definition, each date of an `earliest of`."""
    for term in own_terms(plan):
        if term.role == "means" and (term.kind == YES_NO or term.kind in TIMES) and term.body is not None:
            if term.kind == YES_NO:
                yield _suspect(term, term.label, term.body, ())
            yield from _limbs(plan, term)


def _limbs(plan: Plan, term: Term) -> Iterator[Suspect]:
    for part in within(term.body, {}):
        if isinstance(part, c.Any | c.Best) and len(part.items) > 1 and (isinstance(part, c.Any) or part.op == "earliest"):
            for place, item in enumerate(part.items):
                if isinstance(item, c.Part) and is_about(term, item):
                    options = _counting(plan, item)
                    if options is not None:
                        yield _suspect(term, item.label, _counts(part, place), options)


def _suspect(term: Term, label: c.Label, condition: c.Core, options: Under) -> Suspect:
    name = term.name if label == term.label else label.limb_name
    return Suspect(ENTRY, (label,), (name,), "worth a look", refuted_by=Sought(condition, var=term.var, options=options))


def is_about(term: Term, core: c.Core) -> bool:
    """Whether a form speaks of nobody but whom the term is of."""
    return set(free_in(core)) <= {term.var}


def _counting(plan: Plan, item: c.Core) -> Under | None:
    """Readings other than the base ones under which an item counts at all; none needed where it counts at the base."""
    if not is_out(item, plan.base_readings):
        return ()
    for name, reading in plan.readings.items():
        for option in reading.options:
            if not is_out(item, {**plan.base_readings, name: option.name}):
                return ((name, option.name),)
    return None


def _counts(among: c.Any | c.Best, place: int) -> c.Core:
    """That an item holds; of a date, that it is set and comes before all the others."""
    item = among.items[place]
    if isinstance(among, c.Any):
        return item
    others = c.Best("earliest", (*among.items[:place], *among.items[place + 1 :]))
    return c.All((c.IsSetIs(item), c.Not(c.CompareTime("on or before", others, item))))

