"""The ways found differ in kind as trying every story finds them, on generated plans and questions; what is closed is closed."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Sequence

import pytest
from explorer import stories
from generated_plans import FIRST, Maker, write
from msgspec.structs import replace
from test_search_and_explorer import MOST, from_menu

import solver.search
from dsl.calendars import OutsideCalendar
from dsl.dates import Instant
from dsl.diagnostics import Mistakes
from dsl.load import Library, load_text
from dsl.plan import Question, StoryLine
from solver.choices import reading_as
from solver.items import Item, item_of
from solver.replay import NeverSettles, tell
from solver.routes import Route, who_may_be_meant
from solver.scene import scene_of
from solver.search import Task
from solver.sets import Set, hitting
from solver.story import Story
from solver.tasks import task_of
from solver.undecided import Undecided
from solver.ways import Exploration, Explored, Gone
from solver.z3_solver import forget

FEW = (range(15, 21), range(36, 52))  # in each chance made exceptions, limbs and ways of two items
CAMPAIGN = range(1000, 4000)
SAFE = "the Rights are Safe"


def made(seed: int) -> tuple[Library, tuple[StoryLine, ...]] | None:
    """A plan with a story, questions that have limbs and exceptions, and a menu of further lines; None where chance made no plan."""
    maker = Maker(seed)
    text = maker.make()
    dice = random.Random(seed)
    head, story = text.rsplit("scenario", 1)
    for clause in (
        "Safe of the Rights starts at no.", 'power Saving: "the Board saves the Rights"\n    effect the Rights become Safe.',
        'power Release: "the Board releases the Rights"\n    effect the Rights cease to be Safe.',
    ):  # fmt: skip
        head += f'[assume "so the law has it"]\n{clause}\n\n'
    saving = ["the Board saves the Rights", "the Board saves the Rights", "the Board releases the Rights", "Ada buys 150 shares", "the Company buys 300 shares"]
    lines = sorted((dice.randrange(24), dice.random() < 0.3, dice.choice([maker.sentence(), maker.sentence(), *saving])) for _ in range(6))
    menu = [f"    {write(FIRST.fromordinal(FIRST.toordinal() + 15 + day))}{', after the close of business' if late else ''}: {said}." for day, late, said in lines]
    people = "".join(f'\nscenario "{title}"\n    people Ada is a Person, Bob is a Person, Tod is a Trust.\n' for title in ("The start", "The menu"))
    told = dice.choice(("The start", "The start", "The story"))
    sought = dice.choice([f"({maker.condition(1)}) or (some Person has Held of at least 300 shares)", "some Person has Held of at least 150 shares"])
    broken = dice.choice([f"({maker.condition(1)}) and not ({SAFE})", f"some Person has Held of at least 150 shares and not ({maker.condition(1)}) and not ({SAFE})"])
    asked = [
        f"in every way can it be that ({sought}), and at no time ({broken})?",
        f"in every way can some Person have Held of at least {dice.choice(('100', '149', '250'))} shares, and at no time ({broken}), and at no time "
        f"(such Person has Held of at least {dice.choice(('150', '300'))} shares and not ({SAFE}))?",
    ]
    questions = "".join(f'\nquestion "{place}"\n    in "{told}"\n    {question}\n' for place, question in enumerate(asked))
    try:
        library = load_text(f"{head}scenario{story}{people}" + "\n".join(menu) + "\n" + questions)
    except Mistakes:
        return None
    return library, library.scenarios["The menu"].lines


def least(sets: set[Set]) -> set[Set]:
    return {each for each in sets if not any(other < each for other in sets)}


def tried(told: list[tuple[int, Story]], exploration: Exploration, route: Route, lines: int, end: Instant) -> dict[Set, int]:
    """Each set of items by which a story comes to the route's goal, with the fewest lines of such a story."""
    found: dict[Set, int] = {}
    plan, items = exploration.few.machine.plan, exploration.few.items
    for count, story in told:
        if route.goal.met(story, lines, end) is not None:
            added = [line for line in story.lines[lines:] if line.event in {step.event.name for step in exploration.few.machine.steps}]
            if len(added) == count:
                used = frozenset(place for line in added if (place := item_of(plan, items, line)) is not None)
                found[used] = min(count, found.get(used, count))
    return found


