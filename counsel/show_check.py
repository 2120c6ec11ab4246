"""What `pill check` finds: what a plan holds, its silences, and how it lies to its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from rich.text import Text

from counsel import as_json
from counsel.clause_words import omission_words
from counsel.drawing import draw, draw_one
from counsel.showing import Shown, indented
from counsel.words import label_words, numbered
from dsl.diagnostics import Diagnostic, one_of
from dsl.load import Library
from dsl.notices import notices
from dsl.plan import Plan, Scenario
from dsl.source import Source
from solver.impossible import impossible


class CheckReport(Struct, frozen=True):
    """What was found in a plan; `mistakes` are citations that are not true to the source."""

    plan: Plan
    path: Path
    scenarios: int
    questions: int
    mistakes: tuple[Diagnostic, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    coverage: Any = None
    notices: tuple[Diagnostic, ...] = ()  # what is no mistake and deserves a second look


def impossible_stories(library: Library, scenarios: Iterable[Scenario]) -> tuple[Diagnostic, ...]:
    """The stories that cannot happen as they are told, and of which no question expects that."""
    plan = library.plan
    return tuple(
        Diagnostic(
            "impossible-story", one.line.span,
            f'In "{one.scenario.title}" this cannot happen on the base readings: {one_of([label_words(label) for label in one.labels], "and")} '
            f"{'forbids' if len(one.labels) == 1 else 'forbid'} it.",
            'What is asked about the story is answered "not allowed". If it is meant so, let a question `expect not allowed`; `pill replay` tells the story up to there.',
        )
        for one in impossible(plan, scenarios, library.questions)
    )  # fmt: skip


def report_of(library: Library, path: Path, source: Path | None, scenarios: Iterable[Scenario]) -> CheckReport:
    """The report on a plan, and on some scenarios of it; with the text of its source, on its citations too. Raises Mistakes."""
    mistakes: tuple[Diagnostic, ...] = ()
    coverage = None
    if source is not None:
        from counsel.against_source import against_source

        mistakes, coverage = against_source(library.plan, path, source)
    looked_at = tuple(scenarios)
    found = (*notices(library.plan, looked_at), *impossible_stories(library, looked_at))
    return CheckReport(library.plan, path, len(library.scenarios), len(library.questions), mistakes, library.sources, coverage, found)


def show_check(report: CheckReport) -> Iterator[Shown]:
    """The report as text."""
    plan = report.plan
    yield Text(plan.title or "This has no `plan` header, which a plan begins with: plan \"Acme Rights Plan\" from \"acme-2001\" dated May 7, 2001.", style="bold")
    yield indented(f"{counts(report)}.")
    silent = [term for term in plan.terms.values() if term.role == "open"]
    for term in silent:
        yield indented(f"Open: {term.name}, because {term.because}.")
    for omission in plan.omissions:
        yield indented(omission_words(plan, omission.label))
    for name, reading in plan.readings.items():
        others = [option.name for option in reading.options if option.name != reading.base]
        yield indented(f"Reading: {name} reads {reading.base} (or {', '.join(others)}).", style="dim")
    if report.mistakes:
        yield Text()
        yield from draw(report.mistakes, report.sources)
    else:
        yield Text("No mistakes.", style="bold green")
    if report.notices:
        yield Text("Worth a second look", style="bold")
        for notice in report.notices:
            yield from draw_one(notice, report.sources)
            yield Text()
    if report.coverage is not None:
        from counsel.against_source import show_coverage

        yield from show_coverage(report.coverage)


def counts(report: CheckReport) -> str:
    """`41 terms, 5 powers, 1 duty, 12 events, 11 readings; 150 questions about 122 scenarios`."""
    plan = report.plan
    powers = sum(1 for event in plan.events.values() if event.is_power)
    parts = [
        numbered(len(plan.terms), "term"), numbered(powers, "power"),
        *([numbered(len(plan.duties), "duty", "duties")] if plan.duties else []),
        numbered(len(plan.events) - powers - len(plan.duties), "event"),
        numbered(len(plan.readings), "reading"),
    ]  # fmt: skip
    return f"{', '.join(parts)}; {numbered(report.questions, 'question')} about {numbered(report.scenarios, 'scenario')}"


def check_json(report: CheckReport) -> dict[str, Any]:
    """The report as plain data."""
    plan = report.plan
    found: dict[str, Any] = {
        "plan": plan.title,
        "terms": list(plan.terms),
        "powers": [event.name for event in plan.events.values() if event.is_power],
        "duties": list(plan.duties),
        "events": [event.name for event in plan.events.values() if not event.is_power and event.name not in plan.duties],
        "readings": {name: reading.base for name, reading in plan.readings.items()},
        "open": {term.name: term.because for term in plan.terms.values() if term.role == "open"},
        "left out": [label_words(omission.label) for omission in plan.omissions],
        "scenarios": report.scenarios,
        "questions": report.questions,
        "worth a second look": as_json.mistakes_json(report.notices, report.sources)["mistakes"],
        **as_json.mistakes_json(report.mistakes, report.sources),
    }
    if report.coverage is not None:
        from counsel.against_source import coverage_json

        found["outline"] = coverage_json(report.coverage)
    return found
