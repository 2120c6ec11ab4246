"""What is found of an amendment as plain data."""

from __future__ import annotations

from typing import Any

from counsel.amend import Found
from counsel.as_json import exact, finding_json, left_out_json, row_json, value_json
from counsel.comparing import comparison_json
from dsl.plan import Plan, StoryLine, Term
from dsl.source_notes import write_note
from dsl.written_scenario import write_line
from solver.compare import Comparison
from solver.consequences import Differs
from solver.history import Unknown


def amendment_json(plan: Plan, found: Found) -> dict[str, Any]:
    """All that is found of one amendment; a text stands for what could not be worked out."""
    amendment, asked = found.amendment, found.asked
    return {
        "amendment": amendment.title,
        "under": list(amendment.powers),
        "scenario": amendment.scenario.title,
        "lines": [write_line(line) for line in amendment.lines],
        "cites": [write_note(note) for note in amendment.sources],
        "allowed": [row_json(plan, found.allowed, row) for row in found.allowed.rows],
        "on": [{"moment": exact(moment), "allowed": [row_json(plan, answer, row) for row in answer.rows]} for moment, answer in found.on],
        "left out": [left_out_json(plan, label) for label in found.left_out],
        "when": found.when if isinstance(found.when, str) else [row_json(plan, found.when, row) for row in found.when.rows],
        "figures": [
            {"figure": one.hole, "power": one.power, "rows": [row_json(plan, one.answer, row) for row in one.answer.rows]} for one in found.figures
        ],
        "changes": [
            {"of": one.name, "how": one.word, "it read": one.old, "it reads": one.new, "cites": [write_note(note) for note in one.sources]}
            for one in amendment.differences
        ],
        "questions": {
            "asked of both texts": asked.tried, "can rest on it": asked.bearing, "no longer to be asked": list(asked.gone), "not found out": list(asked.unknown),
            "otherwise": [
                {"question": one.question.title, "scenario": one.question.scenario.title or None,
                 "before": finding_json(plan, one.question.kind, one.before), "after": finding_json(plan, one.question.kind, one.after)}
                for one in asked.otherwise
            ],
        },
        "story": _story(plan, found),
        "compared": comparison_json(found.compared) if isinstance(found.compared, Comparison) else found.compared,
    }  # fmt: skip


def _story(plan: Plan, found: Found) -> Any:
    twice = found.twice
    if twice is None or isinstance(twice, str):
        return twice
    return {
        "differs": [_differs(plan, one) for one in twice.differs],
        "line no longer allowed": _line(twice.lost),
        "not every combination of unstated facts was tried": twice.partly,
        "line allowed only with it": _line(twice.gained),
    }


def _line(found: tuple[StoryLine, bool] | None) -> Any:
    """A line of the story, and whether it is so whatever nobody stated."""
    return {"line": write_line(found[0]), "whatever nobody stated": found[1]} if found is not None else None


def _differs(plan: Plan, one: Differs) -> dict[str, Any]:
    term = plan.terms[one.term]
    return {
        "term": one.term, "of": one.subject or term.per, "since": exact(one.since),
        "without": _value(plan, term, one.before), "with": _value(plan, term, one.after),
        "supposing": dict(one.supposing),
    }  # fmt: skip


def _value(plan: Plan, term: Term, value: Any) -> dict[str, Any]:
    return {"turns on": sorted(value.sources)} if isinstance(value, Unknown) else value_json(plan, term.kind, value)