def compare(exploration: Exploration, found: Explored, route: Route, told: list[tuple[int, Story]], lines: int, end: Instant, seen: Counter[str]) -> None:
    items = exploration.few.items
    acts = frozenset(place for place, item in enumerate(items) if not item.power)
    free = acts if route.excuse is not None else frozenset()
    by_story = tried(told, exploration, route, lines, end)
    wanted = least({used - free for used in by_story})
    here = [gone for gone in found.gone if gone.route is route]
    assert {_set(items, gone) for gone in here} == wanted, (route, wanted)
    for gone in here:
        assert gone.found.lines is not None
        allowed = _set(items, gone) | free
        assert len(gone.found.lines) == min(count for used, count in by_story.items() if used <= allowed)
        seen[f"{'an exception' if route.excuse else 'no exception'}, {min(len(gone.items), 2)} items"] += 1
    for closed in (closed for closed in found.closed if closed.route is route):
        out = {items.index(item) for item in closed.without}
        assert not any(not used & out for used in by_story), (route, closed)
        seen["proved" if closed.shown is not None else "looked for"] += 1
    seen["by a limb" if route.limb.label or route.limb.name else "by no limb"] += 1


def _set(items: Sequence[Item], gone: Gone) -> Set:
    return frozenset(items.index(item) for item in gone.items)


def check(library: Library, menu: tuple[StoryLine, ...], seen: Counter[str]) -> None:
    plan = library.plan
    base = {name: reading.base for name, reading in plan.readings.items()}
    for question in library.asked:
        story = tell(plan, question.scenario, reading_as(base))
        if story.refusal is not None:
            seen["refused"] += 1
            return
        task: Task = task_of(plan, question, base, story)
        task = replace(task, goal=from_menu(task.goal, menu))
        told = list(stories(plan, question.scenario, base, menu, MOST))
        for itself in who_may_be_meant(story, question, task.alike):
            check_of(question, base, task, itself, told, seen)


def check_of(question: Question, base: dict[str, str], task: Task, itself: str | None, told: list[tuple[int, Story]], seen: Counter[str]) -> None:
    scene = scene_of(task.machine.plan, question, base, task, task, itself)
    exploration = Exploration(scene, time.monotonic() + 60, 2.0)
    found = Explored()
    exploration.explore(found)
    for route in exploration.routes:
        compare(exploration, found, route, told, len(question.scenario.lines), Instant(task.horizon), seen)
    seen["about somebody" if itself else "about nobody"] += 1


def campaign(seeds: range, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    monkeypatch.setattr(solver.search, "MOST_EVENTS", MOST)
    seen: Counter[str] = Counter()
    for seed in seeds:
        forget()
        plan = made(seed)
        if plan is None:
            continue
        try:
            check(*plan, seen)
        except (OutsideCalendar, NeverSettles, Undecided):
            seen["outside"] += 1
        except AssertionError as error:
            raise AssertionError(f"seed {seed}") from error
    for wanted, part in (("an exception, 1 items", 0.02), ("no exception, 1 items", 0.1), ("no exception, 2 items", 0.02), ("proved", 0.1), ("looked for", 0.1), ("by a limb", 0.02)):
        assert seen[wanted] >= part * len(seeds), dict(seen)
    return seen


@pytest.mark.parametrize("seeds", [FEW[0], pytest.param(FEW[1], marks=pytest.mark.soak)])
def test_ways_are_those_of_all_stories(seeds: range, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign(seeds, monkeypatch)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(20))
def test_ways_are_those_of_all_stories_of_many_plans(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign(CAMPAIGN[part::20], monkeypatch)


def test_hitting_sets_have_something_of_each_and_are_least() -> None:
    sets = [frozenset({1, 2}), frozenset({2, 3}), frozenset({4})]
    assert hitting(sets) == [frozenset({2, 4}), frozenset({1, 3, 4})]
    assert hitting([]) == [frozenset()]
    assert not hitting([frozenset()])
