"""Two clocks that start with the same thing and run out within a day of each other, but not together.

A gap: a power is over, and what it was to forestall has not begun. An overlap:
what was to follow has begun, and the power is still open. Differences in which
no event can happen are none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, PARTS
from dsl.kinds import DAY, INSTANT, Kind
from dsl.plan import Plan
from solver.audit.content import shape
from solver.audit.finding import Sought, Suspect
from solver.audit.forms import (
    NEVER,
    Options,
    bare,
    clauses_of,
    is_own,
    own_conjuncts,
    own_events,
    thing_statuses,
)
from solver.settled import settled

ENTRY = "two-clocks"
OFFSETS = {"start": 0, "close": 2, "end": PARTS}


class Clock(Struct, frozen=True):
    """When a date of a rule runs out: so many ticks after the beginning of the day from which it counts.

    `start` is what it counts from, `like` what makes another start the same;
    `label` the clause it stands in. `asks` is what `rule` asks of the time: not
    yet a date, if the clock `ends` it, or a date that has come. `late` says that
    a whole day must have passed, `so` is what must be so for the clock to count.
    """

    label: c.Label
    date: c.Core
    kind: Kind
    start: c.Core
    like: str
    ticks: int
    rule: c.Label
    asks: c.Core = NEVER
    late: bool = False
    so: tuple[c.Core, ...] = ()

    @property
    def ends(self) -> bool:
        """Whether the rule is over, and has not begun, once the clock has run out."""
        return isinstance(self.asks, c.Not)

    @property
    def has_run_out(self) -> c.Core:
        """That it has run out."""
        return c.CompareTime("after" if self.late else "on or after", c.NowIs(), self.date)


def find(plan: Plan) -> Iterator[Suspect]:
    """Each pair of clocks of which one ends a power and the other begins something."""
    groups: dict[tuple[c.Label, int, str], list[Clock]] = {}
    for clock in _clocks(plan):
        groups.setdefault((clock.label, clock.ticks, clock.like), []).append(clock)
    pairs: dict[tuple[c.Label, c.Label], tuple[list[Clock], list[Clock]]] = {}
    for one, other in itertools.permutations(groups.values(), 2):
        over = [clock for clock in one if clock.ends and clock.rule.clause in plan.events and plan.events[clock.rule.clause].is_power]
        begun = [clock for clock in other if not clock.ends]
        if over and begun and _belong_together(over[0], begun[0]):
            ended, begins = pairs.setdefault((over[0].label, begun[0].label), ([], []))
            ended += [clock for clock in over if clock not in ended]
            begins += [clock for clock in begun if clock not in begins]
    for ended, begins in pairs.values():
        yield _suspect(ended, begins)


def _belong_together(one: Clock, other: Clock) -> bool:
    return one.like == other.like and one.label.clause != other.label.clause and _apart(one.ticks, other.ticks)


def _apart(one: int, other: int) -> bool:
    """Whether two ticks are at most a day apart, and an event can happen between them."""
    low, high = min(one, other), max(one, other)
    return high - low <= PARTS and any(tick % PARTS in (BEFORE_CLOSE, AFTER_CLOSE) for tick in range(low, high))


def _suspect(ended: list[Clock], begins: list[Clock]) -> Suspect:
    """That there is a moment between the two, at which the rules are as the clocks have them."""
    one, other = ended[0], begins[0]
    is_gap = one.ticks < other.ticks
    first, then = (one, other) if is_gap else (other, one)
    asked = [clock.asks for clock in (*ended, *begins)]
    between = (first.has_run_out, c.Not(then.has_run_out), *(map(c.Not, asked) if is_gap else asked))
    both = (c.IsSetIs(one.date), c.IsSetIs(other.date))
    together = c.CompareTime("on", one.start, other.start)
    names = ("gap" if is_gap else "overlap", _rules(ended), _rules(begins))
    shown = tuple((clock.label.limb_name, _moment(clock), INSTANT) for clock in (one, other))
    sought = Sought(c.All((*both, together, *one.so, *other.so)), at=_moment(first), then=between, shown=shown)
    return Suspect(ENTRY, clauses_of(one.label, other.label), names, "serious", sought)


def _rules(clocks: list[Clock]) -> str:
    return "|".join(dict.fromkeys(clock.rule.clause for clock in clocks))


def _moment(clock: Clock) -> c.Core:
    """The instant at which a clock runs out."""
    return clock.date if clock.kind == INSTANT else c.PartOfDay("end" if clock.late else "start", clock.date)


def _clocks(plan: Plan) -> Iterator[Clock]:
    """The clocks of powers, events and statuses of things, as far as the whole turns on them."""
    for event in own_events(plan):
        yield from _of_rule(plan, event.label, c.All(event.guards))
    for term in thing_statuses(plan):
        if term.body is not None:
            yield from _of_rule(plan, term.label, term.body)


def _of_rule(plan: Plan, rule: c.Label, core: c.Core) -> Iterator[Clock]:
    options = plan.base_readings
    for asks in own_conjuncts(plan, core):
        compared = bare(asks.body) if isinstance(asks, c.Not) else asks
        if isinstance(compared, c.CompareTime) and isinstance(compared.left, c.NowIs) and compared.op in ("after", "on or after"):
            late = compared.op == "after"
            for leaf in _leaves(plan, options, compared.right, rule):
                ticks = leaf.ticks + (0 if not late else PARTS if leaf.kind == DAY else 1)
                yield replace(leaf, ticks=ticks, rule=rule, asks=asks, late=late)


def _leaves(plan: Plan, options: Options, core: Any, label: c.Label) -> Iterator[Clock]:
    """The clocks by each of which a date comes, where nothing postpones it."""
    match core:
        case c.Part():
            yield from _leaves(plan, options, core.body, core.label)
        case c.TermIs() if plan.terms[core.term].role in ("means", "fixed") and core.subject is None:
            if is_own(plan, plan.terms[core.term].label):
                yield from _leaves(plan, options, plan.terms[core.term].body, plan.terms[core.term].label)
        case c.Best(op="earliest"):
            for item in core.items:
                yield from _leaves(plan, options, item, label)
        case c.Later():
            yield from _with((c.Not(c.IsSetIs(core.to)),), _leaves(plan, options, core.value, label))
        case c.Choice():
            taken = settled(core.condition, options)
            if taken is not False:
                yield from _with((core.condition,), _leaves(plan, options, core.value, label))
            if taken is not True and core.otherwise is not None:
                yield from _with((c.Not(core.condition),), _leaves(plan, options, core.otherwise, label))
        case _:
            clock = _clock(core, label)
            if clock is not None:
                yield clock


def _with(so: tuple[c.Core, ...], clocks: Iterator[Clock]) -> Iterator[Clock]:
    return (replace(clock, so=(*clock.so, *so)) for clock in clocks)


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
    return Clock(label, core, kind, start, repr((like, shape(calendar) if calendar is not None else None)), ticks, label)
