"""Checks a whole plan: takes the clauses of its files, gives a `Plan`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from dsl import core as c
from dsl import nodes as n
from dsl.calendars import Calendar, CalendarMistake, build_calendar
from dsl.check.changes import Changes
from dsl.check.conditions import Conditions
from dsl.check.consequences import Consequences
from dsl.check.context import Context
from dsl.check.duties import Duties
from dsl.check.events import Events
from dsl.check.junctions import Junctions
from dsl.check.names import declare_all
from dsl.check.people import People
from dsl.check.readings import readings_of
from dsl.check.scope import Scope
from dsl.check.terms import Terms
from dsl.check.values import Values
from dsl.check.windows import Windows
from dsl.diagnostics import Related
from dsl.fixed_days import last_day
from dsl.kinds import CALENDAR
from dsl.plan import Duty, Event, Omission, Plan, Relation, Statement
from dsl.source import Source

Clause = TypeVar("Clause", bound=n.Clause)
Checked = TypeVar("Checked")
FILLED_IN = "of the vocabulary"  # the part that tells an input that the plan gives a value from the clause that does
UNCITED = (n.PlanHeader, n.VocabularyHeader, n.Use, n.ConsequenceClause, n.ScenarioClause, n.QuestionClause,
           n.AmendmentClause, n.ClauseChange, n.LimbChange, n.Deletion, n.ValueChange)  # fmt: skip


class Checker:
    """One check of one plan; the parts call each other through it."""

    def __init__(self, clauses: Sequence[n.Anything]) -> None:
        self.clauses = clauses
        self.context = Context(declare_all(clauses))
        self.context.mistakes.extend(self.context.names.mistakes)
        self.values = Values(self.context, self)
        self.conditions = Conditions(self.context, self)
        self.junctions = Junctions(self.context, self)
        self.people = People(self.context, self)
        self.terms = Terms(self.context, self)
        self.changes = Changes(self.context, self)
        self.events = Events(self.context, self)
        self.duties = Duties(self.context, self)
        self.windows = Windows(self.context, self)
        self.consequences = Consequences(self.context, self)
        self.labels: dict[int, c.Label] = {}
        self.calendars: dict[str, Calendar] = {}
        self.day_meanings: dict[str, c.Core] = {}

    def day_meaning(self, named: str, node: n.NthDay) -> c.Core | None:
        """The calendar on which `business day` or `trading day` is counted."""
        if named not in self.day_meanings:
            for clause in self.clauses:
                if isinstance(clause, n.DayMeaning) and clause.day == named:
                    found = self.values.of_kind(clause.value, Scope(self.labels[id(clause)]), CALENDAR)
                    if found is not None:
                        self.day_meanings[named] = c.Part(self.labels[id(clause)], "unset", found)
                    return self.day_meanings.get(named)
            self.context.report("no-day-meaning", node.span, f"The plan does not say what a {named} is.",
                                f"Write `{named} means` and a calendar, and declare the calendar with `calendar`.")
        return self.day_meanings.get(named)

    def check(self, sources: Mapping[str, Source]) -> Plan:
        """The checked plan; the mistakes are in `context.mistakes`."""
        self._label_clauses()
        events = [clause for clause in self.clauses if isinstance(clause, n.EventClause)]
        for event in events:
            self.events.declare_holes(event)
        self.events.collisions(events)
        self._calendars()
        readings = readings_of(self.context, self.clauses)
        for declared in list(self.context.names.table.values()):
            if declared.sort == "term":
                self.terms.get(declared.name, declared.span)
        relations = self._relations()
        checked = self._events(events)
        header = self._header()
        return Plan(
            title=header.title if isinstance(header, n.PlanHeader | n.VocabularyHeader) else "",
            origin=header.origin if isinstance(header, n.PlanHeader) else None,
            dated=self.dated,
            units=self.context.names.units,
            organs=self._named("organ"), persons=self._named("person"),
            person_kinds=self._named("kind"), things=self._named("thing"),
            display={d.name: d.written for d in self.context.names.table.values()},
            calendars=self.calendars, terms=self.context.terms, relations=relations, events=checked, duties=self._duties(),
            companions=tuple(self._each(n.Attached, self.events.attached)),
            happenings=(*self._each(n.OnDate, self.events.on_date), *self._each(n.Whenever, self.events.whenever)),
            invariants=tuple(self._each(n.Always, self.events.always)),
            readings=readings, statements=self._statements(), omissions=self._omissions(),
            clauses=self.context.clauses, last_fixed_day=self._last_day(), sources=sources,
            consequences=self.consequences.check(self.clauses, checked),
        )  # fmt: skip

    def _named(self, sort: str) -> tuple[str, ...]:
        return tuple(d.name for d in self.context.names.table.values() if d.sort == sort)

    def _each(self, kind: type[Clause], check: Callable[[Clause, c.Label], Checked | None]) -> list[Checked]:
        """What comes of each clause of a kind."""
        found = [check(clause, self.labels[id(clause)]) for clause in self.clauses if isinstance(clause, kind)]
        return [item for item in found if item is not None]

    # ---- labels and citations ----

    def _label_clauses(self) -> None:
        cited = any(isinstance(clause, n.PlanHeader) for clause in self.clauses)
        vocabulary = {clause.span.file for clause in self.clauses if isinstance(clause, n.VocabularyHeader)}
        for clause in self.clauses:
            if isinstance(clause, UNCITED):
                continue
            title = clause_title(clause)
            label = c.Label(title, (FILLED_IN,) if self._filled_in(clause, title) else ())
            self.labels[id(clause)] = self.context.label(
                label, type(clause).__name__, clause.span, clause, clause.sources
            )
            if cited and not clause.sources and clause.span.file not in vocabulary and not _limbs_cite(clause):
                self.context.report("uncited", clause.span, f"`{title}` does not say where it comes from.",
                                    'Write the citation before it, as in `[p.3 (iv): "such later date"]`, or `[assume "..."]`.')

    def _filled_in(self, clause: n.Anything, title: str) -> bool:
        """Whether the clause is an input of the vocabulary that the plan gives a value: the plan's clause bears its name."""
        declared = self.context.names.find(title) if isinstance(clause, n.Input) else None
        return declared is not None and declared.clause is not clause

    @property
    def dated(self) -> dt.date | None:
        """The date of the plan; None of a vocabulary."""
        return next((clause.dated for clause in self.clauses if isinstance(clause, n.PlanHeader)), None)

    def _header(self) -> n.Anything | None:
        headers = [clause for clause in self.clauses if isinstance(clause, n.PlanHeader)]
        for extra in headers[1:]:
            self.context.report("two-plans", extra.span, "A plan has one `plan` header.", "Delete this one, or use one plan only.",
                                [Related(headers[0].span, "The first header.")])
        vocabularies = [clause for clause in self.clauses if isinstance(clause, n.VocabularyHeader)]
        return headers[0] if headers else vocabularies[0] if vocabularies else None

    # ---- the rest of the plan ----

    def _calendars(self) -> None:
        for clause in self.clauses:
            if isinstance(clause, n.CalendarClause):
                try:
                    self.calendars[clause.name.text] = build_calendar(clause.name.text, clause.items)
                except CalendarMistake as mistake:
                    index = mistake.item_index
                    span = clause.items[index].span if index is not None else clause.span
                    self.context.report("calendar", span, f"{str(mistake)[:1].upper()}{str(mistake)[1:]}.", "See `calendar` on the language card.")

    def _relations(self) -> dict[str, Relation]:
        found = {}
        for clause in self.clauses:
            if isinstance(clause, n.RelationClause):
                name = clause.name.text
                found[name] = Relation(name, self.labels[id(clause)])
        for clause in self.clauses:
            if isinstance(clause, n.NotCarried):
                self._bar(found, clause)
        return found

    def _bar(self, found: dict[str, Relation], clause: n.NotCarried) -> None:
        declared = self.context.names.find(clause.relation.text)
        if declared is None or declared.name not in found:
            self.context.report("not-a-relation", clause.relation.span, f"`{clause.relation.text}` is not a relation between Persons.",
                                self.context.names.close_to(clause.relation.text, found or ["Associate"]))
            return
        var = self.context.fresh("Person")
        label = self.labels[id(clause)]
        barred = self.people.belongs(clause.through, c.VarIs(var), Scope(label))
        if barred is not None:
            found[declared.name] = Relation(declared.name, found[declared.name].label, var, c.Part(label, "no", barred))

    def _events(self, clauses: Sequence[n.EventClause]) -> dict[str, Event]:
        return {clause.name.text: self.events.check(clause) for clause in clauses}

    def _duties(self) -> dict[str, Duty]:
        duties = [self.duties.get(clause) for clause in self.clauses if isinstance(clause, n.DutyClause)]
        return {duty.name: duty for duty in duties if duty is not None}

    def _statements(self) -> tuple[Statement, ...]:
        return tuple(Statement(clause.topic.text, clause.text, self.labels[id(clause)])
                     for clause in self.clauses if isinstance(clause, n.StatementClause))

    def _omissions(self) -> tuple[Omission, ...]:
        found = []
        for clause in self.clauses:
            if not isinstance(clause, n.LeftOut):
                continue
            names = []
            for name in clause.bearing_on:
                declared = self.context.names.find(name.text)
                if declared is None or declared.sort not in ("term", "event"):
                    self.context.report("bearing-on", name.span, f"`{name.text}` is no term or event that text could bear on.",
                                        self.context.names.close_to(name.text))
                elif declared.sort == "event" or self.terms.get(declared.name, name.span):
                    names.append(declared.name)
            found.append(Omission(clause.because, tuple(names), self.labels[id(clause)]))
        return tuple(found)

    def _last_day(self) -> dt.date | None:
        days = [last_day(clause) for clause in self.clauses if not isinstance(clause, (*UNCITED, n.CalendarClause))]
        return max((day for day in days if day), default=None)


