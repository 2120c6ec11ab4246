"""Two plans as one: the joint plan of the same outside events.

Takes two checked plans; gives one. What both say word for word stands in it
once; whatever differs, or rests on what differs, stands in it twice. An event
that both have is one event, allowed where either plan allows it, with the
effects of each where that plan does; an event of one plan alone acts in that
plan alone. So a question about both is an ordinary question about the joint
plan, and what one of them has there is what it has by itself.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl.kinds import YES_NO
from dsl.plan import ByItself, Companion, Event, Invariant, Plan, Relation, Term
from solver.matched import Match, match
from solver.meaning import Name, Sort, meaning, names_in
from solver.shared import changed_by, happenings_of, is_fact, shared_names
from solver.side import Own, Side, marked
from solver.undecided import Undecided

Kept = TypeVar("Kept")


class Joint(Struct, frozen=True):
    """The joint plan of two, and each of them as it stands in it.

    `done` are the terms that say whether what happens by itself has happened, by
    its label. `unlike` are the invariants that differ: only stories that keep to
    those of both are stories of the joint plan.
    """

    plan: Plan
    one: Side
    other: Side
    done: Mapping[c.Label, str]
    unlike: tuple[c.Label, ...]

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both."""
        return self.one, self.other


def joint_of(one: Plan, other: Plan, called: tuple[str, str] = ("A", "B"), first_line: dt.date | None = None) -> Joint:
    """The joint plan of two, what each has by itself being marked by what it is called; raises Undecided if their units differ.

    Its history begins when both plans are there, or as many as are by the
    first line of a story: with that of one of them, the other read as if it were there.
    """
    shared = shared_names(one, other)
    base = _frame(one, other, first_line)
    matches = {
        event.name: found for event in one.events.values()
        if event.name in other.events and (found := match(base, event, other.events[event.name]))
    }  # fmt: skip
    ours, theirs = _side(one, other, called[0], 0, shared, matches), _side(other, one, called[1], 1, shared, matches)
    sides = ours, theirs
    happenings = tuple(_happenings(ours, theirs))
    plan = replace(
        base, halves=called,
        calendars=_twice(sides, "calendar", lambda plan: plan.calendars, lambda side, found: replace(found, name=side.joint(("calendar", found.name)))),
        readings=_twice(sides, "reading", lambda plan: plan.readings, lambda side, found: replace(found, name=side.joint(("reading", found.name)))),
        relations=_twice(sides, "relation", lambda plan: plan.relations, _relation),
        terms={**_terms(ours, theirs), **{_done(found): _flag(_done(found), found.var) for found in happenings}},
        events=dict(_events(ours, theirs, matches)),
        companions=tuple(found for side in sides for found in _companions(side, side is ours, matches)),
        happenings=tuple(replace(found, changes=(*found.changes, _becomes_done(found))) for found in happenings),
        invariants=tuple(found for side in sides for found in _invariants(side, ours, theirs)),
        clauses={
            **one.clauses, **{side.label(label): info for side in sides for label, info in side.plan.clauses.items()},
            **{_either(name): one.clauses[one.events[name].label] for name in matches},
        },
    )
    done = {found.label: _done(found) for found in happenings}
    return Joint(plan, ours, theirs, done, tuple(found.label for found in plan.invariants if found.label not in one.clauses))


def _frame(one: Plan, other: Plan, first_line: dt.date | None) -> Plan:
    """Who and what there is in either plan; nothing happens in it yet."""
    for name in one.units.keys() & other.units.keys():
        if one.units[name] != other.units[name]:
            raise Undecided(f"The two plans do not measure {name} alike.", "Declare the unit in the same way in both.")
    days = sorted(plan.dated for plan in (one, other) if plan.dated)
    there = [day for day in days if first_line is None or day <= first_line] or days[:1]
    fixed = [plan.last_fixed_day for plan in (one, other) if plan.last_fixed_day]
    return Plan(
        title=f"{one.title} / {other.title}", origin=None, dated=max(there, default=None),
        units={**other.units, **one.units},
        organs=_union(one.organs, other.organs), persons=_union(one.persons, other.persons),
        person_kinds=_union(one.person_kinds, other.person_kinds), things=_union(one.things, other.things),
        display={**other.display, **one.display},
        calendars={}, terms={}, relations={}, events={}, duties={}, companions=(), happenings=(), invariants=(), readings={},
        statements=(), omissions=(), clauses={}, last_fixed_day=max(fixed, default=None), sources={**other.sources, **one.sources},
    )  # fmt: skip


