"""Two plans told as one are told as each is by itself; what is said to differ does, and what is the same does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from generated_plans import generated_plan, loaded
from msgspec.structs import replace

from dsl.calendars import OutsideCalendar
from dsl.dates import Instant
from dsl.diagnostics import Mistakes
from dsl.kinds import YES_NO
from dsl.load import Library, load_text
from dsl.plan import Plan, Scenario
from solver import joint as joints
from solver.choices import Choice, reading_as, reading_choices
from solver.compare import Compared, compare
from solver.history import Unknown
from solver.joint import Joint, joint_of
from solver.meaning import Name
from solver.replay import NeverSettles, begin, run_on, tell_line
from solver.retold import holds_in, joint_scenario, retold
from solver.shared import shared_names
from solver.side import Side
from solver.story import Story

DAYS_ON = 60 * 4  # so many ticks after the story ends
SECONDS = 6.0


def changed(seed: int) -> Library | None:
    """The generated plan with one number of its own clauses changed."""
    text = generated_plan(seed)
    own = text.index('unset as a day')
    numbers = [match for match in re.finditer(r"\b(50|100|149|150|151|200|300) shares", text) if own < match.start() < text.index("\nscenario ")]
    if not numbers:
        return None
    at = numbers[seed % len(numbers)]
    try:
        return load_text(f"{text[: at.start()]}{int(at[1]) + 1} shares{text[at.end() :]}")
    except Mistakes:
        return None


def pairs(seeds: range) -> Iterator[tuple[int, Library, Library]]:
    """Each plan with another, and with itself where a number is changed."""
    for seed in seeds:
        one = loaded(seed)
        for other in (loaded(seed + 1), changed(seed)):
            if one is not None and other is not None:
                yield seed, one, other


def base(joint: Joint) -> dict[Choice, object]:
    return reading_choices(joint.plan.base_readings)


def told_jointly(joint: Joint, scenario: Scenario) -> tuple[Scenario, Story]:
    """The story of the joint plan, without the lines that neither plan allows."""
    story = begin(joint.plan, scenario, reading_as(joint.plan.base_readings))
    kept = []
    for number, line in enumerate(story.lines):
        if tell_line(story, number):
            kept.append(line)
        story.refusal = None
    return replace(scenario, lines=tuple(kept)), story


def values(story: Story, plan: Plan, moment: Instant, side: Side | None = None) -> dict[tuple[str, str | None], Any]:
    """The value of every term of a plan as its story ends; `side` says how the plan's terms are called there."""
    found = {}
    for term in plan.terms.values():
        name = side.joint(("term", term.name)) if side is not None else term.name
        for subject in story.evaluator.people if term.per == "Person" else (None,):
            value = story.evaluator.term(name, subject, story.last, moment)
            found[term.name, subject] = None if isinstance(value, Unknown) else value
    return found


def check(joint: Joint, scenario: Scenario, counts: Counter[str]) -> None:
    """One story, told jointly and by each alone."""
    kept, story = told_jointly(joint, joint_scenario(joint, scenario))
    moment = Instant(story.history[-1].tick + DAYS_ON)
    run_on(story, moment)
    for side in joint.sides:
        alone = retold(joint, side, kept, base(joint), moment)
        assert values(alone.story, side.plan, moment) == values(story, side.plan, moment, side)
        counts["told"] += 1
        counts["lines left out"] += bool(alone.left_out)
        counts["doubled"] += any(name[0] == "term" and name not in side.shared for name in side.names)
        counts["shared"] += len(side.shared) > len(side.names)


def told_pairs(seeds: range, counts: Counter[str]) -> None:
    for seed, one, other in pairs(seeds):
        for ours, theirs in ((one, other), (other, one)):
            try:
                (scenario,) = ours.scenarios.values()
                check(joint_of(ours.plan, theirs.plan), scenario, counts)
            except (OutsideCalendar, NeverSettles):
                counts["outside"] += 1
            except AssertionError as error:
                raise AssertionError(seed) from error


def test_a_joint_story_is_the_story_of_each_plan() -> None:
    counts: Counter[str] = Counter()
    told_pairs(range(0, 20, 2), counts)
    assert counts["told"] > 25, counts
    assert min(counts["lines left out"], counts["doubled"], counts["shared"]) > 0.01 * counts["told"], counts


