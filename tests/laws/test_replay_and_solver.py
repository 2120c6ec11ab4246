"""The replay and the solver's step relation agree, on generated plans and stories.

The story's lines are forced on the unrolled run, and what happens by itself is
left to the constraints. Where the replay takes every line, the run must be
possible and every value in it the same; where it refuses one, the run must be
impossible with it and possible without it.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections import Counter
from typing import Any

import pytest
from generated_plans import BASE, loaded
from msgspec import Struct
from msgspec.structs import astuple, replace

from dsl import core as c
from dsl.calendars import OutsideCalendar
from dsl.dates import PARTS, START, Instant, instant, read_day
from dsl.kinds import DAY
from dsl.load import Library, load_text
from dsl.plan import Plan, Scenario
from solver.choices import Choices
from solver.cone import Cone
from solver.formula import Val, is_open
from solver.machine import Machine
from solver.one_step import add_step
from solver.replay import NeverSettles, run_on, tell
from solver.story import Story
from solver.symbolic import Symbolic
from solver.told_run import begin, complete, lines_are
from solver.unroll import Unrolled
from solver.z3_solver import Solver

PLANS = 120
CAMPAIGN = range(1000, 5000)
HORIZON = dt.date(2001, 6, 1)
END = instant(HORIZON, START)


def whole(plan: Plan) -> Machine:
    """Everything in the plan, so that every form is compared."""
    cone = Cone(plan, {name: reading.base for name, reading in plan.readings.items()})
    for term in plan.terms.values():
        cone.terms.update([term.name] if term.role == "state" else [])
        if term.body is not None:
            cone.read(term.body)
    cone.relations.update(plan.relations)
    cone.events.update(plan.events)
    cone.grow()
    return cone.machine()


def unrolled(library: Library, scenario: Scenario) -> tuple[Unrolled, Solver]:
    plan = library.plan
    bare = tell(plan, replace(scenario, lines=()), Choices({}))
    start = bare.history[0].tick // PARTS
    machine = whole(plan)
    symbolic = Symbolic(plan, bare.evaluator.people, bare.evaluator.inputs, machine.options, start, END // PARTS + 100)
    run = begin(machine, symbolic, bare, END)
    for _ in scenario.lines:
        add_step(run)
    run.constraints.extend(complete(run))
    solver = Solver(time.monotonic() + 60)
    solver.add(*run.symbolic.definitions, *run.constraints, *run.guards, *lines_are(run, scenario.lines))
    return run, solver


def told_by_model(model: Solver, value: Val) -> Any:
    """A value of the run in a model, as the replay has it."""
    if not model.truth(value.set):
        return None
    if isinstance(value.it, bool) or (is_open(value.it) and value.it.sort == "bool"):
        return model.truth(value.it)
    return model.number(value.it)


def told_by_replay(symbolic: Symbolic, value: Any) -> Any:
    given = symbolic.given(value)
    return given.it if given.set else None


def compare(library: Library, story: Story, run: Unrolled, model: Solver) -> None:
    """Every kept value after every step, and every term at the end and at the horizon."""
    symbolic, evaluator = run.symbolic, story.evaluator
    for place, entry in enumerate(story.history):
        here = symbolic.entries[place]
        assert told_by_model(model, Val(True, here.tick)) == entry.tick
        for key, value in entry.state.terms.items():
            assert told_by_model(model, here.terms[key]) == told_by_replay(symbolic, value), (key, place)
        for relation, pairs in entry.state.pairs.items():
            for pair, there in here.pairs[relation].items():
                assert model.truth(there) == (pair in pairs)
    for place, tick in looked_at(library, story):
        for term in library.plan.terms.values():
            for subject in evaluator.people if term.per == "Person" else (None,):
                mine = told_by_replay(symbolic, evaluator.term(term.name, subject, place, tick))
                theirs = told_by_model(model, symbolic.term(term.name, subject, place, tick))
                assert theirs == mine, (term.name, subject, place, tick, term.kind == DAY)


DATE = re.compile(r"(?:January|February|March) \d+, 2001")


def looked_at(library: Library, story: Story) -> list[tuple[int, int]]:
    """Each step at its moment, and the last state at every part of the days that the plan names, up to the horizon."""
    steps = [(place, int(entry.tick)) for place, entry in enumerate(story.history)]
    named = {read_day(text) for source in library.sources.values() for text in DATE.findall(source.text.split("scenario")[0])}
    days = sorted(day for day in named if day is not None and day > dt.date(2001, 1, 9))[:4]
    later = [int(instant(day, part)) for day in days for part in range(PARTS + 1)]
    last = steps[-1][1]
    return [*steps, *((story.last, tick) for tick in later if tick > last), (story.last, int(END))]


def check(library: Library) -> str:
    """One plan and its story; says what was seen."""
    (scenario,) = library.scenarios.values()
    story = tell(library.plan, scenario, Choices({}))
    taken = story.refusal.line if story.refusal is not None else len(scenario.lines)
    if story.refusal is not None:
        _, solver = unrolled(library, replace(scenario, lines=scenario.lines[: taken + 1]))
        assert solver.check() == "unsat"
    scenario = replace(scenario, lines=scenario.lines[:taken])
    story = tell(library.plan, scenario, Choices({}))
    run_on(story, Instant(END))
    run, solver = unrolled(library, scenario)
    # the values of terms at the end may define new days, so ask for them before solving
    for place, tick in looked_at(library, story):
        for term in library.plan.terms.values():
            for subject in run.symbolic.people if term.per == "Person" else (None,):
                run.symbolic.term(term.name, subject, place, tick)
    solver.add(*run.symbolic.definitions)
    assert solver.check() == "sat"
    compare(library, story, run, solver)
    return "refused" if taken < len(library.scenarios["The story"].lines) else "taken"


@pytest.mark.parametrize("part", range(4))
def test_replay_and_solver_agree(part: int) -> None:
    agree(range(part, PLANS, 4))


@pytest.mark.soak
@pytest.mark.parametrize("part", range(20))
def test_replay_and_solver_agree_on_many_plans(part: int) -> None:
    agree(CAMPAIGN[part::20])


def agree(seeds: range) -> None:
    seen: Counter[str] = Counter()
    for seed in seeds:
        library = loaded(seed)
        if library is None:
            seen["not a plan"] += 1
            continue
        try:
            seen[check(library)] += 1
        except (OutsideCalendar, NeverSettles):
            seen["outside"] += 1
        except AssertionError as error:
            raise AssertionError(f"seed {seed}") from error
    total = sum(seen.values())
    assert seen["taken"] + seen["refused"] >= 0.8 * total, seen
    assert seen["refused"] >= 0.05 * total, seen


FORMS = [
    cls for cls in vars(c).values()
    if isinstance(cls, type) and issubclass(cls, Struct) and cls.__module__ == c.__name__ and cls is not c.Label
]  # fmt: skip


def test_every_form_of_the_language_is_generated() -> None:
    """Each checked form occurs in at least one generated plan in a hundred."""
    seen: Counter[type[Any]] = Counter()
    count = 0
    for seed in range(0, 300, 2):
        library = loaded(seed)
        if library is not None:
            count += 1
            seen.update(forms_in(library.plan))
    rare = [form.__name__ for form in FORMS if seen[form] < 0.01 * count]
    assert not rare, rare


def forms_in(plan: Plan) -> set[type]:
    found: set[type] = set()
    todo: list[Any] = [*plan.terms.values(), *plan.events.values(), *plan.companions, *plan.happenings, *plan.invariants, *plan.relations.values()]
    while todo:
        item = todo.pop()
        if isinstance(item, tuple):
            todo.extend(item)
        elif isinstance(item, Struct) and type(item).__module__ in ("dsl.core", "dsl.plan"):
            found.add(type(item))
            todo.extend(astuple(item))
    return found


MEANINGS = (
    "2 months after the first Purchase", "1 years before the last Purchase", "3 days after the first Purchase",
    "the 3rd business day after the first Purchase", "the 3rd business day before the last Purchase",
    "the 2nd day before the first Purchase", "the later of (the 5th day after the first Purchase) and January 12, 2001",
    "(the 1st day after the first Purchase), postponed to (the 2nd day after the last Purchase)",
    "close of business on the 4th business day after the first time that (Held of the Company is at least 50 shares)",
    "rounded up to a whole share of (15% of Held of the Company)", "rounded down to a whole share of (33% of Held of the Company)",
    # counted back past the first day, and on from a day that is itself years later
    "the 10th business day before the first Purchase", "1 year after (3 years after the last Purchase)",
    "the most Held of the Company so far", "the least Held of the Company so far",
    "the end of the day of the last Purchase", "the earliest of (i) January 20, 2001; and (ii) the 5th day after the last Purchase",
)  # fmt: skip


@pytest.mark.parametrize("meaning", MEANINGS)
def test_forms_of_what_is_yet_to_happen(meaning: str) -> None:
    """Each form, of events that the solver does not know beforehand."""
    text = (
        f'[assume "x"]\nTa means {meaning}.\n[assume "x"]\nbusiness day means Small Calendar.\nscenario "The story"\n'
        "    people Ada is a Person.\n    January 5, 2001: the Company buys 50 shares.\n"
        "    January 9, 2001, after the close of business: the Company sells 20 shares.\n    January 12, 2001: Ada buys 31 shares.\n"
    )
    assert check(load_text(BASE + text)) == "taken"