def _limbs_cite(clause: n.Anything) -> bool:
    """Whether the clause is a list whose limbs all have citations of their own."""
    meaning = clause.meaning if isinstance(clause, n.Means) else None
    return isinstance(meaning, n.Choose | n.Listed) and all(limb.sources for limb in meaning.limbs)


def clause_title(clause: n.Anything) -> str:
    """What a clause is called in answers and messages."""
    match clause:
        case n.Fixed() | n.Starts() | n.Means() | n.Input() | n.OpenClause():
            return clause.head.name.text
        case (n.OrganClause() | n.PersonClause() | n.ThingClause() | n.CalendarClause() | n.RelationClause()
              | n.EventClause() | n.ReadingClause()):  # fmt: skip
            return clause.name.text
        case n.UnitClause():
            return f"unit {clause.name}"
        case n.KindsClause():
            return f"kinds of {clause.of.text}"
        case n.DayMeaning():
            return clause.day
        case n.NotCarried():
            return f"{clause.relation.text} not carried through"
        case n.Attached():
            return f"with each {clause.event.text}"
        case n.OnDate():
            return f"on {clause.date.text}" if isinstance(clause.date, n.Name) else "on a date"
        case n.Whenever():
            return "whenever"
        case n.Always():
            return "always"
        case n.StatementClause():
            return clause.topic.text
        case n.LeftOut():
            return "left out"
        case _:
            return type(clause).__name__
