"""What is no mistake and deserves a second look: takes a checked plan, gives diagnostics that stop nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dsl import core as c
from dsl.dates import write_day
from dsl.diagnostics import Diagnostic
from dsl.forms import conjuncts, inside
from dsl.plan import Plan, Scenario, StoryLine
from dsl.source import Span


def notices(plan: Plan, scenarios: Iterable[Scenario] = ()) -> tuple[Diagnostic, ...]:
    """The notices on a plan's terms and events, in the plan's order, and on some stories of it."""
    return (*_later_of_unset(plan), *_before_unset(plan), *_before_the_plan(plan, scenarios))


def first_before(plan: Plan, scenario: Scenario) -> StoryLine | None:
    """The first line of a story, if that is dated before the plan."""
    first = min(scenario.lines, key=lambda line: line.date, default=None)
    return first if first is not None and plan.dated is not None and first.date < plan.dated else None


def _before_the_plan(plan: Plan, scenarios: Iterable[Scenario]) -> Iterator[Diagnostic]:
    """Lines of a day before the plan: what anyone did then counts, but there was no plan yet; a line that goes on in other stories once."""
    early = (first_before(plan, scenario) for scenario in scenarios)
    for line in dict.fromkeys(filter(None, early)):
        assert plan.dated is not None
        yield Diagnostic(
            "line-before-plan", line.span, f"{write_day(line.date)} is before the plan, which is dated {write_day(plan.dated)}.",
            "What anyone did before the plan counts, and history begins with that line. If it is a slip, mend the date.",
        )  # fmt: skip


def _later_of_unset(plan: Plan) -> Iterator[Diagnostic]:
    """`the later of A and B` where B starts unset: it is unset as long as B is."""
    clauses: list[tuple[c.Label, Sequence[c.Core | None]]] = [(term.label, (term.body,)) for term in plan.terms.values() if term.role == "means"]
    clauses += [(event.label, event.guards) for event in plan.events.values()]
    for label, forms in clauses:
        for best in inside(forms, c.Best):
            waits = [name for item in best.items for name in _starting_unset(plan, item)] if best.op == "latest" else []
            for name in dict.fromkeys(waits):
                yield Diagnostic(
                    "later-of-unset", _where(plan, label), f"This is unset until `{name}` is set: `the later of` waits for both.",
                    f"If it should count without `{name}`, write `A, postponed to {name}`.",
                )  # fmt: skip


def _before_unset(plan: Plan) -> Iterator[Diagnostic]:
    """A power, duty or event that wants `now` to be before a time that may be unset: it is not, as long as that is unset."""
    for event in plan.events.values():
        compared = (form for guard in event.guards for form in conjuncts(guard) if isinstance(form, c.CompareTime))
        times = [form.right for form in compared if form.left == c.NowIs() and form.op in ("before", "on or before")]
        for name in dict.fromkeys(time.term for time in times if isinstance(time, c.TermIs) and _may_be_unset(plan, time)):
            yield Diagnostic(
                "before-unset", _where(plan, event.label), f"As long as `{name}` is unset, now is not before it, and this is not met.",
                f"If it should be met until `{name}` comes, write `before {name}` in place of `provided now is before {name}`, or `not (now is on or after {name})`.",
            )  # fmt: skip


def _may_be_unset(plan: Plan, core: Any) -> bool:
    """Whether a time may be unset, as far as its words tell."""
    match core:
        case c.EventAt() | c.FirstAt() | c.Fold():
            return True
        case c.TermIs():
            term = plan.terms[core.term]
            return term.because != "input" and (term.role == "state" if term.body is None else _may_be_unset(plan, term.body))
        case c.Best():
            unset = [_may_be_unset(plan, item) for item in core.items]
            return any(unset) if core.op == "latest" else all(unset)
        case c.Choice():
            return core.otherwise is None or _may_be_unset(plan, core.value) or _may_be_unset(plan, core.otherwise)
        case c.Part():
            return _may_be_unset(plan, core.body)
        case c.CountDays() | c.ShiftDay():
            return _may_be_unset(plan, core.base)
        case c.Later() | c.DayAt():
            return _may_be_unset(plan, core.value)
        case c.PartOfDay():
            return _may_be_unset(plan, core.day)
        case _:
            return False


def _where(plan: Plan, label: c.Label) -> Span:
    """The head of a clause, behind its citations."""
    info = plan.clauses[label]
    head = getattr(info.node, "head", None) or getattr(info.node, "name", None)
    return head.span if head is not None else info.span


def _starting_unset(plan: Plan, core: Any) -> Iterator[str]:
    """The kept terms without a value at the start of which a date is made."""
    while isinstance(core, c.Part | c.PartOfDay | c.DayAt):
        core = core.day if isinstance(core, c.PartOfDay) else core.body if isinstance(core, c.Part) else core.value
    if isinstance(core, c.TermIs):
        term = plan.terms[core.term]
        if term.role == "state" and term.body is None and term.because != "input":
            yield term.name
