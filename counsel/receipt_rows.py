"""The rows of an answer over paths as a receipt has them, and back.

Only what can be checked again is written, and what cannot is named by
`not_checked`: free words about how far a search went are left to the
obligations.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from counsel.as_json import PARTS, exact, proof_json, value_json
from counsel.finding_words import finding_words
from counsel.receipt_text import lines_of
from counsel.words import stretch_words
from dsl.dates import START, Instant, instant
from dsl.diagnostics import one_of
from dsl.kinds import DAY, Kind, Number
from dsl.plan import Plan, Question, Scenario
from solver.answer import VACUOUS, Answer, Finding, Kept, Opening, ProvedCase, Row
from solver.in_a_row import MOST_IN_A_ROW
from solver.obligation import Obligation, digest
from solver.obligations import of_row
from solver.search import MOST_EVENTS

NEGATIVE = ("impossible", "holds")


def row_to_json(plan: Plan, answer: Answer, row: Row) -> dict[str, Any]:
    """A row, its timelines and its obligations."""
    finding = row.finding
    found: dict[str, Any] = {"where": dict(row.under), "verdict": finding.verdict, "says": _says(plan, answer, row)}
    if finding.values:
        found["values"] = [value_json(plan, answer.kind, value) for value in finding.values]
    for name, value in (("bound", finding.bound), ("proved", finding.proved), ("proof", proof_json(finding.proof)), ("turns on", list(finding.turns_on))):
        if value:
            found[name] = value
    if finding.openings:
        found["windows"] = [{"sense": o.scope, "stretches": [[exact(begin), exact(end)] for begin, end in o.stretches]} for o in finding.openings]
    if row.path is not None:
        found["timeline"] = list(lines_of(plan, row.path))
        found["so on"] = exact(row.moment)
    if row.others:
        found["further timelines"] = [list(lines_of(plan, path)) for path in row.others]
    if finding.says_nothing:
        found["says nothing"] = VACUOUS
    claimed = of_row(plan, answer, row)
    if claimed:
        found["obligations"] = obligations_json(claimed)
    return found


def obligations_json(claimed: Sequence[Obligation]) -> list[dict[str, Any]]:
    """Obligations, each with the hash of its script."""
    return [{"claims": one.says, "readings": dict(one.readings), "sha256": digest(one.script())} for one in claimed]


def _says(plan: Plan, answer: Answer, row: Row) -> str:
    """The finding in words, how far it goes as far as the obligations say."""
    none = f"no path with up to {MOST_EVENTS} further events"
    limit = ""
    if row.finding.verdict in NEGATIVE:
        rest = f" on the base readings; on the others meant here, {none}" if row.finding.proved == "on the base readings" else ""
        limit = f"proved for any number of further events{rest}" if row.finding.proved else none
    elif row.finding.verdict in ("value", "unset"):
        limit = f"{none} goes beyond it" if row.finding.verdict == "value" else none
    if row.finding.openings:
        return "; ".join(_opening_says(answer, opening) for opening in row.finding.openings)
    return finding_words(replace(row.finding, limit=limit, ways=(), when=()), answer.kind, plan)


def _opening_says(answer: Answer, opening: Opening) -> str:
    """`at best from May 4, 1998 until the end of May 13, 1998`."""
    horizon = instant(answer.horizon, START) if answer.horizon else Instant(10**9)
    stretches = [stretch_words(begin, end, horizon) for begin, end in opening.stretches]
    return f"{opening.scope} {one_of(stretches, 'and') if stretches else 'never'}"


def timelines_in(rows: Sequence[dict[str, Any]]) -> list[list[str]]:
    """The lines of every timeline of some rows, in order; raises TypeError where they are no lines."""
    found = [lines for row in rows for lines in ([row["timeline"]] if "timeline" in row else []) + row.get("further timelines", [])]
    if not all(isinstance(lines, list) and all(isinstance(line, str) for line in lines) for lines in found):
        raise TypeError("a timeline is a list of lines")
    return found


def row_from_json(row: dict[str, Any], question: Question, timelines: Iterator[Scenario]) -> Row:
    """The row that was written so; its timelines are taken from those read again. Raises what Python raises where it is no row."""
    if row["verdict"] == "value" and not row.get("values"):
        raise ValueError("a value is said to be found, and none is there")
    path = next(timelines) if "timeline" in row else None
    others = tuple(next(timelines) for _ in row.get("further timelines", []))
    finding = Finding(
        row["verdict"],
        tuple(_value(item["exact"], question.kind) for item in row.get("values", [])),
        tuple(row.get("turns on", [])),
        bound=row.get("bound", ""),
        proved=row.get("proved", ""),
        proof=tuple(_case(item) for item in row.get("proof", [])),
        limit=VACUOUS if "says nothing" in row else "",
        openings=tuple(_opening(item) for item in row.get("windows", [])),
    )
    return Row(tuple(row["where"].items()), finding, path, _instant(row["so on"]) if path is not None else None, others)


def _case(found: dict[str, Any]) -> ProvedCase:
    steps = found.get("steps", 0)
    if type(steps) is not int or not 0 <= steps <= MOST_IN_A_ROW:
        raise ValueError(f"a proof is over {MOST_IN_A_ROW} steps in a row at most")
    return ProvedCase(found["of"], tuple(found["story told where"].items()), tuple(Kept(says, says, (), False) for says in found["invariant"]), steps)


def _opening(found: dict[str, Any]) -> Opening:
    stretches = tuple((_instant(begin), _instant(end)) for begin, end in found["stretches"])
    return Opening(found["sense"], stretches, ((),) * len(stretches), ((),) * len(stretches))


def _instant(found: dict[str, str]) -> Instant:
    return instant(dt.date.fromisoformat(found["day"]), PARTS.index(found["part"]))


def _value(found: Any, kind: Kind | None) -> Any:
    if isinstance(kind, Number):
        return Fraction(found)
    return dt.date.fromisoformat(found) if kind == DAY else _instant(found) if isinstance(found, dict) else found


def not_checked(answer: Answer) -> list[str]:
    """What an answer over paths says that a receipt cannot check again."""
    rows = answer.rows
    given = len(answer.question.scenario.givens)
    said = {
        "how the answer turns on what is not given or left open": any(row.finding.turns_on for row in rows),
        "that there is no bound": any(row.finding.verdict == "no bound" for row in rows),
        "that values come as close to the bound as one likes": any(row.finding.bound for row in rows),
        "that there is a path whatever the inputs are that a timeline takes to be given": any(len(way.path.givens) > given for way in answer.ways),
        "that no path of a way has fewer events than the one it is shown by": bool(answer.ways),
        "how it comes out with one more Person": bool(answer.one_more),
        "that none of the clauses that exclude every path can be dropped": bool(answer.excluded_by),
    }  # fmt: skip
    return [words for words, applies in said.items() if applies]
