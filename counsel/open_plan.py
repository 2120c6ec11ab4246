"""Opens what the command line names: a plan, its scenarios and questions, readings given."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from counsel.show_check import CheckReport, report_of
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.load import Library, load, titles_at_hand, unknown_scenario
from dsl.plan import GivenReading, Givens, Question, Reading, Scenario
from dsl.plan_files import built_in_plans, find, is_there
from dsl.source import NOWHERE

Asked = TypeVar("Asked", Question, Scenario)


class Opened(Struct, frozen=True):
    """A library, with the place of its plan and the files named beside it."""

    library: Library
    path: Path
    named: tuple[str, ...]

    def check(self, source: Path | None) -> CheckReport:
        """What the plan holds, and whether its citations are true to a source."""
        scenarios = self.own_scenarios if self.named else list(self.library.scenarios.values())
        return report_of(self.library, self.path, source, scenarios)

    @property
    def own_scenarios(self) -> list[Scenario]:
        """The scenarios of the files named, or of the plan's own file."""
        names = self.named or (str(self.path),)
        return [self.library.scenarios[title] for title in self.library.titles_in(names)]


def open_plan(plan: str, files: Sequence[Path]) -> Opened:
    """The plan of a name or path with further files; raises Mistakes."""
    path = find(plan)
    near = difflib.get_close_matches(plan.lower(), built_in_plans(), n=1)
    if near and not is_there(path):
        raise Mistakes([Diagnostic("file", NOWHERE, f"There is no plan `{plan}` here.", f"Did you mean `{near[0]}`? A plan of your own is named by its file, as `acme.plan`.")])
    return Opened(load(plan, files), path, tuple(str(path) for path in files))


def pick_scenarios(opened: Opened, title: str | None) -> list[Scenario]:
    """The scenario of a title, or those of the files named; raises Mistakes."""
    known = opened.library.scenarios
    if title is None:
        if opened.own_scenarios:
            return opened.own_scenarios
        raise Mistakes([Diagnostic("scenario-missing", NOWHERE, "Name the story to tell.", f'Write --scenario "...". {titles_at_hand(known)}')])
    if title in known:
        return [known[title]]
    raise Mistakes([unknown_scenario(title, known)])


def pick_one(opened: Opened, title: str | None) -> Scenario:
    """The scenario of a title, or the only one of the files named; raises Mistakes."""
    found = pick_scenarios(opened, title)
    if len(found) > 1:
        raise Mistakes([Diagnostic("scenario-missing", NOWHERE, f"There are {len(found)} stories here, and one is wanted.",
                                   f'Write --scenario "...". {titles_at_hand({one.title: one for one in found})}')])  # fmt: skip
    return found[0]


def given_readings(readings: Mapping[str, Reading], given: Sequence[str]) -> Callable[[Asked], Asked]:
    """What adds readings given on the command line to a question or a scenario; raises Mistakes."""
    mistakes = []
    found = []
    for text in given:
        reading, _, option = (part.strip() for part in text.partition(" reads "))
        known = readings.get(reading)
        if known is None:
            near = difflib.get_close_matches(reading, readings, n=1)
            close = f"`{near[0]}` is close." if near else f"The readings: {', '.join(readings) or 'none'}."
            mistakes.append(Diagnostic("unknown-reading", NOWHERE, f"This plan has no reading `{reading}`.", close))
        elif option not in {o.name for o in known.options}:
            names = ", ".join(o.name for o in known.options)
            mistakes.append(Diagnostic("unknown-option", NOWHERE, f"{reading} has no option `{option}`.", f"Its options: {names}."))
        else:
            found.append(GivenReading(reading, option, NOWHERE))
    if mistakes:
        raise Mistakes(mistakes)
    return lambda asked: _with(asked, tuple(found))


def _with(asked: Asked, given: tuple[GivenReading, ...]) -> Asked:
    if isinstance(asked, Question):
        return replace(asked, scenario=_with(asked.scenario, given))
    renewed = {one.reading for one in given}
    kept: tuple[Givens, ...] = tuple(g for g in asked.givens if not (isinstance(g, GivenReading) and g.reading in renewed))
    return replace(asked, givens=(*kept, *given))