@pytest.mark.soak
def test_a_joint_story_is_the_story_of_each_plan_at_length() -> None:
    counts: Counter[str] = Counter()
    told_pairs(range(600), counts)
    assert min(counts["lines left out"], counts["doubled"], counts["shared"]) > 0.01 * counts["told"], counts


def test_everything_may_be_told_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan with itself where nothing is shared: both copies stay alike."""
    monkeypatch.setattr(joints, "shared_names", lambda one, other: frozenset[Name]())
    counts: Counter[str] = Counter()
    for seed in range(1, 40, 3):
        library = loaded(seed)
        if library is not None:
            try:
                (scenario,) = library.scenarios.values()
                check(joint_of(library.plan, library.plan), scenario, counts)
            except (OutsideCalendar, NeverSettles):
                counts["outside"] += 1
    assert counts["told"] > 12, counts


def test_a_plan_is_the_same_as_itself() -> None:
    for seed in range(0, 20, 3):
        library = loaded(seed)
        if library is not None:
            again = load_text("-- read again\n" + generated_plan(seed)).plan
            plan = library.plan
            names = len(plan.terms) + len(plan.relations) + len(plan.events) + len(plan.readings) + len(plan.calendars) + len(plan.happenings)
            assert len(shared_names(plan, again)) == names


def with_consequences(library: Library, name: str) -> Plan:
    """The plan, compared by each of its statuses, of the Rights and of a Person."""
    statuses = [term for term in library.plan.terms.values() if term.kind == YES_NO and term.per in ("Rights", "Person")]
    declared = "".join(
        f"\nconsequence {term.name}: {'the Rights are' if term.per == 'Rights' else 'some Person is a'} {term.name}.\n" for term in statuses
    )
    text = "\n".join(source.text for source in library.sources.values()).split("\nscenario ")[0]
    return load_text(text + declared, name).plan


def compared_by_search(seeds: Iterable[int], counts: Counter[str]) -> None:
    """Plans compared by searching: every path that is found is told again, or it would be said that we are wrong.

    Where nothing is found, the stories at hand show no difference either.
    """
    for seed in seeds:
        one = loaded(seed)
        for other in (loaded(seed + 1), changed(seed)):
            if one is None or other is None:
                continue
            plans = with_consequences(one, "one"), with_consequences(other, "other")
            stories = [story for library in (one, other) for story in library.scenarios.values()]
            begun = replace(stories[0], lines=())
            try:
                found = compare(*plans, begun, SECONDS)
                for compared in found.compared:
                    counts[compared.outcome if compared.ways else "untouched"] += 1
                    counts["paths"] += sum(way.shown is not None for way in compared.ways)
                    if not compared.ways or compared.outcome == "same":
                        counts["held against stories"] += sum(comes_out_alike(found.joint, compared, story) for story in stories)
            except (OutsideCalendar, NeverSettles):
                continue


def comes_out_alike(joint: Joint, compared: Compared, story: Scenario) -> bool:
    """A consequence that is the same is the same as a story of the first plan ends."""
    if any(line.event not in joint.one.own for line in story.lines):
        return False
    kept, told = told_jointly(joint, joint_scenario(joint, story))
    moment = Instant(told.history[-1].tick + DAYS_ON)
    ours, theirs = (
        holds_in(retold(joint, side, kept, base(joint), moment), consequence.condition, moment)
        for side, consequence in zip(joint.sides, compared.of, strict=True)
    )
    assert ours == theirs, compared.name
    return True


def test_what_is_said_to_differ_does() -> None:
    counts: Counter[str] = Counter()
    compared_by_search((6,), counts)
    assert counts["untouched"], counts
    assert counts["paths"], counts
    assert counts["held against stories"], counts


@pytest.mark.soak
def test_what_is_said_to_differ_does_at_length() -> None:
    counts: Counter[str] = Counter()
    compared_by_search(range(200), counts)
    assert min(counts["untouched"], counts["only one"], counts["same"], counts["held against stories"]) > 5, counts
