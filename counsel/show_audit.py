"""Shows an audit: each finding with its clauses and its story or proof, then what was accepted and what was not settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from rich.text import Text

from counsel.accepted import Accepted
from counsel.answers.rests import BEGUN, story_default_words
from counsel.as_json import left_out_json
from counsel.audit_words import about_words, why_words, wrong_words
from counsel.clause_words import sources_words
from counsel.showing import Shown, indented
from counsel.words import label_words, moment_words, numbered, under_words, value_words
from dsl.core import Label
from dsl.dates import write_day
from dsl.diagnostics import one_of
from dsl.plan import Plan, Scenario
from dsl.source_notes import write_note
from dsl.written_scenario import write_scenario
from solver.answer import Under
from solver.audit.catalogue import CATALOGUE
from solver.audit.finding import SEVERITIES, Found, Proved, Told, Unsettled
from solver.audit.look import EVENTS
from solver.replay import horizon

TITLES = {entry.identifier: entry.title for entry in CATALOGUE}
STYLES = {"serious": "bold red", "worth a look": "bold yellow", "tidy-up": "bold"}
HEADINGS = {"serious": "Serious", "worth a look": "Worth a look", "tidy-up": "To tidy up"}


class Report(Struct, frozen=True):
    """An audit as it is shown: what was found and not accepted, how many were, which lines are stale, what is not settled."""

    plan: Plan
    found: tuple[Found, ...]
    accepted: int
    stale: tuple[str, ...]
    file: Accepted
    unsettled: tuple[Unsettled, ...]


def show_audit(report: Report) -> Iterator[Shown]:
    """The audit as text."""
    yield Text(report.plan.title, style="bold")
    yield indented(f"{tally(report)}.")
    yield Text()
    number = 0
    for severity in SEVERITIES:
        found = [one for one in report.found if one.severity == severity]
        if found:
            yield Text(HEADINGS[severity], style=STYLES[severity])
            yield Text()
        for one in found:
            number += 1
            yield from _finding(report.plan, one, number)
    yield from _limits(report)


def tally(report: Report) -> str:
    """`12 findings: 8 serious, 4 worth a look; 2 accepted`."""
    counts = [(sum(one.severity == severity for one in report.found), severity) for severity in SEVERITIES]
    words = numbered(len(report.found), "finding")
    words += f": {', '.join(f'{count} {severity}' for count, severity in counts if count)}" if report.found else ""
    words += f"; {report.accepted:,} accepted" if report.accepted else ""
    return words + (f"; {len(report.unsettled):,} not settled" if report.unsettled else "")


def _finding(plan: Plan, found: Found, number: int) -> Iterator[Shown]:
    yield Text.assemble((f"{number}. {TITLES[found.entry]}", "bold"), f"  [{found.identifier}]")
    yield indented(wrong_words(found))
    if isinstance(found.witness, Told):
        for name, value, kind in found.witness.shown:
            yield indented(f"{name}: {value_words(value, kind, plan)}", 4)
    yield indented(why_words(found))
    for label in found.labels:
        yield indented(_clause(plan, label), 4, "dim")
    match found.witness:
        case Told():
            yield from _story(plan, found.witness, found.options)
        case Proved():
            yield indented(_proof(plan, found.witness, found.options))
        case None:
            yield indented("The text of the plan shows it.", style="dim")
    yield Text()


def _clause(plan: Plan, label: Label) -> str:
    info = plan.clauses[label]
    notes = info.sources or plan.clauses[Label(label.clause)].sources
    cited = "; ".join(write_note(note) for note in notes)
    return f"{label_words(label)}  {cited or 'of the vocabulary'}"


def _story(plan: Plan, told: Told, options: Under) -> Iterator[Shown]:
    if told.path.lines:
        for line in write_scenario(plan, told.path).splitlines():
            yield indented(line.strip(), 8 if line.startswith(" ") else 4)
    readings = f"on the base readings{f', but {under_words(options)}' if options else ''}"
    yield indented(f"{_since(told)}, {readings}. Told again from the plan, line by line, it comes out so.", style="dim")
    if told.unless:
        yield indented(f"It comes out otherwise where {one_of([under_words((one,)) for one in told.unless])}.")


def _since(told: Told) -> str:
    words = moment_words(told.moment)
    at = "" if words.startswith("as ") else "at " if words.startswith("close") else "on "
    return f"So {at}{words}{'' if told.path.lines else ', without any event'}"


def _proof(plan: Plan, proof: Proved, options: Under) -> str:
    where = f"where {under_words(options)}" if options else ""
    scope = "however the plan is read" if proof.every else "on the base readings"
    kinds = Counter(kind for _, kind in proof.cast)
    people = one_of([f"{kind} ({count})" for kind, count in kinds.items()], "and")
    until = write_day(horizon(plan, Scenario("")))
    return f"Proved {' and '.join(filter(None, (scope, where)))}, for any number of events up to {until}, with a cast of {people}, in stories that begin as the plan does."


def _limits(report: Report) -> Iterator[Shown]:
    """What was accepted and is stale, what was not settled, and how far the audit looks."""
    for code in report.stale:
        yield indented(f"{report.file.path.name}: {code} is accepted, and there is no such finding any more. The text has changed, or the line can go.", style="yellow")
    if report.unsettled:
        yield Text("Not settled; --seconds gives each search longer", style="bold")
        for one in report.unsettled:
            yield indented(f"{TITLES[one.entry]}? {about_words(one)}")
    if report.plan.omissions:
        passages = "; ".join(sources_words(report.plan, omission.label) for omission in report.plan.omissions)
        yield indented(f"Left out of the plan file, and so not looked at: {passages}.", style="dim")
    yield indented(
        f"Stories of up to {numbered(EVENTS, 'event')} were looked for, on the base readings. Where the catalogue finds nothing, that is no proof that there is nothing. {BEGUN}"
        f" {story_default_words(report.plan, Scenario(''))}".rstrip(),
        style="dim",
    )


def audit_json(report: Report) -> dict[str, Any]:
    """The audit as plain data."""
    return {
        "plan": report.plan.title,
        "findings": [_json(report.plan, one) for one in report.found],
        "accepted": report.accepted,
        "no longer found": list(report.stale),
        "not settled": [{"entry": one.entry, "clauses": _labels(one.labels)} for one in report.unsettled],
        "events": EVENTS,
        "left out": [left_out_json(report.plan, omission.label) for omission in report.plan.omissions],
    }


def _labels(labels: Sequence[Label]) -> list[str]:
    return [label_words(label) for label in labels]


def _json(plan: Plan, found: Found) -> dict[str, Any]:
    data: dict[str, Any] = {
        "identifier": found.identifier, "entry": found.entry, "title": TITLES[found.entry], "severity": found.severity,
        "wrong": wrong_words(found), "why": why_words(found),
        "clauses": [{"clause": label_words(label), "sources": [write_note(n) for n in plan.clauses[label].sources or plan.clauses[Label(label.clause)].sources]} for label in found.labels],
        "readings": dict(found.options),
    }  # fmt: skip
    match found.witness:
        case Told() as told:
            data["story"] = write_scenario(plan, told.path)
            data["so on"] = moment_words(told.moment)
            data["values"] = {name: value_words(value, kind, plan) for name, value, kind in told.shown}
            data["otherwise where"] = [under_words((one,)) for one in told.unless]
        case Proved() as proof:
            data["proved"] = "however the plan is read" if proof.every else "on the base readings"
            data["cast"] = [{"name": name, "kind": kind} for name, kind in proof.cast]
    return data
