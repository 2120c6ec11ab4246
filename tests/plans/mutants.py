"""Mutants of a plan: each is the plan with one form of one clause changed as a drafter might mistake it.

Takes a library; gives mutants, each with the label under which the form stands,
what was changed, and the plan then. A form that several parts share, as the
beginning of a duty, is changed in all of them.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple, replace

from dsl import core as c
from dsl import nodes as n
from dsl.kinds import PERSON
from dsl.plan import Plan, Question

TURNED = {
    "at least": "more than", "more than": "at least", "at most": "less than", "less than": "at most",
    "before": "on or before", "on or before": "before", "after": "on or after", "on or after": "after", "on": "on or after",
    "earliest": "latest", "latest": "earliest", "greatest": "least", "least": "greatest", "most": "least",
    "plus": "minus", "minus": "plus", "times": "divided by", "divided by": "times", "up": "down", "down": "up",
    "some": "every", "every": "some", "first": "last", "last": "first", "sum": "greatest", "number": None,
    "increases by": "decreases by", "decreases by": "increases by", "close": "end", "end": "close", "start": "end",
}  # fmt: skip
WHOLE_FROM = 1000  # a number from here on is changed by one, a smaller one by a hundredth: a share, a percentage, a cent
FORMS = ("terms", "relations", "events", "duties", "companions", "happenings", "invariants")
NEGATED = (c.Compare, c.CompareTime, c.Same, c.HasKind, c.Related, c.IsSetIs, c.EverHeld, c.HasOccurred, c.Quantifier, c.ReadingIs)
NO_RULES = (n.StatementClause, n.LeftOut)


class Mutant(Struct, frozen=True):
    """A form under a label, and what stands in its place; for a reading, the option that is its base then."""

    label: c.Label
    what: str
    old: Any
    new: Any

    def __str__(self) -> str:
        return f"{self.label}: {self.what}"

    def plan(self, plan: Plan) -> Plan:
        """The plan with the change."""
        changed = {name: _replaced(getattr(plan, name), self.old, self.new) for name in FORMS}
        return replace(plan, **changed)

    def question(self, question: Question) -> Question:
        """A question with the change: one about a duty holds the form of what it asks."""
        changed: Question = _replaced(question, self.old, self.new)
        return changed


def mutants(plan: Plan, folder: str) -> Iterator[Mutant]:
    """Every mutant of a plan's own rules, in the plan's order; each is told apart by its label and its words."""
    own = {label for label, info in plan.clauses.items() if info.span.file.startswith(folder) and not isinstance(info.node, NO_RULES)}
    seen: set[int] = set()
    told: dict[str, int] = {}
    for name in FORMS:
        forms = getattr(plan, name)
        for form in forms.values() if isinstance(forms, Mapping) else forms:
            swapped = _swapped(plan, form)
            for label, node in _labelled(form, form.label):
                if id(node) in seen or c.Label(label.clause) not in {c.Label(one.clause) for one in own}:
                    continue
                seen.add(id(node))
                for what, new in (*_changes(plan, node), *swapped.get(id(node), ())):
                    words = f"{label}: {what}"
                    told[words] = told.get(words, 0) + 1
                    yield Mutant(label, what if told[words] == 1 else f"{what} [{told[words]}]", node, new)


def _labelled(form: Any, label: c.Label) -> Iterator[tuple[c.Label, Any]]:
    """Every form within one, with the label of the innermost part that it stands in."""
    if isinstance(form, tuple):
        for item in form:
            yield from _labelled(item, label)
    elif isinstance(form, Struct) and not isinstance(form, c.Label | n.Node):
        inner = form.label if isinstance(form, c.Part | c.Change) else label
        yield inner, form
        for part in astuple(form):
            yield from _labelled(part, inner)


def _changes(plan: Plan, node: Any) -> Iterator[tuple[str, Any]]:
    """Each way in which a form is changed that makes sense for it."""
    op = getattr(node, "op", None) or getattr(node, "word", None)
    field = "op" if hasattr(node, "op") else "word"
    if isinstance(op, str) and TURNED.get(op) is not None and _fits(node, TURNED[op]):
        yield f"`{op}` is `{TURNED[op]}`", replace(node, **{field: TURNED[op]})
    if isinstance(node, NEGATED):
        yield f"not ({_name(node)})", c.Not(node)
    match node:
        case c.Amount(value=value):
            step = Fraction(1) if value == 0 or value >= WHOLE_FROM else Fraction(1, 100)
            yield f"{value} is {value + step}", c.Amount(value + step)
            if value:
                yield f"{value} is {value - step}", c.Amount(value - step)
        case c.DayIs(date=date):
            yield f"{date} is a day later", c.DayIs(date + dt.timedelta(days=1))
            yield f"{date} is a day earlier", c.DayIs(date - dt.timedelta(days=1))
        case c.Truth(value=truth):
            yield f"`{_yes(truth)}` is `{_yes(not truth)}`", c.Truth(not truth)
        case c.All(items=items) if len(items) > 1:
            yield "`all of` is `any of`", c.Any(items)
        case c.Any(items=items) if len(items) > 1:
            yield "`any of` is `all of`", c.All(items)
        case c.Not(body=body):
            yield "`not` is left out", body
        case c.CountDays(count=count, calendar=calendar):
            yield f"the {count}th day is the {count + 1}th", replace(node, count=count + 1)
            if count > 1:
                yield f"the {count}th day is the {count - 1}th", replace(node, count=count - 1)
            yield _other_days(plan, node, calendar)
        case c.ShiftDay(count=count, unit=unit):
            yield f"{count} {unit} are {count + 1}", replace(node, count=count + 1)
            if count > 1:
                yield f"{count} {unit} are {count - 1}", replace(node, count=count - 1)
        case c.Later(value=value):
            yield "nothing postpones it", value
        case c.Choice(condition=condition):
            yield "its condition is turned round", replace(node, condition=c.Not(condition))
        case c.SetPair(joined=joined):
            yield "who is joined is parted" if joined else "who is parted is joined", replace(node, joined=not joined)


def _fits(node: Any, turned: str | None) -> bool:
    """Whether an operation's other is one of the same form."""
    if isinstance(node, c.CompareTime):
        return turned in ("before", "after", "on or before", "on or after")
    return not (isinstance(node, c.SoFarIs) and turned == "greatest")