def _union(ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*ours, *theirs)))


def _side(plan: Plan, rival: Plan, called: str, place: int, shared: frozenset[Name], matches: Mapping[str, Match]) -> Side:
    """One of the two; `place` says which."""
    def taken(sort: Sort, mine: Iterable[str], others: Container[str]) -> Iterator[tuple[Name, str]]:
        yield from (((sort, name), marked(name, called)) for name in mine if name in others and (sort, name) not in shared)

    names = dict(itertools.chain(
        taken("term", plan.terms, rival.terms), taken("relation", plan.relations, rival.relations),
        taken("reading", plan.readings, rival.readings), taken("calendar", plan.calendars, rival.calendars),
        taken("event", (name for name in plan.events if name not in matches), rival.events),
    ))  # fmt: skip
    own: dict[str, Own] = {}
    holes: dict[c.Var, c.Var] = {}
    for event in plan.events.values():
        found = matches.get(event.name)
        if found is None:
            own[names.get(("event", event.name), event.name)] = Own(event)
            continue
        is_shared = ("event", event.name) in shared
        own[event.name] = Own(event, found.named[place], None if is_shared else f"{event.name} allowed ({called})")
        holes |= {mine.var: told.var for mine, told in zip(event.holes, found.told_as.holes, strict=False)}
    return Side(plan, called, shared, names, own, holes)


# ---- what is declared -----------------------------------------------------------------------


def _twice(sides: tuple[Side, Side], sort: Sort, of: Callable[[Plan], Mapping[str, Kept]], copied: Callable[[Side, Kept], Kept]) -> dict[str, Kept]:
    """What both share once, and what differs of each."""
    ours = sides[0]
    found = {name: kept for name, kept in of(ours.plan).items() if (sort, name) in ours.shared}
    for side in sides:
        found |= {side.joint((sort, name)): copied(side, kept) for name, kept in of(side.plan).items() if (sort, name) not in side.shared}
    return found


def _relation(side: Side, relation: Relation) -> Relation:
    barred = side.form(relation.barred) if relation.barred is not None else None
    return Relation(side.joint(("relation", relation.name)), side.label(relation.label), relation.barred_var, barred)


def _terms(ours: Side, theirs: Side) -> dict[str, Term]:
    """The terms of both, with those that say which of them allowed an event; a fact of the company is the same in both."""
    found = _twice((ours, theirs), "term", lambda plan: plan.terms, _term)
    for name, term in ours.plan.terms.items():
        rival = theirs.plan.terms.get(name)
        if rival is not None and is_fact(ours.plan, term) and is_fact(theirs.plan, rival):
            stated = ours.form(term.body) if term.body is not None else theirs.form(rival.body) if rival.body is not None else None
            because = "input" if stated is None else ""
            for joint in {ours.joint(("term", name)), theirs.joint(("term", name))}:
                found[joint] = replace(found[joint], body=stated, because=because)
    for side in (ours, theirs):
        for flag in (own.flag for own in side.own.values() if own.flag is not None):
            found[flag] = _flag(flag)
    return found


def _flag(name: str, var: c.Var | None = None) -> Term:
    """A term that says whether something has happened, of each person if that is of a person."""
    return Term(name, "state", YES_NO, "Person" if var else None, var, c.Truth(False), c.Label(name))


def _term(side: Side, term: Term) -> Term:
    body = side.form(term.body) if term.body is not None else None
    return replace(term, name=side.joint(("term", term.name)), body=body, label=side.label(term.label))


# ---- what happens ----------------------------------------------------------------------------


def _events(ours: Side, theirs: Side, matches: Mapping[str, Match]) -> Iterator[tuple[str, Event]]:
    for side in (ours, theirs):
        for name, own in side.own.items():
            if name not in matches:
                yield name, _alone(side, name, own.event)
            elif side is ours:
                yield name, _of_both(ours, theirs, name, matches[name].told_as)


