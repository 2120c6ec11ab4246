"""The routes by which a question may be come to: about whom, by which limb of what is sought, relying upon which exception.

Each route is a goal of its own. A route that relies upon an exception is one
on which, but for it, what must not be would have come about. The route with
no exception is one on which none makes a difference by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dsl import core as c
from dsl.plan import Plan, Question
from dsl.rewritten import with_person
from solver.evaluate_over_time import first
from solver.exceptions import Excuse, excuses
from solver.goal import Goal
from solver.limbs_of import Limb, limbs_of
from solver.story import Story


class Route(Struct, frozen=True):
    """A goal, about whom it is (`itself`; None if about nobody in particular), its limb, and the exception relied upon."""

    itself: str | None
    limb: Limb
    excuse: Excuse | None
    goal: Goal


def who_may_be_meant(story: Story, question: Question, alike: tuple[tuple[str, ...], ...]) -> list[str | None]:
    """The people that a question may be about, one of those whom nothing tells apart; nobody if it is about nobody."""
    if question.var is None:
        return [None]
    twins = {name for group in alike for name in group[1:]}
    evaluator, last, people = story.evaluator, story.last, question.people
    return [
        name for name in evaluator.people if name not in twins
        and (people is None or not _is_fixed(people) or evaluator.holds(people, {question.var: name}, last, story.history[last].tick))
    ]  # fmt: skip


def _is_fixed(people: Any) -> bool:
    """Whether nothing that happens can change who is described."""
    match people:
        case c.Part() | c.Not():
            return _is_fixed(people.body)
        case c.All() | c.Any():
            return all(map(_is_fixed, people.items))
        case c.Truth() | c.HasKind():
            return True
        case c.Same():
            return isinstance(people.left, c.VarIs) and isinstance(people.right, c.ActorIs)
        case _:
            return False


def routes(plan: Plan, options: Mapping[str, str], story: Story, goal: Goal, itself: str | None) -> list[Route]:
    """The routes about somebody: those that rely upon an exception first, for each limb.

    The route with no exception is one on which no exception alone makes a difference.
    """
    goal = about(goal, itself)
    relied_on = [excuse for excuse in _all_excuses(plan, options, goal) if not _holds_already(story, excuse)]
    found = []
    for limb in limbs_of(plan, options, goal.sought):
        by_limb = replace(goal, sought=limb.condition)
        found += [Route(itself, limb, excuse, replace(by_limb, once=(excuse.without,))) for excuse in relied_on]
        found.append(Route(itself, limb, None, replace(by_limb, never=(*goal.never, *(excuse.without for excuse in relied_on)))))
    return found


def about(goal: Goal, itself: str | None) -> Goal:
    """The goal, where it is somebody in particular who is meant."""
    if itself is None:
        return goal
    who = c.ActorIs(itself)
    never = tuple(with_person(form, goal.var, who) for form in goal.never)
    return replace(goal, sought=with_person(goal.condition, goal.var, who), never=never, var=None, people=None)


def _all_excuses(plan: Plan, options: Mapping[str, str], goal: Goal) -> Iterator[Excuse]:
    seen = set()
    for form in goal.never:
        for excuse in excuses(plan, options, form):
            if excuse.name not in seen:
                seen.add(excuse.name)
                yield excuse


def _holds_already(story: Story, excuse: Excuse) -> bool:
    """Whether it would have come about in the told story, whatever follows, so that relying upon it tells nothing apart."""
    return first(story.evaluator, excuse.without, {}, story.last, story.history[-1].tick) is not None
