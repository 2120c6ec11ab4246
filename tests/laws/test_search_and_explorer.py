"""The search over paths finds what trying every story finds, on generated plans and questions.

Verdicts under every reading with the fewest events, windows to the tick, and
the most and least, all with further events taken from a short menu of lines.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from explorer import fewest, stories, tick_of, ticks_open
from generated_plans import FIRST, Maker, write
from msgspec.structs import replace

import solver.continuations
import solver.grounds
import solver.search
import solver.tasks
import solver.z3_solver
from dsl.calendars import OutsideCalendar
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, PARTS, START, Instant, instant
from dsl.diagnostics import Mistakes
from dsl.load import Library, load_text
from dsl.plan import Plan, StoryLine
from solver.ask import ask
from solver.choices import Choices, reading_choices
from solver.evaluate_over_time import first
from solver.formula import Bool, and_, equal, implies, or_
from solver.goal import Goal
from solver.over_time import values_seen
from solver.replay import NeverSettles, run_on, tell
from solver.story import Story
from solver.unroll import Unrolled

MOST = 3
PLANS = 160
CAMPAIGN = range(1000, 3000)


class FromMenu(Goal, frozen=True):
    """A goal whose further events are lines of a menu."""

    menu: tuple[StoryLine, ...] = ()

    def standing(self, run: Unrolled, since: int = 0) -> Iterator[Bool]:
        yield from super().standing(run, since)
        kinds = [event.name for event in run.events]
        for step in run.steps[since:]:
            yield implies(run.is_event(step), or_(
                and_([step.is_a(kinds.index(line.event)), equal(step.tick, int(tick_of(line))), *(
                    equal(variable, run.symbolic.given(value).it)
                    for variable, (_, value) in zip(step.holes[line.event], line.values, strict=True)
                )]) for line in self.menu if line.event in kinds
            ))  # fmt: skip


def made(seed: int, always: bool = False, ratios: bool = False, at_once: bool = False) -> tuple[Library, tuple[StoryLine, ...]] | None:
    """A plan with a story, questions, and a menu of further lines; None where chance made no plan.

    With `always` more must always hold in it, and windows are asked for only; with `ratios` statuses by ratios are asked for;
    with `at_once` more happens by itself, and the moments in which it is due are asked for.
    """
    maker = Maker(seed)
    text = maker.make()
    dice = random.Random(seed)
    head, story = text.rsplit("scenario", 1)
    lines = sorted((dice.randrange(24), dice.random() < 0.3, maker.sentence()) for _ in range(5))
    menu = [f"    {write(FIRST.fromordinal(FIRST.toordinal() + 15 + day))}{', after the close of business' if late else ''}: {said}." for day, late, said in lines]
    people = '\nscenario "The menu"\n    people Ada is a Person, Bob is a Person, Tod is a Trust.\n'
    by = f" by {maker.date()}" if dice.random() < 0.5 else ""
    never = f", and at no time ({maker.condition(1)})" if dice.random() < 0.5 else ""
    asked = [
        f"can it be that ({maker.condition(2)}){by}{never}?",
        f"what is the {maker.pick('most', 'least')} that ({maker.number(1)}) can be{by}{never}?",
        *(f"when may P{'abc'[number]} happen?" for number in range(len(maker.powers))),
    ]
    if always:
        asked = [*asked[2:], *(f"when may {event} happen?" for event in ("Purchase", "Sale", "Pact", "Block"))]
        head += maker.always()
    if ratios:
        head += maker.ratios()
        asked = [f"can it be that {condition}{by}?" for condition in maker.about_ratios()]
    if at_once:
        head += maker.at_once()
        asked = [*maker.about_at_once(by)]
    questions = "".join(f'\nquestion "{place}"\n    in "The story"\n    {question}\n' for place, question in enumerate(asked))
    try:
        library = load_text(f"{head}scenario{story}{people}" + "\n".join(menu) + "\n" + questions)
    except Mistakes:
        return None
    return library, library.scenarios["The menu"].lines


def combinations(plan: Plan) -> list[dict[str, str]]:
    readings = plan.readings
    return [dict(zip(readings, combo, strict=True)) for combo in product(*([o.name for o in r.options] for r in readings.values()))]


def agree(seed: int, monkeypatch: pytest.MonkeyPatch, seen: Counter[str], always: bool = False, at_once: bool = False) -> None:
    found = made(seed, always, at_once=at_once)
    if found is None:
        seen["not a plan"] += 1
        return
    library, menu = found
    goal_of = solver.tasks.goal_of
    monkeypatch.setattr(solver.search, "MOST_EVENTS", MOST)
    for module in (solver.grounds, solver.tasks):
        monkeypatch.setattr(module, "goal_of", lambda *parts: from_menu(goal_of(*parts), menu))
    monkeypatch.setattr(solver.continuations, "Goal", lambda *parts, **more: FromMenu(*parts, **more, menu=menu))  # type: ignore[misc]
    try:
        told = tell(library.plan, library.scenarios["The story"], Choices({}))
        taken = told.refusal.line if told.refusal is not None else len(told.lines)
        for question in library.questions:
            question = replace(question, scenario=replace(question.scenario, lines=question.scenario.lines[:taken]))
            answer = ask(library.plan, question, 60)
            if answer.headline.verdict in ("not allowed", "undecided"):
                seen["of a time that is over" if "That time is over" in answer.headline.limit else answer.headline.verdict] += 1
                continue
            {"can": check_can, "extreme": check_extreme, "may": check_may}[question.form](library, menu, answer.question, answer, seen)
            seen[f"one more person: {answer.one_more}"] += 1
    except (OutsideCalendar, NeverSettles):
        seen["outside"] += 1
    finally:
        monkeypatch.undo()


def from_menu(goal: Goal, menu: tuple[StoryLine, ...]) -> FromMenu:
    return FromMenu(*(getattr(goal, item) for item in Goal.__struct_fields__), menu=menu)  # type: ignore[misc]


def end_of_search(library: Library, question: Any) -> tuple[Goal, Instant]:
    story = next(iter(stories(library.plan, question.scenario, combinations(library.plan)[0], (), 0)))[1]
    task = solver.tasks.task_of(library.plan, question, {}, story)
    return task.goal, task.horizon


def check_can(library: Library, menu: tuple[StoryLine, ...], question: Any, answer: Any, seen: Counter[str]) -> None:
    goal, end = end_of_search(library, question)
    for readings in combinations(library.plan):
        row = next(row for row in answer.rows if all(readings[name] == option for name, option in row.under))
        if not_allowed(library, question, readings, row.finding.verdict, seen):
            continue
        count = fewest(library.plan, question.scenario, readings, menu, MOST, goal, end)
        assert (row.finding.verdict == "possible") == (count is not None), (readings, count)
        if count is not None and not row.under:
            base = all(reading.base == readings[name] for name, reading in library.plan.readings.items())
            assert not base or len(row.path.lines) - len(question.scenario.lines) == count
        seen[f"can {row.finding.verdict}" + (" by readings" if row.under else "")] += 1


def not_allowed(library: Library, question: Any, readings: dict[str, str], verdict: str, seen: Counter[str]) -> bool:
    """Whether the told lines are not allowed under these readings, which the answer must say."""
    is_refused = tell(library.plan, question.scenario, Choices(reading_choices(readings))).refusal is not None
    assert (verdict == "not allowed") == is_refused, readings
    seen["not allowed by readings"] += is_refused
    return is_refused


def check_extreme(library: Library, menu: tuple[StoryLine, ...], question: Any, answer: Any, seen: Counter[str]) -> None:
    goal, end = end_of_search(library, question)
    for readings in combinations(library.plan):
        row = next(row for row in answer.rows if all(readings[name] == option for name, option in row.under))
        is_base = all(reading.base == readings[name] for name, reading in library.plan.readings.items())
        if answer.untried and not is_base:
            seen["extreme on the base only"] += 1
            continue
        if not_allowed(library, question, readings, row.finding.verdict, seen):
            continue
        values: list[Fraction] = []
        for _, story in stories(library.plan, question.scenario, readings, menu, MOST):
            run_on(story, end)
            if all(first(story.evaluator, forbidden, {}, story.last, end) is None for forbidden in goal.never):
                values += values_of(story, question, goal)
        best = (max if question.node.word == "most" else min)(values, default=None)
        verdict = row.finding.verdict
        assert verdict == ("unset" if best is None else "value"), (verdict, best, readings)
        if best is not None:
            assert row.finding.values == (best,), readings
            assert not row.finding.bound
        seen[f"extreme {verdict}" + (" by readings" if row.under else "")] += 1


def values_of(story: Story, question: Any, goal: Goal) -> list[Fraction]:
    """The values after the told lines; a story with events after the time asked about is none, unless all time is asked of."""
    if not goal.never and any(entry.sort == "event" and entry.tick > goal.until for entry in story.history):
        return []
    seen = values_seen(story, question.value, story.last_told(len(question.scenario.lines)), goal.until)
    return [value for _, value in seen if value is not None]


def check_may(library: Library, menu: tuple[StoryLine, ...], question: Any, answer: Any, seen: Counter[str]) -> None:
    plan = library.plan
    named = {*plan.organs, *plan.persons}
    idle = named if plan.events[question.topic].actor in named else set()  # where anybody may do it, everybody is one of the others
    others = tuple(
        line for line in menu
        if plan.events[line.event].actor not in idle and dict(line.values).get(plan.events[line.event].actor) not in idle
    )  # fmt: skip
    end = instant(answer.horizon, START)
    for row in answer.rows:
        if row.finding.verdict != "windows":
            continue
        for readings in [r for r in combinations(library.plan) if all(r[name] == option for name, option in row.under)][:3]:
            check_window(library, menu, others, question, readings, row, end, seen)


def check_window(
    library: Library, menu: tuple[StoryLine, ...], others: tuple[StoryLine, ...], question: Any, readings: dict[str, str], row: Any, end: Instant, seen: Counter[str]
) -> None:
    plan = library.plan
    since = next(iter(stories(plan, question.scenario, readings, (), 0)))[1].history[-1].tick
    opened, _ = ticks_open(plan, question.scenario, readings, menu, MOST, question.topic, end)
    _, closed = ticks_open(plan, question.scenario, readings, others, MOST, question.topic, end)
    ticks = {tick for tick in range(since, end) if tick % PARTS in (BEFORE_CLOSE, AFTER_CLOSE)}
    for opening, wanted in zip(row.finding.openings[1:], (ticks - closed, opened), strict=True):
        found = {tick for begin, stop in opening.stretches for tick in range(begin, stop)} & ticks
        assert found == wanted, (opening.scope, readings, sorted(found ^ wanted)[:4])
    seen["window " + ("as things stand" if opened == ticks - closed else "differs") + (" by readings" if row.under else "")] += 1


def test_search_and_explorer_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    campaign(range(0, PLANS, 5), monkeypatch)


@pytest.mark.soak
def test_search_and_explorer_agree_on_what_is_rare(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = range(0, PLANS, 3)
    seen = campaign(seeds, monkeypatch)
    for rare in ("extreme value by readings", "window as things stand by readings", "can possible by readings"):
        assert seen[rare] >= 0.01 * len(seeds), dict(seen)


def test_windows_agree_where_more_must_always_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = met(range(5, 6), monkeypatch, always=True)
    assert seen["window as things stand"], dict(seen)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_windows_of_many_plans_agree_where_more_must_always_hold(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = met(CAMPAIGN[part:1000:10], monkeypatch, always=True)
    assert seen["window differs"] >= 1, dict(seen)


def test_nobody_sees_the_moment_before_what_happens_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = met(range(40), monkeypatch, at_once=True)
    assert all(seen[verdict] for verdict in ("can impossible", "can possible", "extreme value")), dict(seen)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_nobody_sees_it_in_many_plans(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert met(CAMPAIGN[part::10], monkeypatch, at_once=True)["can impossible"]


@pytest.mark.soak
def test_either_arithmetic_of_z3_agrees_with_the_explorer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick one is left after a while, so that every check may fall to either."""
    monkeypatch.setattr(solver.z3_solver, "ATTEMPTS", ((solver.z3_solver.COMPLETE, 1),))
    assert met(range(1, PLANS, 6), monkeypatch)["can possible"]


@pytest.mark.soak
@pytest.mark.parametrize("part", range(20))
def test_search_and_explorer_agree_on_many_plans(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign(CAMPAIGN[part::20], monkeypatch)


def campaign(seeds: range, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What was compared on plans made of these seeds, of what is not rare enough of each."""
    seen = met(seeds, monkeypatch)
    for wanted in ("can possible", "can impossible", "extreme value"):
        assert seen[wanted] >= 0.1 * len(seeds), dict(seen)
    assert seen["window differs"] >= 0.01 * len(seeds), dict(seen)
    assert seen["undecided"] <= 0.1 * len(seeds), dict(seen)
    return seen


def met(seeds: range, monkeypatch: pytest.MonkeyPatch, always: bool = False, at_once: bool = False) -> Counter[str]:
    """What was compared on plans made of these seeds."""
    seen: Counter[str] = Counter()
    for seed in seeds:
        try:
            agree(seed, monkeypatch, seen, always, at_once)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}") from error
    return seen
