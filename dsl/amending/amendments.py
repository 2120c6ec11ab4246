"""Checks amendments: their powers, the story in which they are adopted, what they change, and the plan as it then reads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl import nodes as n
from dsl.amending.changes import Changes
from dsl.amendment import Amendment
from dsl.check.checker import Checker
from dsl.check.names import singulars
from dsl.check.stories import Stories
from dsl.diagnostics import Diagnostic, Related, one_of
from dsl.nodes_from_tree import name_text
from dsl.plan import Plan, Scenario, StoryLine
from dsl.source import Source, Span
from dsl.written import write_value

FOLLOWING = ("unknown-name", "not-a-status")  # what may only name a term that another mistake broke
QUOTED = re.compile(r"`([^`]*)`")
CHANGING = (n.ClauseChange, n.LimbChange, n.Deletion, n.ValueChange)
ASKED = (n.ScenarioClause, n.QuestionClause, n.AmendmentClause, *CHANGING)


class _Written(Struct):
    """An amendment with the changes that follow it."""

    clause: n.AmendmentClause
    changes: list[n.Changing]


def amendments_of(
    stories: Stories, plan: Plan, scenarios: Mapping[str, Scenario], files: Sequence[n.PlanFile]
) -> tuple[Amendment, ...]:
    """The amendments of some files, checked; what is wrong with them is reported. The plan has no mistakes."""
    check = _Amendments(stories, plan, scenarios, files)
    found = [check.amendment(written) for file in files for written in check.written(file)]
    return tuple(amendment for amendment in found if amendment is not None)


class _Amendments(Struct, dict=True):
    stories: Stories
    plan: Plan
    scenarios: Mapping[str, Scenario]
    files: Sequence[n.PlanFile]

    def __post_init__(self) -> None:
        self.context = self.stories.checker.context
        self.titles: dict[str, Span] = {}

    def written(self, file: n.PlanFile) -> list[_Written]:
        """The amendments of a file; a change belongs to the one before it."""
        found: list[_Written] = []
        for clause in file.clauses:
            if isinstance(clause, n.AmendmentClause):
                found.append(_Written(clause, []))
            elif isinstance(clause, CHANGING) and found:
                found[-1].changes.append(clause)
            elif isinstance(clause, CHANGING):
                self.context.report("no-amendment", clause.span, "This change belongs to no amendment.",
                                    'Write before it how it is adopted: `amendment "..." under POWER in "..."`, and the line by which.')
        return found

    def amendment(self, written: _Written) -> Amendment | None:
        """One amendment; None where it has mistakes."""
        clause, before = written.clause, len(self.context.mistakes)
        if clause.title in self.titles:
            self.context.report("amendment-twice", clause.span, f"There are two amendments `{clause.title}`.", "Give each a title of its own.",
                                [Related(self.titles[clause.title], "The first one.")])
        self.titles.setdefault(clause.title, clause.span)
        powers = self._powers(clause)
        scenario = self._scenario(clause)
        if scenario is None or len(self.context.mistakes) > before:
            return None
        lines = self._lines(clause, scenario, powers)
        if len(self.context.mistakes) > before:
            return None
        changes = self._changes(written, lines)
        if len(self.context.mistakes) > before:
            return None
        amended = self._checked(changes)
        if amended is None:
            return None
        return Amendment(clause.title, powers, scenario, lines, tuple(changes.differences), clause.sources, clause.span, clause.from_beginning, amended, changes.clauses)

    # ---- how it is adopted ----

    def _powers(self, clause: n.AmendmentClause) -> tuple[str, ...]:
        found: list[str] = []
        known = [event.name for event in self.plan.events.values() if event.is_power]
        for name in clause.powers:
            declared = self.context.names.find(name.text)
            if declared is None or declared.name not in known:
                what = "is no power of this plan" if declared is not None else "is nothing in this plan"
                self.context.report("not-a-power", name.span, f"`{name.text}` {what}.", f"An amendment is adopted under a power. {self.context.names.close_to(name.text, known)}")
            elif declared.name in found:
                self.context.report("power-twice", name.span, f"`{name.text}` is named twice.", "Name each power once.")
            else:
                found.append(declared.name)
        return tuple(found)

    def _scenario(self, clause: n.AmendmentClause) -> Scenario | None:
        found = self.scenarios.get(clause.scenario)
        if found is None:
            near = self.context.names.close_to(clause.scenario, self.scenarios) if self.scenarios else "Write one with `scenario`."
            self.context.report("unknown-scenario", clause.span, f"There is no scenario `{clause.scenario}`.", near)
        return found

    def _lines(self, clause: n.AmendmentClause, scenario: Scenario, powers: tuple[str, ...]) -> tuple[StoryLine, ...]:
        """The lines by which it is adopted: one of each power, all of one moment."""
        lines = self.stories.extend(replace(scenario, lines=()), clause.lines).lines
        if len(lines) < len(clause.lines):
            return ()
        for line in lines:
            same = [other for other in lines if other.event == line.event]
            if line.event not in powers:
                self.context.report("not-adopted-so", line.span, f"This line is of `{line.event}`, and the amendment is adopted under {one_of(powers, 'and')}.",
                                    f"Name the power: `under {one_of([*powers, line.event], 'and')}`.")
            elif line is not same[0]:
                self.context.report("adopted-twice", line.span, f"The amendment is adopted under {line.event} twice.",
                                    "An amendment is adopted once. Write another amendment for what is adopted later.", [Related(same[0].span, "The first time.")])
            elif (line.date, line.after_close) != (lines[0].date, lines[0].after_close):
                self.context.report("adopted-apart", line.span, "The lines by which an amendment is adopted are of one moment.",
                                    "Give them one date; write another amendment for what is adopted later.", [Related(lines[0].span, "The first line.")])
            elif line.either_order:
                self.context.report("adopted-in-order", line.span, "An amendment is adopted in the order of its lines.", "Leave out `in either order`.")
        for power in powers:
            if power not in {line.event for line in lines}:
                self.context.report("not-adopted", clause.span, f"No line says when the amendment is adopted under {power}.",
                                    f"Write a line with its date, worded as `{power}` is.")
        return lines

    # ---- what it changes ----

    def _changes(self, written: _Written, lines: tuple[StoryLine, ...]) -> Changes:
        clause = written.clause
        files = [file for file in self.files if any(not isinstance(part, ASKED) for part in file.clauses)]
        others = [file for file in self.files if file not in files]

        def report(code: str, span: Span, problem: str, help_text: str) -> None:
            self.context.report(code, span, problem, help_text)

        changes = Changes(clause.title, clause.sources, dict(self.plan.sources), [*files, *others], report)
        for change in written.changes:
            changes.make(change)
        self._keep_sources(changes.sources)
        changes.finish()
        self._by_power(changes, lines, clause)
        if not changes.differences and len(written.changes) == 0:
            self.context.report("changes-nothing", clause.span, "This amendment changes nothing.",
                                "Write after it what is to be otherwise: `X becomes V`, `replace ...`, `add ...` or `delete ...`.")
        return changes

    def _by_power(self, changes: Changes, lines: tuple[StoryLine, ...], clause: n.AmendmentClause) -> None:
        """A value that a power itself sets to what its line says is a change of the text too."""
        for line in lines:
            event = self.plan.events[line.event]
            values = dict(line.values)
            holes = {hole.var: hole for hole in event.holes}
            for change in event.changes:
                make = change.make
                if not isinstance(make, c.SetTerm) or make.op != "becomes" or make.subject is not None or not isinstance(make.value, c.VarIs):
                    continue
                hole = holes.get(make.value.name)
                known = any(difference.of == make.term for difference in changes.differences)
                declared = changes.names.find(make.term)
                if hole is None or known or declared is None or not isinstance(declared.clause, n.Starts) or declared.clause.value is None:
                    continue
                text = write_value(values[hole.name], hole.kind, self.plan.units, self.plan.display)
                changes.value(n.Name(make.term, span=line.span), text, clause)
                changes.apply()

    def _checked(self, changes: Changes) -> Plan | None:
        """The plan as it then reads, checked anew; what no longer fits together is reported."""
        checker = Checker([clause for clause in changes.clauses if not isinstance(clause, ASKED)])
        plan = checker.check(changes.sources)
        broken = checker.context.broken
        mistakes = [m for m in checker.context.mistakes if m.code != "limb-order" and not (m.code in FOLLOWING and broken & set(QUOTED.findall(m.problem)))]
        for mistake in self._resting_on_deleted(changes, mistakes):
            self.context.mistakes.append(mistake)
        self._keep_sources(changes.sources)
        return plan if not mistakes else None

    def _keep_sources(self, sources: Mapping[str, Source]) -> None:
        """Keep the amended texts, so that mistakes in them can be shown."""
        assert isinstance(self.plan.sources, dict)
        self.plan.sources.update({name: source for name, source in sources.items() if name not in self.plan.sources})

    def _resting_on_deleted(self, changes: Changes, mistakes: Sequence[Diagnostic]) -> list[Diagnostic]:
        """The mistakes, those that come of deleting what others rest on told as one at the deletion."""
        rest: dict[str, list[Related]] = {}
        others: list[Diagnostic] = []
        for mistake in mistakes:
            source = changes.sources.get(mistake.span.file)
            said = singulars(name_text(source.text[mistake.span.start : mistake.span.end])) if source else []
            deleted = next((name for name in said if name in changes.deleted), None)
            if deleted is None:
                others.append(mistake)
            else:
                rest.setdefault(deleted, []).append(Related(mistake.span, "It is named here."))
        for name, places in rest.items():
            others.append(Diagnostic("rests-on-deleted", changes.deleted[name], f"`{name}` cannot be deleted alone: other clauses rest on it.",
                                     "Replace or delete those too.", tuple(places[:4])))
        return others