def _other_days(plan: Plan, node: c.CountDays, calendar: c.Core | None) -> tuple[str, Any]:
    """Business days for calendar days, and the other way round."""
    if calendar is not None:
        return "business days are calendar days", replace(node, calendar=None)
    return "calendar days are business days", replace(node, calendar=c.CalendarIs(next(iter(plan.calendars))))


def _swapped(plan: Plan, form: Any) -> dict[int, list[tuple[str, Any]]]:
    """For each mention of a person of an event: another person of the event in its place."""
    found: dict[int, list[tuple[str, Any]]] = {}
    for mention, others in _mentions(plan, form, {}):
        ways = found.setdefault(id(mention), [])
        ways += [(f"{_bare(mention.name)} is {_bare(other)}", c.VarIs(other)) for other in others if other != mention.name]
    return found


def _mentions(plan: Plan, form: Any, near: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[c.VarIs, tuple[str, ...]]]:
    """Each mention of a person of an event, with all persons of that event."""
    if isinstance(form, tuple):
        for item in form:
            yield from _mentions(plan, item, near)
    elif isinstance(form, c.VarIs):
        if form.name in near:
            yield form, near[form.name]
    elif isinstance(form, Struct) and not isinstance(form, c.Label | n.Node):
        people = _people(plan, form)
        inner = {**near, **dict.fromkeys(people, people)}
        for part in astuple(form):
            yield from _mentions(plan, part, inner)


def _people(plan: Plan, form: Any) -> tuple[str, ...]:
    """The variables that a form gives to the persons of an event."""
    if isinstance(form, c.EventAt | c.HasOccurred) or hasattr(form, "event"):
        event = plan.events[form.event]
        return tuple(var for var, hole in zip(form.holes, event.holes, strict=True) if hole.kind == PERSON)
    if hasattr(form, "guards") and hasattr(form, "holes"):
        return tuple(hole.var for hole in form.holes if hole.kind == PERSON)
    return ()


def _replaced(form: Any, old: Any, new: Any) -> Any:
    """A form with another in place of one; what does not hold it stays the same."""
    if form is old:
        return new
    if isinstance(form, tuple):
        items = tuple(_replaced(item, old, new) for item in form)
        return form if all(one is other for one, other in zip(items, form, strict=True)) else items
    if isinstance(form, Mapping):
        return {name: _replaced(item, old, new) for name, item in form.items()}
    if not isinstance(form, Struct) or isinstance(form, c.Label | n.Node) or not _holds(form, old):
        return form
    changed = {field: _replaced(getattr(form, field), old, new) for field in form.__struct_fields__}
    return replace(form, **{name: value for name, value in changed.items() if value is not getattr(form, name)})


def _holds(form: Any, old: Any) -> bool:
    return id(old) in _within(_Same(form))


class _Same:
    """A form told apart by being itself, so that what is in it is looked through once."""

    def __init__(self, form: Any) -> None:
        self.form = form

    def __hash__(self) -> int:
        return id(self.form)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.form is self.form


@functools.cache
def _within(one: _Same) -> frozenset[int]:
    """The identities of all forms within one."""
    return frozenset(id(node) for _, node in _labelled(one.form, c.Label("")))


def _name(node: Any) -> str:
    return {c.Compare: "a comparison", c.CompareTime: "a comparison of dates", c.Same: "the same", c.HasKind: "of a kind", c.Related: "related",
            c.IsSetIs: "is set", c.EverHeld: "has become", c.HasOccurred: "has happened", c.Quantifier: "of people", c.ReadingIs: "a reading"}[type(node)]  # type: ignore[index]  # fmt: skip


def _bare(variable: str) -> str:
    return variable.partition("#")[0]


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"
