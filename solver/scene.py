"""Where ways about somebody are sought: the routes by which they can go, the people among whom, the items that their steps can be.

Takes a plan, a question and the readings settled; gives a scene for each person
who may be meant. What a search works out has no part in it, so that a receipt
is checked against scenes made anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from dsl.plan import Person, Plan, Question
from solver.cast import cast_of
from solver.choices import reading_as
from solver.cone import machine_of
from solver.items import Item, can_be, items_of
from solver.narrowed import Narrowed
from solver.replay import tell
from solver.routes import Route, routes, who_may_be_meant
from solver.search import Task
from solver.sets import Set
from solver.tasks import barred_by, machine_for, task_of
from solver.undecided import Undecided
from solver.upheld import not_so_at_first

OTHERS = 1  # how many others of no special kind ways are sought among


class Scene(Struct, frozen=True):
    """Ways about somebody (`itself`; nobody in particular if None): paths are sought among `few`, proofs hold for the `whole` cast.

    Both have the same items, by their places.
    """

    itself: str | None
    routes: list[Route]
    few: Narrowed
    whole: Narrowed

    @property
    def items(self) -> tuple[Item, ...]:
        """What a step can be."""
        return tuple(self.whole.items)

    def free(self, route: Route) -> Set:
        """The items that tell no ways of a route apart: where an exception is relied upon, anybody's acts are part of any way."""
        return frozenset(place for place, item in enumerate(self.items) if not item.power) if route.excuse is not None else frozenset()


def with_cast(plan: Plan, question: Question, options: Mapping[str, str]) -> Question:
    """The question with its whole cast."""
    people = cast_of(plan, question.scenario, machine_for(plan, question, options).kinds)
    return _among(question, people)


def scenes(plan: Plan, question: Question, options: Mapping[str, str]) -> Iterator[Scene]:
    """A scene for each person who may be meant, one of those whom nothing tells apart; raises Undecided where the story cannot be told."""
    asked = with_cast(plan, question, options)
    whole = _task(plan, asked, options)
    people = asked.scenario.people
    for itself in who_may_be_meant(whole.story, question, whole.alike):
        few = whole if question.scenario.people else _task(plan, _among(question, _few(people, itself)), options)
        yield scene_of(plan, question, options, few, whole, itself)


def scene_of(plan: Plan, question: Question, options: Mapping[str, str], few: Task, whole: Task, itself: str | None) -> Scene:
    """The scene of somebody, of a task among few and the same with the whole cast."""
    found = routes(plan, options, few.story, few.goal, itself)
    forms = [form for route in found for form in (route.goal.condition, *route.goal.never, *route.goal.once)]
    always = not_so_at_first(plan, question.scenario)
    machine = machine_of(plan, options, [*forms, *always, *(form for _, _, form in question.without)], (), barred_by(plan, question))
    narrowed = []
    for task in (few, whole):
        items = items_of(machine, list(task.story.evaluator.people), bool(question.scenario.people), itself)
        nobodys = [step.event.name for step in machine.steps if not any(can_be(step.event, item) for item in items)]
        if nobodys:
            raise Undecided(f"Whose act a {nobodys[0]} is cannot be told.", "Begin its phrase with a person or an organ.")
        alike = tuple(tuple(name for name in group if name != itself) for group in task.alike)
        narrowed.append(Narrowed(replace(task, machine=machine, alike=alike), items, always))
    return Scene(itself, found, *narrowed)


def _among(question: Question, people: tuple[Person, ...]) -> Question:
    return replace(question, scenario=replace(question.scenario, people=people))


def _few(people: tuple[Person, ...], itself: str | None) -> tuple[Person, ...]:
    """The person asked about, and others of no special kind."""
    others = [person for person in people if person.kind == "Person" and person.name != itself]
    kept = {itself, *(person.name for person in others[: OTHERS + (itself is None)])}
    return tuple(person for person in people if person.name in kept)


def _task(plan: Plan, question: Question, options: Mapping[str, str]) -> Task:
    story = tell(plan, question.scenario, reading_as(options))
    if story.refusal is not None:
        raise Undecided("A line of the story cannot happen as told.", "Ask `pill replay` what forbids it.")
    return task_of(plan, question, dict(options), story)
