"""Two clocks that start with the same thing and run out within a day of each other, but not together.

A gap: a power is over, and what it was to forestall has not begun. An overlap:
what was to follow has begun, and the power is still open. Differences in which
no event can happen are none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dsl import core as c
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, PARTS
from dsl.kinds import DAY, INSTANT, Kind
from dsl.plan import Plan
from solver.audit.content import shape
from solver.audit.finding import Sought, Suspect
from solver.audit.forms import Options, bare, clauses_of, is_own, own_events, own_terms, within
from solver.settled import settled

ENTRY = "two-clocks"
OFFSETS = {"start": 0, "close": 2, "end": PARTS}


@dataclass(frozen=True)
class Clock:
    """When a date of a rule runs out: so many ticks after the beginning of the day from which it counts.

    `start` is what it counts from, `like` what makes another start the same;
    `label` the clause it stands in, `ends` whether it ends `rule` or begins it;
    `late` says that a whole day must have passed, `read_so` are the readings by which it counts.
    """

    label: c.Label
    date: c.Core
    kind: Kind
    start: c.Core
    like: str
    ticks: int
    rule: c.Label
    ends: bool
    late: bool = False
    read_so: tuple[c.Core, ...] = ()


def find(plan: Plan) -> Iterator[Suspect]:
    """Each pair of clocks of which one ends a power and the other begins something."""
    clocks = list(dict.fromkeys(_clocks(plan)))
    groups: dict[tuple[c.Label, int, str], list[Clock]] = {}
    for clock in clocks:
        groups.setdefault((clock.label, clock.ticks, clock.like), []).append(clock)
    seen: dict[tuple[c.Label, c.Label], tuple[Clock, Clock, dict[str, None], dict[str, None]]] = {}
    for one, other in itertools.permutations(groups.values(), 2):
        over = [clock.rule for clock in one if clock.ends and clock.rule.clause in plan.events and plan.events[clock.rule.clause].is_power]
        begun = [clock.rule for clock in other if not clock.ends]
        a, b = one[0], other[0]
        if over and begun and a.like == b.like and a.label.clause != b.label.clause and _apart(a.ticks, b.ticks):
            _, _, ended, begins = seen.setdefault((a.label, b.label), (a, b, {}, {}))
            ended.update((rule.clause, None) for rule in over)
            begins.update((rule.clause, None) for rule in begun)
    for a, b, ended, begins in seen.values():
        yield _suspect(a, b, tuple(ended), tuple(begins))


def _apart(one: int, other: int) -> bool:
    """Whether two ticks are at most a day apart, and an event can happen between them."""
    low, high = min(one, other), max(one, other)
    return high - low <= PARTS and any(tick % PARTS in (BEFORE_CLOSE, AFTER_CLOSE) for tick in range(low, high))


def _suspect(ended: Clock, begun: Clock, over: tuple[str, ...], begins: tuple[str, ...]) -> Suspect:
    together = c.CompareTime("on", ended.start, begun.start)
    condition = c.All((c.IsSetIs(ended.date), c.IsSetIs(begun.date), together, *ended.read_so, *begun.read_so))
    names = ("gap" if ended.ticks < begun.ticks else "overlap", "|".join(over), "|".join(begins))
    shown = tuple((clock.label.limb_name, _moment(clock), INSTANT) for clock in (ended, begun))
    return Suspect(ENTRY, clauses_of(ended.label, begun.label), names, "serious", Sought(condition, shown=shown))


def _moment(clock: Clock) -> c.Core:
    """The instant at which a clock runs out."""
    return clock.date if clock.kind == INSTANT else c.PartOfDay("end" if clock.late else "start", clock.date)


def _clocks(plan: Plan) -> Iterator[Clock]:
    options = plan.base_readings
    for event in own_events(plan):
        yield from _of_rule(plan, options, event.label, c.All(event.guards))
    for term in own_terms(plan):
        if term.role == "means" and term.per not in (None, "Person") and term.body is not None:
            yield from _of_rule(plan, options, term.label, term.body)


def _of_rule(plan: Plan, options: Options, rule: c.Label, core: c.Core) -> Iterator[Clock]:
    ended = {id(part.body) for part in within(core, options) if isinstance(part, c.Not)}
    for part in within(core, options):
        if isinstance(part, c.CompareTime) and isinstance(part.left, c.NowIs):
            late = part.op in ("after", "on or before")
            for leaf in _leaves(plan, options, part.right, rule):
                ticks = leaf.ticks + (0 if not late else PARTS if leaf.kind == DAY else 1)
                yield replace(leaf, ticks=ticks, rule=rule, ends=id(part) in ended or part.op in ("before", "on or before"), late=late)


def _leaves(plan: Plan, options: Options, core: Any, label: c.Label) -> Iterator[Clock]:
    """The clocks that a date is made of."""
    match core:
        case c.Part():
            yield from _leaves(plan, options, core.body, core.label)
        case c.TermIs() if plan.terms[core.term].role in ("means", "fixed") and plan.terms[core.term].body is not None and core.subject is None:
            if is_own(plan, plan.terms[core.term].label):
                yield from _leaves(plan, options, plan.terms[core.term].body, plan.terms[core.term].label)
        case c.Best():
            for item in core.items:
                yield from _leaves(plan, options, item, label)
        case c.Later():
            yield from _leaves(plan, options, core.value, label)
        case c.Choice():
            taken = settled(core.condition, options)
            for chosen in ((core.value,) if taken else (core.otherwise,) if taken is False else (core.value, core.otherwise)):
                if chosen is not None:
                    read_so = () if taken is None else (core.condition if taken else c.Not(core.condition),)
                    yield from (replace(leaf, read_so=(*leaf.read_so, *read_so)) for leaf in _leaves(plan, options, chosen, label))
        case _:
            clock = _clock(core, label)
            if clock is not None:
                yield clock


def _clock(core: Any, label: c.Label) -> Clock | None:
    """The clock that a date is, if it counts from the beginning of a day or from an event, without its rule."""
    ticks, inner = 0, core
    kind: Kind = DAY
    if isinstance(inner, c.PartOfDay):
        ticks, kind, inner = OFFSETS[inner.word], INSTANT, bare(inner.day)
    calendar = None
    if isinstance(inner, c.CountDays) and inner.side == "after":
        ticks += PARTS * inner.count
        calendar, inner = inner.calendar, bare(inner.base)
    start = bare(inner.value) if isinstance(inner, c.DayAt) else inner
    match start:
        case c.EventAt():
            like: Any = (start.op, start.event)
        case c.FirstAt():
            like = shape(start)
        case c.TermIs():
            like = start.term
        case _:
            return None
    return Clock(label, core, kind, start, repr((like, shape(calendar) if calendar is not None else None)), ticks, label, False)