def _alone(side: Side, name: str, event: Event) -> Event:
    """An event of one plan alone."""
    guards = tuple(side.form(guard) for guard in event.guards)
    return replace(event, name=name, guards=guards, changes=tuple(side.change(change) for change in event.changes), label=side.label(event.label))


def _of_both(ours: Side, theirs: Side, name: str, told_as: Event) -> Event:
    """An event of both plans: what neither allows does not happen."""
    if ours.own[name].flag is None:
        common = tuple(change for change in ours.own[name].event.changes if changed_by(change) in ours.shared)
        return replace(told_as, changes=(*common, *_own_changes(ours, name), *_own_changes(theirs, name)))
    asked = [side.allows(name) for side in (ours, theirs)]
    guards = () if c.All(()) in asked else (c.Part(_either(name), "drop", c.Any(tuple(asked))),)
    return replace(told_as, guards=guards, changes=(*_own_changes(ours, name), *_own_changes(theirs, name)))


def _either(name: str) -> c.Label:
    """The label of what either of two plans asks of an event."""
    return c.Label(name, ("either plan",))


def _own_changes(side: Side, name: str) -> Iterator[c.Change]:
    """What an event changes of what one plan has by itself, where that plan allows it."""
    own = side.own[name]
    where = side.allows(name) if own.flag is not None else None
    for change in own.event.changes:
        if changed_by(change) not in side.shared:
            yield side.change(change, where)
    if own.flag is not None and where is not None:
        for label, condition in (("allowed", where), ("not allowed", c.Not(where))):
            make = c.SetTerm("becomes", own.flag, None, c.Truth(condition is where))
            yield c.Change(c.Label(own.flag, (label,)), make, condition)


def _companions(side: Side, is_first: bool, matches: Mapping[str, Match]) -> Iterator[Companion]:
    """What goes with an event under one plan; what both share is that of the first."""
    for companion in side.plan.companions:
        common = tuple(change for change in companion.changes if changed_by(change) in side.shared)
        if common and is_first:
            yield replace(companion, changes=common)
        if len(common) < len(companion.changes):
            yield _companion(side, companion, matches)


def _companion(side: Side, companion: Companion, matches: Mapping[str, Match]) -> Companion:
    name = side.joint(("event", companion.event))
    own = side.own[name]
    holes = tuple(hole.var for hole in (matches[companion.event].told_as if companion.event in matches else own.event).holes)
    inner = replace(side, holes={**side.holes, **dict(zip(companion.holes, holes, strict=False))})
    goes = inner.form(companion.condition)
    condition = goes if own.flag is None else c.All((side.allows(name), goes))
    changes = tuple(inner.change(change) for change in companion.changes if changed_by(change) not in side.shared)
    return Companion(name, holes, condition, changes, side.label(companion.label))


def _happenings(ours: Side, theirs: Side) -> Iterator[ByItself]:
    """What happens by itself, in an order that is that of each plan."""
    waiting = list(happenings_of(theirs.plan))
    for name, happening in happenings_of(ours.plan):
        if name not in ours.shared:
            yield _happening(ours, happening)
            continue
        while waiting and waiting[0][0] != name:
            yield _happening(theirs, waiting.pop(0)[1])
        waiting.pop(0)
        yield happening
    for _, happening in waiting:
        yield _happening(theirs, happening)


def _happening(side: Side, happening: ByItself) -> ByItself:
    changes = tuple(side.change(change) for change in happening.changes)
    return ByItself(happening.var, side.form(happening.condition), changes, side.label(happening.label))


def _done(happening: ByItself) -> str:
    return f"{happening.label} done"


def _becomes_done(happening: ByItself) -> c.Change:
    subject = c.VarIs(happening.var) if happening.var else None
    return c.Change(c.Label(_done(happening)), c.SetTerm("becomes", _done(happening), subject, c.Truth(True)), None)


def _invariants(side: Side, ours: Side, theirs: Side) -> Iterator[Invariant]:
    """What no step may break: what both share is that of the first."""
    rival = theirs if side is ours else ours
    known = {meaning(found.condition) for found in rival.plan.invariants}
    for invariant in side.plan.invariants:
        if meaning(invariant.condition) not in known or not set(names_in(invariant.condition)) <= side.shared:
            yield Invariant(side.form(invariant.condition), side.label(invariant.label))
        elif side is ours:
            yield invariant
