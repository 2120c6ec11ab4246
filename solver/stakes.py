"""What each person has, over the time of a story, beside the figures with which the plan compares it.

Takes a plan and a scenario; gives plain data. The comparisons are those of the
plan's statuses: a term of each person against a figure, one for all or one for
each. Nothing here knows Z3.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct

from dsl import core as c
from dsl.dates import START, Instant, instant
from dsl.diagnostics import one_of
from dsl.forms import children, variables
from dsl.kinds import RATIO, YES_NO, Kind
from dsl.plan import Plan, Scenario, StoryLine
from solver.answer import Forbidden
from solver.choices import Choices, every_way, readings_made
from solver.over_time import NOBODY, values_over_time
from solver.refused import forbidden_in
from solver.replay import horizon, readings_on_base, run_on, tell
from solver.settled import settled
from solver.story import Story

MOST_RUNS = 256
Values = tuple[tuple[Instant, Fraction | None], ...]


class Series(Struct, frozen=True):
    """A value over time, from each moment on until the next; None where it is unset or turns on what nobody stated.

    `of` is the person of whom a figure is, where it is not the same for all.
    """

    name: str
    values: Values
    of: str | None = None

    def at(self, moment: Instant) -> Fraction | None:
        """The value at a moment."""
        return next((value for tick, value in reversed(self.values) if tick <= moment), None)


class Stakes(Struct, frozen=True):
    """The values of a term for each person, and the figures of the statuses that compare them.

    `of` is the term of which they are given as fractions, where the plan writes
    a figure as a fraction of one; else they are of the term's own kind. `readings` are those on which it was told.
    """

    scenario: Scenario
    begin: Instant
    end: Instant
    term: str
    of: str | None
    kind: Kind
    holders: tuple[Series, ...]
    figures: tuple[Series, ...]
    events: tuple[tuple[Instant, StoryLine], ...]
    forbidden: Forbidden | None
    readings: tuple[tuple[str, str], ...] = ()


class _Compared(Struct, frozen=True):
    """A status, the term of each person that it compares, how, and with which figure; `var` is the person."""

    status: str
    var: str
    term: str
    op: str
    figure: c.Core


def stakes(plan: Plan, scenario: Scenario, only: Collection[str] | None = None) -> Stakes | None:
    """What each person has over the time of a scenario; None where no status of the plan compares such a thing.

    `only` are the names of the statuses wanted, where not all are.
    """
    fixed = readings_on_base(plan, scenario)
    compared = [one for one in _compared(plan, readings_made(fixed)) if only is None or one.status in only]
    if not compared:
        return None
    term = compared[0].term
    compared = [one for one in compared if one.term == term]
    of = _whole(compared)
    end = instant(horizon(plan, scenario), START)

    def run(choices: Choices) -> tuple[tuple[tuple[_Form, Values], ...], Story]:
        story = tell(plan, scenario, choices)
        run_on(story, end)
        forms = [*_figures(compared, of, story.evaluator.people), *(_Form(person, _share(term, person, of)) for person in story.evaluator.people)]
        return tuple((form, tuple(_values(story, form, end))) for form in forms), story

    runs = every_way(run, fixed, MOST_RUNS)
    leaves = [leaf.result for leaf in runs]
    told, story = leaves[0]
    series = [(form, Series(form.name, _agreed([values[place][1] for values, _ in leaves]), form.of)) for place, (form, _) in enumerate(told)]
    holders = tuple(one for form, one in series if not form.is_figure and any(value != 0 for _, value in one.values))
    known = {None, *(one.name for one in holders)}
    events = tuple((entry.tick, story.lines[entry.line]) for entry in story.history if entry.line is not None)
    return Stakes(
        scenario, story.history[0].tick, end, term, of, RATIO if of else plan.terms[term].kind, holders,
        tuple(one for form, one in series if form.is_figure and form.of in known and any(value is not None for _, value in one.values)), events, forbidden_in(story),
        tuple(readings_made(runs[0].made).items()),
    )  # fmt: skip


class _Form(Struct, frozen=True):
    """What is followed over time: what a person has, or a figure, of the person for whom `var` stands if it is of one."""

    name: str
    core: c.Core
    is_figure: bool = False
    var: str = ""
    of: str | None = None


def _compared(plan: Plan, readings: Mapping[str, str]) -> Iterator[_Compared]:
    """The comparisons of the plan's statuses that count as it is read."""
    for term in plan.terms.values():
        if term.kind == YES_NO and term.role == "means" and term.per == "Person" and term.var is not None and term.body is not None:
            for one in _counting(term.body, readings):
                if isinstance(one, c.Compare) and isinstance(one.left, c.TermIs) and one.left.subject == c.VarIs(term.var) and set(variables(one.right)) <= {term.var}:
                    yield _Compared(term.name, term.var, one.left.term, one.op, one.right)


def _counting(form: Any, readings: Mapping[str, str]) -> Iterator[Any]:
    """A form and what stands inside of it, but what the readings leave out."""
    if settled(form, readings) is not None:
        return
    yield form
    taken = settled(form.condition, readings) if isinstance(form, c.Choice) else None
    for part in children(form):
        if taken is None or part is (form.value if taken else form.otherwise):
            yield from _counting(part, readings)


def _figures(compared: Sequence[_Compared], of: str | None, people: Iterable[str]) -> Iterator[_Form]:
    """Each figure once, under the names of the statuses that compare with it, and how they do; of each person if it is not the same for all."""
    statuses: dict[tuple[c.Core, str, str], list[str]] = {}
    for one in compared:
        figure = _fraction(one.figure, of) if of else one.figure
        own = one.var if list(variables(figure)) else ""
        statuses.setdefault((figure, one.op, own), []).append(one.status)
    for (figure, op, var), names in statuses.items():
        name = f"{one_of(list(dict.fromkeys(names)), 'and')} ({op})"
        yield from (_Form(name, figure, True, var, person) for person in (people if var else (None,)))


def _whole(compared: Sequence[_Compared]) -> str | None:
    """The term of which the figures are fractions, by the first that is one."""
    return next((one.figure.right.term for one in compared if _is_fraction(one.figure)), None)  # type: ignore[union-attr]


def _is_fraction(core: c.Core) -> bool:
    return isinstance(core, c.Calc) and core.op == "times" and isinstance(core.right, c.TermIs) and core.right.subject is None


def _fraction(core: c.Core, of: str) -> c.Core:
    """A figure as a fraction of a term: as it is drafted, or else divided by it."""
    if isinstance(core, c.Calc) and _is_fraction(core) and core.right == c.TermIs(of):
        return core.left
    return c.Calc("divided by", core, c.TermIs(of))


def _share(term: str, person: str, of: str | None) -> c.Core:
    own = c.TermIs(term, c.ActorIs(person))
    return c.Calc("divided by", own, c.TermIs(of)) if of else own


def _values(story: Story, form: _Form, end: Instant) -> Iterator[tuple[Instant, Fraction | None]]:
    """The value at the beginning, and at each moment at which it changes."""
    for tick, value in values_over_time(story, form.core, end, {form.var: form.of} if form.var else NOBODY):
        yield tick, value if isinstance(value, Fraction) else None


def _agreed(runs: Sequence[Values]) -> Values:
    """The values, None wherever runs differ."""
    if len(set(runs)) == 1:
        return runs[0]
    series = [Series("", run) for run in runs]
    ticks = sorted({tick for run in runs for tick, _ in run})
    found = [(tick, {one.at(tick) for one in series}) for tick in ticks]
    return tuple((tick, values.pop() if len(values) == 1 else None) for tick, values in found)
