"""Answers, stories and mistakes as JSON: plain data that any tool can read.

Values are given as the plan writes them and, beside that, exactly: numbers as
fractions, days as ISO dates, instants as a day and a part of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from counsel.answers.rests import default_words
from counsel.answers.short import short_words
from counsel.answers.ways import unproved_words, way_words
from counsel.as_given import as_given
from counsel.clause_words import topic_text
from counsel.duty_words import owed_words, state_words
from counsel.finding_words import when_words
from counsel.question_words import asked_words, expected_words
from counsel.words import clause_text, label_words
from dsl import nodes as n
from dsl.core import Label
from dsl.dates import Instant, day_of, part_of, write_instant
from dsl.diagnostics import Diagnostic
from dsl.kinds import Kind, Number
from dsl.plan import Plan, StoryLine
from dsl.ranges import Range
from dsl.source import Source
from dsl.written import write_near, write_value
from dsl.written_scenario import write_given, write_line, write_scenario
from solver.answer import Answer, Finding, Forbidden, Opening, Opinion, ProvedCase, Reason, Row, Way
from solver.asks import asks_of
from solver.caveats import bearing_on_windows
from solver.chronicle import Chronicle, Step
from solver.duties import Standing
from solver.windows_of_powers import Window

PARTS = ("start", "before close of business", "close of business", "after close of business")


def mistakes_json(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source]) -> dict[str, Any]:
    """The mistakes of some texts."""
    return {"mistakes": [_mistake(diagnostic, sources) for diagnostic in diagnostics]}


def _mistake(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> dict[str, Any]:
    found: dict[str, Any] = {"code": diagnostic.code, "problem": diagnostic.problem, "help": diagnostic.help}
    source = sources.get(diagnostic.span.file)
    if source is not None:
        span = diagnostic.span
        found |= {
            "file": source.name, "line": source.line_of(span.start), "column": source.column_of(span.start),
            "headings": list(source.heading_path(span.start)), "text": source.text[span.start : span.end],
        }  # fmt: skip
    return found


def answer_json(plan: Plan, answer: Answer) -> dict[str, Any]:
    """One answer."""
    question = answer.question
    given = as_given(plan, question.scenario)
    return {
        "title": question.title,
        "question": asked_words(plan, question),
        "scenario": question.scenario.title or None,
        "short answer": short_words(plan, answer),
        "rows": [row_json(plan, answer, row) for row in answer.rows],
        "ways": [way_json(plan, way) for way in answer.ways],
        "not proved": [unproved_words(unproved) for unproved in answer.unproved],
        "reasons": [_reason(plan, answer, reason) for reason in answer.reasons],
        "excluded by": None if answer.excluded_by is None else [label_words(label) for label in answer.excluded_by],
        "topics": [{"clause": label_words(t.label), "how": t.how, "text": topic_text(plan, t, 1000)} for t in answer.topics],
        "unset": list(answer.unset),
        "rests on": [ground_json(given, label) for label in answer.rests_on],
        "readings that make no difference": list(answer.same_under),
        "readings not tried on further events": list(answer.untried),
        "left out": [left_out_json(plan, label) for label in answer.caveats],
        "by default": list(default_words(plan, answer)),
        "not looked at": [label_words(label) for label in _not_looked_at(plan, answer)],
        "cast": [{"name": name, "kind": kind} for name, kind in answer.people],
        "with one more person": answer.one_more or None,
        "horizon": answer.horizon.isoformat() if answer.horizon else None,
        "second opinion": _opinion(answer.second),
        "missed": [
            {"expected": expected_words(plan, question, m.expected), "found": row_json(plan, answer, m.row)} for m in answer.missed
        ],
    }  # fmt: skip


def _opinion(opinion: Opinion | None) -> dict[str, Any] | None:
    """What a second solver said, where it was asked."""
    if opinion is None:
        return None
    return {
        "solver": opinion.solver, "obligations": opinion.obligations,
        "not finished": list(opinion.unfinished), "disputed": list(opinion.disputed), "could not be asked": opinion.unposed or None,
    }  # fmt: skip


def row_json(plan: Plan, answer: Answer, row: Row) -> dict[str, Any]:
    found = {"under": dict(row.under), **finding_json(plan, answer.kind, row.finding)}
    if row.path is not None:
        found |= {"path": write_scenario(plan, row.path), "moment": exact(row.moment)}
    return found


def way_json(plan: Plan, way: Way) -> dict[str, Any]:
    """One way in kind, with its path."""
    return {
        "way": way_words(plan, way),
        "open to": list(way.who),
        "limb": label_words(way.limb) if way.limb else way.limb_name or None,
        "relies upon": [{"exception": name, "clauses": [label_words(label) for label in labels]} for name, labels in way.excuses],
        "powers": [{"power": power, "used by": actor or None} for power, actor in way.powers],
        "acts of": [list(acts) for acts in way.acts],
        "path": write_scenario(plan, way.path),
        "moment": exact(way.moment),
        "comes out under": [dict(under) for under in way.under],
        "takes for granted": list(way.given),
    }


def proof_json(proof: Sequence[ProvedCase]) -> list[dict[str, Any]]:
    """The cases of a proof: of whom, the names of the parts of its invariant, and over how many steps in a row it is, if not by one alone."""
    return [
        {"of": case.who, "story told where": dict(case.told), "invariant": [kept.says for kept in case.kept], **({"steps": case.steps} if case.steps else {})}
        for case in proof
    ]


def finding_json(plan: Plan, kind: Kind | None, finding: Finding) -> dict[str, Any]:
    found: dict[str, Any] = {"verdict": finding.verdict}
    if finding.values:
        found["values"] = [value_json(plan, kind, value) for value in finding.values]
    if finding.turns_on:
        found["turns on"] = list(finding.turns_on)
    if finding.ways:
        when = [{"when": when_words(one, plan)} for one in finding.when] or [{}] * len(finding.ways)
        found["ways"] = [finding_json(plan, kind, way) | where for way, where in zip(finding.ways, when, strict=True)]
    if finding.limit:
        found["limit"] = finding.limit
    if finding.proved:
        found["proved"] = finding.proved
        found["proof"] = proof_json(finding.proof)
    if finding.bound:
        found["bound"] = finding.bound
    if finding.openings:
        found["windows"] = [_opening(opening) for opening in finding.openings]
    if finding.ranges or finding.verdict in ("at no value", "at every value"):
        found["ranges"] = [_range(plan, kind, item) for item in finding.ranges]
    if finding.barred:
        found["not allowed at"] = [_range(plan, kind, item) for item in finding.barred]
    if finding.standings:
        found["owed"] = [_standing(plan, standing) for standing in finding.standings]
    if finding.forbidden is not None:
        found["forbidden"] = _forbidden(plan, finding.forbidden)
    return found


def _range(plan: Plan, kind: Kind | None, item: Range) -> dict[str, Any]:
    """Values from one to another; none is from just above zero, or without end."""
    return {
        "from": None if item.low is None else value_json(plan, kind, item.low), "with from": item.with_low,
        "to": None if item.high is None else value_json(plan, kind, item.high), "with to": item.with_high,
    }  # fmt: skip


def _opening(opening: Opening) -> dict[str, Any]:
    return {
        "sense": opening.scope,
        "stretches": [
            {**_stretch(begin, end), "opened by": [label_words(label) for label in opens], "closed by": [label_words(label) for label in closes]}
            for (begin, end), opens, closes in zip(opening.stretches, opening.opens, opening.closes, strict=True)
        ],
        **({"closed throughout by": [{"for": list(bar.who), "clauses": [label_words(label) for label in bar.labels], **({"unset": list(bar.unset)} if bar.unset else {})} for bar in opening.bars]} if opening.bars else {}),
    }  # fmt: skip


def value_json(plan: Plan, kind: Kind | None, value: Any) -> dict[str, Any]:
    """A value as written and exactly."""
    text = write_value(value, kind, plan.units, plan.display) if kind is not None else str(value)
    near = write_near(value, kind, plan.units) if isinstance(kind, Number) and isinstance(value, Fraction) else ""
    return {"written": text, "exact": exact(value), **({"about": near} if near else {})}


def exact(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int):
        return {"day": day_of(Instant(value)).isoformat(), "part": PARTS[part_of(Instant(value))]}
    return str(value)


def _forbidden(plan: Plan, forbidden: Forbidden) -> dict[str, Any]:
    return {
        "line": write_line(forbidden.line),
        "by": [{"clause": label_words(label), "text": clause_text(plan, label)} for label in forbidden.labels],
        "was possible": None if forbidden.possible is None else [_stretch(begin, end) for begin, end in forbidden.possible],
        **({"unset": list(forbidden.unset)} if forbidden.unset else {}),
        **({"or": [_forbidden(plan, other) for other in forbidden.others]} if forbidden.others else {}),
    }


def _stretch(begin: Instant, end: Instant) -> dict[str, Any]:
    """A stretch of time, its end not included."""
    return {"from": exact(begin), "until": exact(end), "words": [write_instant(begin), write_instant(end)]}


def _reason(plan: Plan, answer: Answer, reason: Reason) -> dict[str, Any]:
    what: dict[str, Any] = {}
    if reason.label is not None:
        what = {"clause": label_words(reason.label)}
    elif reason.line is not None:
        what = {"line": write_line(reason.line)}
    elif reason.given is not None:
        what = {"fact": " ".join(write_given(plan, reason.given))}
    return {**what, "alone": reason.alone, "instead": finding_json(plan, answer.kind, reason.instead)}


def ground_json(plan: Plan, label: Label) -> dict[str, Any]:
    notes: list[dict[str, Any]] = []
    for note in plan.clauses[label].sources:
        if isinstance(note, n.Citation):
            notes.append({"page": note.page, "limbs": list(note.limbs), "phrase": note.phrase})
        else:
            notes.append({"assume": note.text})
    return {"clause": label_words(label), "sources": notes}


def _not_looked_at(plan: Plan, answer: Answer) -> tuple[Label, ...]:
    """What must always hold, and a window does not look at."""
    topic = answer.question.topic
    return asks_of(plan, answer.question.scenario, plan.events[topic]).not_looked_at if answer.question.form == "may" and topic is not None else ()


def left_out_json(plan: Plan, label: Label) -> dict[str, Any]:
    """A passage left out: why, what it may bear on, and where it stands."""
    omission = next(one for one in plan.omissions if one.label == label)
    return {**ground_json(plan, label), "because": omission.because, "bearing on": list(omission.bearing_on)}


def chronicle_json(plan: Plan, told: Chronicle) -> dict[str, Any]:
    """The story of a scenario."""
    return {
        "scenario": told.scenario.title,
        "cast": [{"name": person.written, "kind": person.kind} for person in told.scenario.people],
        "readings": dict(told.readings),
        "not stated, told as if": dict(told.assumed),
        "not stated, told in one way": list(told.taken),
        "steps": [_step(plan, step) for step in told.steps],
        "forbidden": _forbidden(plan, told.forbidden) if told.forbidden else None,
        "windows": [_window(window) for window in told.windows],
        "left out": [left_out_json(plan, label) for label in bearing_on_windows(plan, told.scenario, [window.power for window in told.windows])],
        "duties": [_standing(plan, standing) for standing in told.duties],
        "horizon": told.horizon.isoformat(),
    }


def _standing(plan: Plan, standing: Standing) -> dict[str, Any]:
    """How a duty stands."""
    return {
        "duty": standing.duty, "who owes what": owed_words(plan, standing.duty), "state": standing.state,
        "since": exact(standing.since), "due": exact(standing.due), "in words": state_words(plan, standing),
        "performed": exact(standing.performed), "breached": exact(standing.breached),
    }  # fmt: skip


def _step(plan: Plan, step: Step) -> dict[str, Any]:
    return {
        "at": exact(step.tick),
        "sort": step.sort,
        "line": _line(step.line),
        "clause": label_words(step.label) if step.label else None,
        "changes": [
            {
                "term": changed.term, "of": changed.subject,
                "before": value_json(plan, plan.terms[changed.term].kind, changed.before),
                "after": value_json(plan, plan.terms[changed.term].kind, changed.after),
            }
            for changed in step.changes
        ],
        "pairs": [{"relation": p.relation, "one": p.one, "other": p.other, "joined": p.joined} for p in step.pairs],
        "windows": [_window(window) for window in step.windows],
        "duties": [_standing(plan, standing) for standing in step.duties],
    }  # fmt: skip


def _line(line: StoryLine | None) -> str | None:
    return write_line(line) if line else None


def _window(window: Window) -> dict[str, Any]:
    return {
        "power": window.power,
        "open": [_stretch(begin, end) for begin, end in window.stretches],
        "also": [label_words(label) for label in window.also],
        "not looked at": [label_words(label) for label in window.not_looked_at],
        "closed by": [[label_words(label) for label in labels] for labels in window.closes],
    }
